/**
 * Counts the exchanges behind each finding once the campaigns are known, and writes down how they are recognised: the content of
 * selections.json. Sentences of the findings get the exact numbers.
 */
import type { CountedUnit, CountSource } from '../aggregate/count-selected.ts';
import { countSelected } from '../aggregate/count-selected.ts';
import type { DetectInput } from '../aggregate/detect-input.ts';
import { unitSqlOf } from '../aggregate/load-input.ts';
import { withExactCounts } from '../detect/campaign/exact-counts.ts';
import type { CampaignFinding, DetectionResult } from '../detect/campaign/finding.ts';
import { ownTextSelection, rowSelections } from '../detect/campaign/selections.ts';
import type { CampaignSelections, ExchangeSelection, SelectionsFile } from '../model/selections.ts';
import type { TextUnderReview } from '../model/text-under-review.ts';
import type { RunDirectory } from '../store/directory/data-directory.ts';

/** What the file says, and the findings with exact numbers. */
export interface CountedDetection {
  readonly detection: DetectionResult;
  readonly segments: SelectionsFile['segments'];
  readonly routers: readonly string[];
  readonly campaigns: readonly CampaignSelections[];
  readonly texts: SelectionsFile['texts'];
}

/** Counts the exchanges behind every campaign, row of evidence and text under review. */
export async function countBehindFindings(
  directory: RunDirectory,
  { adoptions }: Pick<DetectInput, 'adoptions'>,
  detection: DetectionResult,
): Promise<CountedDetection> {
  const routers = await directory.records.routers();
  const anchors = anchorsOf(detection);
  const source: CountSource = {
    exchanges: directory.exchanges,
    unitSql: await unitSqlOf(directory),
    scratch: directory.temporary,
    anchors,
  };
  const campaigns: CampaignSelections[] = [];
  const findings: CampaignFinding[] = [];
  for (const finding of detection.campaigns) {
    const own = ownTextSelection(finding);
    const rows = rowSelections(finding, adoptions);
    const [carrying, ...counts] = await countSelected(source, finding.members, [own ?? {}, ...rows]);
    campaigns.push({
      id: finding.id,
      own_text: own === null ? null : { selection: own, exchanges: sum(carrying) },
      rows: rows.map((selection, r) => ({
        family: finding.evidence[r].family,
        selection,
        exchanges: sum(counts[r]),
      })),
    });
    findings.push(own === null ? finding : withExactCounts(finding, carrying));
  }
  const texts: SelectionsFile['texts'] = [];
  for (const text of detection.texts) {
    const selection: ExchangeSelection = { segments: [...text.segments] };
    const [counts] = await countSelected(source, sendersOf(text), [selection]);
    texts.push({ id: text.id, selection, exchanges: sum(counts) });
  }
  return {
    detection: { ...detection, campaigns: findings },
    segments: Object.fromEntries(anchors),
    routers: routers.map(({ account }) => account),
    campaigns,
    texts,
  };
}

/** The anchors of every segment of a campaign's own text or of a text under review. */
function anchorsOf({ campaigns, texts, textMarks }: DetectionResult): Map<string, string[]> {
  const named = new Set(texts.flatMap((text) => text.segments));
  const marks = [
    ...campaigns.flatMap(({ ownText }) => ownText?.segments ?? []),
    ...textMarks.filter(({ segment }) => named.has(segment)),
  ];
  return new Map(marks.map(({ segment, anchors }) => [segment, [...anchors]]));
}

function sendersOf({ accounts, sub_accounts = [] }: TextUnderReview): CountedUnit[] {
  return [
    ...accounts.map((account) => ({ account, subAccount: null })),
    ...sub_accounts.map(({ account, sub_account }) => ({ account, subAccount: sub_account })),
  ];
}

function sum(counts: Float64Array): number {
  return counts.reduce((total, n) => total + n, 0);
}
