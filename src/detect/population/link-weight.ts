/**
 * How much a shared value ties its holders: less the more units have it. The factor is FRAUDAR's column weight
 * 1 / log(degree + 5) (Hooi et al., KDD 2016), which bounds what camouflage can gain, times how
 * surprising the value is in this population. A popular agent prompt, a carrier's address and a large bank's
 * issuer range end near zero without a list of any of them.
 */

import { valuesOf } from '../../model/parameter.ts';
import { LINK_WEIGHT_PARAMETERS } from '../parameters/population-values.ts';

const { degreeShift } = valuesOf(LINK_WEIGHT_PARAMETERS);
const RAREST = 1 / Math.log(2 + degreeShift);

/** 1 for a value that two units of many share; toward 0 as the value becomes common. `degree` and `units` at least 2. */
export function rarity(degree: number, units: number): number {
  if (degree >= units) return 0;
  const camouflage = 1 / Math.log(degree + degreeShift) / RAREST;
  const surprise = Math.log(units / degree) / Math.log(Math.max(3, units / 2));
  return camouflage * Math.min(1, surprise);
}
