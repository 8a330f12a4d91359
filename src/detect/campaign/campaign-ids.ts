/**
 * A detection with the ids and the histories that its campaigns have on this data. What a run calls a campaign depends
 * on the run alone (its most used segment); the id that is handed out is that of the lineage it continues.
 */
import type { EndedCampaign } from '../../model/finding.ts';
import type { Lineage } from '../../model/lineage.ts';
import { unitId } from '../../model/unit-id.ts';
import type { CampaignFinding, DetectionResult } from './finding.ts';
import { follow, type Sighting } from './lineage.ts';

/** A result with ids that last, and the lineages to remember. */
export interface Identified {
  readonly detection: DetectionResult;
  readonly lineages: readonly Lineage[];
}

/** @param known what the run before left */
export function identify(detection: DetectionResult, known: readonly Lineage[]): Identified {
  const { window } = detection;
  if (window === null) return { detection, lineages: known };
  const { campaigns, lineages } = follow(known, detection.campaigns.map(sightingOf), new Date(window.to).toISOString());
  const named = detection.campaigns.map((finding, c): CampaignFinding => ({ ...finding, ...campaigns[c] }));
  return { detection: { ...detection, campaigns: named }, lineages };
}

/** What following a campaign needs to know of it. */
export function sightingOf(finding: CampaignFinding): Sighting {
  return {
    proposed: finding.id,
    members: finding.members.map((member) => unitId(member.account, member.subAccount)),
    segments: finding.segments.map((segment) => segment.id),
    lastSeen: finding.last_seen,
  };
}

/** The lineages that have ended, as campaigns.json lists them, the latest first. */
export function endedCampaigns(lineages: readonly Lineage[]): EndedCampaign[] {
  const ended: EndedCampaign[] = [];
  for (const { id, since, lastSeen, members, ended: end } of lineages) {
    if (end === undefined) continue;
    ended.push({
      id,
      since,
      last_seen: lastSeen,
      ended: end.at,
      accounts: new Set(members).size,
      ...(end.into === null ? {} : { merged_into: end.into }),
    });
  }
  return ended.sort((a, b) => (a.ended === b.ended ? (a.id < b.id ? -1 : 1) : a.ended < b.ended ? 1 : -1));
}
