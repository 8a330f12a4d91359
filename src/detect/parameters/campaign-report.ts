/**
 * Parameters of how campaigns are described and followed from run to run. None of them changes who is found; those of lineage
 * change which id a campaign has.
 */
import { type ParameterFamily, parameter } from '../../model/parameter.ts';

const NO_FINDING = 'Higher: more is listed; no finding changes.';
const FOR_A_READER = 'Set by hand, for what a reader can take in.';
/** Basis of sizes in the list of dismissed groups. */
const WOULD_ASK = 'Set by hand: sizes from which an analyst would ask why nothing was reported.';
const FEWER_DISMISSED = 'Higher: fewer dismissed groups are listed; no finding changes.';

export const DESCRIPTION_PARAMETERS = {
  maxSegments: parameter(24, 'segments', [1, 1000], {
    meaning: 'Segments that a campaign lists, and by which its requests are recognised, at most.',
    basis: FOR_A_READER,
    effect: 'Higher: campaigns with many texts are recognised by more of them.',
  }),
  minMarkSpecificity: parameter(0.8, 'share of users', [0, 1], {
    meaning: 'Members’ share of a segment’s users from which a request that carries it points to the campaign.',
    basis: 'Set by hand: a tool’s prompt under which most members work says nothing about who sends it.',
    effect: 'Lower: honest requests with the same text are matched to the campaign.',
  }),
  severeConfidence: parameter(0.9, 'confidence 0..1', [0, 1], {
    meaning: 'Confidence from which a large campaign is of high or critical severity.',
    effect: 'Higher: fewer campaigns of high severity.',
  }),
  criticalMembers: parameter(1000, 'members', [1, 1_000_000], {
    meaning: 'Members from which a campaign of that confidence is critical.',
    effect: 'Higher: fewer critical campaigns.',
  }),
  criticalExchanges: parameter(1_000_000, 'exchanges', [1, 1_000_000_000], {
    meaning: 'Exchanges from which a campaign of that confidence is critical.',
    effect: 'Higher: fewer critical campaigns.',
  }),
  highMembers: parameter(20, 'members', [1, 100_000], {
    meaning: 'Members from which a campaign of that confidence is of high severity.',
    effect: 'Higher: fewer campaigns of high severity.',
  }),
  highExchanges: parameter(10_000, 'exchanges', [1, 100_000_000], {
    meaning: 'Exchanges from which a campaign of that confidence is of high severity.',
    effect: 'Higher: fewer campaigns of high severity.',
  }),
  mediumConfidence: parameter(0.7, 'confidence 0..1', [0, 1], {
    meaning: 'Confidence from which any campaign is of medium severity.',
    effect: 'Higher: more campaigns of low severity.',
  }),
  minListedShare: parameter(0.005, 'share of a campaign’s traffic', [0, 1], {
    meaning: 'Capabilities and intents below this share are not listed.',
    basis: FOR_A_READER,
    effect: 'Higher: shorter lists; no finding changes.',
  }),
  contentMemberRisk: parameter(0.7, 'share of the campaign’s confidence', [0, 1], {
    meaning: 'Part of a member’s risk for living by the campaign’s text.',
    effect: 'Higher: senders of the text rank higher.',
  }),
  plainMemberRisk: parameter(0.4, 'share of the campaign’s confidence', [0, 1], {
    meaning: 'The same part for other members.',
    effect: 'Higher: members without the text rank higher.',
  }),
  tiedMemberRisk: parameter(0.3, 'share of the campaign’s confidence', [0, 1], {
    meaning: 'Part of a member’s risk for sharing a rare value with others.',
    effect: 'Higher: tied members rank higher.',
  }),
  untiedMemberRisk: parameter(0.15, 'share of the campaign’s confidence', [0, 1], {
    meaning: 'The same part for untied members.',
    effect: 'Higher: untied members rank higher.',
  }),
} as const satisfies ParameterFamily;

export const PICTURE_PARAMETERS = {
  minReasonWeight: parameter(0.5, 'weight of a link', [0, 3], {
    meaning: 'Layers lighter than this are drawn but are no reason about one account.',
    basis: 'Set by hand: it leaves out the common layers (0.3), a popular client or an issuer range.',
    effect: 'Higher: members have fewer reasons, and more of them count as untied in their risk.',
  }),
  maxReasons: parameter(4, 'ties', [1, 50], {
    meaning: 'Ties named for one account, at most.',
    basis: FOR_A_READER,
    effect: NO_FINDING,
  }),
  maxValues: parameter(14, 'values', [1, 200], {
    meaning: 'Values drawn in the picture of a campaign, and kept of each family, at most.',
    basis: FOR_A_READER,
    effect: NO_FINDING,
  }),
  maxAccounts: parameter(36, 'accounts', [1, 500], {
    meaning: 'Accounts drawn in the picture of a campaign, at most.',
    basis: FOR_A_READER,
    effect: NO_FINDING,
  }),
  maxSegments: parameter(4, 'segments', [0, 50], {
    meaning: 'Own segments drawn beside the values, at most.',
    basis: FOR_A_READER,
    effect: NO_FINDING,
  }),
} as const satisfies ParameterFamily;

export const RELATED_PARAMETERS = {
  minLayerWeight: parameter(0.5, 'weight of a link', [0, 3], {
    meaning: 'Layers from this weight on are infrastructure that campaigns may share.',
    basis: 'Set by hand: an issuer range or a popular client is not shared infrastructure.',
    effect: 'Higher: fewer campaigns are shown as related.',
  }),
  minCampaignShare: parameter(0.5, 'share of holders', [0, 1], {
    meaning: 'A value of whose holders fewer than this share are in campaigns is popular and relates no campaigns.',
    effect: 'Higher: fewer campaigns are shown as related.',
  }),
  minValues: parameter(2, 'values', [1, 100], {
    meaning: 'Shared values of one kind, at least.',
    basis: 'Set by hand: one shared value may be chance.',
    effect: 'Higher: fewer campaigns are shown as related.',
  }),
  minExchanges: parameter(3, 'exchanges', [1, 1000], {
    meaning: 'Exchanges with the other campaign’s own text from which a member counts as being in both.',
    effect: 'Higher: fewer accounts count as being in both.',
  }),
} as const satisfies ParameterFamily;

export const DISMISSED_PARAMETERS = {
  maxPerKind: parameter(5, 'groups', [1, 100], {
    meaning: 'Dismissed groups listed of each kind, at most; of tested groups twice as many.',
    basis: FOR_A_READER,
    effect: NO_FINDING,
  }),
  minTemplate: parameter(0.2, 'degree of template 0..1', [0, 1], {
    meaning: 'A segment below this is a passage that people quote, not a prompt that they share.',
    basis: 'Set by hand: the same line as for a group’s own texts.',
    effect: FEWER_DISMISSED,
  }),
  minOrganisation: parameter(4, 'accounts', [2, 1000], {
    meaning: 'Accounts of a verified organisation that is listed.',
    basis: WOULD_ASK,
    effect: FEWER_DISMISSED,
  }),
  minPromptUsers: parameter(10, 'accounts', [2, 1000], {
    meaning: 'Users of a popular prompt that is listed.',
    basis: WOULD_ASK,
    effect: FEWER_DISMISSED,
  }),
  minNetworkUsers: parameter(8, 'accounts', [2, 1000], {
    meaning: 'Users of a shared address that is listed.',
    basis: WOULD_ASK,
    effect: FEWER_DISMISSED,
  }),
  minRouted: parameter(8, 'end users', [2, 1000], {
    meaning: 'End users of a router that is listed.',
    basis: WOULD_ASK,
    effect: FEWER_DISMISSED,
  }),
  minGroup: parameter(5, 'accounts', [2, 1000], {
    meaning: 'Members of a tested group that is listed.',
    basis: WOULD_ASK,
    effect: FEWER_DISMISSED,
  }),
  minEvent: parameter(0.5, 'degree of explanation 0..1', [0, 1], {
    meaning: 'From here on the event that explains a tested group is given as a reason.',
    basis: 'Set by hand: the event then explains a good part of it.',
    effect: 'Higher: the event is named for fewer groups; no finding changes.',
  }),
  minNamedStrength: parameter(0.3, 'strength 0..1', [0, 1], {
    meaning: 'A tested group is listed when it has evidence at least this strong; weaker evidence is not named.',
    effect: FEWER_DISMISSED,
  }),
  maxNamedEvidence: parameter(3, 'rows', [0, 14], {
    meaning: 'Rows of evidence named for a dismissed group, at most.',
    basis: FOR_A_READER,
    effect: NO_FINDING,
  }),
} as const satisfies ParameterFamily;

export const LINEAGE_PARAMETERS = {
  minAlike: parameter(0.3, 'Jaccard index 0..1', [0, 1], {
    meaning: 'Two sets of accounts from two runs are one campaign’s when they are this much alike, …',
    basis: 'The matching of Greene, Doyle and Cunningham (ASONAM 2010); this value is set by hand.',
    effect: 'Higher: a campaign that changes many accounts gets a new id.',
  }),
  minContained: parameter(0.5, 'share of the smaller set', [0, 1], {
    meaning: '… or when this share of the smaller lies in the larger.',
    effect: 'Higher: fewer growths, merges and splits are recognised.',
  }),
  minAbsorbed: parameter(0.5, 'share of accounts', [0, 1], {
    meaning: 'A campaign is now part of another one when more than this share of its accounts is in that one.',
    basis: 'Set by hand: most of them.',
    effect: 'Higher: more campaigns end instead of merging.',
  }),
  minSameText: parameter(0.5, 'share of the shorter list', [0, 1], {
    meaning: 'Without an account in common, this share of the own segments must agree.',
    effect: 'Higher: a campaign that changes all its accounts and some texts gets a new id.',
  }),
} as const satisfies ParameterFamily;
