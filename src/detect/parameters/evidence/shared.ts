/** Parameters of the code that several families of evidence use. */
import { type ParameterFamily, parameter } from '../../../model/parameter.ts';

export const MEASURE_PARAMETERS = {
  minStrength: parameter(0.05, 'strength 0..1', [0, 0.25], {
    meaning: 'Measures and rows of evidence weaker than this are dropped as noise.',
    effect: 'Higher: fewer rows in a finding, and the sum of many faint measures is lost.',
  }),
} as const satisfies ParameterFamily;

export const SLICE_WEIGHT_PARAMETERS = {
  coverage: parameter([0.1, 0.6], 'share of members', [0, 1], {
    meaning: "How many members must send the group's own segments before the slice of traffic that carries them speaks for the group.",
    basis: 'Set by hand: a slice that few members take part in says little about the rest.',
    effect: 'Higher: weaker intent and harvest_shape evidence where only some members send the template.',
  }),
} as const satisfies ParameterFamily;

export const SHARING_EVIDENCE_PARAMETERS = {
  minMembers: parameter(3, 'members', [2, 20], {
    meaning: 'Members that must have a record of the kind before sharing a value is measured at all.',
    effect: 'Higher: small groups get no payment, registration, network or client evidence from shared values.',
  }),
} as const satisfies ParameterFamily;

export const SUCCESSION_PARAMETERS = {
  shifts: parameter(48, 'steps per window', [12, 240], {
    meaning: 'Into how many steps the window is divided when events are shifted round it to find what other times would give.',
    basis: 'Set by hand: the shift predictor is that of Perkel, Gerstein and Moore (Biophys J 1967).',
    effect: 'Higher: a steadier estimate of chance for hand-over and replacement, in more time.',
  }),
} as const satisfies ParameterFamily;

export const ACCOUNT_FACTORY_PARAMETERS = {
  minTemplateShare: parameter(0.9, 'template score 0..1', [0, 1], {
    meaning: 'How clearly a segment must be a whole template, and not a passage, for its users to be examined.',
    effect: 'Higher: fewer templates are examined for users who signed up alike or share cards.',
  }),
  minParties: parameter(8, 'parties', [3, 50], {
    meaning: 'Parties that must use a template before its users are examined.',
    basis: 'Set by hand: a template of a few strangers is no factory of accounts.',
    effect: 'Higher: small account factories are missed; fewer groups of honest users are tested.',
  }),
  maxUsersShare: parameter(0.05, 'share of units', [0, 1], {
    meaning: "A template that more of all units send than this is a public tool's and is not examined.",
    effect: 'Higher: the users of more popular templates are examined, in more time.',
  }),
  maxUsersFloor: parameter(200, 'units', [20, 5000], {
    meaning: 'In a small log, where maxUsersShare comes to less, up to this many users are still examined.',
    effect: 'Higher: in small logs the users of more popular templates are examined.',
  }),
  maxHarvestScore: parameter(0.35, 'harvest score 0..1', [0, 1], {
    meaning: 'A template that scores at least this as a harvest becomes a candidate anyway and is not examined here.',
    effect: 'Higher: more templates are examined for the way their accounts were made.',
  }),
  strength: parameter([0.4, 0.7], 'strength 0..1', [0, 1], {
    meaning: "How strong the users' registration or payment evidence must be for the template to be weighed as that of an account factory.",
    effect: 'Higher: fewer templates become candidates through their accounts alone.',
  }),
} as const satisfies ParameterFamily;
