/**
 * The stored campaigns of a run that was decided again under another policy: their actions, reasons and texts take the
 * place of those before, in the run's history too. What the run found stays as it is.
 */
import { type Kysely, sql } from 'kysely';
import type { Campaign } from '../../model/finding.ts';
import type { RunSummary } from '../../model/summary.ts';
import type { RecordTables } from '../../store/records/record-tables.ts';
import { toStorable } from '../../store/records/storable-text.ts';

/**
 * Writes the new actions; call it within a transaction.
 *
 * @param run when the run began and ended, ms since the epoch
 * @param policy the version that decided
 * @returns false, and nothing is written, if another run has been stored since
 */
export async function rewriteActions(
  tx: Kysely<RecordTables>,
  run: { readonly started: number; readonly finished: number },
  campaigns: readonly Campaign[],
  policy: string,
): Promise<boolean> {
  // As storing a run does: a run that is stored at the same moment comes before or after.
  await sql`LOCK TABLE campaigns IN EXCLUSIVE MODE`.execute(tx);
  const last = await tx
    .selectFrom('runs')
    .select(['run', 'started', 'finished', 'summary'])
    .orderBy('run', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (last === undefined) return false;
  if (Number(last.started) !== run.started || Number(last.finished) !== run.finished) return false;
  for (const campaign of campaigns) {
    const id = toStorable(campaign.id);
    const { action } = campaign;
    await tx
      .updateTable('campaigns')
      .set({ action, body: JSON.stringify(campaign) })
      .where('campaign', '=', id)
      .execute();
    await tx.updateTable('campaign_runs').set({ action }).where('campaign', '=', id).where('run', '=', last.run).execute();
  }
  const summary = JSON.parse(last.summary) as RunSummary;
  await tx
    .updateTable('runs')
    .set({ summary: JSON.stringify({ ...summary, parameters: { ...summary.parameters, policy } }) })
    .where('run', '=', last.run)
    .execute();
  return true;
}
