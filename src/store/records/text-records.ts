/** The texts under review of the last run in the record store. Those of a run take the place of those before. */
import type { Kysely } from 'kysely';
import type { TextUnderReview } from '../../model/text-under-review.ts';
import type { RecordTables } from './record-tables.ts';
import { toStorable } from './storable-text.ts';

/** Call it within the transaction that stores the run. */
export async function writeTexts(db: Kysely<RecordTables>, run: number, texts: readonly TextUnderReview[]): Promise<void> {
  await db.deleteFrom('texts_under_review').execute();
  for (const [position, text] of texts.entries()) {
    const { id, score, exchanges, explanation, first_seen, last_seen } = text;
    await db
      .insertInto('texts_under_review')
      .values({
        run,
        text: toStorable(id),
        position,
        score,
        users: text.accounts.length + (text.sub_accounts?.length ?? 0),
        exchanges,
        explanation: explanation.kind,
        first_seen,
        last_seen,
        body: JSON.stringify(text),
      })
      .execute();
  }
}

/** The texts of a run, the most conspicuous first. */
export async function readTexts(db: Kysely<RecordTables>, run: number): Promise<TextUnderReview[]> {
  const rows = await db.selectFrom('texts_under_review').select('body').where('run', '=', run).orderBy('position').execute();
  return rows.map(({ body }) => JSON.parse(body) as TextUnderReview);
}
