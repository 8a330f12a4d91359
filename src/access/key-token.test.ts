import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatToken, holdsToken, parseToken } from './key-token.ts';
import { base62, randomId, randomSecret, sameText } from './secrets.ts';

const make = () => formatToken({ id: randomId(), secret: randomSecret() });

describe('a key', () => {
  it('has a prefix, a public id, a secret and six characters that check them, and reads back', () => {
    for (let k = 0; k < 200; k++) {
      const [id, secret] = [randomId(), randomSecret()];
      const token = formatToken({ id, secret });
      expect(token).toMatch(/^swk_[0-9A-Za-z]{11}_[0-9A-Za-z]{49}$/);
      expect(parseToken(token)).toEqual({ ok: true, value: { id, secret } });
    }
  });

  it('with one character wrong, two swapped or its end missing is called a typo or no key, never read', () => {
    for (let k = 0; k < 200; k++) {
      const token = make();
      const at = 4 + ((k * 7) % (token.length - 5));
      const other = token[at] === 'x' ? 'y' : 'x';
      const wrong = [token.slice(0, at) + other + token.slice(at + 1), token.slice(0, -1), `${token}0`, token.toLowerCase()];
      for (const text of wrong) if (text !== token) expect(parseToken(text).ok, text).toBe(false);
    }
    const token = make();
    const typo = parseToken(token.slice(0, -1) + (token.endsWith('0') ? '1' : '0'));
    expect(!typo.ok && typo.problem.message).toContain('typo');
  });

  it('is never read from arbitrary text, and no problem repeats what came', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 120 }), (text) => {
        const parsed = parseToken(text);
        expect(parsed.ok).toBe(false);
        if (text.length > 8) expect(JSON.stringify(parsed)).not.toContain(text);
      }),
    );
  });

  it('is seen within other text', () => {
    expect(holdsToken(`/v1/keys?x=${make()}&y`)).toBe(true);
    expect(holdsToken('/v1/keys?label=swk_short')).toBe(false);
  });
});

describe('secrets', () => {
  it('are 256 bits in base62, each another', () => {
    expect(base62(new Uint8Array(32).fill(255), 43)).toHaveLength(43);
    expect(base62(new Uint8Array(32).fill(255), 43)).not.toBe(base62(new Uint8Array(32), 43));
    expect(base62(Uint8Array.of(62), 2)).toBe('10');
    expect(new Set(Array.from({ length: 1_000 }, randomSecret)).size).toBe(1_000);
  });

  it('are compared whole', () => {
    expect(sameText('abc', 'abc')).toBe(true);
    expect(sameText('abc', 'abd')).toBe(false);
    expect(sameText('abc', 'ab')).toBe(false);
  });
});
