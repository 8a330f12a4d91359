/**
 * `matches`: RE2 patterns through @bufbuild/cel, whose engine takes time in proportion to the text, whatever the pattern.
 * An evaluation costs tens of microseconds there, and the texts (models, surfaces) are few: answers are kept.
 */
import { celEnv, isCelError, parse, plan } from '@bufbuild/cel';

/** Texts whose answer is kept, of one pattern. */
const KEPT = 1_000;

/** @returns null when the pattern is none */
export function compilePattern(pattern: string): ((text: string) => boolean) | null {
  const run = plan(celEnv(), parse(`text.matches(${JSON.stringify(pattern)})`).expr);
  if (isCelError(run({ text: '' }))) return null;
  const known = new Map<string, boolean>();
  return (text) => {
    const answer = known.get(text);
    if (answer !== undefined) return answer;
    const found = run({ text }) === true;
    if (known.size >= KEPT) known.clear();
    known.set(text, found);
    return found;
  };
}
