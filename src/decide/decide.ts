/** Detection + policy -> the findings as they are written: every campaign and every account with an action. */
import type { DetectionResult } from '../detect/campaign/finding.ts';
import type { AccountFinding, CampaignsFile } from '../model/finding.ts';
import { decideCampaign, decideMember, type Policy } from './rule-of-two.ts';
import { whatWouldChange } from './would-change.ts';

/** Risk from which an account outside every campaign is watched. */
const WATCH_RISK = 0.2;

export interface DecidedFindings {
  readonly campaigns: CampaignsFile;
  readonly accounts: readonly AccountFinding[];
}

export function decide(detection: DetectionResult, policy: Policy): DecidedFindings {
  const accounts: AccountFinding[] = [];
  const campaigns: CampaignsFile['campaigns'] = [];
  for (const { members, open, marks: _, ...finding } of detection.campaigns) {
    const someTied = members.some((member) => member.byContent && member.byRelation);
    const decided = decideCampaign(finding.confidence, finding.evidence, policy, someTied);
    campaigns.push({
      ...finding,
      action: decided.action,
      action_reason: decided.reason,
      would_change: whatWouldChange(finding.evidence, open, policy, someTied),
    });
    const tiedShare = members.filter((member) => member.byRelation).length / Math.max(1, members.length);
    for (const member of members) {
      accounts.push({
        account: member.account,
        ...(member.subAccount ? { sub_account: member.subAccount } : {}),
        risk: member.risk,
        campaign: finding.id,
        action: decideMember(decided.action, member.byContent, member.byRelation, tiedShare),
        reasons: [...member.reasons],
      });
    }
  }
  for (const { exchanges: _, ...other } of detection.others) {
    accounts.push({
      ...other,
      risk: Number(other.risk.toFixed(4)),
      campaign: null,
      action: other.risk >= WATCH_RISK ? 'watch' : 'allow',
      reasons: [...other.reasons],
    });
  }
  const window = detection.window && {
    from: new Date(detection.window.from).toISOString(),
    to: new Date(detection.window.to).toISOString(),
  };
  return { campaigns: { version: 1, window, campaigns, left_alone: [...detection.dismissed] }, accounts };
}
