/**
 * Makes and opens PGlite's directory. A new one is unpacked from the build's template (0.3 s of CPU). Without a template
 * PostgreSQL's initdb makes it, 3.5 s of CPU that would hold the event loop: it runs in a worker thread while the caller
 * goes on. Either way into a folder beside the real one that is renamed when complete, so a kill in the middle leaves
 * nothing that looks like a database.
 *
 * Opening one that is there takes 0.25 s and 330 MB resident, where one made in memory takes 840.
 */
import { existsSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { PGlite } from '@electric-sql/pglite';
import { renameDurably, syncTree } from './directory-files.ts';
import { recordTemplate, unpackTemplate } from './pglite-template.ts';

/** Plain CommonJS in a string, so that it starts the same from sources, from a build and under the test runner. */
const MAKER = `
const { workerData } = require('node:worker_threads');
const { PGlite } = require(workerData.module);
PGlite.create({ dataDir: workerData.directory }).then((database) => database.close());
`;

export interface PgliteOpening {
  /** Rejects when the database could not be made or opened, or the opening was cancelled. */
  readonly database: Promise<PGlite>;
  /** Stops making a new database; one that is open already is not touched. */
  cancel(): Promise<void>;
}

/**
 * Opens the database at `directory`, making it first when it is not there.
 *
 * @param durable whether commits must survive a power cut; false for a directory that is removed when the run ends
 */
export function openPglite(directory: string, durable: boolean): PgliteOpening {
  let maker: Worker | null = null;
  let cancelled = false;

  const make = async (): Promise<void> => {
    const draft = `${directory}.new`;
    rmSync(draft, { recursive: true, force: true });
    const template = recordTemplate();
    if (template === null) await initialise(draft);
    else await unpackTemplate(template, draft, () => cancelled);
    if (cancelled) throw new Error('making the record store was stopped');
    if (durable) await syncTree(draft);
    if (cancelled) throw new Error('making the record store was stopped');
    renameDurably(draft, directory);
  };

  const initialise = async (draft: string): Promise<void> => {
    const module = createRequire(import.meta.url).resolve('@electric-sql/pglite');
    // Without this process's own flags: a loader or an input type given on its command line is not for this script.
    const worker = new Worker(MAKER, { eval: true, execArgv: [], workerData: { module, directory: draft } });
    maker = worker;
    await new Promise<void>((resolve, reject) => {
      worker.once('error', reject);
      worker.once('exit', (code) =>
        code === 0 && !cancelled ? resolve() : reject(new Error(`making the record store ended with ${code}`)),
      );
    });
  };

  const open = async (): Promise<PGlite> => {
    if (!existsSync(directory)) await make();
    const { ContainedPglite } = await import('./contained-pglite.ts');
    const database = durable ? await durablePglite(directory) : new ContainedPglite({ dataDir: directory });
    await database.waitReady;
    return database;
  };

  return {
    database: open(),
    async cancel() {
      cancelled = true;
      await maker?.terminate();
    },
  };
}

async function durablePglite(directory: string): Promise<PGlite> {
  const [{ ContainedPglite }, { DURABLE_START, SyncedFileSystem }] = await Promise.all([
    import('./contained-pglite.ts'),
    import('./synced-file-system.ts'),
  ]);
  return new ContainedPglite({ fs: new SyncedFileSystem(directory), startParams: [...DURABLE_START] });
}
