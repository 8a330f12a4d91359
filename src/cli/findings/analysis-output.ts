/** Reads what `analyze --out` wrote: campaigns.json, selections.json, and accounts.ndjson line by line. */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { bytes } from '../../base/format.ts';
import { fail, ok, type Result } from '../../base/problem.ts';
import { readJsonLines } from '../../evaluate/json-lines.ts';
import { AccountLine, CampaignsFile } from '../../model/finding.ts';
import { SelectionsFile } from '../../model/selections.ts';

/** Largest file that is read as one document; that of an analysis of 16 million exchanges has some megabytes. */
const MOST_BYTES = 512 * 1024 * 1024;
const HINT = 'Pass the directory that `stillwatch analyze --out` wrote as --found.';

/** The findings. Problem: `found_unreadable`, as for all below. */
export function readCampaignsFile(directory: string): Promise<Result<CampaignsFile>> {
  return readDocument(join(directory, 'campaigns.json'), CampaignsFile, HINT);
}

/** How the exchanges behind them are recognised. */
export function readSelectionsFile(directory: string): Promise<Result<SelectionsFile>> {
  const hint = `${HINT} An older version did not write this file: analyse the log again.`;
  return readDocument(join(directory, 'selections.json'), SelectionsFile, hint);
}

/** Calls `take` with every line of accounts.ndjson. */
export async function eachAccount(directory: string, take: (line: AccountLine) => void): Promise<Result<void>> {
  const path = join(directory, 'accounts.ndjson');
  const read = await readJsonLines(path, AccountLine, take);
  if (!read.ok) return fail({ ...read.problem, code: 'found_unreadable', hint: HINT });
  const { bad, firstBad } = read.value;
  if (bad === 0) return ok(undefined);
  return fail({
    code: 'found_unreadable',
    message: `expected a finding about an account on each line, got ${bad} other lines, the first at line ${firstBad}`,
    where: path,
    hint: HINT,
  });
}

async function readDocument<S extends z.ZodType>(path: string, schema: S, hint: string): Promise<Result<z.output<S>>> {
  const unreadable = (got: string) =>
    fail({ code: 'found_unreadable', message: `expected a result of an analysis, got ${got}`, where: path, hint });
  let value: unknown;
  try {
    const { size } = await stat(path);
    if (size > MOST_BYTES) return unreadable(`a file of ${bytes(size)}`);
    value = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return unreadable('no such file');
    return unreadable(typeof code === 'string' ? `${code} from the system` : 'a file that is not JSON');
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  return unreadable(`another format at '${parsed.error.issues[0]?.path.join('.') ?? ''}'`);
}
