/**
 * Puts exact numbers in the place of the estimated ones. Detection knows for each unit how many exchanges carry each segment and
 * not which, so it estimates how many carry a campaign's own text (group/group.ts). A caller that has the exchanges counts them.
 * Shares that decide on actions stay as they were.
 */
import type { CampaignFinding, MemberFinding } from './finding.ts';
import { countText } from './member-reasons.ts';

/** @param carrying exchanges of each member that carry the own text, in the order of `finding.members` */
export function withExactCounts(finding: CampaignFinding, carrying: ArrayLike<number>): CampaignFinding {
  let total = 0;
  for (let k = 0; k < carrying.length; k++) total += carrying[k];
  const exchanges_carrying = countText({ exchanges: total, counted: true });
  return {
    ...finding,
    members: finding.members.map((member, k) => counted(member, carrying[k])),
    evidence: finding.evidence.map((row) =>
      row.detail.exchanges_carrying === undefined ? row : { ...row, detail: { ...row.detail, exchanges_carrying } },
    ),
  };
}

function counted({ carrying: _, ...member }: MemberFinding, exchanges: number): MemberFinding {
  return exchanges === 0 ? member : { ...member, carrying: { exchanges, counted: true } };
}
