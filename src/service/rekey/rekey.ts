/**
 * Rotates the identity key of a data directory that is not in use. The new key is written to a file first, then each store is
 * converted, then the new key becomes the current one. If it is interrupted, the directory cannot be opened until the
 * rotation is run again, which continues where it stopped.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
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
import { lockDirectory } from '../../store/directory/directory-lock.ts';
import type { DirectoryLock } from '../../store/directory/held-lock.ts';
import { withEngine, withRecordTables } from '../../store/directory/store-export.ts';
import { engineProblem } from '../../store/exchanges/clickhouse-engine.ts';
import { endRekey } from '../../store/records/identity-key.ts';
import { recordProblem } from '../../store/records/record-store.ts';
import { rekeyExchanges, rekeyRecords } from '../../store/records/rekey.ts';
import { keyCheck } from '../backup/sealed-key.ts';

export interface RekeyOptions {
  readonly data: string;
  readonly clock: Clock;
  /** Called after each step; tests interrupt there. */
  readonly onStep?: (step: 'next key' | 'exchanges' | 'records') => void;
}

export interface Rekeyed {
  readonly directory: string;
  /** Number of keys in the directory: one more than there were rotations. */
  readonly keys: number;
  /** Whether this continued an interrupted rotation. */
  readonly resumed: boolean;
}

const KEY_BYTES = 32;
/** Directory of the journal, and the only file in it that is not a segment. */
const JOURNAL = 'journal';
const POSITION = /^position(\.new)?$/;

/**
 * Rotates the key.
 * @returns the result, or a problem: `data_directory_absent`, `journal_not_empty`, or one of locking or reading the directory.
 *   Throws file system errors.
 */
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
    // Without the engine's message: it quotes the statement, which contains the key.
    return fail(engineProblem('be converted to a new key', error, true).problem);
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
  await withRecordTables(directory, async (db) => {
    try {
      if (await rekeyRecords(db, key, mark)) await endRekey(db, next.value);
    } catch (error) {
      throw new ProblemError(recordProblem('be converted to a new key', error));
    }
  });
  onStep?.('records');
  renameDurably(nextPath, join(directory, KEY_FILE));
  return ok({ directory, keys: next.value.length / KEY_BYTES, resumed });
}

/**
 * The problem of a journal with records that are not stored yet; null if it is empty. Their hashes are made with the old key,
 * and would be stored unconverted later.
 */
export function journalProblem(directory: string): Problem | null {
  const folder = join(directory, JOURNAL);
  if (!existsSync(folder) || readdirSync(folder).every((name) => POSITION.test(name))) return null;
  return {
    code: 'journal_not_empty',
    message: 'Expected an empty journal, got one with exchanges that are not stored yet.',
    where: folder,
    hint: 'Start the service, wait until stillwatch_ingest_lag_seconds is 0, and stop it with SIGTERM.',
  };
}

function absent(directory: string): Problem {
  return {
    code: 'data_directory_absent',
    message: 'Expected a data directory, got a path without one.',
    where: directory,
    hint: 'Pass the directory that you use with `stillwatch serve` or `analyze --data`.',
  };
}
