/** Makes the directory of the results ready: there, writable, and without the results of an earlier run. */
import { mkdir, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type Problem, ProblemError } from '../base/problem.ts';

/** What a run writes. Of an earlier run they would stand beside the errors of this one, if it fails. */
const RESULTS = [
  'campaigns.json',
  'accounts.ndjson',
  'report.html',
  'selections.json',
  'replay.json',
  'rejected.ndjson',
] as const;

/** Throws a {@link ProblemError} if the directory cannot be made or used. */
export async function prepareOutput(out: string): Promise<void> {
  try {
    await makeDirectory(resolve(out));
    for (const name of RESULTS) await rm(join(out, name), { force: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (typeof code !== 'string') throw error;
    throw new ProblemError(unusable(out, code));
  }
}

/** One level after the other: Node's recursive mkdir does not end where a file system refuses new directories, as /proc does. */
async function makeDirectory(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' && (await stat(path)).isDirectory()) return;
    if (code !== 'ENOENT' || dirname(path) === path || (await exists(dirname(path)))) throw error;
    await makeDirectory(dirname(path));
    await mkdir(path);
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function unusable(out: string, code: string): Problem {
  const got = code === 'EEXIST' || code === 'ENOTDIR' ? 'a file' : `${code} from the system`;
  return {
    code: 'out_unusable',
    message: `Expected a directory that results can be written to, got ${got}.`,
    where: out,
    hint: 'Name another directory with --out; it is made if it does not exist.',
  };
}
