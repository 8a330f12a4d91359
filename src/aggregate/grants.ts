/**
 * Authorised distillation: accounts whose contract allows it. A grant names models and dates; an account is
 * covered when nearly all of what it sent lies within them. Never a pattern, always an entitlement. The contract is a business's,
 * so the grant of one verified account also covers the verified accounts under the same mail domain; whether they are one
 * organisation is detection's to say (src/detect/population/parties.ts).
 */

import type { AccountRecord } from '../model/account-record.ts';
import { valuesOf } from '../model/parameter.ts';
import { INTENTS } from '../model/vocabulary.ts';
import type { Grant } from '../model/wire.ts';
import type { UngrantedTraffic } from './detect-input.ts';
import { AGGREGATE_PARAMETERS } from './parameters.ts';

const { maxStrayShare } = valuesOf(AGGREGATE_PARAMETERS);

/** What one granted account sent of one model. */
export interface ModelUse {
  readonly account: string;
  readonly model: string;
  readonly exchanges: number;
  readonly first: number;
  readonly last: number;
  /** Sums over the exchanges of their intent scores, in the order of INTENTS. */
  readonly intents?: readonly number[];
}

/** True when `uses` of one account lie within its grants but for a stray few. */
export function isCovered(grants: readonly Grant[], uses: readonly ModelUse[]): boolean {
  let all = 0;
  let outside = 0;
  for (const use of uses) {
    all += use.exchanges;
    if (!allows(grants, use.model, use.first, use.last)) outside += use.exchanges;
  }
  return all > 0 && outside <= maxStrayShare * all;
}

/** Whether one of the grants names the model and has all of a span of time within it. */
export function allows(grants: readonly Grant[], model: string, from: number, to: number): boolean {
  return grants.some(
    (grant) => (grant.models.includes(model) || grant.models.includes('*')) && from >= grant.from && to <= grant.to,
  );
}

/**
 * The grants that the verified accounts under each mail domain hold together, of the domains where one holds any.
 *
 * @param records of the units; null where nothing is known
 */
export function grantsByDomain(records: readonly (AccountRecord | null)[]): Map<string, Grant[]> {
  const held = new Map<string, Grant[]>();
  for (const record of records) {
    if (record?.verification !== 'business' || record.emailDomain === null || record.grants.length === 0) continue;
    const list = held.get(record.emailDomain) ?? [];
    list.push(...record.grants);
    held.set(record.emailDomain, list);
  }
  return held;
}

/** What of an account's traffic none of the grants names; nothing, if they cover all but a stray few of it. */
export function beyondGrants(grants: readonly Grant[], uses: readonly ModelUse[]): UngrantedTraffic {
  const intents = new Float64Array(INTENTS.length);
  let exchanges = 0;
  if (isCovered(grants, uses)) return { exchanges, intents };
  for (const use of uses) {
    if (allows(grants, use.model, use.first, use.last)) continue;
    exchanges += use.exchanges;
    use.intents?.forEach((sum, k) => {
      intents[k] += sum;
    });
  }
  return { exchanges, intents };
}
