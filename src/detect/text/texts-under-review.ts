/**
 * Texts under review: harvest templates whose users nothing ties to one operator. A group without relational evidence is no
 * campaign, and its accounts are left alone; but the text is a common cause that a person should see. Texts of campaigns, of holders
 * of grants and of people who openly belong together are left out, and the list is short: it is ordered by score (text-score.ts) and
 * cut, and what is cut is counted. Deterministic; leaves out what is said of each text (describe-text.ts).
 */
import { postingSize } from '../../aggregate/detect-input.ts';
import { valuesOf } from '../../model/parameter.ts';
import type { TextUnderReview } from '../../model/text-under-review.ts';
import type { SegmentMarks } from '../campaign/finding.ts';
import type { TestedGroup } from '../campaign/tested-group.ts';
import type { Population } from '../group/group.ts';
import { TEXT_REVIEW_PARAMETERS } from '../parameters/text-review.ts';
import { type CandidateText, describeText } from './describe-text.ts';
import { type HarvestSegment, joinSegments } from './text-parts.ts';
import { countCircles, scoreText, textPurpose } from './text-score.ts';

const { minTemplate, minCircles, minScore, maxShown, inCampaignShare } = valuesOf(TEXT_REVIEW_PARAMETERS);

/** The texts that are shown, and how many more there are. */
export interface TextReview {
  readonly texts: readonly TextUnderReview[];
  readonly leftOut: number;
  /** The segments of the texts that are shown, with all their anchors. */
  readonly marks: readonly SegmentMarks[];
}

/**
 * Finds the texts under review.
 *
 * @param tested every group that was tested: its evidence is quoted
 * @param inCampaign 1 for each unit in a campaign
 */
export function reviewTexts(population: Population, tested: readonly TestedGroup[], inCampaign: Uint8Array): TextReview {
  const { id, keys } = population.segments;
  const texts = joinSegments(population, harvestSegments(population, inCampaign))
    .map((text): CandidateText => ({ ...text, figures: scoreText(population, text) }))
    .filter(({ figures }) => figures.score >= minScore)
    .sort((a, b) => b.figures.score - a.figures.score || (id(a.segments[0]) < id(b.segments[0]) ? -1 : 1));
  const shown = texts.slice(0, maxShown);
  return {
    texts: shown.map((text) => describeText(population, text, tested)),
    leftOut: texts.length - shown.length,
    marks: shown.flatMap((text) => text.segments.map((s) => ({ segment: id(s), anchors: keys(s) }))),
  };
}

function harvestSegments(population: Population, inCampaign: Uint8Array): HarvestSegment[] {
  const { segments, input } = population;
  const { start, unit, weight } = segments.postings;
  const found: HarvestSegment[] = [];
  for (let segment = 0; segment < segments.postings.values; segment++) {
    if (segments.template[segment] < minTemplate || textPurpose(population, segment) <= 0) continue;
    const all = postingSize(segments.postings, segment);
    if (all < minCircles) continue;
    const units: number[] = [];
    const uses: number[] = [];
    let exchanges = 0;
    let inCampaigns = 0;
    for (let p = start[segment]; p < start[segment + 1]; p++) {
      inCampaigns += inCampaign[unit[p]];
      if (inCampaign[unit[p]] || input.authorised.has(unit[p])) continue;
      units.push(unit[p]);
      uses.push(weight[p]);
      exchanges += weight[p];
    }
    if (inCampaigns >= inCampaignShare * all || countCircles(population, units) < minCircles) continue;
    found.push({ segment, users: { units, uses }, exchanges, inCampaigns });
  }
  return found;
}
