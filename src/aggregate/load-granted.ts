/** Reads what the holders of distillation grants and their colleagues sent, and compares it with the grants (grants.ts). */
import { hash64BigInt } from '../kernels/hash.ts';
import { INTENTS } from '../model/vocabulary.ts';
import type { Grant } from '../model/wire.ts';
import type { DetectSource } from './columns.ts';
import type { DetectInput, UngrantedTraffic, Units } from './detect-input.ts';
import { beyondGrants, grantsByDomain, isCovered, type ModelUse } from './grants.ts';

/** Units whose exchanges lie within their grants, and what the grants of a business leave open of its accounts' (grants.ts). */
export async function loadGranted(
  source: DetectSource,
  units: Units,
): Promise<Pick<DetectInput, 'authorised' | 'ungranted'>> {
  const authorised = new Set<number>();
  const ungranted = new Map<number, UngrantedTraffic>();
  const { record } = units;
  const byDomain = grantsByDomain(record);
  const grantsOfBusiness = (i: number) =>
    record[i]?.verification === 'business' ? byDomain.get(record[i]?.emailDomain ?? '') : undefined;
  const asked = Array.from(record.keys()).filter(
    (i) => (record[i]?.grants.length ?? 0) > 0 || grantsOfBusiness(i) !== undefined,
  );
  if (asked.length === 0) return { authorised, ungranted };
  const uses = await loadModelUses(
    source,
    asked.map((i) => units.account[i]),
    asked.flatMap((i) => record[i]?.grants ?? []),
  );
  for (const i of asked) {
    const own = uses.get(String(hash64BigInt(units.account[i]))) ?? [];
    if (isCovered(record[i]?.grants ?? [], own)) authorised.add(i);
    const business = grantsOfBusiness(i);
    if (business !== undefined) ungranted.set(i, beyondGrants(business, own));
  }
  return { authorised, ungranted };
}

/**
 * What each of these accounts sent of each model, cut where a grant begins or ends.
 *
 * @returns by the hash of the account
 */
async function loadModelUses(
  source: DetectSource,
  accounts: readonly string[],
  grants: readonly Grant[],
): Promise<Map<string, ModelUse[]>> {
  const cuts = [...new Set(grants.flatMap(({ from, to }) => [from, to + 1]))].sort((a, b) => a - b);
  const rows = await source.exchanges.rows<Record<string, string>>(
    `SELECT toString(e.account) AS account, m.name AS model, toString(count()) AS n, toString(min(e.time)) AS first, toString(max(e.time)) AS last,
       ${INTENTS.map((_, k) => `toString(sum(e.intents[${k + 1}]) / 255) AS intent_${k}`).join(', ')}
     FROM exchanges AS e LEFT JOIN (SELECT hash, any(name) AS name FROM names WHERE kind = 'model' GROUP BY hash) AS m ON m.hash = e.model
     WHERE e.account IN (${accounts.map((account) => `toUInt64('${hash64BigInt(account)}')`).join(',')})
     GROUP BY e.account, m.name, arrayCount(cut -> e.time >= cut, [${cuts.map((cut) => `toInt64(${cut})`).join(', ')}])`,
  );
  const uses = new Map<string, ModelUse[]>();
  for (const row of rows) {
    const list = uses.get(row.account) ?? [];
    uses.set(row.account, list);
    list.push({
      account: row.account,
      model: row.model,
      exchanges: Number(row.n),
      first: Number(row.first),
      last: Number(row.last),
      intents: INTENTS.map((_, k) => Number(row[`intent_${k}`])),
    });
  }
  return uses;
}
