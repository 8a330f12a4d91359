/**
 * Replaces the number of exchanges with a campaign's own text by the exact one. Detection knows for each unit how many exchanges
 * carry each segment and not which, so it puts a number between two bounds (group/group.ts) into its sentences. A caller that has
 * the exchanges counts them. Shares that decide on actions stay as they were.
 */
import { grouped } from '../population/numbers.ts';
import { carryingReason } from './describe.ts';
import type { CampaignFinding, MemberFinding } from './finding.ts';

/** @param carrying exchanges of each member that carry the own text, in the order of `finding.members` */
export function withExactCounts(finding: CampaignFinding, carrying: ArrayLike<number>): CampaignFinding {
  let total = 0;
  for (let k = 0; k < carrying.length; k++) total += carrying[k];
  return {
    ...finding,
    members: finding.members.map((member, k) => withExactReason(member, carrying[k])),
    evidence: finding.evidence.map((row) =>
      row.detail.exchanges_carrying === undefined
        ? row
        : { ...row, detail: { ...row.detail, exchanges_carrying: grouped(total) } },
    ),
  };
}

function withExactReason(member: MemberFinding, carrying: number): MemberFinding {
  const estimate = carryingReason(0, member.exchanges).slice(1);
  const others = member.reasons.filter((reason) => !reason.endsWith(estimate));
  return carrying === 0
    ? { ...member, reasons: others }
    : { ...member, reasons: [carryingReason(carrying, member.exchanges), ...others] };
}
