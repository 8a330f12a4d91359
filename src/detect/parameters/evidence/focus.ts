/** Parameters of the focus family. */
import { type ParameterFamily, parameter } from '../../../model/parameter.ts';

export const FOCUS_PARAMETERS = {
  fullStrength: parameter(0.6, 'strength 0..1', [0, 1], {
    meaning: 'Strength when the slice draws on far fewer capabilities than nearly every single account.',
    basis: 'Set by hand, weak alone: a product and a person have a focus too.',
    effect: 'Higher: stronger focus evidence, users of one narrow product included.',
  }),
  divergence: parameter([0.1, 0.3], 'Jensen-Shannon divergence 0..1', [0, 1], {
    meaning: "How far the slice's mix of capabilities must lie from the population's.",
    effect: 'Higher: only very narrow slices count.',
  }),
  narrowerThan: parameter([0.5, 0.9], 'share of accounts outside', [0, 1], {
    meaning: 'How many single accounts outside must be broader than the slice.',
    effect: 'Higher: weaker evidence where single accounts are narrow too.',
  }),
} as const satisfies ParameterFamily;
