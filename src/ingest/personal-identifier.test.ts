import { describe, expect, it } from 'vitest';
import { createIdentityHasher } from './identity-hasher.ts';
import { personalIdentifier } from './personal-identifier.ts';

describe('an id is recognised as personal', () => {
  const same = (kind: string, canonical: string, ...spellings: string[]) => {
    for (const spelling of spellings) expect(personalIdentifier(spelling), spelling).toEqual({ kind, canonical });
  };

  it('if it is a mail address, in any spelling of it, or contains one', () => {
    same(
      'email',
      'a.b+c@d.example',
      'a.b+c@d.example',
      'A.B+C@D.Example ',
      'mailto:a.b+c@d.example',
      'Mira <a.b+c@d.example>',
    );
    same('email', 'a.b+c@d.example', 'a.b+c%40d.example', 'a.b+c＠d.example');
    same('email', 'mira@münchen.example', 'mira@münchen.example', 'mira@mu\u0308nchen.example');
    same('email', 'tenant/a@b.example', 'tenant/a@b.example');
    same('email', '4915129473806@s.whatsapp.example', '4915129473806@s.whatsapp.example');
    // What is left of one in an id that was shortened.
    const cut = `${'x'.repeat(90)}mira@exam~0123456789abcdef01234567`;
    expect(personalIdentifier(cut)?.kind).toBe('email');
  });

  it('if it is an IP address, or contains IPv4', () => {
    same('ip', '192.0.2.7', '192.0.2.7', '192.0.2.7:443', '::ffff:192.0.2.7', 'ip:192.0.2.7', '１９２.0.2.7');
    same('ip', '2001:db8:0:0:0:0:0:7', '2001:DB8::7', '[2001:db8::7]:443', '2001:db8::7%eth0', '2001:db8::7/128');
    same('ip', 'anonymous-192.0.2.7', 'anonymous-192.0.2.7');
  });

  it('if it is a phone number, grouped or with its country', () => {
    same('phone', '+4915129473806', '+49 1512 9473806', '+4915129473806', 'tel:+49-1512-9473806', '004915129473806');
    same('phone', '5550199123', '(555) 019-9123', '555-019-9123', '555.019.9123', '555 0199 123');
    same('phone', 'whatsapp:+4915129473806', 'whatsapp:+4915129473806');
  });

  it('and nothing else is', () => {
    const plain = [
      'acct_1',
      'org-Z',
      '123456789012',
      '0012345678',
      '550e8400-e29b-41d4-a716-446655440000',
      'claude@20240620',
    ];
    plain.push(
      'arn:aws:iam::123456789012:user/x',
      '2026-01-02',
      '2026-01-02T03:04:05+01:00',
      'gpt-4.1',
      'mira@prod',
      'Kontó',
    );
    plain.push('agent-v1.2.3.4', '1.2.3', 'a:b:c', 'key_00ff00ff00ff', 'router:north', 'x@y', '@handle', 'a+b', '300.1.1.1');
    for (const id of plain) expect(personalIdentifier(id), id).toBeUndefined();
    // The name of a model may contain a version that looks like an address.
    expect(personalIdentifier('agent/1.2.3.4', true)).toBeUndefined();
    expect(personalIdentifier('192.0.2.7', true)?.kind).toBe('ip');
  });

  it('in time that grows with its length, whatever it is', () => {
    for (const piece of ['@', 'a@', 'a.', '@a.', '1.', '+1', '(1', ' 1', ':', '%40']) {
      const begun = performance.now();
      personalIdentifier(piece.repeat(4_096));
      expect(performance.now() - begun, piece).toBeLessThan(2_000);
    }
  });
});

describe('the pseudonym of an id', () => {
  const key = (...bytes: number[]) => Buffer.concat(bytes.map((byte) => Buffer.alloc(32, byte)));

  it('is the same for every spelling, and another under another key', () => {
    const hasher = createIdentityHasher(key(1));
    const { id, kind } = hasher.pseudonym('mira@example.com');
    expect([id, kind]).toEqual([expect.stringMatching(/^email_[0-9a-f]{16}$/), 'email']);
    expect(hasher.pseudonym(' MIRA@example.com').id).toBe(id);
    expect(createIdentityHasher(key(1)).pseudonym('mira@example.com').id).toBe(id);
    expect(createIdentityHasher(key(2)).pseudonym('mira@example.com').id).not.toBe(id);
    expect(hasher.pseudonym('acct_1')).toEqual({ id: 'acct_1', kind: null });
    // It is no personal id itself: asked for again, it stays as it is.
    expect(hasher.pseudonym(id)).toEqual({ id, kind: null });
  });

  it('stays when the identity key is changed, so that decisions go on matching', () => {
    const before = createIdentityHasher(key(1)).pseudonym('mira@example.com').id;
    expect(createIdentityHasher(key(2, 1)).pseudonym('mira@example.com').id).toBe(before);
  });

  it('does not let a mail address in the place of the domain be stored', () => {
    const account = { account: 'a', created: 0, program: 'standard', verification: 'none', status: 'active' } as const;
    const record = createIdentityHasher(key(1)).accountRecord({ ...account, email_domain: 'mira@Example.com' });
    expect(record.emailDomain).toBe('example.com');
  });
});
