/**
 * The part of a campaign that no card, mailbox or phone ties to the rest, tested by itself. Framers who copy a club's text and sign
 * up on its network bring the cards that make a campaign of both; what the people of the club share with each other and with
 * the framers is what neighbours share. So nothing stronger is done to this part than its own evidence supports, whoever else is in the
 * campaign. Of an operator whose accounts have some cards in common, the others are found by themselves: by the days of
 * sign-up, the networks and the text.
 */
import { valuesOf } from '../../model/parameter.ts';
import { type Group, type Population, profileGroup } from '../group/group.ts';
import { personallyTied } from '../group/refine.ts';
import { LOOSE_PART_PARAMETERS } from '../parameters/campaign-acceptance.ts';
import type { CampaignFinding, Sampling } from './finding.ts';
import type { TestedGroup } from './tested-group.ts';

const { minLoose } = valuesOf(LOOSE_PART_PARAMETERS);

export interface LoosePart {
  /** 1 for each member of the part, by its place in the campaign. */
  readonly is: Uint8Array;
  readonly tested: Sampling;
}

/** Tests the loosely tied part; null if all members are tied alike, or too few loosely. The others do not count as outsiders. */
export function testLoosePart(population: Population, group: Group, test: (group: Group) => TestedGroup): LoosePart | null {
  const personal = personallyTied(population, group);
  const is = Uint8Array.from(group.members, (i) => 1 - personal[i]);
  const loose = group.members.filter((_, k) => is[k] === 1);
  if (loose.length < minLoose || loose.length === group.members.length) return null;
  const rest = group.members.filter((_, k) => is[k] === 0);
  const { evidence, open, verdict } = test(profileGroup(population, loose, rest));
  return { is, tested: { confidence: verdict.confidence, evidence, open } };
}

/** The finding with its loosely tied part, and the members of it marked. */
export function withLoosePart(finding: CampaignFinding, part: LoosePart | null): CampaignFinding {
  if (part === null) return finding;
  const members = finding.members.map((member, k) => (part.is[k] === 1 ? { ...member, loose: true } : member));
  return { ...finding, members, loosePart: part.tested };
}
