import { createHmac, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Account } from '../model/wire.ts';
import { createIdentityHasher, emailShape } from './identity-hasher.ts';
import { normaliseIp } from './ip.ts';

const KEY = new Uint8Array(32).fill(7);

describe('the identity hasher', () => {
  it('gives HMAC-SHA256 of kind and value, truncated, the same from the cache', () => {
    const hasher = createIdentityHasher(KEY);
    const mac = createHmac('sha256', KEY).update('ja4\0t13d').digest('hex').slice(0, 16);
    for (let i = 0; i < 2; i++) {
      expect(hasher.hash('ja4', 't13d')).toBe(mac);
      const { hi, lo } = hasher.hash64('ja4', 't13d');
      expect(hi.toString(16).padStart(8, '0') + lo.toString(16).padStart(8, '0')).toBe(mac);
    }
  });

  it('keeps kinds and keys apart', () => {
    const hasher = createIdentityHasher(KEY);
    expect(hasher.hash('a', 'x')).not.toBe(hasher.hash('b', 'x'));
    expect(hasher.hash('a', 'x')).not.toBe(createIdentityHasher(randomBytes(32)).hash('a', 'x'));
    expect(() => createIdentityHasher(new Uint8Array(8))).toThrow(/at least 16 bytes, got 8/);
  });

  it('stays right and bounded when there are more values than it remembers', () => {
    const hasher = createIdentityHasher(KEY);
    const first = hasher.hash('user_agent', 'agent 0');
    for (let i = 0; i < 200_000; i++) hasher.hash64('user_agent', `agent ${i}`);
    expect(hasher.hash('user_agent', 'agent 0')).toBe(first);
  });

  it('gives spellings of one address one hash, and neighbours one network', () => {
    const hasher = createIdentityHasher(KEY);
    const one = hasher.ip('192.0.2.7');
    expect(hasher.ip('::ffff:192.0.2.7')).toEqual(one);
    expect(hasher.ip('192.0.2.7:443')).toEqual(one);
    expect(hasher.ip('192.0.2.99')?.net).toEqual(one?.net);
    expect(hasher.ip('192.0.2.99')?.ip).not.toEqual(one?.ip);
    expect(hasher.ip('unknown')).toBeUndefined();
    expect(hasher.ip('unknown')).toBeUndefined();
  });

  it('a cached address costs less than a microsecond', () => {
    const hasher = createIdentityHasher(KEY);
    const addresses = Array.from({ length: 1_000 }, (_, i) => `192.0.${i >> 8}.${i & 255}`);
    for (const address of addresses) hasher.ip(address);
    const start = performance.now();
    for (let round = 0; round < 200; round++) for (const address of addresses) hasher.ip(address);
    expect((performance.now() - start) / 200_000).toBeLessThan(0.001);
  });
});

describe('what is kept of an account', () => {
  const account = (more: object): Account =>
    Account.parse({ account: 'a', created: 1_767_571_200_000, program: 'standard', ...more });

  it('folds spellings before hashing and keeps nothing raw', () => {
    const hasher = createIdentityHasher(KEY);
    const raw = {
      email: 'Mira.Sol+trial7@Mail.Example',
      phone: '+44 20 7946 0018',
      payment: ['card-a', 'card-a', ' card-b '],
      payment_bin: '4111 1111 1111',
      signup_ip: '2001:db8:1:2::3',
      signup_ja4: 't13d',
      referrer: 'https://Blog.Example/Free-Credit/?utm=mira#top',
      country: 'XX',
    };
    const record = hasher.accountRecord(account(raw));
    const other = hasher.accountRecord(account({ email: 'mirasol@mail.example', phone: '0044 20 7946 0999' }));
    expect(record.email).toBe(other.email);
    expect(record.emailDomain).toBe('mail.example');
    expect(record.emailShape).toBe('a4.a3+a59:1');
    expect(record.phone).not.toBe(other.phone);
    expect(record.phoneBlock).toBe(other.phoneBlock);
    expect(record.payment).toEqual([hasher.hash('payment', 'card-a'), hasher.hash('payment', 'card-b')]);
    expect(record.paymentBin).toBe('41111111');
    expect(record.signupIp).toMatch(/^[0-9a-f]{16}$/);
    expect(record.signupNet).toBe(hasher.accountRecord(account({ signup_ip: '2001:db8:1:ffff::9' })).signupNet);
    expect(record.referrer).toBe(hasher.hash('referrer', 'blog.example/Free-Credit'));
    const kept = JSON.stringify(record);
    for (const value of ['Mira', 'mira', '7946', 'card-a', '2001:db8', 't13d', 'Free-Credit', 'XX'])
      expect(kept).not.toContain(value);
  });

  it('is empty where nothing is known, and drops what cannot be an address', () => {
    const record = createIdentityHasher(KEY).accountRecord(
      account({ email: 'not-an-address', phone: 'none', signup_ip: '999.1.1.1', referrer: '  ' }),
    );
    expect(record).toMatchObject({
      email: null,
      emailDomain: null,
      emailShape: null,
      phone: null,
      phoneBlock: null,
      payment: [],
      paymentBin: null,
      signupIp: null,
      signupNet: null,
      signupJa4: null,
      referrer: null,
      verification: 'none',
      status: 'active',
      statusTime: null,
      router: false,
      grants: [],
    });
    expect(record).not.toHaveProperty('country');
  });

  it('keeps the shape of a local part only', () => {
    expect(emailShape('smith.johnson+1234')).toBe('a5.a7+9:4');
    expect(emailShape('élan_7x')).toBe('a4_9:1a1');
    expect(emailShape('王芳 1')).toBe('a2?9:1');
  });
});

describe('addresses', () => {
  it('have one spelling each', () => {
    const cases: [string, string, string][] = [
      ['192.0.2.1', '192.0.2.1', '192.0.2.0/24'],
      [' 192.0.2.1 ', '192.0.2.1', '192.0.2.0/24'],
      ['2001:DB8::1', '2001:db8:0:0:0:0:0:1', '2001:db8:0::/48'],
      ['[2001:db8::1]:443', '2001:db8:0:0:0:0:0:1', '2001:db8:0::/48'],
      ['fe80::1%eth0', 'fe80:0:0:0:0:0:0:1', 'fe80:0:0::/48'],
      ['::ffff:c000:0201', '192.0.2.1', '192.0.2.0/24'],
      ['64:ff9b::192.0.2.1', '192.0.2.1', '192.0.2.0/24'],
      ['::', '0:0:0:0:0:0:0:0', '0:0:0::/48'],
      ['1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7:8', '1:2:3::/48'],
    ];
    for (const [text, ip, net] of cases) expect(normaliseIp(text)).toEqual({ ip, net });
  });

  it('are nothing when they are no addresses', () => {
    for (const text of [
      '',
      '1.2.3',
      '1.2.3.256',
      '1.2.3.4.5',
      'host.example',
      '1:2:3',
      '1::2::3',
      '1:2:3:4:5:6:7:8:9',
      '[::1',
      'g::1',
      '12345::',
      '1.2.3.4::',
    ]) {
      expect(normaliseIp(text)).toBeUndefined();
    }
  });
});
