/** Parameters of the pivot family. */
import { type ParameterFamily, parameter } from '../../../model/parameter.ts';

export const PIVOT_PARAMETERS = {
  fullStrength: parameter(0.8, 'strength 0..1', [0, 1], {
    meaning: 'Strength when members move to a new model far before others do, and all at once.',
    effect: 'Higher: stronger pivot evidence.',
  }),
  separateShare: parameter(0.5, 'share of the strength', [0, 1], {
    meaning: 'The part of the strength that is left when members moved early, but each at its own time.',
    basis: 'Set by hand: keen customers are as early, one by one.',
    effect: 'Higher: stronger evidence from early movers, keen customers included.',
  }),
  minExchanges: parameter(20, 'exchanges', [5, 500], {
    meaning: 'Exchanges by members up to a horizon that are needed.',
    effect: 'Higher: quiet groups get no pivot evidence.',
  }),
  minMembers: parameter(4, 'members', [2, 50], {
    meaning: 'Members that must have used the new model by then.',
    effect: 'Higher: small groups get no pivot evidence.',
  }),
  priorMembers: parameter(4, 'members', [0, 50], {
    meaning: 'Made-up members that follow the adoption curve, added to every group.',
    basis: 'Set by hand, so that a handful of members proves little.',
    effect: 'Higher: weaker evidence in small groups.',
  }),
  togetherHours: parameter(3, 'hours', [0.5, 48], {
    meaning: "Accounts that one operator moves begin within this time. The summary names it in words ('three hours').",
    effect: 'Higher: slower moves count as one, and chance explains more of them.',
  }),
  ahead: parameter([0.08, 0.4], 'agreement beyond the curve 0..1', [0, 1], {
    meaning: "How far the members' mean share on the new model must lie ahead of the curve when only some moved far.",
    effect: 'Higher: weaker evidence from groups a little ahead.',
  }),
  allAhead: parameter([0.05, 0.25], 'share of traffic', [0, 1], {
    meaning: 'How far it must lie ahead when nearly all members moved more than outsiders did.',
    basis: 'Set by hand: a load balancer moves a part of the traffic of every account.',
    effect: 'Higher: weaker evidence from load balancers that move a small part.',
  }),
} as const satisfies ParameterFamily;
