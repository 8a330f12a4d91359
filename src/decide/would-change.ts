/**
 * What would change a campaign's action, for the person who has to defend it: the smallest losses of evidence that lower
 * it, and members who show who they are. Counterfactual explanations after Wachter, Mittelstadt and Russell (2017),
 * computed with the confidence model and the policy that gave the action, not with a model of them.
 */
import { groupConfidence } from '../detect/campaign/confidence.ts';
import { organisationConfidence } from '../detect/campaign/organisation-confidence.ts';
import type { Counterfactual, Evidence } from '../model/finding.ts';
import { type Action, actionRank, type Family } from '../model/vocabulary.ts';
import type { CampaignGrounds } from './policy/from-detection.ts';

/**
 * @param campaign the campaign's evidence, and how far its members show who runs them
 * @param actionOn the action that the policy gives on other grounds
 * @returns each single family without which the action would be another, or the smallest greedy set if no single family
 *   changes it; the set without which not even a review would be asked for; and what openness of all members would change
 */
export function whatWouldChange(
  { kind, evidence, open }: Omit<CampaignGrounds, 'confidence'>,
  actionOn: (grounds: CampaignGrounds) => Action,
): Counterfactual[] {
  const outcomeOn = (rows: readonly Evidence[], shown = open) => {
    const confidence = kind === 'organisation' ? organisationConfidence(rows) : groupConfidence(rows, shown).confidence;
    return { confidence, action: actionOn({ confidence, evidence: rows, open: shown }) };
  };
  const now = outcomeOn(evidence);
  const lose = (families: readonly Family[]): Counterfactual => {
    const rest = evidence.filter((row) => !families.includes(row.family));
    const outcome = outcomeOn(rest);
    return {
      if: `without ${listed(families)}`,
      without: [...families],
      confidence: rounded(outcome.confidence),
      action: outcome.action,
    };
  };
  const changes = (c: Counterfactual) => c.action !== now.action;
  const found = evidence.map((row) => lose([row.family])).filter(changes);
  if (found.length === 0) {
    const least = losing(evidence, lose, changes);
    if (least) found.push(least);
  }
  const review = actionRank('review');
  if (actionRank(now.action) >= review) {
    const gone = losing(evidence, lose, (c) => actionRank(c.action) < review);
    if (gone && !found.some((c) => c.if === gone.if)) found.push(gone);
  }
  const shown = outcomeOn(evidence, { ...open, verified: 1 });
  if (shown.action !== now.action) {
    found.push({
      if: 'if every member showed a verified identity or business',
      without: [],
      confidence: rounded(shown.confidence),
      action: shown.action,
    });
  }
  return found;
}

/** Takes away the row that costs most confidence, again and again, until `enough`; null if it never is. */
function losing(
  evidence: readonly Evidence[],
  lose: (families: readonly Family[]) => Counterfactual,
  enough: (c: Counterfactual) => boolean,
): Counterfactual | null {
  const taken: Family[] = [];
  let rest = [...new Set(evidence.map((row) => row.family))];
  while (rest.length > 0) {
    const [next] = rest
      .map((family) => ({ family, outcome: lose([...taken, family]) }))
      .sort((a, b) => a.outcome.confidence - b.outcome.confidence || (a.family < b.family ? -1 : 1));
    taken.push(next.family);
    rest = rest.filter((family) => family !== next.family);
    if (enough(next.outcome)) return next.outcome;
  }
  return null;
}

function listed(families: readonly Family[]): string {
  const names = families.map((family) => family.replaceAll('_', ' '));
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

function rounded(confidence: number): number {
  return Number(confidence.toFixed(4));
}
