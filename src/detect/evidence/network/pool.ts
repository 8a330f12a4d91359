/**
 * One pool of exits: a member meets other members on addresses of several autonomous systems. Neighbours, colleagues and
 * the customers of a carrier or a VPN meet in one or two systems; accounts behind one residential proxy network meet the
 * same strangers again in system after system. Follows the residential proxies of the September 2026 report, and the
 * same target at about the same time of SynchroTrap (Cao et al., CCS 2014; aggregate/load-network.ts).
 * Null model: how many outsiders, as busy as the members, meet anybody at all in as many systems.
 * Defeated by a pool so large that no exit is used twice within a day.
 */

import { once } from '../../../base/memo.ts';
import { valuesOf } from '../../../model/parameter.ts';
import { countTrait } from '../../group/expected-count.ts';
import type { Group, Population } from '../../group/group.ts';
import { NETWORK_POOL_PARAMETERS } from '../../parameters/evidence/network.ts';
import { heldAcross, memberValues } from '../../population/holders.ts';
import type { Layer } from '../../population/layers.ts';
import { grouped, median, percentText } from '../../population/numbers.ts';
import type { Measure } from '../measure.ts';

const { fullStrength, minSystems, minNetworks, minMembers } = valuesOf(NETWORK_POOL_PARAMETERS);

/** Strength 0..1 of more members meeting in several places than outsiders do; null without addresses. */
export function poolMeasure(population: Population, group: Group): Measure | null {
  const layer = population.layers.find((l) => l.name === 'address');
  if (!layer || group.members.length < minMembers) return null;
  const { bySystem, placeOf, most, least, met: ofAnybody } = placesMet(population);
  const met = ofAnybody.slice();
  const held = memberValues(group, layer);
  const { start, value } = layer.byUnit;
  const meeting = heldAcross(group, layer, held, population.parties.of);
  const seen = new DistinctPlaces(most);
  for (const i of group.members) {
    seen.begin();
    if (start[i + 1] - start[i] >= minSystems)
      for (let r = start[i]; r < start[i + 1]; r++) if (meeting[value[r]] === 1) seen.add(placeOf[value[r]]);
    met[i] = seen.count;
  }
  const has = new Uint8Array(met.length);
  for (let i = 0; i < has.length; i++) has[i] = met[i] >= least ? 1 : 0;
  const { count, known, expected, excess } = countTrait(population, group, has);
  const typical = median(group.members.map((i) => met[i]));
  return {
    name: 'pool',
    strength: fullStrength * excess,
    summary: `${grouped(count)} of ${grouped(known)} members share addresses with other members in at least ${least} ${bySystem ? 'autonomous systems' : 'networks'} (the median member in ${typical}); ${percentText(expected)} of equally busy accounts share addresses in so many.`,
    detail: {
      exit_pool: `${grouped(count)} of ${grouped(known)}`,
      exit_pool_expected: percentText(expected),
      exit_pool_median_places: typical,
    },
  };
}

/** In how many places (systems, or networks where a log has none) each unit shares an address with anybody at all. */
const placesMet = once((population: Population) => {
  const { addressSystem, addressNetwork, units } = population.input;
  const layer = population.layers.find((l) => l.name === 'address') as Layer;
  const bySystem = addressSystem.some((system) => system !== 0);
  const { placeOf, most } = numbered(bySystem ? addressSystem : Uint32Array.from(addressNetwork, (n) => n + 1));
  const met = new Uint16Array(units.count);
  const seen = new DistinctPlaces(most);
  const { start, value } = layer.byUnit;
  for (let i = 0; i < met.length; i++) {
    seen.begin();
    if (start[i + 1] - start[i] >= minSystems) for (let r = start[i]; r < start[i + 1]; r++) seen.add(placeOf[value[r]]);
    met[i] = seen.count;
  }
  return { bySystem, placeOf, most, least: bySystem ? minSystems : minNetworks, met };
});

/** Renumbers places from 1 to `most`; 0 stays. */
function numbered(places: Uint32Array): { placeOf: Uint32Array; most: number } {
  const numbers = new Map([[0, 0]]);
  const placeOf = places.map((place) => {
    let number = numbers.get(place);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(place, number);
    }
    return number;
  });
  return { placeOf, most: numbers.size - 1 };
}

/** Counts the distinct places of one unit after another; 0 is an unknown place. */
class DistinctPlaces {
  count = 0;
  /** The number of the unit at which each place was counted last. */
  private readonly last: Uint32Array;
  private turn = 0;

  constructor(most: number) {
    this.last = new Uint32Array(most + 1);
  }

  begin(): void {
    this.turn++;
    this.count = 0;
  }

  add(place: number): void {
    if (place === 0 || this.last[place] === this.turn) return;
    this.last[place] = this.turn;
    this.count++;
  }
}
