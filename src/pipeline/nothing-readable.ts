/** What is wrong with a run that accepted nothing: an empty result would look like a clean one. */
import { plural } from '../base/format.ts';
import type { Problem } from '../base/problem.ts';
import type { InputSummary, RunSummary } from '../model/summary.ts';

/**
 * The problem `nothing_readable` of a run that accepted no record; null if it accepted one.
 * @param rejected path of the file that lists what was set aside; null if there is none
 */
export function nothingAccepted(input: InputSummary, rejected: string | null): Problem | null {
  if (accepted(input) > 0) return null;
  return {
    code: 'nothing_readable',
    message: `expected exchanges, got ${plural(input.records, 'record')}, none of which could be accepted (${setAside(input, rejected)})`,
    hint: 'Name the format with --format; docs/formats/README.md lists what each format needs.',
  };
}

/** The same, or `no_exchanges` if the store holds no exchange after the run; null if there is something to analyze. */
export function nothingReadable(
  { input, totals }: Pick<RunSummary, 'input' | 'totals'>,
  rejected: string | null,
): Problem | null {
  const nothing = nothingAccepted(input, rejected);
  if (nothing !== null || totals.exchanges > 0) return nothing;
  return {
    code: 'no_exchanges',
    message: `expected exchanges, got only account or release records (${setAside(input, rejected)})`,
    hint: 'Pass the request log as well: only exchanges show campaigns.',
  };
}

function accepted({ exchanges, duplicates, accounts, releases }: InputSummary): number {
  return exchanges + duplicates + accounts + releases;
}

function setAside({ rejected: count, rejections }: InputSummary, file: string | null): string {
  if (count === 0) return 'no line was set aside';
  const lines = `${plural(count, 'line')} set aside`;
  if (file !== null) return `${lines}, reasons in ${file}`;
  const first = rejections?.[0]?.example;
  if (first === undefined) return lines;
  const field = first.field === '' ? '' : ` in ${first.field}`;
  return `${lines}, most often because of what came${field}: expected ${first.expected}, got ${first.got}`;
}
