/**
 * Authorised distillation: accounts whose contract allows it. A grant names models and dates; an account is
 * covered when nearly all of what it sent lies within them. Never a pattern, always an entitlement.
 */

import { valuesOf } from '../model/parameter.ts';
import type { Grant } from '../model/wire.ts';
import { AGGREGATE_PARAMETERS } from './parameters.ts';

const { maxStrayShare } = valuesOf(AGGREGATE_PARAMETERS);

/** What one granted account sent of one model. */
export interface ModelUse {
  readonly account: string;
  readonly model: string;
  readonly exchanges: number;
  readonly first: number;
  readonly last: number;
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
