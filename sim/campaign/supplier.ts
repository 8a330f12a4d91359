/**
 * Sellers of what accounts are made with: a proxy network and a card issuer that more than one operator buys from.
 * Sharing a seller is a link between operators and no proof that they are one.
 */
import type { Rng } from '../../src/base/rng.ts';
import type { ClientSoftware } from '../infra/clients.ts';
import type { Card } from '../infra/identity.ts';
import type { HostAddress } from '../infra/internet.ts';
import type { World } from '../world/world.ts';

export interface Supplier {
  readonly cards: readonly Card[];
  readonly exits: readonly HostAddress[];
  readonly clients: readonly ClientSoftware[];
}

/** A seller with stock for so many accounts: virtual cards of one issuer for two or three accounts each, exits for all. */
export function supplier(world: World, rng: Rng, accounts: number, exitsEach = 1.3): Supplier {
  const issuer = rng.int(6);
  const many = (share: number): number => Math.max(2, Math.ceil(accounts * share));
  return {
    cards: Array.from({ length: many(0.4) }, () => world.identities.virtualCard(rng, issuer + rng.int(2))),
    exits: Array.from({ length: many(exitsEach) }, () => world.internet.proxyExit(rng)),
    clients: Array.from({ length: 4 }, (_, i) => world.clients.pick(rng, i < 3 ? 'sdk' : 'script')),
  };
}
