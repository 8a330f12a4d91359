/**
 * Work handed over with its signatures: a member presents signatures of reasoning that were issued to a member of another
 * circle, which only the accounts that they were issued to have. Follows the cross-session replay of the September 2026 report.
 * Null model: the share of the others handling signatures that present or lose such a signature too; where transcripts travel
 * between strangers, everybody's rate explains the members'. A firm that shares transcripts is one circle, two friends are too
 * few, and one published transcript has one author: several must have issued what others present.
 * The fact counts as content as well (replay/other-account.ts), so its strength stays below what a limit asks of a relation,
 * and it never adds to another measure of the family. Defeated by replaying from the account that a signature was issued to.
 */

import { once } from '../../../base/memo.ts';
import { valuesOf } from '../../../model/parameter.ts';
import type { Group, Population } from '../../group/group.ts';
import { handedAnywhere, handedSignatures } from '../../group/handed-signatures.ts';
import { SHARDING_FOREIGN_SIGNATURES_PARAMETERS } from '../../parameters/evidence/sharding.ts';
import { grouped, percentText, ramp, surplusOver } from '../../population/numbers.ts';
import type { Measure } from '../measure.ts';
import { outsiderShare } from '../outsider-share.ts';

const {
  fullStrength,
  excess: beyond,
  circles: fewAndMany,
  issuers: severalIssuers,
} = valuesOf(SHARDING_FOREIGN_SIGNATURES_PARAMETERS);

/** Strength 0..1 of more circles taking part than others do; null if no signature changed hands inside the group. */
export function foreignSignaturesMeasure(population: Population, group: Group): Measure | null {
  const handed = handedSignatures(population, group.inside);
  if (handed.requests === 0) return null;
  const all = new Set<number>();
  const involved = new Set<number>();
  const issuers = new Set<number>();
  for (const i of group.members) {
    const circle = population.circles[i];
    all.add(circle);
    if (handed.issuer[i] === 1) issuers.add(circle);
    if (handed.issuer[i] === 1 || handed.presenter[i] === 1) involved.add(circle);
  }
  const expected = shareOutside(population, group);
  const excess = surplusOver(involved.size, all.size, expected);
  return {
    name: 'foreign_signatures',
    strength:
      fullStrength * ramp(excess, ...beyond) * ramp(involved.size, ...fewAndMany) * ramp(issuers.size, ...severalIssuers),
    summary: `${grouped(handed.requests)} requests present a signature that was issued to another member with no visible connection to the sender. ${grouped(involved.size)} of ${grouped(all.size)} circles of members take part; ${percentText(expected)} of the others who present signatures do.`,
    detail: {
      foreign_signatures: grouped(handed.requests),
      circles_with_foreign_signatures: `${grouped(involved.size)} of ${grouped(all.size)}`,
      circles_with_foreign_signatures_expected: percentText(expected),
    },
    saidElsewhere: true,
  };
}

/** Share of the units outside the group which handle signatures that take part in an exchange between circles. */
function shareOutside(population: Population, group: Group): number {
  const { issuer, presenter } = handedAnywhere(population);
  const handling = handlingSignatures(population);
  let outside = 0;
  let taking = 0;
  for (let i = 0; i < handling.length; i++) {
    if (handling[i] === 0 || group.inside[i] === 1) continue;
    outside++;
    if (issuer[i] === 1 || presenter[i] === 1) taking++;
  }
  return outsiderShare(taking, outside);
}

/** 1 for each unit that presents any signature of which the issue was seen, or whose signatures are presented. */
const handlingSignatures = once((population: Population) => {
  const { presentations, units, replays } = population.input;
  const handling = Uint8Array.from({ length: units.count }, (_, i) =>
    presentations.compared[i] > 0 || presentations.inSessions[i] > 0 ? 1 : 0,
  );
  for (const i of replays.issuer) handling[i] = 1;
  for (const i of replays.presenter) handling[i] = 1;
  return handling;
});
