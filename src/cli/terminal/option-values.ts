/** Values of options: what they may be, and the sentence that says so. */
import { InvalidArgumentError } from 'commander';
import { parseHead } from '../../access/audit-chain.ts';
import { SCOPES, type Scope } from '../../access/principal.ts';
import { DAY } from '../../base/clock.ts';
import { parseDuration } from './numbers.ts';

const LONGEST_STEP = 365 * DAY;
const LONGEST_LIFE = 3660 * DAY;

export function integer(least: number, most: number): (text: string) => number {
  const parse = numberOption(least, most);
  return (text) => {
    const value = parse(text);
    if (!Number.isSafeInteger(value))
      throw new InvalidArgumentError(`Expected a whole number, got '${text}'.`);
    return value;
  };
}

export function numberOption(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === '' || !Number.isFinite(value) || value < least || value > most) {
      throw new InvalidArgumentError(`Expected a number from ${least} to ${most}.`);
    }
    return value;
  };
}

export function scopes(text: string): Scope[] {
  const named = text.split(',').map((name) => name.trim());
  const known = SCOPES.filter((scope) => named.includes(scope));
  if (known.length === 0 || named.some((name) => !known.some((scope) => scope === name)))
    throw new InvalidArgumentError(`Expected some of ${SCOPES.join(', ')}, with commas between.`);
  return known;
}

/** A length of time in ms. */
export function life(text: string): number {
  const ms = parseDuration(text);
  if (ms === null || ms > LONGEST_LIFE)
    throw new InvalidArgumentError(
      'Expected a whole number of minutes, hours or days, such as 30m, 6h or 90d, at most 3660d.',
    );
  return ms;
}

export function parseHeadOption(text: string): NonNullable<ReturnType<typeof parseHead>> {
  const read = parseHead(text);
  if (read === null) throw new InvalidArgumentError('Expected SEQ:HASH, as an earlier check printed it.');
  return read;
}

/** The length of a replay's steps in ms. */
export function step(text: string): number {
  const ms = parseDuration(text);
  if (ms === null)
    throw new InvalidArgumentError(
      'Expected a whole number of minutes, hours or days, such as 30m, 6h or 1d.',
    );
  if (ms > LONGEST_STEP) throw new InvalidArgumentError('Expected at most 365d.');
  return ms;
}
