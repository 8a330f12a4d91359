/**
 * Backups that a running embedded service makes of itself: one at a time, into the configured directory, keeping the newest
 * `keep_count`. Complete backups are listed from the directory, so restarts forget none; the state of the last backup is kept
 * in memory.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { AuditEntry, AuditTrail } from '../../access/audit-trail.ts';
import type { Clock } from '../../base/clock.ts';
import { fail, ok, type Problem, ProblemError, type Result } from '../../base/problem.ts';
import type { Config } from '../config/schema.ts';
import type { PartStats, ServicePart } from '../part.ts';
import { notEmpty, unusableTarget } from './backup.ts';
import { type LiveStep, type LiveStores, makeLiveBackup } from './live-backup.ts';
import { MANIFEST_FILE, Manifest } from './manifest.ts';

export interface BackupsOptions {
  readonly settings: Config['backups'];
  /** Null if a store is a server, which has to be backed up with its own tools. */
  readonly stores: LiveStores | null;
  readonly audit: AuditTrail;
  readonly clock: Clock;
  /** Called for every failed backup, for the log. */
  onError(error: unknown): void;
}

/** The running or the last backup. Times are ms since the epoch. */
export interface BackupRun {
  readonly id: string;
  readonly state: 'running' | 'complete' | 'failed';
  readonly started: number;
  readonly finished: number | null;
  readonly step: LiveStep;
  /** Items of this step that are done, and their total number. */
  readonly done: number;
  readonly of: number;
  readonly problem: Problem | null;
}

/** A complete backup, as its manifest describes it. */
export interface KeptBackup {
  /** Name of its directory. */
  readonly id: string;
  /** RFC 3339. */
  readonly created: string;
  readonly version: string;
  readonly exchanges: number;
  readonly accounts: number;
  readonly bytes: number;
  readonly key: 'sealed' | 'left_out';
}

export interface Backups {
  readonly part: ServicePart;
  /**
   * Starts a backup, which continues after this has resolved. Problem codes: `backup_off`, `backup_running`,
   * `backup_folder_unusable`, `backup_target_unusable`, `unavailable`.
   */
  start(actor: AuditEntry['actor']): Promise<Result<BackupRun>>;
  /** The running or last backup of this process. */
  last(): BackupRun | null;
  /** Complete backups, newest first, at most 100. */
  kept(): KeptBackup[];
}

const NAME = /^stillwatch-\d{8}T\d{9}Z$/;
const DRAFT = /^stillwatch-\d{8}T\d{9}Z\.partial$/;

/** Makes the backups of one service. @throws ProblemError if the configured directory can never be a target */
export function createBackups(options: BackupsOptions): Backups {
  return new ServiceBackups(options);
}

class ServiceBackups implements Backups {
  readonly part: ServicePart;
  private readonly options: BackupsOptions;
  /** Null if none is configured. */
  private readonly folder: string | null;
  private readonly counts = { complete: 0, failed: 0 };
  private readonly figures = { lastSuccessMs: 0, lastDurationMs: 0, lastHeldMs: 0, lastBytes: 0 };
  private readonly stopping = new AbortController();
  private lastRun: BackupRun | null = null;
  private running: Promise<void> | null = null;

  constructor(options: BackupsOptions) {
    const { settings, stores } = options;
    this.options = options;
    this.folder = settings.directory === undefined ? null : resolve(settings.directory);
    const unfit = this.folder === null || stores === null ? null : unusableTarget(stores.path, this.folder);
    if (unfit !== null) throw new ProblemError(unfit);
    this.part = {
      name: 'backups',
      start: () => this.open(),
      stop: async () => {
        this.stopping.abort();
        await this.running;
      },
      stats: () => this.stats(),
    };
  }

  last(): BackupRun | null {
    return this.lastRun;
  }

  kept(): KeptBackup[] {
    return this.folder === null ? [] : keptIn(this.folder);
  }

  async start(actor: AuditEntry['actor']): Promise<Result<BackupRun>> {
    const { folder } = this;
    const { stores, audit, clock } = this.options;
    if (stores === null) return fail(serversProblem());
    if (folder === null) return fail(offProblem());
    if (this.running !== null) return fail(runningProblem(this.lastRun as BackupRun));
    if (this.stopping.signal.aborted) return fail(stoppingProblem());
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
    this.lastRun = run;
    // Set before the first wait, so that a second call finds the backup running.
    const asked = audit.record({ actor, action: 'backup.started', subject: id });
    this.running = asked.then(
      () => this.make(id, stores, folder),
      () => {},
    );
    try {
      // Without an audit entry, there is no backup.
      await asked;
    } catch (error) {
      this.running = null;
      this.lastRun = null;
      throw error;
    }
    return ok(run);
  }

  private async make(id: string, stores: LiveStores, folder: string): Promise<void> {
    const { settings, clock, onError } = this.options;
    try {
      const manifest = await makeLiveBackup({
        stores,
        out: join(folder, id),
        passphrase: settings.passphrase,
        clock,
        signal: this.stopping.signal,
        onStep: (step, done, of) => this.update({ step, done, of }),
        onHeld: (ms) => {
          this.figures.lastHeldMs = ms;
        },
      });
      this.figures.lastSuccessMs = clock();
      this.figures.lastBytes = bytesOf(manifest);
      const removed = await prune(folder, settings.keep_count).catch((error) => {
        onError(error);
        return 0;
      });
      await this.end('complete', null, { removed });
    } catch (error) {
      onError(error);
      const problem = problemOf(error, this.stopping.signal.aborted);
      await this.end('failed', problem, { code: problem.code });
    }
  }

  private async end(
    state: 'complete' | 'failed',
    problem: Problem | null,
    detail: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const { id, started } = this.lastRun as BackupRun;
    const { audit, clock, onError } = this.options;
    const finished = clock();
    this.figures.lastDurationMs = finished - started;
    const entry = { actor: 'system', action: `backup.${state}`, subject: id, detail } as const;
    await audit.record(entry).catch(onError);
    this.counts[state]++;
    // Together with the state, so that the next backup can start as soon as this one shows as done.
    this.running = null;
    this.update({ state, finished, problem, ...(state === 'complete' ? { done: 1, of: 1 } : {}) });
  }

  private update(change: Partial<BackupRun>): void {
    this.lastRun = { ...(this.lastRun as BackupRun), ...change };
  }

  private async open(): Promise<void> {
    const { folder } = this;
    if (folder === null || !existsSync(folder)) return;
    // Incomplete backups of a process that was killed.
    for (const name of readdirSync(folder)) {
      if (DRAFT.test(name)) await rm(join(folder, name), { recursive: true, force: true });
    }
    this.figures.lastSuccessMs = Date.parse(keptIn(folder)[0]?.created ?? '') || 0;
  }

  private stats(): PartStats {
    if (this.folder === null || this.options.stores === null) return {};
    return { made: { ...this.counts }, running: this.running === null ? 0 : 1, ...this.figures };
  }
}

/** Maximum number of listed backups. */
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
      // Damaged or just removed: it cannot be restored.
    }
  }
  return kept;
}

/** Complete backups with names that this service gives, newest first. */
function completeIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => NAME.test(name) && existsSync(join(folder, name, MANIFEST_FILE)))
    .sort()
    .reverse();
}

/** Removes all but the newest `keep` backups that this service made. @returns how many were removed */
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
      message: `Expected backups.directory to be a writable directory, got ${(error as NodeJS.ErrnoException).code}.`,
      hint: 'Check that its disk is mounted, and check its owner and permissions.',
    };
  }
}

function problemOf(error: unknown, stopped: boolean): Problem {
  if (stopped) return { code: 'backup_failed', message: 'The service was stopped during the backup.', hint: AGAIN };
  if (error instanceof ProblemError) return error.problem;
  const { code } = error as NodeJS.ErrnoException;
  return {
    code: 'backup_failed',
    message: `Expected to write a backup, got ${code ?? 'an error, which is in the log'}.`,
    hint: AGAIN,
  };
}

const AGAIN = 'No files were left behind. Start another backup with POST /v1/backups.';

function offProblem(): Problem {
  return {
    code: 'backup_off',
    message: 'Expected a service with a directory for backups, got one without.',
    where: 'backups.directory',
    hint: 'Set backups.directory (STILLWATCH_BACKUPS_DIRECTORY) and restart the service.',
  };
}

function serversProblem(): Problem {
  return {
    code: 'backup_off',
    message: 'Expected embedded stores, got stores on servers.',
    hint: 'Back up the servers with their own tools. docs/how-to/operate.md describes the order.',
  };
}

function runningProblem({ id }: BackupRun): Problem {
  return {
    code: 'backup_running',
    message: `Expected no running backup, got ${id}, which is not complete yet.`,
    hint: 'GET /v1/backups shows its progress. Start another one when it is complete.',
  };
}

function stoppingProblem(): Problem {
  return { code: 'unavailable', message: 'The service is stopping.', hint: 'Try again when it has started.' };
}
