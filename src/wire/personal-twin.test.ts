/**
 * The kernels ask the host about every id that may be personal: whatever the recogniser knows, in any spelling, is stored
 * hashed, and everything else as it came. STILLWATCH_SEED sets the seed, which a failure prints.
 */
import { expect, it } from 'vitest';
import { createRng } from '../base/rng.ts';
import { createIdentityHasher } from '../ingest/identity-hasher.ts';
import { BlockReader } from '../pipeline/block-reader.ts';

const SEED = process.env.STILLWATCH_SEED ?? 'doorkeeper';
const KEY = new Uint8Array(32).fill(9);
const NOW = Date.UTC(2026, 5, 1);
const PIECES = [
  ...['mira', 'Mira.K+x', 'acct', 'ü', 'org', '7', '2026', '192', '0', '2', '10', '255', '49', '170', '1234567', '555'],
  ...['@', '@', '%40', '.', '.', ':', '::', '-', '/', ' ', '(', ')', '+', '00', '<', '>', '~0123456789abcdef01234567'],
  ...['example', 'com', 'münchen.de', 'mailto:', 'tel:', 'TEL:', 'sms:', 'ip:', 'fe80', '[', ']', '＠', '１９２', '\t'],
  ...['192.0.2.7', 'a@b.co', '+491701234567', '00491701234567', '555-123-4567', '2001:db8::1'],
];

it('every id that is personal is hashed, whichever way its line is read', () => {
  const rng = createRng(SEED);
  const hasher = createIdentityHasher(KEY);
  const reader = new BlockReader({ identityKey: KEY, now: NOW });
  const plain = new BlockReader({ identityKey: KEY, now: NOW, rawIdentifiers: true });
  const ids = new Set<string>(PIECES);
  for (let i = 0; i < 6_000; i++) {
    const parts = Array.from({ length: 1 + rng.int(7) }, () => rng.pick(PIECES));
    ids.add(parts.join('').slice(0, 128));
  }
  const lines = [...ids].map((id, i) =>
    line(i, { account: id, sub_account: `${id}x`.slice(0, 128), model: id, surface: id }),
  );
  const stored = reader.read(block(lines)).names;
  const counts = { email: 0, ip: 0, phone: 0, none: 0 };
  const units = new Set(
    stored.filter(({ kind }) => kind === 'unit').map(({ account, sub_account: sub }) => `${account}|${sub}`),
  );
  const models = new Set(stored.filter(({ kind }) => kind === 'model').map(({ name }) => name));
  for (const id of ids) {
    const { id: account, kind } = hasher.pseudonym(id);
    counts[kind ?? 'none']++;
    expect(units, `seed ${SEED}: ${JSON.stringify(id)}`).toContain(
      `${account}|${hasher.pseudonym(`${id}x`.slice(0, 128)).id}`,
    );
    expect(models, `seed ${SEED}: ${JSON.stringify(id)}`).toContain(hasher.pseudonym(id, true).id);
  }
  for (const [kind, count] of Object.entries(counts)) expect(count, kind).toBeGreaterThan(100);
  // With the setting off, everything is stored as it came.
  const raw = plain.read(block(lines)).names.filter(({ kind }) => kind === 'unit');
  expect(new Set(raw.map(({ account }) => account))).toEqual(ids);
});

it('a mail address is one account in exchanges, under a router, and in its account record', () => {
  const reader = new BlockReader({ identityKey: KEY, now: NOW });
  const account = JSON.stringify({ account: 'mira@example.com', created: NOW - 1e9, program: 'standard' });
  const { names, accounts, notes } = reader.read(
    block([
      line(1, { account: ' Mira@Example.com' }),
      line(2, { account: 'router', sub_account: 'mira@example.com' }),
      account,
    ]),
  );
  const stored = createIdentityHasher(KEY).pseudonym('mira@example.com').id;
  expect(stored).toMatch(/^email_[0-9a-f]{16}$/);
  expect(accounts.map((one) => one.account)).toEqual([stored]);
  expect(names.filter(({ kind }) => kind === 'unit').map((one) => [one.account, one.sub_account])).toEqual([
    [stored, null],
    ['router', stored],
  ]);
  expect(notes.email_id_hashed).toBe(3);
  expect(reader.hashed.map(({ kind, row, line: at }) => [kind, row ?? `line ${at}`])).toEqual([
    ['email', 0],
    ['email', 1],
    ['email', 'line 2'],
  ]);
});

function line(n: number, fields: Record<string, string>): string {
  return JSON.stringify({
    id: `x-${n}`,
    time: NOW - 1e6,
    account: 'a',
    model: 'm',
    request: { messages: [{ role: 'user', content: 'Open the lock.' }] },
    ...fields,
  });
}

function block(lines: readonly string[]) {
  const bytes = Buffer.from(`${lines.join('\n')}\n`);
  return { file: 'f', format: 'stillwatch', origin: 'stillwatch', firstLine: 1, bytes, consumed: bytes.length } as const;
}
