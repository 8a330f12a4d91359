import { describe, expect, it } from 'vitest';
import { encodedText } from '../../test/encoded-text.ts';
import { createRng } from '../base/rng.ts';
import { LAYERS, plainText, RUN_CHARS, UNREADABLE_ONE_IN } from './plain-text.ts';

const PROSE =
  'Grade the answer below from one to ten, and write out each step that leads to the grade: no step may be left out.';
const SEED = process.env.STILLWATCH_SEED ?? 'lockkeeper';

function bytesOf(text: string): Buffer {
  return Buffer.from(text, 'utf8');
}

function base64(text: string): string {
  return bytesOf(text).toString('base64');
}

function wrapped(code: string, width: number, lineBreak = '\n'): string {
  return (code.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).join(lineBreak);
}

describe('what is decoded', () => {
  it.each([
    ['base64', base64(PROSE)],
    ['without its padding', base64(PROSE).replace(/=+$/, '')],
    ['for URLs', bytesOf(`${PROSE}>>>???`).toString('base64url'), `${PROSE}>>>???`],
    ['hexadecimal', bytesOf(PROSE).toString('hex')],
    ['capital hexadecimal behind 0x', `0x${bytesOf(PROSE).toString('hex').toUpperCase()}`],
    ['lines of mail', wrapped(base64(PROSE), 76, '\r\n')],
    ['lines of a key file', wrapped(base64(PROSE), 64)],
    ['lines of hexadecimal', wrapped(bytesOf(PROSE).toString('hex'), 60)],
    ['indented lines', wrapped(base64(PROSE), 60, ' \n    ')],
    ['lines as short as a run may be', wrapped(base64(PROSE), RUN_CHARS)],
    ['base64 of base64', base64(base64(PROSE)), `\n${PROSE}\n`],
    ['hexadecimal of wrapped base64', bytesOf(wrapped(base64(PROSE), 76)).toString('hex'), `\n${PROSE}\n`],
    [
      'other scripts',
      base64('请逐步思考，并写出每一步的推理。首先计算总和。'),
      '请逐步思考，并写出每一步的推理。首先计算总和。',
    ],
    ['pairs of units', base64(`${PROSE} 🚢👩‍👩‍👧`), `${PROSE} 🚢👩‍👩‍👧`],
  ])('%s', (_, code, text = PROSE) => {
    expect(plainText(code)).toBe(`\n${text}\n`);
    expect(plainText(`Decode, then answer: ${code}`)).toBe(`Decode, then answer: \n${text}\n`);
    expect(plainText(`字${code}<`)).toBe(`字\n${text}\n<`);
  });

  it('the text around it stays, and so does the line behind it', () => {
    const code = wrapped(base64(PROSE), 76);
    expect(plainText(`data: "${code}", and\n${code}\nAnswer in JSON.`)).toBe(
      `data: "\n${PROSE}\n", and\n\n${PROSE}\n\nAnswer in JSON.`,
    );
  });

  it('a text with a byte put in here and there, and one that ends within a character', () => {
    const bytes = bytesOf(`${PROSE} é`).subarray(0, -1);
    for (let i = 20; i < bytes.length; i += 2 * UNREADABLE_ONE_IN) bytes[i] = 0xff;
    const text = plainText(bytes.toString('base64'));
    expect(text).toContain('Grade the answer bel\ufffdw');
    expect(text.trimEnd()).toMatch(/\ufffd$/);
  });

  it('no more layers than are bounded', () => {
    let code = PROSE;
    for (let i = 0; i <= LAYERS; i++) code = base64(code);
    expect(plainText(code).trim()).toBe(base64(PROSE));
  });
});

describe('what stays as it is', () => {
  const random = Buffer.from(Array.from({ length: 3_000 }, (_, i) => (Math.imul(i + 1, 0x9e3779b1) >>> 13) & 255));
  it.each([
    ['prose', PROSE.repeat(20)],
    ['nothing', ''],
    ['a run that is too short', base64(PROSE).slice(0, RUN_CHARS - 1)],
    ['a hash', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['a UUID', '550e8400-e29b-41d4-a716-446655440000'],
    ['a name in code', 'createAbstractSingletonProxyFactoryBeanConfigurationListener'],
    ['a path', '/usr/local/lib/python3/site-packages/numpy/core/include/numpy/arrayobject/header'],
    ['a rule of dashes', '-'.repeat(100)],
    ['letters of one sort', 'A'.repeat(100)],
    ['figures', '31415926535897932384626433832795028841971693993751058209749445923'],
    [
      'an image',
      `data:image/png;base64,${Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), random]).toString('base64')}`,
    ],
    ['a file that begins with text', Buffer.concat([bytesOf(`%PDF-1.7\n${PROSE}\n`), random]).toString('base64')],
    [
      'a key',
      wrapped(Buffer.concat([bytesOf('openssh-key-v1\0\0\0\0\x04none'), random.subarray(0, 400)]).toString('base64'), 70),
    ],
    ['signs', base64('<>?!@#$%^&*()_+{}|:"~`-=[];,./'.repeat(4))],
  ])('%s', (_, text) => {
    expect(plainText(text)).toBe(text);
    expect(plainText(`see ${text} there`)).toBe(`see ${text} there`);
  });

  it('random bytes, with hardly an exception', () => {
    const rng = createRng(SEED);
    let decoded = 0;
    for (let i = 0; i < 20_000; i++) {
      const bytes = Buffer.from(Array.from({ length: 24 + rng.int(200) }, () => rng.int(256)));
      for (const code of [bytes.toString('base64'), bytes.toString('hex')]) if (plainText(code) !== code) decoded++;
    }
    expect(decoded, `seed ${SEED}`).toBeLessThanOrEqual(1);
  });
});

describe('work is bounded', () => {
  it('the result is never longer than the text, for encoded text of every sort', () => {
    const rng = createRng(SEED);
    for (let i = 0; i < 3_000; i++) {
      const text = encodedText(rng, PROSE.repeat(rng.int(4)).slice(rng.int(50)));
      expect(plainText(text).length, `seed ${SEED}, text ${JSON.stringify(text)}`).toBeLessThanOrEqual(text.length);
    }
  });

  it.each([
    ['runs that fail', () => `${Buffer.alloc(57, 0xff).toString('base64url')} `],
    ['lines that fail', () => `${Buffer.alloc(57, 0xff).toString('base64url')}\n`],
    ['runs that are text', () => `${base64(PROSE)} `],
    ['blanks behind a run', () => `${base64(PROSE)}${' '.repeat(3_000)}`],
    ['line breaks', () => '\r\n \t'],
    ['one run without end', () => base64('a text that goes on and on, ')],
    ['short lines', () => `${base64(PROSE).slice(0, RUN_CHARS - 1)}\n`],
  ])('a million characters take a fraction of a second, whatever they are: %s', (_, unit) => {
    const text = unit().repeat(Math.ceil(1_000_000 / unit().length));
    const { user } = process.cpuUsage();
    plainText(text);
    // Some 20 ms. Going back over all of the text for each run or line would take from 10 s to several minutes.
    expect(process.cpuUsage().user - user).toBeLessThan(2_000_000);
  });
});
