/** Both engines of the record store, for tests of what the same SQL has to do on each. */
import type { Kysely } from 'kysely';
import type { RecordTables } from '../src/store/records/record-tables.ts';
import { openPostgresRecords } from '../src/store/servers/postgres-records.ts';
import { postgresIsThere, startPostgres } from './postgres/start.ts';
import { openRecordDatabase } from './record-database.ts';

export interface RecordEngine {
  readonly db: Kysely<RecordTables>;
  close(): Promise<void>;
}

/** @param name of the embedded one's folder */
export function recordEngines(name: string): readonly {
  readonly engine: string;
  readonly there: boolean;
  open(): Promise<RecordEngine>;
}[] {
  return [
    { engine: 'the embedded engine', there: true, open: () => openRecordDatabase(name) },
    { engine: 'PostgreSQL', there: postgresIsThere(), open: openServer },
  ];
}

async function openServer(): Promise<RecordEngine> {
  const server = await startPostgres();
  const opened = await openPostgresRecords(server.url);
  if (!opened.ok) throw new Error(opened.problem.message);
  return {
    db: opened.value.database,
    async close() {
      await opened.value.store.close();
      await server.stop();
    },
  };
}
