/** Strangers behind one address: carrier-grade NAT and commercial VPN exits. Everything but the address differs. */

import type { World } from '../world/world.ts';
import { addPerson } from './person.ts';

export function addCarrierNat(world: World): void {
  const rng = world.rng.fork('cgnat');
  const group = world.group('cgnat', 'honest');
  for (let left = world.size(3_000, 64); left > 0; ) {
    const size = Math.min(left, 60 + rng.int(90));
    left -= size;
    const country = world.internet.country(rng);
    const [exit] = world.internet.site(rng, world.internet.network(rng, 'mobile', country.code), 1);
    for (let i = 0; i < size; i++) {
      addPerson(world, group, rng, {
        perDay: 1.8,
        adjust: (profile) => {
          profile.country = country;
          profile.signup = exit!;
          profile.endpoints = [exit!];
        },
      });
    }
  }
}

export function addVpn(world: World): void {
  const rng = world.rng.fork('vpn');
  const group = world.group('vpn', 'honest');
  for (let left = world.size(1_200, 40); left > 0; ) {
    const size = Math.min(left, 40 + rng.int(60));
    left -= size;
    const exits = world.internet.site(rng, world.internet.network(rng, 'vpn'), 3);
    for (let i = 0; i < size; i++) {
      addPerson(world, group, rng, {
        perDay: 1.8,
        adjust: (profile) => {
          if (rng.chance(0.6)) profile.signup = rng.pick(exits);
          profile.endpoints = [rng.pick(exits), rng.pick(exits), ...profile.endpoints.slice(0, 1)];
        },
      });
    }
  }
}
