/**
 * focus (content): the slice draws on few capabilities, more narrowly than single accounts do. The measure is the
 * Jensen-Shannon divergence between the slice's capability shares and the population's mean shares. Follows "volume
 * concentrated in few areas" of the February 2026 disclosure.
 *
 * Null model: the divergence of each account outside. A product and a person have a focus too; a group of many
 * independent accounts would be nearly as broad as the population. So only a group narrower than most single accounts
 * stands out. Weak alone. Defeated by mixing tasks.
 */
import type { Evidence } from '../../model/finding.ts';
import { valuesOf } from '../../model/parameter.ts';
import { CAPABILITIES } from '../../model/vocabulary.ts';
import type { Group } from '../group/group.ts';
import { FOCUS_PARAMETERS } from '../parameters/evidence/focus.ts';
import { type Baseline, capabilityShares } from '../population/baseline.ts';
import { jensenShannon } from '../population/habits.ts';
import { percentText, ramp } from '../population/numbers.ts';
import { joinMeasures } from './measure.ts';

const { fullStrength, divergence: farFromMean, narrowerThan } = valuesOf(FOCUS_PARAMETERS);
/** Capabilities that the detail lists. */
const SHOWN = 4;

/** The focus row of a group, strength 0..1; null when nothing was scored or the slice is as broad as single accounts. */
export function focusEvidence(group: Group, baseline: Baseline): Evidence | null {
  const shares = capabilityShares(group.slice.capabilities);
  if (shares.every((share) => share === 0)) return null;
  const divergence = jensenShannon(shares, baseline.capabilities);
  const single = baseline.habits.divergence.against(group.members);
  const broader = single.shareBelow(divergence);
  const ranked = CAPABILITIES.map((name, k) => ({ name, share: shares[k] })).sort((a, b) => b.share - a.share);
  return joinMeasures('focus', [
    {
      name: 'narrow',
      strength: fullStrength * ramp(divergence, ...farFromMean) * ramp(broader, ...narrowerThan),
      summary: `The group's requests cover few capabilities: ${percentText(ranked[0].share)} ${ranked[0].name.replaceAll('_', ' ')} and ${percentText(ranked[1].share)} ${ranked[1].name.replaceAll('_', ' ')}. They differ from the population's mix by ${divergence.toFixed(2)} of 1, more than ${percentText(broader)} of single accounts do.`,
      detail: {
        divergence: Number(divergence.toFixed(3)),
        population_median: Number(single.quantile(0.5).toFixed(3)),
        population_broader: percentText(broader),
        ...Object.fromEntries(ranked.slice(0, SHOWN).map((r) => [r.name, percentText(r.share)])),
      },
    },
  ]);
}
