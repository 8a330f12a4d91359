/** Parameters of the failover family. */
import { type ParameterFamily, SET_BY_HAND } from '../../../model/parameter.ts';

/** Read by evidence/failover/pools.ts. */
export const FAILOVER_POOLS_PARAMETERS = {
  fullStrength: {
    value: 0.9,
    unit: 'strength 0..1',
    range: [0, 1],
    meaning:
      'Strength when part of the group was closed and all others began or rose within days, and hardly anybody else did.',
    basis: SET_BY_HAND,
    effect: 'Higher: stronger failover evidence from second pools.',
  },
  windowDays: {
    value: 3,
    unit: 'days',
    range: [1, 14],
    meaning: 'A member that begins at most this long after the closing belongs to a second pool.',
    basis: SET_BY_HAND,
    effect: 'Higher: slower second pools count, and chance explains more of them.',
  },
  leadDays: {
    value: 1,
    unit: 'days',
    range: [0, 7],
    meaning: 'So does one that began at most this long before it.',
    basis: SET_BY_HAND,
    effect: 'Higher: pools opened beforehand count, and chance explains more of them.',
  },
  minClosed: {
    value: 3,
    unit: 'members',
    range: [2, 20],
    meaning: 'Closed members, and members still open, that are needed.',
    basis: SET_BY_HAND,
    effect: 'Higher: a few closings say nothing.',
  },
  enoughClosedShare: {
    value: 0.1,
    unit: 'share of members',
    range: [0, 1],
    meaning: 'Share of the members, and one more, that must have been closed for the full strength.',
    basis: SET_BY_HAND,
    effect: 'Higher: weaker evidence where few of many were closed.',
  },
  comparedDays: {
    value: 4,
    unit: 'days',
    range: [1, 14],
    meaning: 'Days before and after the closing whose volumes are compared.',
    basis: SET_BY_HAND,
    effect: 'Higher: slower rises count; short ones are averaged away.',
  },
  rise: {
    value: 3,
    unit: 'times as much',
    range: [1, 20],
    meaning: 'By what factor the volume of a member must rise.',
    basis: SET_BY_HAND,
    effect: 'Higher: fewer members count as risen.',
  },
  minRisen: {
    value: 12,
    unit: 'exchanges',
    range: [2, 200],
    meaning: 'Exchanges after the closing that a rise must come to.',
    basis: SET_BY_HAND,
    effect: 'Higher: slow accounts never count as risen.',
  },
  daysTried: {
    value: 16,
    unit: 'days',
    range: [4, 100],
    meaning: 'Other times of the window at which the rises of the same members are counted for comparison.',
    basis: SET_BY_HAND,
    effect: 'Higher: a steadier estimate of chance, in more time.',
  },
} as const satisfies ParameterFamily;

/** Read by evidence/failover/replacement.ts. */
export const FAILOVER_REPLACEMENT_PARAMETERS = {
  fullStrength: {
    value: 0.75,
    unit: 'strength 0..1',
    range: [0, 1],
    meaning: 'Strength when a new account of the group follows each closing within hours.',
    basis: SET_BY_HAND,
    effect: 'Higher: stronger failover evidence from replaced accounts.',
  },
  withinHours: {
    value: 8,
    unit: 'hours',
    range: [1, 72],
    meaning: "A replacement comes within this time. The summary names it in words ('eight hours').",
    basis: SET_BY_HAND,
    effect: 'Higher: slower replacements count, and chance explains more of them.',
  },
  apartHours: {
    value: 2,
    unit: 'hours',
    range: [0, 24],
    meaning: 'Closings nearer to each other than this count as one.',
    basis: 'Set by hand: what follows a mass closing is the matter of pools.',
    effect: 'Higher: fewer closings are counted.',
  },
  minReplaced: {
    value: 3,
    unit: 'replacements',
    range: [2, 20],
    meaning: 'Closings, beginnings and replacements that are needed.',
    basis: SET_BY_HAND,
    effect: 'Higher: a few replacements say nothing.',
  },
  deviations: {
    value: [2.5, 6],
    unit: 'standard deviations',
    range: [0, 20],
    meaning: 'By how much replacements must exceed those that other times would give.',
    basis: SET_BY_HAND,
    effect: 'Higher: weaker evidence, fewer coincidences.',
  },
  share: {
    value: [0.25, 0.7],
    unit: 'share of closings',
    range: [0, 1],
    meaning: 'Share of the closings that are replaced beyond chance.',
    basis: SET_BY_HAND,
    effect: 'Higher: weaker evidence where only some accounts are replaced.',
  },
} as const satisfies ParameterFamily;

/** Read by evidence/failover/pathway.ts. */
export const FAILOVER_PATHWAY_PARAMETERS = {
  fullStrength: {
    value: 0.6,
    unit: 'strength 0..1',
    range: [0, 1],
    meaning: 'Strength when nearly all work of the group moves to another surface from one day to the next.',
    basis: SET_BY_HAND,
    effect: 'Higher: stronger failover evidence from moves between surfaces.',
  },
  sideDays: {
    value: 3,
    unit: 'days',
    range: [1, 14],
    meaning: 'Days that are needed before and after a move, and in which a sharp move shows.',
    basis: SET_BY_HAND,
    effect: 'Higher: moves near the ends of the log are missed; slower moves count as sharp.',
  },
  minParties: {
    value: 5,
    unit: 'parties',
    range: [2, 50],
    meaning: 'Parties that must leave one surface, and parties that must arrive on the other.',
    basis: "Set by hand: one customer's change of platform is one customer's.",
    effect: 'Higher: small groups get no evidence from moves between surfaces.',
  },
  moved: {
    value: [0.3, 0.7],
    unit: "share of the group's work",
    range: [0, 1],
    meaning:
      "Share of the work that moves, beyond everybody else's move and the usual difference between days.",
    basis: SET_BY_HAND,
    effect: 'Higher: partial moves count for less.',
  },
  minVolumeKept: {
    value: 0.4,
    unit: 'ratio of daily volumes',
    range: [0, 1],
    meaning:
      'The smaller over the larger of the daily volumes before and after: below this, the work did not go on.',
    basis: SET_BY_HAND,
    effect: 'Higher: only moves at an even volume count.',
  },
  sharpness: {
    value: 0.6,
    unit: 'share of the move',
    range: [0, 1],
    meaning: 'The part of the move that must show within sideDays on either side, or it is a drift.',
    basis: SET_BY_HAND,
    effect: 'Higher: slow moves count less often.',
  },
} as const satisfies ParameterFamily;
