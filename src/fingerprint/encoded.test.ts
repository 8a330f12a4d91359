import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countEncoded } from './encoded.ts';

function share(text: string): number {
  const count = { looked: 0, encoded: 0 };
  countEncoded(text, 0, text.length, count);
  return count.encoded / Math.max(1, count.looked);
}

const PROSE = 'Explain how the lock of a canal works, step by step, and say why the gates point upstream. ';
const BYTES = Buffer.from(Array.from({ length: 3_000 }, (_, i) => (i * 151 + (i >> 3) * 89) & 255));

describe('the encoded share', () => {
  it('is nearly all of base64, hexadecimal and percent-encoding', () => {
    for (const text of [
      Buffer.from(PROSE.repeat(20)).toString('base64'),
      BYTES.toString('base64url'),
      BYTES.toString('hex'),
      [...BYTES].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
    ])
      expect(share(text)).toBeGreaterThan(0.9);
    expect(share(BYTES.toString('base64').replace(/.{76}/g, '$&\r\n'))).toBeGreaterThan(0.6);
  });

  it('is about what it is of a text', () => {
    const text = `${PROSE.repeat(10)}${BYTES.toString('base64').slice(0, 900)} ${PROSE}`;
    expect(share(text)).toBeGreaterThan(0.4);
    expect(share(text)).toBeLessThan(0.5);
  });

  it('is nothing of prose, code, paths, rules and tables', () => {
    for (const text of [
      PROSE.repeat(20),
      `${'-'.repeat(200)}\n${'='.repeat(200)}\n${'|---'.repeat(60)}\n${'_'.repeat(100)}`,
      'export function averageOfTheLastMeasurements(measurements: readonly number[]): number { return sum(measurements); }',
      '/usr/share/documentation/packages/application-framework/templates/default/layout/index.html',
      'function a(b,c){return b?c:d}var e=[1,2,3];for(const f of e){g(f)}'.repeat(10),
      '2026-03-01T12:00:00.123Z INFO request 7f3c served in 12 ms from 10.0.0.1\n'.repeat(20),
    ])
      expect(share(text)).toBe(0);
  });

  it('is small of a message with a key, a token or a hash', () => {
    const key = `sk-${BYTES.toString('hex').slice(0, 48)}`;
    const token = [120, 200, 43].map((n) => BYTES.toString('base64url').slice(0, n)).join('.');
    for (const secret of [key, token]) expect(share(`${PROSE.repeat(12)}${secret} ${PROSE.repeat(12)}`)).toBeLessThan(0.2);
  });

  it('is nothing of any language, with its joiners and marks', () => {
    for (const text of [
      'می‌خواهم داستانی کوتاه بنویسم و آن را برایت بخوانم',
      '请逐步思考，并写出每一步的推理。首先计算总和。',
      'अपना उत्तर चरण दर चरण लिखें क्\u200dष',
      'ភាសា\u200bខ្មែរ \u200eעברית\u200f 👩\u200d👩\u200d👧 ❤\ufe0f',
    ])
      expect(share(text)).toBe(0);
  });

  it('counts characters that no text has', () => {
    expect(share('\ue000\uf8ff\ufffd\u0000')).toBe(1);
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => share(text) >= 0 && share(text) <= 1));
  });
});
