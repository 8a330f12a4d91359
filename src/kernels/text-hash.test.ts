import { describe, expect, it } from 'vitest';
import { textHashBigInt } from './text-hash.ts';

const hex = (text: string): string => textHashBigInt(text).toString(16).padStart(16, '0');

describe('the hash of a text', () => {
  it('is the first half of MurmurHash3_x86_128 over UTF-16LE', () => {
    // Taken from another implementation (murmurhash3js-revisited 3.0.0).
    const known: Record<string, string> = {
      a: '033bb196ccef4fe1',
      ab: '260fb953af22b6fd',
      abc: '2b5b97a320f75fb5',
      abcd: '95ef82c7e4ec9aa2',
      abcde: '4b3605de6cd4a205',
      abcdef: '606aa1e086f87a04',
      abcdefg: '851fde5ef81a9aab',
      abcdefgh: '6c3576558df898a1',
      abcdefghi: '17a3d73237eee486',
      'The quick brown fox jumps over the lazy dog': '15beb6860f94f6ca',
      héé: 'ad1741e7ef282769',
      日本語テキストのハッシュ: '6e856b8341e0515c',
    };
    for (const [text, hash] of Object.entries(known)) expect(hex(text), text).toBe(hash);
  });

  it('is never that of no text', () => {
    expect(hex('')).toBe('0000000000000001');
  });
});
