/**
 * Opens a data directory: its lock, its identity key and the two embedded stores. A directory is either given and kept, or
 * temporary and removed on close. The engines are loaded only here, so that commands without data start fast.
 * docs/formats/data-directory.md describes the contents.
 */
import { accessSync, constants, mkdirSync, readdirSync, realpathSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Kysely } from 'kysely';
import { type Clock, systemClock } from '../../base/clock.ts';
import { fail, ok, type Problem, ProblemError, type Result } from '../../base/problem.ts';
import { openChdbEngine, PATTERN_CHARACTERS } from '../exchanges/chdb-engine.ts';
import { engineProblem } from '../exchanges/clickhouse-engine.ts';
import { type ExchangeStore, openExchangeStore } from '../exchanges/exchange-store.ts';
import type { RecordStore } from '../records/record-store.ts';
import type { RecordTables } from '../records/record-tables.ts';
import { createRunRecords, type RunRecords } from '../records/run-records.ts';
import { identityKey, KEY_FILE, readVersion, VERSION_FILE, writeVersion } from './directory-files.ts';
import { lockDirectory } from './directory-lock.ts';
import type { DirectoryLock, OnLost } from './held-lock.ts';
import { makeScratchDirectory, removeDirectory, scratchRoot, sweepScratchDirectories } from './scratch-directory.ts';

export interface DataDirectory {
  readonly path: string;
  readonly temporary: boolean;
  /** The identity key of the directory, 32 bytes per key. */
  readonly identityKey: Uint8Array;
  readonly exchanges: ExchangeStore;
  /** May still be in creation if the directory is new; its methods wait for that. */
  readonly records: RecordStore;
  /** The database of the record store, for the tables of other parts. Waits until it is open and migrated. */
  database(): Promise<Kysely<RecordTables>>;
  /** Closes both stores, removes a temporary directory and releases the lock. Further calls have no effect. */
  close(): Promise<void>;
}

export interface DataDirectoryOptions {
  /** If absent, a temporary directory in STILLWATCH_TMPDIR or the system's directory for temporary files. */
  readonly path?: string;
  readonly clock?: Clock;
  /** Called once if another process turns out to have the lock later; the default ends the process. */
  readonly onLost?: OnLost;
  /** Called with the key before the stores are open, so that work without stores can start. */
  readonly onKey?: (identityKey: Uint8Array) => void;
}

/** A directory locked by this process, before its stores are open. */
export interface ClaimedDirectory {
  readonly path: string;
  readonly temporary: boolean;
  /** Whether its creation was completed before. */
  readonly made: boolean;
  /** An empty directory for temporary files. */
  readonly spool: string;
  /** Throws if the lock was lost; called before each write ({@link DirectoryLock}). */
  readonly assertHeld: () => void;
  /** Marks its creation as complete. */
  complete(): void;
  /** Removes it if it is temporary, and releases the lock. */
  release(): void;
}

/** Locks a data directory, and creates it if it does not exist. */
export async function claimDirectory(options: DataDirectoryOptions = {}): Promise<Result<ClaimedDirectory>> {
  const clock = options.clock ?? systemClock;
  const temporary = options.path === undefined;
  const placed = temporary ? placeScratch(clock) : placeDirectory(resolve(options.path as string));
  if (!placed.ok) return placed;
  const path = placed.value;

  let lock: DirectoryLock | null = null;
  const release = (): void => {
    // A given directory is never removed; a temporary one always is.
    if (temporary) removeDirectory(path);
    lock?.release();
  };
  const giveUp = (problem: Problem): Result<never> => {
    release();
    return fail(problem);
  };
  try {
    const locked = await lockDirectory(path, clock, options.onLost);
    if (!locked.ok) return giveUp(locked.problem);
    const { check } = locked.value;
    lock = locked.value;
    const made = readVersion(path);
    if (!made.ok) return giveUp(made.problem);
    const spool = join(path, 'spool');
    rmSync(spool, { recursive: true, force: true });
    mkdirSync(spool, { mode: 0o700 });
    return ok({
      path,
      temporary,
      made: made.value,
      spool,
      assertHeld: check,
      complete() {
        if (!made.value) writeVersion(path, new Date(clock()).toISOString());
      },
      release,
    });
  } catch (error) {
    return giveUp(unusable(path, error));
  }
}

/** What an analysis works on: a data directory, or one without a database that lasts for the run. */
export interface RunDirectory extends Omit<DataDirectory, 'records' | 'database'> {
  readonly records: RunRecords;
}

/** Opens a data directory for this process alone; made when it is not there. */
export async function openDataDirectory(options: DataDirectoryOptions = {}): Promise<Result<DataDirectory>> {
  // Loaded here: a run without a directory needs no database.
  const { openEmbeddedRecords } = await import('./embedded-records.ts');
  return openDirectory(options, ({ path, assertHeld }, bytes) => {
    const durable = options.path !== undefined;
    const { store, database, problem } = openEmbeddedRecords({
      directory: join(path, 'pglite'),
      durable,
      key: { bytes, file: join(path, KEY_FILE) },
      assertHeld,
    });
    return { parts: { records: store, database }, problem, close: store.close };
  });
}

/** Opens a temporary directory for one analysis, with its records in memory. */
export function openRunDirectory(options: Omit<DataDirectoryOptions, 'path'> = {}): Promise<Result<RunDirectory>> {
  return openDirectory(options, () => ({
    parts: { records: createRunRecords() },
    problem: async () => null,
    close: async () => {},
  }));
}

/** The records of a directory, and what else there is to say of them. */
interface OpenRecords<P> {
  readonly parts: P;
  problem(): Promise<Problem | null>;
  close(): Promise<void>;
}

async function openDirectory<P extends object>(
  options: DataDirectoryOptions,
  openRecords: (directory: ClaimedDirectory, identityKey: Uint8Array) => OpenRecords<P>,
): Promise<Result<Omit<DataDirectory, 'records' | 'database'> & P>> {
  const claimed = await claimDirectory(options);
  if (!claimed.ok) return claimed;
  const { path, temporary, made, release, complete } = claimed.value;
  const giveUp = (problem: Problem): Result<never> => {
    release();
    return fail(problem);
  };
  try {
    const key = identityKey(path, made);
    if (!key.ok) return giveUp(key.problem);
    options.onKey?.(key.value);

    // A database that is there opens in a moment, and what is wrong with it is better said now than in mid-run.
    const records = openRecords(claimed.value, key.value);
    const exchanges = await openEmbeddedExchanges(claimed.value, options.clock ?? systemClock);
    const problem = exchanges.ok ? (made ? await records.problem() : null) : exchanges.problem;
    if (!exchanges.ok || problem !== null) {
      await records.close();
      if (exchanges.ok) await exchanges.value.close();
      return giveUp(problem as Problem);
    }
    complete();

    const shut = async (): Promise<void> => {
      const closed = await Promise.allSettled([records.close(), exchanges.value.close()]);
      release();
      for (const one of closed) if (one.status === 'rejected') throw one.reason;
    };
    let closing: Promise<void> | null = null;
    return ok({
      path,
      temporary,
      identityKey: key.value,
      exchanges: exchanges.value,
      ...records.parts,
      close() {
        closing ??= shut();
        return closing;
      },
    });
  } catch (error) {
    return giveUp(unusable(path, error));
  }
}

/** Opens the exchange store of a locked directory. */
export async function openEmbeddedExchanges(
  { path, spool, temporary, assertHeld }: ClaimedDirectory,
  clock: Clock,
): Promise<Result<ExchangeStore>> {
  try {
    return await openExchangeStore(await openChdbEngine(join(path, 'chdb'), spool, temporary, assertHeld), { clock });
  } catch (error) {
    return fail(engineProblem('be opened', error, false).problem);
  }
}

function placeScratch(clock: Clock): Result<string> {
  let root = '';
  try {
    root = scratchRoot(process.env);
    const problem = patternProblem(root);
    if (problem !== null) return fail(problem);
    sweepScratchDirectories(root, clock);
    return ok(makeScratchDirectory(root));
  } catch (error) {
    return fail(unusable(root || String(process.env.STILLWATCH_TMPDIR), error));
  }
}

/** Creates the directory, or checks that an existing one contains nothing else. */
function placeDirectory(path: string): Result<string> {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    if (!statSync(path).isDirectory()) return fail(unusable(path, new Error('not a directory')));
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
    const real = realpathSync(path);
    const problem = patternProblem(real);
    if (problem !== null) return fail(problem);
    const names = readdirSync(real);
    const foreign = names.find((name) => !OURS.test(name));
    if (foreign !== undefined && !names.includes(VERSION_FILE)) {
      return fail({
        code: 'data_directory_foreign',
        message: 'Expected a Stillwatch data directory or an empty directory, got one with other files.',
        where: join(real, foreign),
        hint: 'Choose another --data directory. Stillwatch creates it if it does not exist.',
      });
    }
    return ok(real);
  } catch (error) {
    return fail(unusable(path, error));
  }
}

/** Names that Stillwatch writes in a data directory, including drafts, and what an empty mounted volume contains. */
const OURS =
  /^(lost\+found$|lock(\.|$)|version\.json(\.new)?$|identity\.key(\.new)?$|audit\.head(\.new)?$|chdb$|pglite(\.new)?$|spool$|journal$)/;

function patternProblem(path: string): Problem | null {
  if (!PATTERN_CHARACTERS.test(path)) return null;
  return {
    code: 'data_directory_name',
    message: 'Expected a path without the characters * ? { }, got one with them.',
    where: path,
    hint: 'The embedded engine interprets these as patterns. Choose another --data directory, or set STILLWATCH_TMPDIR.',
  };
}

function unusable(path: string, error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  const { code, message } = error as NodeJS.ErrnoException;
  return {
    code: 'data_directory_unusable',
    message: `Expected a readable and writable directory, got ${code ?? message}.`,
    where: path,
    hint: 'Check that the path is a directory, that this user can write to it, and that the disk is not full.',
  };
}
