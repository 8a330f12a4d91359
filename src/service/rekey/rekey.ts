/**
 * Changes the key of a data directory that is not in use. The next key is written down first; the stores follow, one after
 * the other; then it becomes the key. Stopped anywhere, the directory is refused until this has been run again, and
 * that goes on where it was.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Kysely } from 'kysely';
import type { Clock } from '../../base/clock.ts';
import { fail, ok, type Problem, ProblemError, type Result } from '../../base/problem.ts';
import {
  identityKey,
  KEY_FILE,
  NEXT_KEY_FILE,
  newIdentityKey,
  readKeys,
  readVersion,
  renameDurably,
  writeWhole,
} from '../../store/directory/directory-files.ts';
import { type DirectoryLock, lockDirectory } from '../../store/directory/directory-lock.ts';
import { withEngine, withRecords } from '../../store/directory/store-export.ts';
import { engineProblem } from '../../store/exchanges/clickhouse-engine.ts';
import { pgliteDialect } from '../../store/records/pglite-dialect.ts';
import { recordProblem } from '../../store/records/record-store.ts';
import type { RecordTables } from '../../store/records/record-tables.ts';
import { rekeyExchanges, rekeyRecords } from '../../store/records/rekey.ts';
import { keyCheck } from '../backup/sealed-key.ts';

export interface RekeyOptions {
  readonly data: string;
  readonly clock: Clock;
  /** Called between steps; for tests, which stop there. */
  readonly onStep?: (step: 'next key' | 'exchanges' | 'records') => void;
}

export interface Rekeyed {
  readonly directory: string;
  /** Keys that the directory has now: it was changed one time less. */
  readonly keys: number;
  /** Whether it went on with a change that had been stopped. */
  readonly resumed: boolean;
}

const KEY_BYTES = 32;
/** The journal's folder, and the one file in it that is no segment. */
const JOURNAL = 'journal';
const POSITION = /^position(\.new)?$/;

export async function rekey(options: RekeyOptions): Promise<Result<Rekeyed>> {
  const directory = resolve(options.data);
  const version = existsSync(directory) ? readVersion(directory) : ok(false);
  if (!version.ok) return version;
  if (!version.value) return fail(absent(directory));
  let lock: DirectoryLock | null = null;
  try {
    const locked = await lockDirectory(directory, options.clock);
    if (!locked.ok) return locked;
    lock = locked.value;
    return await change(directory, options);
  } catch (error) {
    if (error instanceof ProblemError) return fail(error.problem);
    if (typeof (error as NodeJS.ErrnoException).syscall === 'string') throw error;
    // Quiet: the words of an engine quote its statement, and the key stands in it.
    return fail(engineProblem('be brought under a new key', error, true).problem);
  } finally {
    lock?.release();
  }
}

async function change(directory: string, { onStep }: RekeyOptions): Promise<Result<Rekeyed>> {
  const nextPath = join(directory, NEXT_KEY_FILE);
  const resumed = existsSync(nextPath);
  if (!resumed) {
    const waiting = journalProblem(directory);
    if (waiting !== null) return fail(waiting);
    const current = identityKey(directory, true);
    if (!current.ok) return current;
    writeWhole(nextPath, Buffer.concat([newIdentityKey(), current.value]));
  }
  const next = readKeys(nextPath);
  if (!next.ok) return next;
  const key = next.value.subarray(0, KEY_BYTES);
  const mark = keyCheck(next.value);
  onStep?.('next key');
  await withEngine(directory, (engine) => rekeyExchanges(engine, key, mark));
  onStep?.('exchanges');
  await withRecords(directory, async (records) => {
    try {
      await rekeyRecords(new Kysely<RecordTables>({ dialect: pgliteDialect(records) }), key, mark);
    } catch (error) {
      throw new ProblemError(recordProblem('be brought under a new key', error));
    }
  });
  onStep?.('records');
  renameDurably(nextPath, join(directory, KEY_FILE));
  return ok({ directory, keys: next.value.length / KEY_BYTES, resumed });
}

/** What waits in the journal has hashes under the old key, and would be stored with them later. */
export function journalProblem(directory: string): Problem | null {
  const folder = join(directory, JOURNAL);
  if (!existsSync(folder) || readdirSync(folder).every((name) => POSITION.test(name))) return null;
  return {
    code: 'journal_not_empty',
    message: 'Expected an empty journal, got one with exchanges that are not stored yet.',
    where: folder,
    hint: 'Start the service, wait until stillwatch_ingest_lag_seconds is 0, and stop it in good order.',
  };
}

function absent(directory: string): Problem {
  return {
    code: 'data_directory_absent',
    message: 'Expected a data directory, got a path without one.',
    where: directory,
    hint: 'Pass the folder that `stillwatch serve` or `analyze --data` was given.',
  };
}
