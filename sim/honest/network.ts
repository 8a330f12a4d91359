/** Strangers behind one address: carrier-grade NAT, commercial VPN exits, a hosting company's egress. Everything but the address differs. */

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

/** Customers of one hosting company that leave through its translated addresses: one /24, everything else their own. */
export function addCloudNat(world: World): void {
  const rng = world.rng.fork('cloud-nat');
  const group = world.group('cloud_nat', 'honest');
  for (let left = world.size(1_200, 40); left > 0; ) {
    const size = Math.min(left, 40 + rng.int(60));
    left -= size;
    const egress = world.internet.site(rng, world.internet.network(rng, 'cloud'), 60);
    for (let i = 0; i < size; i++) {
      addPerson(world, group, rng, {
        perDay: 2.2,
        kind: 'builder',
        adjust: (profile) => {
          profile.endpoints = [rng.pick(egress), rng.pick(egress), rng.pick(egress)];
          profile.client = world.clients.pick(rng, rng.chance(0.7) ? 'sdk' : 'script');
          profile.surface = 'api';
        },
      });
    }
  }
}
