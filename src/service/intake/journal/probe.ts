/**
 * Tells whether the journal can be written now, before a request has to find out: while no commit of the last second has shown it,
 * writes a little to a file of its own. The file has no name, so that no copy of the directory contains it, and is emptied again,
 * so that it takes no space. Data that is emptied before the system writes it back costs no disk access; only after a failure is
 * the probe synced, to know that the disk is well again.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { SECOND } from '../../../base/clock.ts';
import type { Problem } from '../../../base/problem.ts';
import type { JournalFile, JournalFiles } from './files.ts';
import { type Journal, unwritable } from './journal.ts';

const EVERY = SECOND;
/** Room that a request of moderate size takes. */
const PROBE = new Uint8Array(65_536).fill(1);
const NAME = 'probe';

/** The probe of one journal. */
export class JournalProbe {
  private readonly directory: string;
  private readonly files: JournalFiles;
  private readonly journal: Journal;
  private file: JournalFile | null = null;
  private commits = 0;
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> = Promise.resolve();
  private failed: Problem | null = null;

  constructor(directory: string, files: JournalFiles, journal: Journal) {
    this.directory = directory;
    this.files = files;
    this.journal = journal;
  }

  /** Why the journal could not be written when it was last tried, by a commit or a probe; null if it could. */
  get problem(): Problem | null {
    return this.journal.failing ?? this.failed;
  }

  /** Probes every second until {@link stop}. */
  start(): void {
    this.timer = setTimeout(() => {
      this.running = this.probe().finally(() => {
        if (this.timer !== null) this.start();
      });
    }, EVERY);
    this.timer.unref();
  }

  async stop(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    await this.running;
    await this.file?.close().catch(() => {});
    this.file = null;
  }

  private async probe(): Promise<void> {
    const { commits, failing } = this.journal;
    const isProven = commits > this.commits && failing === null;
    this.commits = commits;
    // On a full disk, a small commit may still fit where a probe does not.
    if (isProven && this.failed === null) return;
    try {
      this.file ??= await this.open();
      await this.file.write([PROBE], 0);
      if (this.problem !== null) await this.file.sync();
      await this.file.truncate(0);
      this.failed = null;
      this.journal.proveWritable(commits);
    } catch (error) {
      this.failed = unwritable(error);
      // What was written of it must not fill the rest of the disk.
      await this.file?.truncate(0).catch(() => {});
      await this.file?.close().catch(() => {});
      this.file = null;
    }
  }

  private async open(): Promise<JournalFile> {
    const path = join(this.directory, NAME);
    await rm(path, { force: true });
    const file = await this.files.create(path);
    await rm(path, { force: true });
    return file;
  }
}
