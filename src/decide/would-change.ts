/**
 * What would change a verdict, for whoever has to defend it: the smallest losses of evidence that lower the action, and
 * the members showing who they are. Counterfactual explanations after Wachter, Mittelstadt and Russell (2017), computed
 * with the model and the policy that gave the verdict, not with a model of them.
 */
import { groupConfidence } from '../detect/campaign/confidence.ts';
import type { Openness } from '../detect/group/openness.ts';
import type { Counterfactual, Evidence } from '../model/finding.ts';
import type { Family } from '../model/vocabulary.ts';
import { decideCampaign, type Policy } from './rule-of-two.ts';

/**
 * @param evidence the campaign's rows
 * @param open how far the members show who runs them
 * @param someTied as decideCampaign takes it
 * @returns each single family without which the action would be another; if no one family is so, the smallest greedy set;
 *   the set without which it would not be a campaign; and what openness of all members would change.
 */
export function whatWouldChange(
  evidence: readonly Evidence[],
  open: Openness,
  policy: Policy,
  someTied = true,
): Counterfactual[] {
  const verdict = (rows: readonly Evidence[], shown: Openness) => {
    const { confidence } = groupConfidence(rows, shown);
    return { confidence, action: decideCampaign(confidence, rows, policy, someTied).action };
  };
  const now = verdict(evidence, open);
  const lose = (families: readonly Family[]): Counterfactual => {
    const rest = evidence.filter((row) => !families.includes(row.family));
    const outcome = verdict(rest, open);
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
  const gone = losing(evidence, lose, (c) => c.confidence < policy.review);
  if (gone && !found.some((c) => c.if === gone.if)) found.push(gone);
  const shown = verdict(evidence, { ...open, verified: 1 });
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

/** Takes the row away that costs most confidence, again and again, until `enough`; null if nothing is. */
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
