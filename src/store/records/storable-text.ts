/**
 * Text that PostgreSQL can hold. It has no U+0000 and no lone surrogate, while an account id from a log may have
 * both; replacing them would merge accounts that differ. They are escaped with U+0001 and come back as they were.
 */

const ESCAPE = '\u0001';
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this is about
const UNSTORABLE = /[\u0000\u0001]|\p{Surrogate}/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this is about
const ESCAPED = /\u0001([0-9a-f]{4})/g;

/** The text with what cannot be stored escaped; almost always the same string. */
export function toStorable(text: string): string {
  return text.replace(UNSTORABLE, (c) => ESCAPE + c.charCodeAt(0).toString(16).padStart(4, '0'));
}

/** The inverse of {@link toStorable}. */
export function fromStorable(text: string): string {
  if (!text.includes(ESCAPE)) return text;
  return text.replace(ESCAPED, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
