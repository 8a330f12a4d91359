/** A record store without the rest of a data directory, for tests of parts that keep tables in it. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { openEmbeddedRecords } from '../src/store/directory/embedded-records.ts';
import type { RecordStore } from '../src/store/records/record-store.ts';
import type { RecordTables } from '../src/store/records/record-tables.ts';
import { makeFolder } from './analysis-run.ts';

export interface RecordDatabase {
  readonly db: Kysely<RecordTables>;
  readonly store: RecordStore;
  close(): Promise<void>;
}

export async function openRecordDatabase(name: string): Promise<RecordDatabase> {
  const root = makeFolder(name);
  const records = openEmbeddedRecords({ directory: join(root, 'pglite'), durable: false });
  const db = await records.database();
  return {
    db,
    store: records.store,
    async close() {
      await records.store.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
