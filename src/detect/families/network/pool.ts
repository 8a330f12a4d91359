/**
 * One pool of exits: a member meets other members on addresses of several autonomous systems. Neighbours, colleagues and
 * a carrier's or a VPN's customers meet in one or two; who is sent through a residential proxy network meets the
 * same strangers again in system after system. Follows the residential proxies of the September 2026 report and
 * SynchroTrap's (Cao et al., CCS 2014) use of a target at about the same time (load-network.ts).
 * Null model: how many outsiders, as busy as the members, meet anybody at all in as many systems.
 * Defeated by a pool so large that no exit is used twice within a day.
 */
import type { Group, World } from '../../group.ts';
import { memberValues } from '../../holders.ts';
import type { Layer } from '../../layers.ts';
import { grouped, median, percent } from '../../numbers.ts';
import { severalParties } from '../../parties.ts';
import { countTrait } from '../../population.ts';
import type { Measure } from '../measure.ts';

const TRUST = 0.8;
/** Home, work and a telephone are three; meeting the same people in all of them is no chance. */
const SYSTEMS = 3;
/** Where a log has no systems, networks are counted, of which one household may use several. */
const NETWORKS = 5;
const MIN_MEMBERS = 3;

export function poolMeasure(world: World, group: Group): Measure | null {
  const layer = world.layers.find((l) => l.name === 'address');
  if (!layer || group.members.length < MIN_MEMBERS) return null;
  const { addressSystem, addressNetwork, units } = world.input;
  const bySystem = addressSystem.some((system) => system !== 0);
  const met = meetingPlaces(world, group, layer, bySystem ? addressSystem : addressNetwork.map((n) => n + 1));
  const least = bySystem ? SYSTEMS : NETWORKS;
  const has = new Uint8Array(units.count);
  for (let i = 0; i < has.length; i++) has[i] = met[i] >= least ? 1 : 0;
  const { count, known, expected, excess } = countTrait(world, group, has);
  const typical = median(group.members.map((i) => met[i]));
  return {
    name: 'pool',
    strength: TRUST * excess,
    summary: `${grouped(count)} of ${grouped(known)} members meet other members on addresses of at least ${least} ${bySystem ? 'autonomous systems' : 'networks'} (the median member in ${typical}); ${percent(expected)} of others as busy meet anybody in so many.`,
    detail: {
      exit_pool: `${grouped(count)} of ${grouped(known)}`,
      exit_pool_expected: percent(expected),
      exit_pool_median_places: typical,
    },
  };
}

/**
 * In how many places (systems or networks; 0: unknown) a member shares an address with another party's member, and an
 * outsider with anybody.
 */
function meetingPlaces(world: World, group: Group, layer: Layer, placeOf: ArrayLike<number>): Uint16Array {
  const ofMembers = new Set<number>();
  for (const [v, holders] of memberValues(group, layer))
    if (holders.length > 1 && severalParties(holders, world.parties)) ofMembers.add(v);
  const met = new Uint16Array(world.input.units.count);
  const { start, value } = layer.byUnit;
  const seen = new Set<number>();
  for (let i = 0; i < met.length; i++) {
    if (start[i + 1] - start[i] < SYSTEMS) continue;
    seen.clear();
    for (let r = start[i]; r < start[i + 1]; r++) {
      const place = placeOf[value[r]];
      if (place !== 0 && (!group.inside[i] || ofMembers.has(value[r]))) seen.add(place);
    }
    met[i] = seen.size;
  }
  return met;
}
