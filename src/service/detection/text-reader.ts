/** The texts under review of the last detection run as the API reads them, from the record store. */
import type { Kysely } from 'kysely';
import type { TextExplanation } from '../../model/text-under-review.ts';
import type { RecordTables } from '../../store/records/record-tables.ts';
import { fromStorable, toStorable } from '../../store/records/storable-text.ts';

/** A text in a list. */
export interface ListedText {
  readonly id: string;
  readonly score: number;
  /** Accounts and end users. */
  readonly users: number;
  readonly exchanges: number;
  readonly explanation: TextExplanation;
  readonly first_seen: string;
  readonly last_seen: string;
}

export interface TextReader {
  /** Lists texts from a position on, the most conspicuous first. */
  list(from: number, limit: number): Promise<ListedText[]>;
  /** Gives how many more texts the last run left out. */
  leftOut(): Promise<number>;
  /** Gives the JSON text of a TextUnderReview (src/model/text-under-review.ts); null if the last run did not find it. */
  body(id: string): Promise<string | null>;
}

export function createTextReader(db: Kysely<RecordTables>): TextReader {
  return {
    async list(from, limit) {
      const rows = await db
        .selectFrom('texts_under_review')
        .select(['text', 'score', 'users', 'exchanges', 'explanation', 'first_seen', 'last_seen'])
        .where('position', '>=', from)
        .orderBy('position')
        .limit(limit)
        .execute();
      return rows.map(({ text, exchanges, ...row }) => ({ id: fromStorable(text), ...row, exchanges: Number(exchanges) }));
    },
    async leftOut() {
      const row = await db.selectFrom('runs').select('findings').orderBy('run', 'desc').limit(1).executeTakeFirst();
      if (row === undefined) return 0;
      const { texts_left_out = 0 } = JSON.parse(row.findings) as { texts_left_out?: number };
      return texts_left_out;
    },
    async body(id) {
      const row = await db
        .selectFrom('texts_under_review')
        .select('body')
        .where('text', '=', toStorable(id))
        .executeTakeFirst();
      return row?.body ?? null;
    },
  };
}
