/** Encoded text of every sort for tests that compare two readers: usual forms, odd ones, and damaged ones. */
import type { Rng } from '../src/base/rng.ts';

/** A text in base64 or hexadecimal, or nearly: in lines or not, with what people and tools put around it, whole or damaged. */
export function encodedText(rng: Rng, text: string): string {
  let bytes: Buffer = Buffer.from(text, 'utf8');
  if (rng.chance(0.15)) bytes = damagedBytes(rng, bytes);
  let code = encoded(rng, bytes);
  while (rng.chance(0.2)) code = encoded(rng, Buffer.from(code, 'latin1'));
  if (rng.chance(0.4)) code = inLines(rng, code);
  if (rng.chance(0.1)) {
    const at = rng.int(code.length + 1);
    code =
      code.slice(0, at) +
      rng.pick(['', 'A', '=', '%', '字', 'é', ' ', '\n', '\t\r\n', '0x', '-_']) +
      code.slice(at + rng.int(2));
  }
  const before = rng.pick(['', '', ' ', '\n', 'data:text/plain;base64,', 'key: ', '"', '字', 'é', 'x/', '--', '=']);
  const behind = rng.pick([
    '',
    '',
    ' ',
    '\n',
    '\nThanks',
    '\nAnswer in JSON.',
    '=',
    '===',
    '字',
    '.',
    '\r\n--',
    ...'"`<)]}\'',
  ]);
  return `${before}${code}${behind}`;
}

function encoded(rng: Rng, bytes: Buffer): string {
  const way = rng.int(6);
  if (way === 0) return bytes.toString('hex');
  if (way === 1) return `${rng.pick(['0x', '0X', ''])}${bytes.toString('hex').toUpperCase()}`;
  if (way === 2) return bytes.toString('base64url');
  const code = bytes.toString('base64');
  return way === 3 ? code.replace(/=+$/, '') : code;
}

/** Lines of one width or of many, some shorter than a run. */
function inLines(rng: Rng, code: string): string {
  const width = rng.pick([76, 64, 60, 60, 50, 49, 48, 47, 16]);
  const isRagged = rng.chance(0.2);
  const end = rng.pick(['\n', '\n', '\r\n', '\n  ', ' \t\n', '\n\n', '\r']);
  const lines: string[] = [];
  for (let at = 0; at < code.length; ) {
    const next = at + width + (isRagged ? rng.int(30) : 0);
    lines.push(code.slice(at, next));
    at = next;
  }
  return lines.join(end);
}

/** Some bytes are others, or the text ends within a character, or with bytes that are none. */
function damagedBytes(rng: Rng, bytes: Buffer): Buffer {
  const damaged = Buffer.from(bytes);
  const share = rng.pick([0.02, 0.1, 0.13, 0.3, 1]);
  for (let i = 0; i < damaged.length; i++) if (rng.chance(share)) damaged[i] = rng.int(256);
  if (rng.chance(0.3)) return damaged.subarray(0, rng.int(damaged.length + 1));
  if (rng.chance(0.2)) return Buffer.concat([damaged, Buffer.from(rng.pick(['ff', 'f09f98', 'eda080', 'c3', '00']), 'hex')]);
  return rng.chance(0.1) ? Buffer.from(bytes.toString('utf8'), 'utf16le') : damaged;
}
