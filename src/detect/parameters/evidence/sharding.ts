/** Parameters of the sharding family. */
import { type ParameterFamily, parameter } from '../../../model/parameter.ts';

export const SHARDING_COMPLEMENT_PARAMETERS = {
  fullStrength: parameter(0.6, 'strength 0..1', [0, 1], {
    meaning: "Strength when the total of the parties' days is far steadier than independent parties would make it.",
    effect: 'Higher: stronger sharding evidence from complementary days.',
  }),
  minParties: parameter(5, 'parties', [3, 50], {
    meaning: 'Parties with daily counts that are needed.',
    effect: 'Higher: small groups get no evidence from complementary days.',
  }),
  minDays: parameter(8, 'whole days', [4, 60], {
    meaning: 'Whole days the group must be seen for.',
    effect: 'Higher: short campaigns and short logs get no evidence from complementary days.',
  }),
  surrogates: parameter(64, 'surrogates', [16, 1000], {
    meaning: 'How often the days of the parties are shifted against each other to learn what independent parties give.',
    effect: 'Higher: a steadier estimate of chance, in more time.',
  }),
  ratio: parameter([0.5, 0.2], 'variance ratio', [0, 1], {
    meaning: 'Variance of the total over the sum of the variances, from which parties complete each other; independent parties give 1.',
    basis: "Set by hand; the ratio is Schluter's (Ecology 1984).",
    effect: 'Higher: looser complements count.',
  }),
  deviations: parameter([3, 4.5], 'standard deviations', [0, 12], {
    meaning: 'How far the ratio must lie below that of independent parties.',
    effect: 'Higher: weaker evidence, fewer coincidences.',
  }),
  minRatio: parameter(0.02, 'variance ratio', [0.001, 0.1], {
    meaning: 'Ratios below this are taken for this, and deviations are at least this large.',
    effect: 'Higher: a nearly constant total is distinguished less clearly from a steady one.',
  }),
  strangerVariance: parameter(8, "times the median party's variance", [2, 50], {
    meaning: 'A party whose days vary more than this may be a stranger in the group and is excluded.',
    effect: 'Higher: fewer parties are excluded, and one loud stranger hides the rest.',
  }),
  maxStrangers: parameter(0.2, 'share of parties', [0, 0.5], {
    meaning: 'If more parties than this vary so much, none is excluded.',
    basis: 'Set by hand: a group is seldom pure, but most of it is.',
    effect: 'Higher: complements are found in less pure groups, at the risk of choosing the parties.',
  }),
  dominantShare: parameter(0.5, 'share of the summed variances', [0.1, 1], {
    meaning: 'If one party makes more of the variance than this, the group is that party, and nothing is measured.',
    effect: 'Higher: groups ruled by one party are measured.',
  }),
} as const satisfies ParameterFamily;

export const SHARDING_COMMON_TASKS_PARAMETERS = {
  fullStrength: parameter(0.5, 'strength 0..1', [0, 1], {
    meaning: 'Strength when every party shares a rare task with another member and no outsider does.',
    effect: 'Higher: stronger sharding evidence from tasks sent by several parties.',
  }),
  minParties: parameter(5, 'parties', [3, 50], {
    meaning: 'Parties a group must have.',
    effect: 'Higher: small groups get no evidence from common tasks.',
  }),
  maxSenders: parameter(3, 'parties', [2, 20], {
    meaning: 'A task with more senders is common property, unless maxSendersShare allows more.',
    effect: 'Higher: worksheets and popular prompts begin to count in small groups.',
  }),
  maxSendersShare: parameter(0.25, "share of the group's parties", [0, 1], {
    meaning: 'In large groups a task may have this share of the parties as senders.',
    basis: 'Set by hand: each user of a benchmark sends all of it; a list that is dealt out leaves each task with a few.',
    effect: 'Higher: benchmarks and worksheets begin to count.',
  }),
  tasks: parameter([8, 40], 'tasks', [1, 500], {
    meaning: 'How many such tasks the group must have in common.',
    effect: 'Higher: weaker evidence from a few common tasks.',
  }),
} as const satisfies ParameterFamily;

export const SHARDING_OVERLAP_PARAMETERS = {
  fullStrength: parameter(0.35, 'strength 0..1', [0, 1], {
    meaning: "Strength when members repeat their own tasks and never meet another member's.",
    basis: 'Set by hand, low: lists of their own explain it as well.',
    effect: 'Higher: stronger sharding evidence from tasks that never meet, strangers with one tool included.',
  }),
  minParties: parameter(5, 'parties', [3, 50], {
    meaning: 'Parties a group must have.',
    effect: 'Higher: small groups get no evidence from tasks that never meet.',
  }),
  templateShare: parameter(0.5, 'share of members, share of exchanges', [0, 1], {
    meaning: "Share of the members that must send the group's own segments, and share of its exchanges that must carry them.",
    basis: 'Set by hand: strangers with one tool repeat their own words too, but live by no template of the group.',
    effect: 'Higher: groups that mix in other traffic get no evidence from tasks that never meet.',
  }),
  expectedMeetings: parameter([8, 40], 'meetings', [1, 500], {
    meaning: 'Meetings that draws from one list would make, before their absence says something.',
    effect: 'Higher: weaker evidence where members seldom repeat a task.',
  }),
  metShare: parameter([0.5, 0.1], 'share of expected meetings', [0, 1], {
    meaning: 'Share of the expected meetings that took place: at the first there is no absence, at the second a clear one.',
    effect: 'Higher: lists that overlap more count as cut into shares.',
  }),
  repeatHabit: parameter([2, 5], "times everybody else's rate", [1, 20], {
    meaning: 'How much more often than others the members must repeat their own messages.',
    effect: 'Higher: weaker evidence where repeating is a habit of the platform.',
  }),
  repeatingShare: parameter(0.5, 'share of parties', [0, 1], {
    meaning: 'Share of the parties that must repeat messages.',
    effect: 'Higher: a few repeating parties no longer speak for the group.',
  }),
} as const satisfies ParameterFamily;

export const SHARDING_END_USERS_PARAMETERS = {
  fullStrength: parameter(0.6, 'strength 0..1', [0, 1], {
    meaning: 'Strength when every end user of the group is short-lived and hardly any other end user of the routers is.',
    effect: 'Higher: stronger sharding evidence from rotating end-user ids.',
  }),
  maxExchanges: parameter(5, 'exchanges', [1, 50], {
    meaning: 'An end user with at most so many exchanges, within maxHours, is short-lived.',
    effect: 'Higher: ids that are used longer count; chance explains more.',
  }),
  maxHours: parameter(1, 'hours', [0.1, 48], {
    meaning: "Time within which a short-lived end user comes and goes. The summary names it ('an hour').",
    effect: 'Higher: ids that are used longer count; chance explains more.',
  }),
  minMembers: parameter(8, 'members', [3, 100], {
    meaning: 'End users of routers that a group must have.',
    effect: 'Higher: small groups get no evidence from rotating ids.',
  }),
} as const satisfies ParameterFamily;

export const SHARDING_FOREIGN_SIGNATURES_PARAMETERS = {
  fullStrength: parameter(0.38, 'strength 0..1', [0, 0.39], {
    meaning: 'Strength when circles present the signatures of each other and hardly anybody else does.',
    basis: 'Set by hand between `minRelational` (0.35), from which a group may be a campaign, and the 0.4 of a family that counts for a limit: the fact is content as well.',
    effect: 'Lower than `minRelational`: campaigns that only re-submit traces are not found.',
  }),
  excess: parameter([0.1, 0.4], 'agreement beyond chance 0..1', [0, 1], {
    meaning: 'How many more circles of the group take part than others who present signatures: noise at the first, a clear case at the second.',
    effect: 'Higher: weaker evidence where few members hand over signatures.',
  }),
  circles: parameter([2, 6], 'circles', [2, 100], {
    meaning: 'Number of circles that must take part; up to the first there is no evidence.',
    basis: 'Set by hand: two friends share a transcript.',
    effect: 'Higher: small exchanges of signatures are missed.',
  }),
  issuers: parameter([1, 3], 'circles', [1, 100], {
    meaning: 'Number of circles whose signatures are presented by others; up to the first there is no evidence.',
    basis: 'Set by hand: a published transcript has one author and many readers.',
    effect: 'Higher: operators who harvest with few accounts and clean with many are missed.',
  }),
} as const satisfies ParameterFamily;
