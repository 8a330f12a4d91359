/** Parameters of the network family. */
import { type ParameterFamily, parameter } from '../../../model/parameter.ts';

export const NETWORK_ADDRESSES_PARAMETERS = {
  addressStrength: parameter(0.75, 'strength 0..1', [0, 1], {
    meaning: 'Strength when every member sends from an address that another party uses at about the same time.',
    basis: 'Set by hand: below that of a card: households and offices share an address.',
    effect: 'Higher: stronger network evidence from shared addresses.',
  }),
  networkStrength: parameter(0.5, 'strength 0..1', [0, 1], {
    meaning: 'Strength when every member sends from a network that another party uses.',
    basis: 'Set by hand: below that of an address, which lies in its network.',
    effect: 'Higher: stronger network evidence from shared networks.',
  }),
} as const satisfies ParameterFamily;

export const NETWORK_POOL_PARAMETERS = {
  fullStrength: parameter(0.8, 'strength 0..1', [0, 1], {
    meaning: 'Strength when every member meets other members in enough places and hardly any outsider meets anybody in as many.',
    effect: 'Higher: stronger network evidence from residential proxy pools.',
  }),
  minSystems: parameter(3, 'autonomous systems', [2, 10], {
    meaning: 'Autonomous systems in which a unit must meet others to count as sent through a pool.',
    basis: 'Set by hand: home, work and a phone are three systems; to meet the same people in all of them is no coincidence.',
    effect: 'Higher: small proxy pools are missed; fewer neighbours and colleagues count.',
  }),
  minNetworks: parameter(5, 'networks', [2, 20], {
    meaning: 'The same in networks, for logs that name no autonomous systems.',
    basis: 'Set by hand, above minSystems: one household may use several networks.',
    effect: 'Higher: small proxy pools are missed in logs without autonomous systems.',
  }),
  minMembers: parameter(3, 'members', [2, 20], {
    meaning: 'Members a group must have before pools are measured.',
    effect: 'Higher: small groups get no evidence from proxy pools.',
  }),
} as const satisfies ParameterFamily;

export const NETWORK_ROTATION_PARAMETERS = {
  fullStrength: parameter(0.4, 'strength 0..1', [0, 1], {
    meaning: 'Strength when every member changes networks all day and hardly any outsider as busy does.',
    basis: 'Set by hand, low: rotation is a habit. What ties rotating accounts is their common pool.',
    effect: 'Higher: stronger network evidence from rotation alone, people who use a VPN included.',
  }),
  minExchangesADay: parameter(4, 'exchanges a day', [2, 50], {
    meaning: 'A day with fewer exchanges shows no rotation and is left out.',
    effect: 'Higher: quiet accounts have no known rotation.',
  }),
  minSystems: parameter(4, 'autonomous systems a day', [2, 20], {
    meaning: 'Autonomous systems on the median day from which a unit rotates.',
    basis: 'Set by hand: people move between home, work and a phone, which are three.',
    effect: 'Higher: slow rotation is missed; fewer travellers count.',
  }),
  minNetworks: parameter(5, 'networks a day', [2, 20], {
    meaning: 'The same in networks, for logs that name no autonomous systems.',
    basis: 'Set by hand, above minSystems: a carrier changes networks inside its own system.',
    effect: 'Higher: slow rotation is missed in logs without autonomous systems.',
  }),
  minMembers: parameter(3, 'members', [2, 20], {
    meaning: 'Members whose rotation must be known before it is measured.',
    effect: 'Higher: small groups get no evidence from rotation.',
  }),
} as const satisfies ParameterFamily;

export const NETWORK_SYSTEM_PARAMETERS = {
  fullStrength: parameter(0.12, 'strength 0..1', [0, 1], {
    meaning: 'Strength when all parties send mostly through one autonomous system that no other account uses.',
    basis: "Set by hand, so low that it never counts by itself: most systems are a region's, and where somebody lives is never evidence.",
    effect: 'Higher: a common provider adds more, and the region of the members begins to count.',
  }),
  minParties: parameter(5, 'parties', [3, 50], {
    meaning: 'Parties with a main system that are needed before it is measured.',
    effect: 'Higher: small groups get no evidence from a common system.',
  }),
  deviations: parameter(2, 'standard deviations', [0, 6], {
    meaning: 'By how much the number of parties in one system must exceed chance before the surplus counts.',
    effect: 'Higher: weaker evidence, fewer coincidences.',
  }),
  crowdUnexplained: parameter(0.5, 'share left unexplained 0..1', [0, 1], {
    meaning: 'An account on a network of which circumstances leave less than this is in a crowd of strangers and left out.',
    effect: 'Higher: more customers of carriers, VPNs and cloud gateways are left out.',
  }),
} as const satisfies ParameterFamily;
