/**
 * Truth as an operator's own labels would be: a share of the lines is wrong. A harvesting account that was not caught
 * is labelled honest, and an honest one is labelled with a campaign. The findings stay as they are: what changes is how
 * good they seem.
 */
import { createRng } from '../../../src/base/rng.ts';
import type { Label, Labels } from '../../../src/evaluate/labels.ts';

/** A share of all lines, drawn at random, is turned. With no campaign to blame, honest lines stay honest. */
export function withWrongLabels(labels: Labels, share: number, seed: string): Labels {
  const rng = createRng(seed);
  const campaigns = [...new Set([...labels.units.values()].map((label) => label.campaign))]
    .filter((name) => name !== null)
    .sort();
  const units = new Map<string, Label>();
  // Sorted, so that the draw does not depend on the order of the file.
  for (const key of [...labels.units.keys()].sort()) {
    const label = labels.units.get(key) as Label;
    const wrong = rng.chance(share);
    if (!wrong) units.set(key, label);
    else if (label.campaign !== null) units.set(key, { campaign: null, group: 'not caught' });
    else if (campaigns.length === 0) units.set(key, label);
    else {
      const blamed = rng.pick(campaigns);
      units.set(key, { campaign: blamed, group: blamed });
    }
  }
  return { ...labels, units };
}
