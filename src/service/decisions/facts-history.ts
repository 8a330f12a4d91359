/**
 * The facts that policies were given, kept for backtests: the last detection run of every six hours, for two weeks.
 * Bounded: of the accounts in no campaign those with the highest risk are kept, and how many were left out.
 */
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Transaction } from 'kysely';
import { DAY, HOUR } from '../../base/clock.ts';
import { type AccountFacts, type CampaignFacts, NO_CAMPAIGN } from '../../decide/policy/facts.ts';
import type { FindingFacts } from '../../decide/policy/from-detection.ts';
import type { RecordTables } from '../../store/records/record-tables.ts';
import type { Db } from './ledger.ts';

/** One run is kept for each slot of this length, ms. */
const SLOT = 6 * HOUR;
const KEPT = 14 * DAY;
/** Accounts in no campaign that are kept of one run. */
const MOST_OTHERS = 50_000;
const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** The facts of an earlier detection run. */
export interface PastRun {
  /** ms since the epoch. */
  readonly finished: number;
  /** Accounts in no campaign that were left out: those with the lowest risk. */
  readonly omitted: number;
  readonly accounts: readonly FindingFacts[];
}

/** As JSON: each account with the place of its campaign in the list, -1 for none. */
interface Body {
  readonly campaigns: readonly CampaignFacts[];
  readonly accounts: readonly (readonly [number, string | null, AccountFacts])[];
}

/**
 * Compresses the facts of a run. The work is done here, before the transaction that stores the result.
 *
 * @param finished ms since the epoch: when the run ended; a run that is stored again replaces itself
 */
export async function compressFacts(
  accounts: readonly FindingFacts[],
  finished: number,
): Promise<{ store(tx: Transaction<RecordTables>): Promise<void> }> {
  const members = accounts.filter(({ campaign }) => campaign.found);
  const others = accounts.filter(({ campaign }) => !campaign.found);
  const kept =
    others.length <= MOST_OTHERS
      ? others
      : [...others].sort((a, b) => b.account.risk - a.account.risk).slice(0, MOST_OTHERS);
  const campaigns = [...new Set(members.map(({ campaign }) => campaign))];
  const place = new Map(campaigns.map((campaign, k) => [campaign, k]));
  const all = [...members, ...kept];
  const body: Body = {
    campaigns,
    accounts: all.map(({ campaign, subAccount, account }) => [place.get(campaign) ?? -1, subAccount, account]),
  };
  const bytes = await compress(Buffer.from(JSON.stringify(body), 'utf8'));
  return {
    async store(tx) {
      const row = { finished, accounts: all.length, omitted: others.length - kept.length, body: bytes };
      await tx
        .insertInto('decision_looks')
        .values({ slot: Math.floor(finished / SLOT), ...row })
        .onConflict((c) => c.column('slot').doUpdateSet(row))
        .execute();
      await tx
        .deleteFrom('decision_looks')
        .where('finished', '<', finished - KEPT)
        .execute();
    },
  };
}

/** Reads the runs that ended within [from, to] (ms since the epoch), the oldest first, one after the other. */
export async function* pastRuns(db: Db, from: number, to: number): AsyncIterable<PastRun> {
  const slots = await db
    .selectFrom('decision_looks')
    .select('slot')
    .where('finished', '>=', from)
    .where('finished', '<=', to)
    .orderBy('finished')
    .execute();
  for (const { slot } of slots) {
    const row = await db.selectFrom('decision_looks').selectAll().where('slot', '=', slot).executeTakeFirst();
    if (row === undefined) continue;
    const body = JSON.parse((await decompress(row.body)).toString('utf8')) as Body;
    yield {
      finished: Number(row.finished),
      omitted: row.omitted,
      accounts: body.accounts.map(([at, subAccount, account]) => ({
        subAccount,
        account,
        campaign: body.campaigns[at] ?? NO_CAMPAIGN,
      })),
    };
  }
}
