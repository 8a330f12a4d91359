/**
 * Parameters that decide what becomes a campaign: which groups are tested, when a tested group is called a campaign, and which
 * groups are one operator's. The weights of evidence are fitted and have a file of their own (campaign/confidence-weights.ts).
 */
import { DAY } from '../../base/clock.ts';
import { type ParameterFamily, parameter } from '../../model/parameter.ts';

export const DETECTION_PARAMETERS = {
  minParties: parameter(5, 'parties', [2, 100], {
    meaning: 'Groups with fewer parties are not tested and are no campaign.',
    basis: 'Set by hand: a campaign hides one operator behind many parties (decision 6).',
    effect: 'Higher: small campaigns are missed; fewer small groups of acquaintances are tested.',
  }),
  campaignConfidence: parameter(0.5, 'confidence 0..1', [0, 1], {
    meaning: 'A tested group from this confidence on is called a campaign.',
    basis: 'Set by hand: even odds by the fitted weights.',
    effect: 'Higher: fewer campaigns and fewer false positives. At or below `heldCeiling` (0.45) the three conditions on evidence would no longer hold.',
  }),
  seedHarvest: parameter(0.3, 'harvest score 0..1', [0, 1], {
    meaning: 'The users of a segment from this score on are a candidate group by themselves.',
    effect: 'Higher: campaigns that communities hid or divided are missed; detection gets faster.',
  }),
  seedTemplate: parameter(0.4, 'degree of template 0..1', [0, 1], {
    meaning: 'Such a segment must be this much of a template.',
    effect: 'Higher: fewer candidate groups from segments.',
  }),
  seedHarvestShape: parameter(0.2, 'harvest score 0..1', [0, 1], {
    meaning: 'A whole template is a candidate from this score on, whatever its words ask for.',
    basis: 'Set by hand: the shape of a harvest alone gives at most 0.25.',
    effect: 'Higher: campaigns whose words ask for nothing suspicious are missed.',
  }),
  seedWholeTemplate: parameter(0.9, 'degree of template 0..1', [0, 1], {
    meaning: 'A segment from this degree on is a whole template.',
    effect: 'Higher: fewer segments are candidates by their shape alone.',
  }),
  coveredShare: parameter(0.8, 'share of users', [0, 1], {
    meaning: 'Users of a segment of whom this share lie in one accepted group are not tested again.',
    basis: 'Set by hand, to save time.',
    effect: 'Higher: more groups are tested; detection gets slower.',
  }),
  sameUsers: parameter(0.8, 'Jaccard index 0..1', [0, 1], {
    meaning: 'Users of a segment who are this much the same as those of an earlier one are not tested again.',
    basis: 'Set by hand: a template of thirty segments has thirty sets of users that are nearly one.',
    effect: 'Higher: more groups are tested; detection gets slower.',
  }),
  sameGroup: parameter(0.9, 'Jaccard index or share of members 0..1', [0, 1], {
    meaning: 'A group this much like a tested one, or this much inside an accepted one, is not tested again.',
    basis: 'Set by hand, to save time.',
    effect: 'Higher: more groups are tested; detection gets slower.',
  }),
} as const satisfies ParameterFamily;

export const SAMPLING_PARAMETERS = {
  samplings: parameter(4, 'samplings', [2, 20], {
    meaning: 'A campaign is tested again this many times, each time without another part of its members.',
    basis: 'Set by hand: a quarter of the members is more than chance puts on one side of a threshold.',
    effect: 'Higher: each sampling leaves out fewer members, so that they agree more often; detection gets slower.',
  }),
} as const satisfies ParameterFamily;

export const LOOSE_PART_PARAMETERS = {
  minLoose: parameter(5, 'accounts', [1, 100], {
    meaning: 'Accounts of a campaign that no card, mailbox or phone ties to the rest are tested by themselves from this number on.',
    basis: 'Set by hand: the fewest parties that make a group.',
    effect: 'Higher: small groups of people are limited for what others in their campaign share.',
  }),
} as const satisfies ParameterFamily;

export const ACCOUNT_RISK_PARAMETERS = {
  harvestRisk: parameter(0.05, 'risk at harvest intent 1', [0, 0.5], {
    meaning: 'Risk that its own harvest intent gives an account outside every campaign.',
    basis: 'Set by hand: intent without ties proves nothing.',
    effect: 'Higher: single accounts that ask for training data rank higher.',
  }),
  riskOfGroup: parameter(0.6, 'risk per confidence', [0, 1], {
    meaning: 'Part of a tested group’s confidence that its members get as a risk when it is no campaign.',
    effect: 'Higher: members of groups just below the line rank higher.',
  }),
  minNamedGroupConfidence: parameter(0.2, 'confidence 0..1', [0, 1], {
    meaning: 'From this confidence on the tested group is given as a reason for the account’s risk.',
    effect: 'Higher: fewer accounts name the group as a reason.',
  }),
} as const satisfies ParameterFamily;

export const CONFIDENCE_PARAMETERS = {
  minPurpose: parameter(0.2, 'strength 0..1', [0, 1], {
    meaning: 'A sign of what the output is for must be at least this strong, or the group is no campaign.',
    basis: 'Set by hand (decision 13).',
    effect: 'Higher: fewer campaigns; those whose words ask for little are missed first.',
  }),
  minRelational: parameter(0.35, 'strength 0..1', [0, 1], {
    meaning: 'One relational family other than the client must be at least this strong, or the group is no campaign.',
    basis: 'Set by hand: less is what acquaintances, a tutorial or a town would show.',
    effect: 'Higher: campaigns with few ties are missed; fewer false positives among neighbours.',
  }),
  minContent: parameter(0.4, 'strength 0..1', [0, 1], {
    meaning: 'One content family must be at least this strong, or the group is no campaign.',
    basis: 'Set by hand: a tied group with a few harvesters in it is not a campaign of all of them.',
    effect: 'Higher: campaigns that mix in much other traffic are missed.',
  }),
  sweepShape: parameter(0.4, 'strength 0..1', [0.01, 1], {
    meaning: 'Strength of the harvest shape from which accounts that one operator made need no clearer shape to be a sweep.',
    basis: 'Set by hand: an agent’s sessions have no list of tasks, and are no chat either (decision 21).',
    effect: 'Higher: farmed accounts that run agents are missed.',
  }),
  heldCeiling: parameter(0.45, 'confidence 0..1', [0, 0.5], {
    meaning: 'Confidence of a group that fails a condition, at most.',
    basis: 'Set by hand, below `campaignConfidence`.',
    effect: 'At `campaignConfidence` or above, the conditions would no longer hold.',
  }),
  maxConfidence: parameter(0.995, 'confidence 0..1', [0.5, 1], {
    meaning: 'Confidence of any group, at most.',
    basis: 'Set by hand: no sum of evidence is certainty.',
    effect: 'Higher: strong campaigns come closer to 1; their order does not change.',
  }),
  verifiedShare: parameter([0.3, 0.9], 'share of members', [0, 1], {
    meaning: 'Share of verified members from which, and from which fully, openness speaks against a campaign.',
    effect: 'Higher: verified members excuse a group less.',
  }),
  openlyLinkedShare: parameter([0.4, 0.8], 'share of members', [0, 1], {
    meaning: 'Share of openly linked members (one mail domain, one venue, one link) from which, and from which fully, they no longer pass for strangers.',
    effect: 'Higher: colleagues and course members count as strangers, and their common text as a purpose.',
  }),
} as const satisfies ParameterFamily;

export const OVERLAP_PARAMETERS = {
  containedShare: parameter(0.6, 'share of members', [0, 1], {
    meaning: 'An accepted group of which this share are users of a template may be a part of that template’s campaign.',
    effect: 'Higher: two pools with one injected prompt stay two campaigns.',
  }),
  mainTextShare: parameter(0.5, 'share of the most used text’s exchanges', [0, 1], {
    meaning: 'A template with at least this share is a main text of the group.',
    effect: 'Higher: fewer campaigns are joined by a common template.',
  }),
  keptOfEach: parameter(0.6, 'share of members', [0, 1], {
    meaning: 'Accepted groups are joined only if the joint campaign keeps this share of each.',
    effect: 'Higher: fewer campaigns are joined.',
  }),
  keptOfAll: parameter(0.8, 'share of members', [0, 1], {
    meaning: 'Where several groups are joined, the joint campaign keeps this share of all their members.',
    effect: 'Higher: fewer campaigns are joined.',
  }),
  minFreeShare: parameter(0.3, 'share of members', [0, 1], {
    meaning: 'A group held back by a condition may be other work of a campaign when this share of it is in none.',
    effect: 'Higher: campaigns grow by less of their operator’s other work.',
  }),
  sameShare: parameter(0.5, 'share of members', [0, 1], {
    meaning: 'A candidate that overlaps an accepted group by this share is more of the same campaign.',
    effect: 'Higher: overlapping campaigns stay apart more often.',
  }),
} as const satisfies ParameterFamily;

export const POOL_PARAMETERS = {
  minExpectedPairs: parameter(4, 'pairs', [1, 100], {
    meaning: 'Pairs of accounts that chance would tie across two groups of one pool, at least; with fewer nothing can be said.',
    effect: 'Higher: small groups of one pool stay apart.',
  }),
  mixedShare: parameter(0.7, 'share of the expected pairs', [0, 1], {
    meaning: 'Two groups draw on one pool when at least this share of those pairs is tied.',
    basis: 'Set by hand: two customers of one seller get lots of their own and cross less.',
    effect: 'Higher: one operator’s groups stay apart. Lower: customers of one seller become one campaign.',
  }),
  maxBehaviourGap: parameter(2, 'log-likelihood ratio', [0, 10], {
    meaning: 'The groups must also work alike: their behaviour differs by no more than this.',
    basis: 'Set by hand: what one seller’s customers do differs by more (decision 21).',
    effect: 'Higher: customers whom one seller serves at random become one campaign.',
  }),
} as const satisfies ParameterFamily;

export const OPERATOR_PARAMETERS = {
  minPart: parameter(8, 'accounts', [2, 200], {
    meaning: 'Accounts that an operator’s part has, at least.',
    effect: 'Higher: small operators who use a public text stay in a common campaign.',
  }),
  minPartedShare: parameter(0.75, 'share of members', [0, 1], {
    meaning: 'Share of the group that lies in such parts, at least.',
    effect: 'Higher: groups with untied members are not divided.',
  }),
  minExpectedPairs: parameter(10, 'pairs', [1, 200], {
    meaning: 'Pairs of accounts that chance would tie across two parts of one pool, at least.',
    effect: 'Higher: fewer groups are divided.',
  }),
  maxCrossingShare: parameter(0.05, 'share of the expected pairs', [0, 1], {
    meaning: 'Share of those pairs that may be tied across two operators’ parts.',
    basis: 'Set by hand, for what chance may leave.',
    effect: 'Higher: groups are divided although some values lie across the parts.',
  }),
  minBehaviourGap: parameter(3.8, 'log-likelihood ratio', [0, 10], {
    meaning: 'Two operators’ accounts differ in behaviour by at least this, in traits that stay the same from pool to pool.',
    basis: 'Set by hand between what simulated worlds show: pools of one operator differ by 2.7 to 3.6, operators with scripts of their own by 4 and more (decision 21).',
    effect: 'Higher: operators with one public text are one campaign. Lower: one operator’s pools become several.',
  }),
  minOverlapInTime: parameter(0.5, 'share of the shorter time of work', [0, 1], {
    meaning: 'Two operators work at the same time for at least this share; pools of one operator follow one another.',
    effect: 'Higher: fewer groups are divided.',
  }),
} as const satisfies ParameterFamily;

export const SHARED_ORIGIN_PARAMETERS = {
  minUseShare: parameter(0.25, 'share of typical use', [0, 1], {
    meaning: 'An account works for a campaign when its text has this part of the share that it typically has of a member’s traffic.',
    effect: 'Higher: fewer accounts count as working for two campaigns.',
  }),
  minTemplate: parameter(0.5, 'degree of template 0..1', [0, 1], {
    meaning: 'How much of a template a campaign’s text must be for this.',
    effect: 'Higher: fewer accounts count as working for two campaigns.',
  }),
  minOpened: parameter(5, 'accounts', [2, 100], {
    meaning: 'Accounts of a campaign that work for it alone and whose sign-ups are known, so that their density can be told.',
    basis: 'Set by hand: where nearly all accounts are disputed, nobody can tell who opened them.',
    effect: 'Higher: fewer accounts move.',
  }),
  waveMs: parameter(DAY / 24, 'ms', [DAY / 1440, DAY], {
    meaning: 'Width of the exponential kernel of a campaign’s sign-ups.',
    basis: 'Set by hand: sign-ups of one operator come in waves of minutes to hours.',
    effect: 'Higher: sign-ups hours apart are of one wave.',
  }),
  everybodyMs: parameter(DAY, 'ms', [DAY / 24, 30 * DAY], {
    meaning: 'Width of the kernel of everybody’s sign-ups.',
    effect: 'Higher: a flatter curve of all sign-ups.',
  }),
  everybodyShare: parameter(0.1, 'share of the density', [0.001, 0.9], {
    meaning: 'Share of a campaign’s sign-ups that is taken to fall where everybody’s do: the floor of its density.',
    basis: 'Set by hand: some accounts of every campaign are bought one by one.',
    effect: 'Higher: only clear waves move an account.',
  }),
  minRatio: parameter(20, 'likelihood ratio', [1, 10_000], {
    meaning: 'How much likelier an account’s sign-up is among the other campaign’s than among those of its present one, for it to move.',
    basis: 'Set by hand: the usual odds of strong evidence.',
    effect: 'Higher: fewer accounts move.',
  }),
  actionLines: parameter([0.5, 0.75, 0.9, 0.99], 'confidence 0..1', [0, 1], {
    meaning: 'Confidences at which the default policy changes its action: no move takes a campaign below one that it had reached.',
    effect: 'More lines: fewer accounts move.',
  }),
} as const satisfies ParameterFamily;
