/** Counts what inputWarnings() needs over the exchanges of a window, where they are stored. */
import type { Kysely } from 'kysely';
import type { InputFacts } from '../../model/input-warnings.ts';
import type { ExchangeStore } from '../../store/exchanges/exchange-store.ts';
import type { RecordTables } from '../../store/records/record-tables.ts';

/** Times of a store without exchanges are 0. */
type FactsRow = Record<Exclude<keyof InputFacts, 'accountRecords' | 'privateAddresses'>, string>;

/**
 * The facts about the exchanges of a time and later. Addresses are stored hashed, so that private ones are not told apart.
 *
 * @param from ms since the epoch
 * @throws ProblemError if a store does not answer
 */
export async function windowFacts(
  exchanges: Pick<ExchangeStore, 'rows'>,
  db: Kysely<RecordTables>,
  from: number,
): Promise<InputFacts> {
  const [row] = await exchanges.rows<FactsRow>(
    `SELECT toString(count()) AS exchanges, toString(uniqUpTo(1)(account)) AS accounts, toString(uniqUpTo(1)(unit)) AS units,
      toString(uniqUpToIf(1)(ip, ip != 0)) AS addresses, toString(countIf(ip = 0)) AS withoutAddress,
      toString(min(time)) AS first, toString(max(time)) AS last,
      toString(countIf(prompt_chars = 0)) AS withoutText, toString(countIf(output_chars = 0)) AS withoutAnswer
    FROM exchanges WHERE time >= ${from}`,
  );
  const record = await db.selectFrom('accounts').select('account').limit(1).executeTakeFirst();
  const counted = Object.fromEntries(Object.entries(row ?? {}).map(([name, value]) => [name, Number(value)]));
  return { ...(counted as unknown as InputFacts), accountRecords: record === undefined ? 0 : 1 };
}
