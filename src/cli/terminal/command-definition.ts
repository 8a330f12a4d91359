/** What the definitions of commands share: the end of a help page, and options that take a number, a duration or a list. */
import { InvalidArgumentError } from 'commander';
import { parseHead } from '../../access/audit-chain.ts';
import { SCOPES, type Scope } from '../../access/principal.ts';
import { DAY, HOUR, MINUTE } from '../../base/clock.ts';

/** The page that documents every command; a command adds its own anchor. */
export const HANDBOOK = 'docs/reference/command-line.md';

/** Hands a command's work to the program, which runs it and keeps its exit code. */
export type RunCommand = (work: () => Promise<number>) => Promise<void>;

/** The end of a help page: examples, and where to read on. */
export function after(page: string, examples: readonly string[]): string {
  return `\nExamples:\n${examples.map((line) => `  $ ${line}`).join('\n')}\n\nLearn more: ${page}\n`;
}

const LONGEST_STEP = 365 * DAY;
const LONGEST_LIFETIME = 3660 * DAY;

/**
 * A parser for whole numbers from `least` to `most`.
 * @returns a parser that throws InvalidArgumentError, which the program prints as a usage problem; so do all below
 */
export function integer(least: number, most: number): (text: string) => number {
  const parse = numberOption(least, most);
  return (text) => {
    const value = parse(text);
    if (!Number.isSafeInteger(value)) throw new InvalidArgumentError(`Expected a whole number, got '${text}'.`);
    return value;
  };
}

/** A parser for numbers from `least` to `most`. */
export function numberOption(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === '' || !Number.isFinite(value) || value < least || value > most) {
      throw new InvalidArgumentError(`Expected a number from ${least} to ${most}.`);
    }
    return value;
  };
}

/** Scopes of an API key, separated by commas, in the order of the vocabulary. */
export function scopes(text: string): Scope[] {
  const named = text.split(',').map((name) => name.trim());
  const known = SCOPES.filter((scope) => named.includes(scope));
  if (known.length === 0 || named.some((name) => !known.some((scope) => scope === name)))
    throw new InvalidArgumentError(`Expected a comma-separated list of ${SCOPES.join(', ')}.`);
  return known;
}

/** The lifetime of a key or an overlap of two, ms; at most ten years. */
export function lifetime(text: string): number {
  const ms = parseDuration(text);
  if (ms === null || ms > LONGEST_LIFETIME)
    throw new InvalidArgumentError(
      'Expected a whole number of minutes, hours or days, such as 30m, 6h or 90d, at most 3660d.',
    );
  return ms;
}

/** The length of a replay's steps, ms; at most a year. */
export function step(text: string): number {
  const ms = parseDuration(text);
  if (ms === null)
    throw new InvalidArgumentError('Expected a whole number of minutes, hours or days, such as 30m, 6h or 1d.');
  if (ms > LONGEST_STEP) throw new InvalidArgumentError('Expected at most 365d.');
  return ms;
}

/** The head of an audit log, SEQ:HASH. */
export function parseHeadOption(text: string): NonNullable<ReturnType<typeof parseHead>> {
  const read = parseHead(text);
  if (read === null) throw new InvalidArgumentError('Expected SEQ:HASH, as an earlier check printed it.');
  return read;
}

const UNITS: Readonly<Record<string, number>> = { m: MINUTE, h: HOUR, d: DAY };

/** '30m', '6h', '1d' in ms; null for anything else. Whole numbers only, so that steps fall on whole minutes. */
function parseDuration(text: string): number | null {
  const [, amount, unit] = /^([1-9]\d{0,6})([mhd])$/.exec(text.trim()) ?? [];
  return amount === undefined || unit === undefined ? null : Number(amount) * (UNITS[unit] as number);
}
