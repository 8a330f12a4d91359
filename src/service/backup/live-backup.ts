/**
 * Backs up the embedded stores of a running service. Writes from the journal to the stores are paused briefly, while the journal
 * and the files of the record store are copied and the tables of the exchange store are hard-linked. Then writes continue, and
 * the copies are packed. Every acknowledged record is in the journal or the stores of the backup; records in both are stored
 * once when the backup is opened, as after a crash.
 */
import { constants, existsSync } from 'node:fs';
import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../base/clock.ts';
import { ProblemError } from '../../base/problem.ts';
import { renameDurably } from '../../store/directory/directory-files.ts';
import type { RecordSnapshot } from '../../store/directory/embedded-records.ts';
import { RECORDS_FILE, TABLE_FOLDER } from '../../store/directory/store-export.ts';
import { packFolder } from '../../store/directory/tar-folder.ts';
import type { ExchangeSnapshot } from '../../store/exchanges/exchange-snapshot.ts';
import { finishDraft, writeSealedKey } from './draft.ts';
import { COPIED, type Manifest, OTHER_FOLDER } from './manifest.ts';

export interface LiveStores {
  /** The data directory. */
  readonly path: string;
  readonly identityKey: Uint8Array;
  /** Takes a snapshot of the exchange store. */
  exchanges(): Promise<ExchangeSnapshot>;
  /** Copies the files of the record store into a directory, which it creates. */
  records(folder: string): Promise<RecordSnapshot>;
  /** Runs `work` while writes from the journal to the stores are paused. */
  hold<T>(work: () => Promise<T>): Promise<T>;
}

export type LiveStep = 'snapshot' | 'exchanges' | 'records' | 'checksums';

export interface LiveBackupOptions {
  readonly stores: LiveStores;
  /** Target directory, which must not exist. */
  readonly out: string;
  readonly passphrase: string | undefined;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Called with progress: `done` of `of` items of this step are done. */
  onStep(step: LiveStep, done: number, of: number): void;
  /** Called with the duration of the pause, ms. */
  onHeld(ms: number): void;
}

/** Where the files of the record store are kept until they are packed: in the data directory, whose disk is faster. */
const RECORDS_COPY = join('spool', 'backup-records');

/** Makes the backup. Throws on failure, after removing everything it has written. */
export async function makeLiveBackup(options: LiveBackupOptions): Promise<Manifest> {
  const { stores, out, clock, signal, onStep } = options;
  const draft = `${out}.partial`;
  const recordsCopy = join(stores.path, RECORDS_COPY);
  let exchanges: ExchangeSnapshot | null = null;
  try {
    await mkdir(join(draft, TABLE_FOLDER), { recursive: true, mode: 0o700 });
    onStep('snapshot', 0, 1);
    await rm(recordsCopy, { recursive: true, force: true });
    let created = 0;
    const records = await stores.hold(async () => {
      signal.throwIfAborted();
      created = clock();
      await copyJournal(stores.path, draft);
      exchanges = await stores.exchanges();
      const copied = await stores.records(recordsCopy);
      options.onHeld(clock() - created);
      return copied;
    });
    const key = { bytes: stores.identityKey, passphrase: options.passphrase };
    const sealed = await writeSealedKey(draft, key);
    if (!sealed.ok) throw new ProblemError(sealed.problem);
    // Assigned in a callback, which the compiler cannot see.
    const copied = exchanges as ExchangeSnapshot | null;
    if (copied === null) throw new Error('invariant broken: a snapshot was made');
    await copied.write(join(draft, TABLE_FOLDER), signal, (done, of) => onStep('exchanges', done, of));
    onStep('records', 0, 1);
    await packFolder(recordsCopy, join(draft, RECORDS_FILE), signal);
    onStep('checksums', 0, 1);
    const counts = {
      schemas: { exchange: copied.schema, record: records.schema },
      exchangeTables: copied.rows,
      recordTables: records.rows,
      audit: records.audit,
    };
    const manifest = await finishDraft(draft, counts, key, created);
    signal.throwIfAborted();
    renameDurably(draft, out);
    return manifest;
  } finally {
    const copied = exchanges as ExchangeSnapshot | null;
    await copied?.drop().catch(() => {});
    await rm(recordsCopy, { recursive: true, force: true });
    await rm(draft, { recursive: true, force: true });
  }
}

/**
 * Copies the journal. It is being appended to: a frame that is cut off at its end was not acknowledged
 * before the copy, and is recognised as torn when the backup is opened.
 */
async function copyJournal(directory: string, draft: string): Promise<void> {
  const journal = join(directory, COPIED);
  if (!existsSync(journal)) return;
  await cp(journal, join(draft, OTHER_FOLDER, COPIED), {
    recursive: true,
    mode: constants.COPYFILE_FICLONE,
    // The position file is first written under this name, possibly right now.
    filter: (path) => !path.endsWith('.new'),
  });
}
