/**
 * Makes a backup of an embedded service while it runs. For a moment nothing goes from the journal into the stores: meanwhile
 * the journal is copied, the exchange store's tables are copied by links, and the record store's files. Then all goes on, and
 * the copies are packed at leisure. What was acknowledged by then is in the journal or in the stores; what is in both is
 * stored once when the backup is opened, as after a kill.
 */
import { constants } from 'node:fs';
import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../base/clock.ts';
import { ProblemError } from '../../base/problem.ts';
import { renameDurably } from '../../store/directory/directory-files.ts';
import type { RecordSnapshot } from '../../store/directory/embedded-records.ts';
import { RECORDS_FILE, TABLE_FOLDER } from '../../store/directory/store-export.ts';
import { packFolder } from '../../store/directory/tar-folder.ts';
import type { ExchangeSnapshot } from '../../store/exchanges/exchange-snapshot.ts';
import { finishDraft, LEFT_OUT, OTHER_FOLDER, writeSealedKey } from './draft.ts';
import type { Manifest } from './manifest.ts';

export interface LiveStores {
  /** The data directory. */
  readonly path: string;
  readonly identityKey: Uint8Array;
  exchanges(): Promise<ExchangeSnapshot>;
  /** Copies the record store's files into a folder, which it makes. */
  records(folder: string): Promise<RecordSnapshot>;
  /** Does work while nothing goes from the journal into the stores. */
  hold<T>(work: () => Promise<T>): Promise<T>;
}

export type LiveStep = 'snapshot' | 'exchanges' | 'records' | 'checksums';

export interface LiveBackupOptions {
  readonly stores: LiveStores;
  /** A folder that does not exist. */
  readonly out: string;
  readonly passphrase: string | undefined;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** `done` of `of` pieces of this step are behind it. */
  onStep(step: LiveStep, done: number, of: number): void;
  /** How long storing was held up, ms. */
  onHeld(ms: number): void;
}

/** Where the record store's files are until they are packed: in the data directory, whose disk is the quicker one. */
const RECORDS_COPY = join('spool', 'backup-records');

/** Throws what went wrong; nothing is left then. */
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
      await copyOthers(stores.path, draft);
      exchanges = await stores.exchanges();
      const copied = await stores.records(recordsCopy);
      options.onHeld(clock() - created);
      return copied;
    });
    const key = { bytes: stores.identityKey, passphrase: options.passphrase };
    const sealed = await writeSealedKey(draft, key);
    if (!sealed.ok) throw new ProblemError(sealed.problem);
    // Assigned in a callback, which the compiler does not follow.
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
 * The journal above all. It is being appended to: what is cut off at its end was acknowledged to nobody before, and is
 * recognised as such when the backup is opened.
 */
async function copyOthers(directory: string, draft: string): Promise<void> {
  for (const name of (await readdir(directory)).sort()) {
    if (LEFT_OUT.test(name)) continue;
    await cp(join(directory, name), join(draft, OTHER_FOLDER, name), {
      recursive: true,
      mode: constants.COPYFILE_FICLONE,
      // The position is written under another name first, and not waited for.
      filter: (path) => !path.endsWith('.new'),
    });
  }
}
