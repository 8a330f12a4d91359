/** Appends events as their causes do: in a transaction, with a wake behind it. */
import type { Kysely } from 'kysely';
import type { NewEvent } from '../src/service/events/event.ts';
import type { Outbox } from '../src/service/events/outbox.ts';
import type { RecordTables } from '../src/store/records/record-tables.ts';

export async function appendEvents(db: Kysely<RecordTables>, outbox: Outbox, events: readonly NewEvent[]): Promise<void> {
  await db.transaction().execute((tx) => outbox.appendWithin(tx, events));
  outbox.wake();
}
