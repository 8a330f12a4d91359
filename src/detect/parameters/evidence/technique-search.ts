/** Parameters of the technique_search family. */
import { type ParameterFamily, parameter } from '../../../model/parameter.ts';

export const TECHNIQUE_SEARCH_PARAMETERS = {
  fullStrength: parameter(0.85, 'strength 0..1', [0, 1], {
    meaning: 'Strength when several members send many refused requests of many structures and ask for the reasoning.',
    effect: 'Higher: stronger technique_search evidence.',
  }),
  refusedOverExpected: parameter([2, 8], "times the number at everybody's rate", [1, 100], {
    meaning: 'How many more refusals than at the rate of everybody else, on a logarithmic ramp.',
    effect: 'Higher: weaker evidence where refusals are common.',
  }),
  structures: parameter([3, 9], 'equally frequent structures', [1, 200], {
    meaning: 'In how many different ways the refused requests are built, on a logarithmic ramp.',
    basis: 'Set by hand: a person who is refused rewords one question a few times; a search tries dozens of ways.',
    effect: 'Higher: small searches are missed; jobs with a few variants count less often.',
  }),
  refused: parameter([8, 200], 'refused requests', [1, 5000], {
    meaning: 'How many requests were refused, on a logarithmic ramp; below the first nothing is measured.',
    basis: 'Set by hand: chance and rewording explain a few.',
    effect: 'Higher: small searches are missed.',
  }),
  minRefusedOfSearcher: parameter(4, 'refused requests', [1, 50], {
    meaning: 'A member with at least this many refusals takes part in the search.',
    effect: 'Higher: fewer members count as searching.',
  }),
  searchers: parameter([1, 3], 'members', [1, 50], {
    meaning: "Members that must take part; one alone is no group's search.",
    effect: 'Higher: weaker evidence where few members search.',
  }),
  elicitsMoreThan: parameter([0.75, 0.95], 'share of accounts outside', [0, 1], {
    meaning: 'How many accounts outside must ask for the reasoning less than the group does.',
    basis: 'Set by hand: the intent model knows hardly any technique, so that few requests suffice to stand out.',
    effect: 'Higher: weaker evidence where others ask for the reasoning too.',
  }),
  minRefusalRate: parameter(0.001, 'share of exchanges', [0, 0.1], {
    meaning: 'Rate of refusals that is assumed of everybody at least.',
    basis: 'Set by hand, so that the first refusals of a log without any are no search.',
    effect: 'Higher: weaker evidence in logs with few refusals.',
  }),
} as const satisfies ParameterFamily;
