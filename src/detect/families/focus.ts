/**
 * focus (content): the slice draws on few capabilities, more narrowly than the population does. Measured as the
 * Jensen-Shannon divergence (Lin 1991, base 2) between the group's capability shares and the population's.
 * Null model: the population's mean shares. Weak alone: every product has a focus. Defeated by mixing tasks.
 */
import type { Evidence } from '../../model/finding.ts';
import { CAPABILITIES } from '../../model/vocabulary.ts';
import { type Baseline, capabilityShares } from '../baseline.ts';
import type { Group } from '../group.ts';
import { percent, ramp } from '../numbers.ts';

export function focusEvidence(group: Group, baseline: Baseline): Evidence | null {
  const shares = capabilityShares(group.slice.capabilities);
  const divergence = jensenShannon(shares, baseline.capabilities);
  const strength = 0.6 * ramp(divergence, 0.1, 0.5);
  if (strength < 0.05) return null;
  const ranked = CAPABILITIES.map((name, k) => ({ name, share: shares[k] })).sort(
    (a, b) => b.share - a.share,
  );
  return {
    family: 'focus',
    kind: 'content',
    strength,
    summary: `The slice is narrow: ${percent(ranked[0].share)} ${ranked[0].name.replaceAll('_', ' ')} and ${percent(ranked[1].share)} ${ranked[1].name.replaceAll('_', ' ')}; its divergence from the population's mix is ${divergence.toFixed(2)} of 1.`,
    detail: {
      divergence: Number(divergence.toFixed(3)),
      ...Object.fromEntries(ranked.slice(0, 4).map((r) => [r.name, percent(r.share)])),
    },
  };
}

function jensenShannon(p: Float64Array, q: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < p.length; k++) {
    const m = (p[k] + q[k]) / 2;
    if (p[k] > 0) sum += (p[k] * Math.log2(p[k] / m)) / 2;
    if (q[k] > 0) sum += (q[k] * Math.log2(q[k] / m)) / 2;
  }
  return sum;
}
