/**
 * registration (relational): members signed up together (minutes apart, more often than the population's own
 * sign-up curve explains) or alike (mailboxes, domains, name patterns, sign-up networks and clients).
 * Null models: for times, the chance that one of as many random accounts signed up within the same half hour;
 * for values, sharing.ts. Defeated by accounts bought one by one and aged.
 */
import { HOUR, MINUTE } from '../../base/clock.ts';
import type { Evidence } from '../../model/finding.ts';
import type { Group, World } from '../group.ts';
import { excessOver, grouped, noisyOr, percent } from '../numbers.ts';
import { sharingEvidence } from './sharing-evidence.ts';

const TRUST = {
  email_address: 0.95,
  phone_number: 0.95,
  phone_block: 0.5,
  email_domain: 0.5,
  email_shape: 0.25,
  signup_address: 0.8,
  signup_network: 0.5,
  signup_client: 0.2,
  referrer: 0.3,
} as const;
/** Sign-ups closer than this are together. */
const TOGETHER = 30 * MINUTE;
const BURST_TRUST = 0.7;
const WEEK_TRUST = 0.4;
const WEEK = 7 * 24 * HOUR;

export function registrationEvidence(world: World, group: Group): Evidence | null {
  const { record, count } = world.input.units;
  const known = group.members.filter((i) => record[i] !== null);
  if (known.length < 3) return null;
  const alike = sharingEvidence(
    world,
    group,
    'registration',
    TRUST,
    known.length,
    'registered like another member',
  );
  const inside = Float64Array.from(known, (i) => record[i]?.created ?? 0).sort();
  const outside: number[] = [];
  for (let i = 0; i < count; i++) if (!group.inside[i]) outside.push(record[i]?.created ?? Number.NaN);
  const others = Float64Array.from(outside.filter((t) => !Number.isNaN(t))).sort();
  const minutes = togetherness(inside, others, TOGETHER);
  const week = togetherness(inside, others, WEEK / 2, densest(inside, WEEK));
  const strength = noisyOr([alike?.strength ?? 0, BURST_TRUST * minutes.excess, WEEK_TRUST * week.excess]);
  if (strength < 0.05) return null;
  const timed = `${percent(minutes.observed)} of ${grouped(known.length)} members signed up within half an hour of another member; chance explains ${percent(minutes.expected)}.`;
  return {
    family: 'registration',
    kind: 'relational',
    strength,
    summary: alike && alike.strength > BURST_TRUST * minutes.excess ? `${alike.summary} ${timed}` : timed,
    detail: {
      ...alike?.detail,
      within_half_hour: percent(minutes.observed),
      within_half_hour_expected: percent(minutes.expected),
      in_densest_week: percent(week.observed),
      in_densest_week_expected: percent(week.expected),
    },
  };
}

interface Together {
  observed: number;
  expected: number;
  excess: number;
}

/** Share of sorted times with another one within `reach`, against the same number of draws from `others`. */
function togetherness(
  times: Float64Array,
  others: Float64Array,
  reach: number,
  window?: { share: number; from: number },
): Together {
  const m = times.length;
  const n = others.length + 1;
  if (window) {
    const within = (rank(others, window.from + 2 * reach) - rank(others, window.from) + 0.5) / n;
    return { observed: window.share, expected: within, excess: excessOver(window.share * m, m, within) };
  }
  let close = 0;
  let expected = 0;
  for (let i = 0; i < m; i++) {
    const t = times[i];
    if ((i > 0 && t - times[i - 1] <= reach) || (i < m - 1 && times[i + 1] - t <= reach)) close++;
    const density = (rank(others, t + reach) - rank(others, t - reach) + 0.5) / n;
    expected += 1 - Math.exp(-(m - 1) * density);
  }
  expected /= m;
  return { observed: close / m, expected, excess: excessOver(close, m, expected) };
}

/** The window of the given length that holds most of the sorted times. */
function densest(times: Float64Array, length: number): { share: number; from: number } {
  let best = 0;
  let from = times[0] ?? 0;
  for (let i = 0, j = 0; i < times.length; i++) {
    while (j < times.length && times[j] <= times[i] + length) j++;
    if (j - i > best) {
      best = j - i;
      from = times[i];
    }
  }
  return { share: best / Math.max(1, times.length), from };
}

/** How many of the sorted values are at most x. */
function rank(sorted: Float64Array, x: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] <= x) low = middle + 1;
    else high = middle;
  }
  return low;
}
