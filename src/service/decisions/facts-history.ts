/**
 * What policies were given, kept for backtests: the last look of every six hours, for two weeks. Bounded: of accounts in
 * no campaign those of most risk, and how many were left out is kept.
 */
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { Transaction } from 'kysely';
import { DAY, HOUR } from '../../base/clock.ts';
import { type AccountFacts, type CampaignFacts, NO_CAMPAIGN } from '../../decide/policy/facts.ts';
import type { RecordTables } from '../../store/records/record-tables.ts';
import type { FoundAccount } from './account-facts.ts';
import type { Db } from './ledger.ts';

const SLOT = 6 * HOUR;
const KEPT = 14 * DAY;
const MOST_OTHERS = 50_000;
const compress = promisify(gzip);
const decompress = promisify(gunzip);

export interface PastLook {
  readonly finished: number;
  readonly omitted: number;
  readonly judged: readonly FoundAccount[];
}

/** As JSON: each account with the place of its campaign in the list, -1 for none. */
interface Body {
  readonly campaigns: readonly CampaignFacts[];
  readonly accounts: readonly (readonly [number, string | null, AccountFacts])[];
}

/** Compresses a look; the work is done before the transaction that stores it. */
export async function keepLook(
  judged: readonly FoundAccount[],
  finished: number,
): Promise<{ store(tx: Transaction<RecordTables>): Promise<void> }> {
  const members = judged.filter(({ campaign }) => campaign.found);
  const others = judged.filter(({ campaign }) => !campaign.found);
  const kept =
    others.length <= MOST_OTHERS
      ? others
      : [...others].sort((a, b) => b.account.risk - a.account.risk).slice(0, MOST_OTHERS);
  const campaigns = [...new Set(members.map(({ campaign }) => campaign))];
  const place = new Map(campaigns.map((campaign, k) => [campaign, k]));
  const all = [...members, ...kept];
  const body: Body = {
    campaigns,
    accounts: all.map(({ campaign, subAccount, account }) => [
      place.get(campaign) ?? -1,
      subAccount,
      account,
    ]),
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

/** The kept looks that finished in [from, to], the oldest first, one after the other. */
export async function* pastLooks(db: Db, from: number, to: number): AsyncIterable<PastLook> {
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
      judged: body.accounts.map(([at, subAccount, account]) => ({
        subAccount,
        account,
        campaign: body.campaigns[at] ?? NO_CAMPAIGN,
      })),
    };
  }
}
