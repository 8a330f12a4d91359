/** Parameters of the code that several families of evidence use. */
import { type ParameterFamily, SET_BY_HAND } from '../../../model/parameter.ts';

/** Read by evidence/measure.ts. */
export const MEASURE_PARAMETERS = {
  minStrength: {
    value: 0.05,
    unit: 'strength 0..1',
    range: [0, 0.25],
    meaning: 'Measures and rows of evidence weaker than this are dropped as noise.',
    basis: SET_BY_HAND,
    effect: 'Higher: fewer rows in a finding, and the sum of many faint measures is lost.',
  },
} as const satisfies ParameterFamily;

/** Read by evidence/slice-weight.ts. */
export const SLICE_WEIGHT_PARAMETERS = {
  coverage: {
    value: [0.1, 0.6],
    unit: 'share of members',
    range: [0, 1],
    meaning:
      "How many members must send the group's own segments before the slice of traffic that carries them speaks for the group.",
    basis: 'Set by hand: a slice that few members take part in says little about the rest.',
    effect: 'Higher: weaker intent and harvest_shape evidence where only some members send the template.',
  },
} as const satisfies ParameterFamily;

/** Read by evidence/sharing-evidence.ts. */
export const SHARING_EVIDENCE_PARAMETERS = {
  minMembers: {
    value: 3,
    unit: 'members',
    range: [2, 20],
    meaning: 'Members that must have a record of the kind before sharing a value is measured at all.',
    basis: SET_BY_HAND,
    effect:
      'Higher: small groups get no payment, registration, network or client evidence from shared values.',
  },
} as const satisfies ParameterFamily;

/** Read by evidence/succession.ts. */
export const SUCCESSION_PARAMETERS = {
  shifts: {
    value: 48,
    unit: 'steps per window',
    range: [12, 240],
    meaning:
      'Into how many steps the window is divided when events are shifted round it to find what other times would give.',
    basis: 'Set by hand: the shift predictor is that of Perkel, Gerstein and Moore (Biophys J 1967).',
    effect: 'Higher: a steadier estimate of chance for hand-over and replacement, in more time.',
  },
} as const satisfies ParameterFamily;

/** Read by evidence/account-factory.ts. */
export const ACCOUNT_FACTORY_PARAMETERS = {
  minTemplateShare: {
    value: 0.9,
    unit: 'template score 0..1',
    range: [0, 1],
    meaning:
      'How clearly a segment must be a whole template, and not a passage, for its users to be examined.',
    basis: SET_BY_HAND,
    effect: 'Higher: fewer templates are examined for users who signed up alike or share cards.',
  },
  minParties: {
    value: 8,
    unit: 'parties',
    range: [3, 50],
    meaning: 'Parties that must use a template before its users are examined.',
    basis: 'Set by hand: a template of a few strangers is no factory of accounts.',
    effect: 'Higher: small account factories are missed; fewer groups of honest users are tested.',
  },
  maxUsersShare: {
    value: 0.05,
    unit: 'share of units',
    range: [0, 1],
    meaning: "A template that more of all units send than this is a public tool's and is not examined.",
    basis: SET_BY_HAND,
    effect: 'Higher: the users of more popular templates are examined, in more time.',
  },
  maxUsersFloor: {
    value: 200,
    unit: 'units',
    range: [20, 5000],
    meaning: 'In a small log, where maxUsersShare comes to less, up to this many users are still examined.',
    basis: SET_BY_HAND,
    effect: 'Higher: in small logs the users of more popular templates are examined.',
  },
  maxHarvestScore: {
    value: 0.35,
    unit: 'harvest score 0..1',
    range: [0, 1],
    meaning:
      'A template that scores at least this as a harvest becomes a candidate anyway and is not examined here.',
    basis: SET_BY_HAND,
    effect: 'Higher: more templates are examined for the way their accounts were made.',
  },
  strength: {
    value: [0.4, 0.7],
    unit: 'strength 0..1',
    range: [0, 1],
    meaning:
      "How strong the users' registration or payment evidence must be for the template to be weighed as that of an account factory.",
    basis: SET_BY_HAND,
    effect: 'Higher: fewer templates become candidates through their accounts alone.',
  },
} as const satisfies ParameterFamily;
