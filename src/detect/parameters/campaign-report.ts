/**
 * Parameters of how campaigns are described and followed from run to run. None of them changes who is found; those of lineage
 * change which id a campaign has.
 */
import { type ParameterFamily, SET_BY_HAND } from '../../model/parameter.ts';

const NO_FINDING = 'Higher: more is listed; no finding changes.';
const FOR_A_READER = 'Set by hand, for what a reader can take in.';
/** Basis of sizes in the list of dismissed groups. */
const WOULD_ASK = 'Set by hand: sizes from which an analyst would ask why nothing was reported.';
const FEWER_DISMISSED = 'Higher: fewer dismissed groups are listed; no finding changes.';

/** Read by campaign/describe.ts. */
export const DESCRIPTION_PARAMETERS = {
  maxSegments: {
    value: 24,
    unit: 'segments',
    range: [1, 1000],
    meaning: 'Segments that a campaign lists, and by which its requests are recognised, at most.',
    basis: FOR_A_READER,
    effect: 'Higher: campaigns with many texts are recognised by more of them.',
  },
  minMarkSpecificity: {
    value: 0.8,
    unit: 'share of users',
    range: [0, 1],
    meaning:
      'Members’ share of a segment’s users from which a request that carries it points to the campaign.',
    basis: 'Set by hand: a tool’s prompt under which most members work says nothing about who sends it.',
    effect: 'Lower: honest requests with the same text are matched to the campaign.',
  },
  severeConfidence: {
    value: 0.9,
    unit: 'confidence 0..1',
    range: [0, 1],
    meaning: 'Confidence from which a large campaign is of high or critical severity.',
    basis: SET_BY_HAND,
    effect: 'Higher: fewer campaigns of high severity.',
  },
  criticalMembers: {
    value: 1000,
    unit: 'members',
    range: [1, 1_000_000],
    meaning: 'Members from which a campaign of that confidence is critical.',
    basis: SET_BY_HAND,
    effect: 'Higher: fewer critical campaigns.',
  },
  criticalExchanges: {
    value: 1_000_000,
    unit: 'exchanges',
    range: [1, 1_000_000_000],
    meaning: 'Exchanges from which a campaign of that confidence is critical.',
    basis: SET_BY_HAND,
    effect: 'Higher: fewer critical campaigns.',
  },
  highMembers: {
    value: 20,
    unit: 'members',
    range: [1, 100_000],
    meaning: 'Members from which a campaign of that confidence is of high severity.',
    basis: SET_BY_HAND,
    effect: 'Higher: fewer campaigns of high severity.',
  },
  highExchanges: {
    value: 10_000,
    unit: 'exchanges',
    range: [1, 100_000_000],
    meaning: 'Exchanges from which a campaign of that confidence is of high severity.',
    basis: SET_BY_HAND,
    effect: 'Higher: fewer campaigns of high severity.',
  },
  mediumConfidence: {
    value: 0.7,
    unit: 'confidence 0..1',
    range: [0, 1],
    meaning: 'Confidence from which any campaign is of medium severity.',
    basis: SET_BY_HAND,
    effect: 'Higher: more campaigns of low severity.',
  },
  minListedShare: {
    value: 0.005,
    unit: 'share of a campaign’s traffic',
    range: [0, 1],
    meaning: 'Capabilities and intents below this share are not listed.',
    basis: FOR_A_READER,
    effect: 'Higher: shorter lists; no finding changes.',
  },
  contentMemberRisk: {
    value: 0.7,
    unit: 'share of the campaign’s confidence',
    range: [0, 1],
    meaning: 'Part of a member’s risk for living by the campaign’s text.',
    basis: SET_BY_HAND,
    effect: 'Higher: senders of the text rank higher.',
  },
  plainMemberRisk: {
    value: 0.4,
    unit: 'share of the campaign’s confidence',
    range: [0, 1],
    meaning: 'The same part for other members.',
    basis: SET_BY_HAND,
    effect: 'Higher: members without the text rank higher.',
  },
  tiedMemberRisk: {
    value: 0.3,
    unit: 'share of the campaign’s confidence',
    range: [0, 1],
    meaning: 'Part of a member’s risk for sharing a rare value with others.',
    basis: SET_BY_HAND,
    effect: 'Higher: tied members rank higher.',
  },
  untiedMemberRisk: {
    value: 0.15,
    unit: 'share of the campaign’s confidence',
    range: [0, 1],
    meaning: 'The same part for untied members.',
    basis: SET_BY_HAND,
    effect: 'Higher: untied members rank higher.',
  },
} as const satisfies ParameterFamily;

/** Read by campaign/member-ties.ts and campaign/network-picture.ts. */
export const PICTURE_PARAMETERS = {
  minReasonWeight: {
    value: 0.5,
    unit: 'weight of a link',
    range: [0, 3],
    meaning: 'Layers lighter than this are drawn but are no reason about one account.',
    basis: 'Set by hand: it leaves out the common layers (0.3), a popular client or an issuer range.',
    effect: 'Higher: members have fewer reasons, and more of them count as untied in their risk.',
  },
  maxReasons: {
    value: 4,
    unit: 'ties',
    range: [1, 50],
    meaning: 'Ties named for one account, at most.',
    basis: FOR_A_READER,
    effect: NO_FINDING,
  },
  maxValues: {
    value: 14,
    unit: 'values',
    range: [1, 200],
    meaning: 'Values drawn in the picture of a campaign, and kept of each family, at most.',
    basis: FOR_A_READER,
    effect: NO_FINDING,
  },
  maxAccounts: {
    value: 36,
    unit: 'accounts',
    range: [1, 500],
    meaning: 'Accounts drawn in the picture of a campaign, at most.',
    basis: FOR_A_READER,
    effect: NO_FINDING,
  },
  maxSegments: {
    value: 4,
    unit: 'segments',
    range: [0, 50],
    meaning: 'Own segments drawn beside the values, at most.',
    basis: FOR_A_READER,
    effect: NO_FINDING,
  },
} as const satisfies ParameterFamily;

/** Read by campaign/related.ts. */
export const RELATED_PARAMETERS = {
  minLayerWeight: {
    value: 0.5,
    unit: 'weight of a link',
    range: [0, 3],
    meaning: 'Layers from this weight on are infrastructure that campaigns may share.',
    basis: 'Set by hand: an issuer range or a popular client is not shared infrastructure.',
    effect: 'Higher: fewer campaigns are shown as related.',
  },
  minCampaignShare: {
    value: 0.5,
    unit: 'share of holders',
    range: [0, 1],
    meaning: 'A value of whose holders fewer than this share are in campaigns is popular and relates nobody.',
    basis: SET_BY_HAND,
    effect: 'Higher: fewer campaigns are shown as related.',
  },
  minValues: {
    value: 2,
    unit: 'values',
    range: [1, 100],
    meaning: 'Shared values of one kind, at least.',
    basis: 'Set by hand: one shared value may be chance.',
    effect: 'Higher: fewer campaigns are shown as related.',
  },
  minExchanges: {
    value: 3,
    unit: 'exchanges',
    range: [1, 1000],
    meaning: 'Exchanges with the other campaign’s own text from which a member counts as being in both.',
    basis: SET_BY_HAND,
    effect: 'Higher: fewer accounts count as being in both.',
  },
} as const satisfies ParameterFamily;

/** Read by campaign/dismissed-groups.ts. */
export const DISMISSED_PARAMETERS = {
  maxPerKind: {
    value: 5,
    unit: 'groups',
    range: [1, 100],
    meaning: 'Dismissed groups listed of each kind, at most; of tested groups twice as many.',
    basis: FOR_A_READER,
    effect: NO_FINDING,
  },
  minTemplate: {
    value: 0.2,
    unit: 'degree of template 0..1',
    range: [0, 1],
    meaning: 'A segment below this is a passage that people quote, not a prompt that they share.',
    basis: 'Set by hand: the same line as for a group’s own texts.',
    effect: FEWER_DISMISSED,
  },
  minOrganisation: {
    value: 4,
    unit: 'accounts',
    range: [2, 1000],
    meaning: 'Accounts of a verified organisation that is listed.',
    basis: WOULD_ASK,
    effect: FEWER_DISMISSED,
  },
  minPromptUsers: {
    value: 10,
    unit: 'accounts',
    range: [2, 1000],
    meaning: 'Users of a popular prompt that is listed.',
    basis: WOULD_ASK,
    effect: FEWER_DISMISSED,
  },
  minNetworkUsers: {
    value: 8,
    unit: 'accounts',
    range: [2, 1000],
    meaning: 'Users of a shared address that is listed.',
    basis: WOULD_ASK,
    effect: FEWER_DISMISSED,
  },
  minRouted: {
    value: 8,
    unit: 'end users',
    range: [2, 1000],
    meaning: 'End users of a router that is listed.',
    basis: WOULD_ASK,
    effect: FEWER_DISMISSED,
  },
  minGroup: {
    value: 5,
    unit: 'accounts',
    range: [2, 1000],
    meaning: 'Members of a tested group that is listed.',
    basis: WOULD_ASK,
    effect: FEWER_DISMISSED,
  },
  minEvent: {
    value: 0.5,
    unit: 'degree of explanation 0..1',
    range: [0, 1],
    meaning: 'From here on the event that explains a tested group is given as a reason.',
    basis: 'Set by hand: the event then explains a good part of it.',
    effect: 'Higher: the event is named for fewer groups; no finding changes.',
  },
  minNamedStrength: {
    value: 0.3,
    unit: 'strength 0..1',
    range: [0, 1],
    meaning:
      'A tested group is listed when it has evidence at least this strong; weaker evidence is not named.',
    basis: SET_BY_HAND,
    effect: FEWER_DISMISSED,
  },
  maxNamedEvidence: {
    value: 3,
    unit: 'rows',
    range: [0, 14],
    meaning: 'Rows of evidence named for a dismissed group, at most.',
    basis: FOR_A_READER,
    effect: NO_FINDING,
  },
} as const satisfies ParameterFamily;

/** Read by campaign/lineage.ts. */
export const LINEAGE_PARAMETERS = {
  minAlike: {
    value: 0.3,
    unit: 'Jaccard index 0..1',
    range: [0, 1],
    meaning: 'Two sets of accounts from two runs are one campaign’s when they are this much alike, …',
    basis: 'The matching of Greene, Doyle and Cunningham (ASONAM 2010); this value is set by hand.',
    effect: 'Higher: a campaign that changes many accounts gets a new id.',
  },
  minContained: {
    value: 0.5,
    unit: 'share of the smaller set',
    range: [0, 1],
    meaning: '… or when this share of the smaller lies in the larger.',
    basis: SET_BY_HAND,
    effect: 'Higher: fewer growths, merges and splits are recognised.',
  },
  minAbsorbed: {
    value: 0.5,
    unit: 'share of accounts',
    range: [0, 1],
    meaning:
      'A campaign is now part of another one when more than this share of its accounts is in that one.',
    basis: 'Set by hand: most of them.',
    effect: 'Higher: more campaigns end instead of merging.',
  },
  minSameText: {
    value: 0.5,
    unit: 'share of the shorter list',
    range: [0, 1],
    meaning: 'Without an account in common, this share of the own segments must agree.',
    basis: SET_BY_HAND,
    effect: 'Higher: a campaign that changes all its accounts and some texts gets a new id.',
  },
} as const satisfies ParameterFamily;
