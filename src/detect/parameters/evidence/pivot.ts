/** Parameters of the pivot family. */
import { type ParameterFamily, SET_BY_HAND } from '../../../model/parameter.ts';

/** Read by evidence/pivot.ts. */
export const PIVOT_PARAMETERS = {
  fullStrength: {
    value: 0.8,
    unit: 'strength 0..1',
    range: [0, 1],
    meaning: 'Strength when members move to a new model far before others do, and all at once.',
    basis: SET_BY_HAND,
    effect: 'Higher: stronger pivot evidence.',
  },
  separateShare: {
    value: 0.5,
    unit: 'share of the strength',
    range: [0, 1],
    meaning: 'The part of the strength that is left when members moved early, but each at its own time.',
    basis: 'Set by hand: keen customers are as early, one by one.',
    effect: 'Higher: stronger evidence from early movers, keen customers included.',
  },
  minExchanges: {
    value: 20,
    unit: 'exchanges',
    range: [5, 500],
    meaning: 'Exchanges by members up to a horizon that are needed.',
    basis: SET_BY_HAND,
    effect: 'Higher: quiet groups get no pivot evidence.',
  },
  minMembers: {
    value: 4,
    unit: 'members',
    range: [2, 50],
    meaning: 'Members that must have used the new model by then.',
    basis: SET_BY_HAND,
    effect: 'Higher: small groups get no pivot evidence.',
  },
  priorMembers: {
    value: 4,
    unit: 'members',
    range: [0, 50],
    meaning: 'Made-up members that follow the adoption curve, added to every group.',
    basis: 'Set by hand, so that a handful of members proves little.',
    effect: 'Higher: weaker evidence in small groups.',
  },
  togetherHours: {
    value: 3,
    unit: 'hours',
    range: [0.5, 48],
    meaning:
      "Accounts that one operator moves begin within this time. The summary names it in words ('three hours').",
    basis: SET_BY_HAND,
    effect: 'Higher: slower moves count as one, and chance explains more of them.',
  },
  ahead: {
    value: [0.08, 0.4],
    unit: 'agreement beyond the curve 0..1',
    range: [0, 1],
    meaning:
      "How far the members' mean share on the new model must lie ahead of the curve when only some moved far.",
    basis: SET_BY_HAND,
    effect: 'Higher: weaker evidence from groups a little ahead.',
  },
  allAhead: {
    value: [0.05, 0.25],
    unit: 'share of traffic',
    range: [0, 1],
    meaning: 'How far it must lie ahead when nearly all members moved more than outsiders did.',
    basis: 'Set by hand: a load balancer moves a part of the traffic of every account.',
    effect: 'Higher: weaker evidence from load balancers that move a small part.',
  },
} as const satisfies ParameterFamily;
