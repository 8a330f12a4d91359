/**
 * Backups that a running embedded service makes of itself: one at a time, into the one folder that its configuration names,
 * the oldest removed when there are more than wanted. What is in that folder is read from it, so that a restart forgets
 * nothing; of the one under way, and the last that failed, the process knows.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { AuditEntry, AuditTrail } from '../../access/audit-trail.ts';
import type { Clock } from '../../base/clock.ts';
import { fail, ok, type Problem, ProblemError, type Result } from '../../base/problem.ts';
import type { Config } from '../config/schema.ts';
import type { ServicePart } from '../part.ts';
import { notEmpty, unusableTarget } from './backup.ts';
import { type LiveStep, type LiveStores, makeLiveBackup } from './live-backup.ts';
import { MANIFEST_FILE, Manifest } from './manifest.ts';

export interface BackupsOptions {
  readonly settings: Config['backups'];
  /** null: a store is a server, and its own tools back it up. */
  readonly stores: LiveStores | null;
  readonly audit: AuditTrail;
  readonly clock: Clock;
  /** Told of each one that failed, for the log. */
  onError(error: unknown): void;
}

/** One that is being made, or the last that was. */
export interface BackupRun {
  readonly id: string;
  readonly state: 'running' | 'complete' | 'failed';
  readonly started: number;
  readonly finished: number | null;
  readonly step: LiveStep;
  /** Pieces of this step that are done, of how many. */
  readonly done: number;
  readonly of: number;
  readonly problem: Problem | null;
}

/** A complete one, as its manifest says. */
export interface KeptBackup {
  readonly id: string;
  readonly created: string;
  readonly version: string;
  readonly exchanges: number;
  readonly accounts: number;
  readonly bytes: number;
  readonly key: 'sealed' | 'left_out';
}

export interface Backups {
  readonly part: ServicePart;
  /** Begins one; it goes on when this has resolved. Problem codes: `backup_off`, `backup_running`, `backup_folder_unusable`. */
  start(actor: AuditEntry['actor']): Promise<Result<BackupRun>>;
  last(): BackupRun | null;
  /** The newest first. */
  kept(): KeptBackup[];
}

const NAME = /^stillwatch-\d{8}T\d{9}Z$/;
const DRAFT = /^stillwatch-\d{8}T\d{9}Z\.partial$/;

/** @throws ProblemError when the folder could never be one */
export function createBackups(options: BackupsOptions): Backups {
  const { settings, stores, audit, clock } = options;
  const folder = settings.directory === undefined ? null : resolve(settings.directory);
  const unfit = folder === null || stores === null ? null : unusableTarget(stores.path, folder);
  if (unfit !== null) throw new ProblemError(unfit);
  const counts = { complete: 0, failed: 0 };
  const figures = { lastSuccessMs: 0, lastDurationMs: 0, lastHeldMs: 0, lastBytes: 0 };
  const stopping = new AbortController();
  let last: BackupRun | null = null;
  let running: Promise<void> | null = null;

  const make = async (id: string, live: LiveStores, into: string): Promise<void> => {
    const update = (change: Partial<BackupRun>): void => {
      last = { ...(last as BackupRun), ...change };
    };
    const end = async (
      state: 'complete' | 'failed',
      problem: Problem | null,
      detail: Readonly<Record<string, unknown>>,
    ): Promise<void> => {
      const finished = clock();
      figures.lastDurationMs = finished - (last as BackupRun).started;
      const entry = { actor: 'system', action: `backup.${state}`, subject: id, detail } as const;
      await audit.record(entry).catch(options.onError);
      counts[state]++;
      // In the turn in which another may begin.
      running = null;
      update({ state, finished, problem, ...(state === 'complete' ? { done: 1, of: 1 } : {}) });
    };
    try {
      const manifest = await makeLiveBackup({
        stores: live,
        out: join(into, id),
        passphrase: settings.passphrase,
        clock,
        signal: stopping.signal,
        onStep: (step, done, of) => update({ step, done, of }),
        onHeld: (ms) => {
          figures.lastHeldMs = ms;
        },
      });
      figures.lastSuccessMs = clock();
      figures.lastBytes = bytesOf(manifest);
      const removed = await prune(into, settings.keep_count).catch((error) => {
        options.onError(error);
        return 0;
      });
      await end('complete', null, { removed });
    } catch (error) {
      options.onError(error);
      const problem = problemOf(error, stopping.signal.aborted);
      await end('failed', problem, { code: problem.code });
    }
  };

  return {
    last: () => last,
    kept: () => (folder === null ? [] : keptIn(folder)),
    async start(actor) {
      if (stores === null) return fail(serversProblem());
      if (folder === null) return fail(offProblem());
      if (running !== null) return fail(runningProblem(last as BackupRun));
      if (stopping.signal.aborted) return fail(stoppingProblem());
      const unusable = folderProblem(folder);
      if (unusable !== null) return fail(unusable);
      const started = clock();
      const id = `stillwatch-${new Date(started).toISOString().replaceAll(/[-:.]/g, '')}`;
      const occupied = notEmpty(join(folder, id));
      if (occupied !== null) return fail(occupied);
      const run: BackupRun = {
        id,
        state: 'running',
        started,
        finished: null,
        step: 'snapshot',
        done: 0,
        of: 1,
        problem: null,
      };
      last = run;
      // Claimed before anything is waited for: a second call finds it running.
      const asked = audit.record({ actor, action: 'backup.started', subject: id });
      running = asked.then(
        () => make(id, stores, folder),
        () => {},
      );
      try {
        // What nobody could be asked about later does not happen.
        await asked;
      } catch (error) {
        running = null;
        last = null;
        throw error;
      }
      return ok(run);
    },
    part: {
      name: 'backups',
      async start() {
        if (folder === null || !existsSync(folder)) return;
        // Of a process that was killed meanwhile.
        for (const name of readdirSync(folder)) {
          if (DRAFT.test(name)) await rm(join(folder, name), { recursive: true, force: true });
        }
        figures.lastSuccessMs = Date.parse(keptIn(folder)[0]?.created ?? '') || 0;
      },
      async stop() {
        stopping.abort();
        await running;
      },
      stats: () =>
        folder === null || stores === null
          ? {}
          : { made: { ...counts }, running: running === null ? 0 : 1, ...figures },
    },
  };
}

/** Most that are listed. */
const MOST_LISTED = 100;

function keptIn(folder: string): KeptBackup[] {
  const kept: KeptBackup[] = [];
  for (const id of completeIn(folder).slice(0, MOST_LISTED)) {
    try {
      const manifest = Manifest.parse(JSON.parse(readFileSync(join(folder, id, MANIFEST_FILE), 'utf8')));
      kept.push({
        id,
        created: manifest.created,
        version: manifest.version,
        exchanges: manifest.exchange_tables.exchanges ?? 0,
        accounts: manifest.record_tables.accounts ?? 0,
        bytes: bytesOf(manifest),
        key: manifest.key.state,
      });
    } catch {
      // Damaged, or removed just now: no backup that could be restored.
    }
  }
  return kept;
}

/** Names that this service gives, the newest first. */
function completeIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => NAME.test(name) && existsSync(join(folder, name, MANIFEST_FILE)))
    .sort()
    .reverse();
}

/** Removes the oldest of those this service made; gives how many. */
async function prune(folder: string, keep: number): Promise<number> {
  const old = completeIn(folder).slice(keep);
  for (const id of old) await rm(join(folder, id), { recursive: true, force: true });
  return old.length;
}

function bytesOf({ files }: Manifest): number {
  return files.reduce((sum, file) => sum + file.bytes, 0);
}

function folderProblem(folder: string): Problem | null {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    readdirSync(folder);
    return null;
  } catch (error) {
    return {
      code: 'backup_folder_unusable',
      message: `Expected backups.directory to be a folder to write to, got ${(error as NodeJS.ErrnoException).code}.`,
      hint: 'Check that its disk is there, its owner and its mode.',
    };
  }
}

function problemOf(error: unknown, stopped: boolean): Problem {
  if (stopped) return { code: 'backup_failed', message: 'The service was stopped meanwhile.', hint: AGAIN };
  if (error instanceof ProblemError) return error.problem;
  const { code } = error as NodeJS.ErrnoException;
  return {
    code: 'backup_failed',
    message: `Expected to write a backup, got ${code ?? 'an error that is in the log'}.`,
    hint: AGAIN,
  };
}

const AGAIN = 'Nothing of it was left. Start another: POST /v1/backups.';

function offProblem(): Problem {
  return {
    code: 'backup_off',
    message: 'Expected a service with a folder for backups, got one without.',
    where: 'backups.directory',
    hint: 'Set backups.directory (STILLWATCH_BACKUPS_DIRECTORY) and start the service again.',
  };
}

function serversProblem(): Problem {
  return {
    code: 'backup_off',
    message: 'Expected embedded stores, got a node whose stores are servers.',
    hint: 'Back these up with their own tools; docs/how-to/operate.md says in which order.',
  };
}

function runningProblem({ id }: BackupRun): Problem {
  return {
    code: 'backup_running',
    message: `Expected no backup under way, got ${id}, which is not done yet.`,
    hint: 'GET /v1/backups says how far it is; start another when it is done.',
  };
}

function stoppingProblem(): Problem {
  return { code: 'unavailable', message: 'The service is stopping.', hint: 'Try again when it has started.' };
}
