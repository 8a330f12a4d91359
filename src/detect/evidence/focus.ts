/**
 * focus (content): the slice draws on few capabilities, more narrowly than single accounts do. Measured as the
 * Jensen-Shannon divergence between the group's capability shares and the population's mean shares. Follows "volume
 * concentrated in few areas" of the February 2026 disclosure.
 *
 * Null model: the divergence of each account outside. A product and a person have a focus too, so that only a group
 * narrower than most single accounts stands out, although many accounts together would, if they were independent, be
 * nearly as broad as everybody. Weak alone. Defeated by mixing tasks.
 */
import type { Evidence } from '../../model/finding.ts';
import { CAPABILITIES } from '../../model/vocabulary.ts';
import type { Group } from '../group/group.ts';
import { type Baseline, capabilityShares } from '../population/baseline.ts';
import { jensenShannon } from '../population/habits.ts';
import { percentText, ramp } from '../population/numbers.ts';
import { joinMeasures } from './measure.ts';

export function focusEvidence(group: Group, baseline: Baseline): Evidence | null {
  const shares = capabilityShares(group.slice.capabilities);
  if (shares.every((share) => share === 0)) return null;
  const divergence = jensenShannon(shares, baseline.capabilities);
  const single = baseline.habits.divergence.against(group.members);
  const broader = single.shareBelow(divergence);
  const ranked = CAPABILITIES.map((name, k) => ({ name, share: shares[k] })).sort(
    (a, b) => b.share - a.share,
  );
  return joinMeasures('focus', [
    {
      name: 'narrow',
      strength: 0.6 * ramp(divergence, 0.1, 0.3) * ramp(broader, 0.5, 0.9),
      summary: `The slice is narrow: ${percentText(ranked[0].share)} ${ranked[0].name.replaceAll('_', ' ')} and ${percentText(ranked[1].share)} ${ranked[1].name.replaceAll('_', ' ')}; its divergence from the population's mix is ${divergence.toFixed(2)} of 1, more than that of ${percentText(broader)} of the single accounts outside.`,
      detail: {
        divergence: Number(divergence.toFixed(3)),
        population_median: Number(single.quantile(0.5).toFixed(3)),
        population_broader: percentText(broader),
        ...Object.fromEntries(ranked.slice(0, 4).map((r) => [r.name, percentText(r.share)])),
      },
    },
  ]);
}
