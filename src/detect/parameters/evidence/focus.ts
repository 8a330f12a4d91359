/** Parameters of the focus family. */
import { type ParameterFamily, SET_BY_HAND } from '../../../model/parameter.ts';

/** Read by evidence/focus.ts. */
export const FOCUS_PARAMETERS = {
  fullStrength: {
    value: 0.6,
    unit: 'strength 0..1',
    range: [0, 1],
    meaning: 'Strength when the slice draws on far fewer capabilities than nearly every single account.',
    basis: 'Set by hand, weak alone: a product and a person have a focus too.',
    effect: 'Higher: stronger focus evidence, users of one narrow product included.',
  },
  divergence: {
    value: [0.1, 0.3],
    unit: 'Jensen-Shannon divergence 0..1',
    range: [0, 1],
    meaning: "How far the slice's mix of capabilities must lie from the population's.",
    basis: SET_BY_HAND,
    effect: 'Higher: only very narrow slices count.',
  },
  narrowerThan: {
    value: [0.5, 0.9],
    unit: 'share of accounts outside',
    range: [0, 1],
    meaning: 'How many single accounts outside must be broader than the slice.',
    basis: SET_BY_HAND,
    effect: 'Higher: weaker evidence where single accounts are narrow too.',
  },
} as const satisfies ParameterFamily;
