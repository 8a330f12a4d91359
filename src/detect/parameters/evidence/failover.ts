/** Parameters of the failover family. */
import { type ParameterFamily, parameter } from '../../../model/parameter.ts';

export const FAILOVER_POOLS_PARAMETERS = {
  fullStrength: parameter(0.9, 'strength 0..1', [0, 1], {
    meaning: 'Strength when part of the group was closed and all others began or rose within days, and hardly anybody else did.',
    effect: 'Higher: stronger failover evidence from second pools.',
  }),
  windowDays: parameter(3, 'days', [1, 14], {
    meaning: 'A member that begins at most this long after the closing belongs to a second pool.',
    effect: 'Higher: slower second pools count, and chance explains more of them.',
  }),
  leadDays: parameter(1, 'days', [0, 7], {
    meaning: 'So does one that began at most this long before it.',
    effect: 'Higher: pools opened beforehand count, and chance explains more of them.',
  }),
  minClosed: parameter(3, 'members', [2, 20], {
    meaning: 'Closed members, and members still open, that are needed.',
    effect: 'Higher: a few closings say nothing.',
  }),
  enoughClosedShare: parameter(0.1, 'share of members', [0, 1], {
    meaning: 'Share of the members, and one more, that must have been closed for the full strength.',
    effect: 'Higher: weaker evidence where few of many were closed.',
  }),
  comparedDays: parameter(4, 'days', [1, 14], {
    meaning: 'Days before and after the closing whose volumes are compared.',
    effect: 'Higher: slower rises count; short ones are averaged away.',
  }),
  rise: parameter(3, 'times as much', [1, 20], {
    meaning: 'By what factor the volume of a member must rise.',
    effect: 'Higher: fewer members count as risen.',
  }),
  minRisen: parameter(12, 'exchanges', [2, 200], {
    meaning: 'Exchanges after the closing that a rise must come to.',
    effect: 'Higher: slow accounts never count as risen.',
  }),
  daysTried: parameter(16, 'days', [4, 100], {
    meaning: 'Other times of the window at which the rises of the same members are counted for comparison.',
    effect: 'Higher: a steadier estimate of chance, in more time.',
  }),
} as const satisfies ParameterFamily;

export const FAILOVER_REPLACEMENT_PARAMETERS = {
  fullStrength: parameter(0.75, 'strength 0..1', [0, 1], {
    meaning: 'Strength when a new account of the group follows each closing within hours.',
    effect: 'Higher: stronger failover evidence from replaced accounts.',
  }),
  withinHours: parameter(8, 'hours', [1, 72], {
    meaning: "A replacement comes within this time. The summary names it in words ('eight hours').",
    effect: 'Higher: slower replacements count, and chance explains more of them.',
  }),
  apartHours: parameter(2, 'hours', [0, 24], {
    meaning: 'Closings nearer to each other than this count as one.',
    basis: 'Set by hand: what follows a mass closing is the matter of pools.',
    effect: 'Higher: fewer closings are counted.',
  }),
  minReplaced: parameter(3, 'replacements', [2, 20], {
    meaning: 'Closings, beginnings and replacements that are needed.',
    effect: 'Higher: a few replacements say nothing.',
  }),
  deviations: parameter([2.5, 6], 'standard deviations', [0, 20], {
    meaning: 'By how much replacements must exceed those that other times would give.',
    effect: 'Higher: weaker evidence, fewer coincidences.',
  }),
  share: parameter([0.25, 0.7], 'share of closings', [0, 1], {
    meaning: 'Share of the closings that are replaced beyond chance.',
    effect: 'Higher: weaker evidence where only some accounts are replaced.',
  }),
} as const satisfies ParameterFamily;

export const FAILOVER_PATHWAY_PARAMETERS = {
  fullStrength: parameter(0.6, 'strength 0..1', [0, 1], {
    meaning: 'Strength when nearly all work of the group moves to another surface from one day to the next.',
    effect: 'Higher: stronger failover evidence from moves between surfaces.',
  }),
  sideDays: parameter(3, 'days', [1, 14], {
    meaning: 'Days that are needed before and after a move, and in which a sharp move shows.',
    effect: 'Higher: moves near the ends of the log are missed; slower moves count as sharp.',
  }),
  minParties: parameter(5, 'parties', [2, 50], {
    meaning: 'Parties that must leave one surface, and parties that must arrive on the other.',
    basis: "Set by hand: one customer's change of platform is one customer's.",
    effect: 'Higher: small groups get no evidence from moves between surfaces.',
  }),
  moved: parameter([0.3, 0.7], "share of the group's work", [0, 1], {
    meaning: "Share of the work that moves, beyond everybody else's move and the usual difference between days.",
    effect: 'Higher: partial moves count for less.',
  }),
  minVolumeKept: parameter(0.4, 'ratio of daily volumes', [0, 1], {
    meaning: 'The smaller over the larger of the daily volumes before and after: below this, the work did not go on.',
    effect: 'Higher: only moves at an even volume count.',
  }),
  sharpness: parameter(0.6, 'share of the move', [0, 1], {
    meaning: 'The part of the move that must show within sideDays on either side, or it is a drift.',
    effect: 'Higher: slow moves count less often.',
  }),
} as const satisfies ParameterFamily;
