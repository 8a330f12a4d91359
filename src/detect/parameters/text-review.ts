/**
 * Parameters of texts under review: which harvest texts are shown although nothing ties those who send them, and in which order.
 * None of them changes a campaign, a risk or an action.
 */
import { DAY } from '../../base/clock.ts';
import { type ParameterFamily, parameter } from '../../model/parameter.ts';

const MORE_TEXTS = 'Higher: fewer texts are shown; no campaign, risk or action changes.';

export const TEXT_REVIEW_PARAMETERS = {
  minTemplate: parameter(0.5, 'degree of template 0..1', [0, 1], {
    meaning: 'A segment below this is a passage that people quote and is never shown.',
    effect: MORE_TEXTS,
  }),
  minCircles: parameter(8, 'circles', [2, 1000], {
    meaning: 'Circles (people under one small mail domain, or of one party) that send a text under review, at least. Users covered by a grant or in a campaign are not counted.',
    basis: 'Set by hand: a laboratory and an office are one circle, and a few people who share a prompt are acquaintances.',
    effect: MORE_TEXTS,
  }),
  minScore: parameter(0.25, 'score 0..1', [0, 1], {
    meaning: 'Score from which a text is shown.',
    basis:
      'Set by hand on simulated worlds: private harvest texts of forty accounts score 0.4 and more; public scripts, the honest text that is most like them, 0.3 to 0.4; other honest texts less than 0.25.',
    effect: MORE_TEXTS,
  }),
  maxShown: parameter(8, 'texts', [1, 100], {
    meaning: 'Texts shown of one detection run, at most; the others are counted.',
    basis: 'Set by hand, for what a person reads in a sitting.',
    effect: 'Higher: longer lists.',
  }),
  inCampaignShare: parameter(0.5, 'share of users', [0, 1], {
    meaning: 'A text is not listed when at least this share of its users are in campaigns.',
    effect: 'Higher: texts of campaigns are listed again for those of their users who are in none.',
  }),
  sameUsers: parameter(0.6, 'share of the smaller set of users', [0, 1], {
    meaning: 'Two segments whose users overlap this much are parts of one text.',
    basis: 'Set by hand: a template that is reworded has many segments, each with some of the users.',
    effect: 'Higher: one template is listed several times.',
  }),
  togetherShare: parameter(0.2, 'share of the rarer segment’s exchanges', [0, 1], {
    meaning: 'Two segments of a text that occur together in less than this are parts of it, whose exchanges add up.',
    basis: 'Set by hand: the variants of a template stand beside its other sentences, two templates do not.',
    effect: 'Higher: exchanges that carry two segments are counted twice.',
  }),
  occasionalUse: parameter(0.2, 'share of typical use', [0, 1], {
    meaning: 'Whose share of exchanges with the text is less than this part of a typical user’s has met a passage of it and is no user.',
    effect: 'Higher: users who send little of it are not listed.',
  }),
  minUses: parameter(3, 'exchanges', [1, 100], {
    meaning: 'Exchanges with the text from which a unit is a user, unless a typical user has fewer.',
    effect: 'Higher: users who send little of it are not listed.',
  }),
} as const satisfies ParameterFamily;

export const TEXT_SCORE_PARAMETERS = {
  purpose: parameter([0.35, 0.75], 'harvest score 0..1', [0, 1], {
    meaning: 'Harvest score of the text from which, and from which fully, its exchanges count as a harvest.',
    basis: 'Set by hand: the shape of a harvest alone gives at most 0.25, so that the purpose is always part of it.',
    effect: MORE_TEXTS,
  }),
  faintIntent: parameter([0.15, 0.4], 'harvest intent 0..1', [0, 1], {
    meaning: 'Mean harvest intent from which, and from which fully, one-shot exchanges that all differ count as a harvest for a reader, below what `purpose` asks for.',
    basis: 'Set by hand on simulated worlds: harvests whose wording the classifier hardly knows are at 0.25 to 0.35, honest work of that shape at 0.2 and less.',
    effect: MORE_TEXTS,
  }),
  popularShare: parameter([0.25, 0.5], 'share of all units', [0, 1], {
    meaning: 'Share of all units that send the text from which it stops, and has stopped, to be private.',
    effect: 'Higher: texts that much of the population sends are shown.',
  }),
  trafficShare: parameter([0.15, 0.5], 'share of a user’s exchanges', [0, 1], {
    meaning: 'Median share of its users’ exchanges from which, and from which fully, they live by the text.',
    basis: 'Set by hand: a prompt that makes the rounds is a tenth of what its users send.',
    effect: MORE_TEXTS,
  }),
  sweptBodies: parameter([20, 100], 'different messages a user', [1, 10_000], {
    meaning: 'Different messages a user from which, and from which fully, the text is swept over a list of tasks.',
    basis: 'Set by hand: people try a prompt that they have read of some ten times.',
    effect: 'Higher: harvests that hide in much other traffic are missed.',
  }),
  sweptWeight: parameter(0.6, 'share of the score', [0, 1], {
    meaning: 'What a text is worth that is swept over many messages by users who do not live by it.',
    effect: 'Higher: such texts rank higher.',
  }),
  differentShare: parameter([0.04, 0.2], 'different messages per exchange', [0, 1], {
    meaning: 'Different messages per exchange from which, and from which fully, the text is no finite list that all its users run.',
    basis: 'Set by hand: labs that run one benchmark send the same few hundred items; several samples a task are a fifth.',
    effect: 'Higher: harvests with many samples a task are missed. Lower: benchmarks are shown.',
  }),
  verifiedShare: parameter([0.3, 0.9], 'share of users', [0, 1], {
    meaning: 'Share of users with a verified identity or business from which, and from which fully, they speak against a hidden harvest.',
    effect: 'Higher: more texts of verified customers are shown.',
  }),
  burstDays: parameter(3, 'days', [1, 30], {
    meaning: 'Busiest days of a user that are compared with all of them.',
    effect: 'Higher: more users seem to have worked through the text at one go.',
  }),
  burstShare: parameter([0.5, 0.9], 'share of a user’s exchanges', [0, 1], {
    meaning: 'Share of its exchanges on those days from which, and from which fully, a typical user tried the text once.',
    basis: 'Set by hand: who tries a public script runs it for one to three days.',
    effect: 'Higher: public scripts rank higher.',
  }),
  burstPrior: parameter(10, 'exchanges', [0, 100], {
    meaning: 'Exchanges that say nothing, added to each user’s own: an account with a handful has busiest days whatever it does.',
    effect: 'Higher: only users with many exchanges seem to have worked through the text at one go.',
  }),
  burstWeight: parameter(0.6, 'share of the score', [0, 1], {
    meaning: 'What is taken off the score then.',
    effect: 'Higher: public scripts rank lower, and so do harvests that spend each account within days.',
  }),
  fullCircles: parameter(60, 'circles', [2, 10_000], {
    meaning: 'Circles from which the number of users takes nothing off the score.',
    effect: 'Higher: small groups of users rank lower.',
  }),
  fewCirclesWeight: parameter(0.4, 'share of the score', [0, 1], {
    meaning: 'What is taken off the score of a text with the fewest circles that are shown.',
    effect: 'Higher: small groups of users rank lower.',
  }),
} as const satisfies ParameterFamily;

export const TEXT_DESCRIPTION_PARAMETERS = {
  dropOutMs: parameter(5 * DAY, 'ms', [DAY, 60 * DAY], {
    meaning: 'A user has dropped out when its last exchange came within this time of its first, and this long before the end of the log.',
    effect: 'Higher: more users count as having dropped out; only the description changes.',
  }),
  manyDroppedOut: parameter(0.3, 'share of users', [0, 1], {
    meaning: 'Share of drop-outs from which they are named as speaking against a harvest.',
    effect: 'Higher: fewer texts look passed round; only the description changes.',
  }),
  lowDrift: parameter(0.1, 'share of users', [0, 1], {
    meaning: 'Share of drop-outs up to which it is named as speaking for a harvest that nearly all users stay.',
    effect: 'Higher: more texts are said to keep their users; only the description changes.',
  }),
  minNamedStrength: parameter(0.3, 'strength 0..1', [0, 1], {
    meaning: 'Content evidence of the tested group from this strength on is quoted.',
    effect: 'Higher: fewer rows are quoted.',
  }),
  sameGroup: parameter(0.5, 'Jaccard index 0..1', [0, 1], {
    meaning: 'A tested group this much like the users speaks for them.',
    effect: 'Higher: evidence is quoted for fewer texts.',
  }),
  minRelational: parameter(0.15, 'strength 0..1', [0, 1], {
    meaning: 'Strength of relational evidence of that group from which it is quoted and its users count as weakly tied.',
    effect: 'Higher: fewer texts are said to have weakly tied users; only the description changes.',
  }),
  routersPrompt: parameter(0.5, 'share of a router’s end users', [0, 1], {
    meaning: 'Share of a router’s end users from which the text may be the router’s own prompt.',
    effect: 'Higher: fewer texts are said to be possibly a router’s own.',
  }),
  maxSegments: parameter(12, 'segments', [1, 200], {
    meaning: 'Segments that a text lists, at most.',
    effect: 'Higher: longer lists; a text is recognised from run to run by more of them.',
  }),
} as const satisfies ParameterFamily;
