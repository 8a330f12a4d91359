/**
 * Parameters of how groups form: candidate communities, what ties members, how communities of several operators are split, and
 * how sharing is compared with chance.
 */
import { type ParameterFamily, parameter } from '../../model/parameter.ts';

export const CLUSTER_PARAMETERS = {
  segmentWeight: parameter(2, 'weight of a link', [0, 5], {
    meaning: 'Weight of a shared template that looks like a harvest, beside the weights of the layers.',
    basis: 'Set by hand; it lies between a card (3) and an address (1.5).',
    effect: 'Higher: communities follow texts more than cards and networks.',
  }),
  plainSegmentShare: parameter(0.05, 'share of the weight', [0, 1], {
    meaning: 'What a segment keeps of its weight when nothing about it looks like a harvest.',
    basis: 'Set by hand: there are thousands of plain texts, and together they would outweigh every harvest.',
    effect: 'Higher: users of popular prompts and tools cluster together.',
  }),
  minLinkWeight: parameter(0.01, 'weight of a link', [0, 0.5], {
    meaning: 'Lighter links are left out of the graph.',
    basis: 'Set by hand: they tie no accounts and cost an edge for each holder.',
    effect: 'Higher: detection gets faster, and weak ties stop adding up.',
  }),
  resolution: parameter(1, 'resolution of modularity', [0.1, 10], {
    meaning: 'Resolution with which communities are found.',
    basis: 'Plain modularity. A higher one splits an operator with many templates as readily as two operators (decision 16).',
    effect: 'Higher: more and smaller communities.',
  }),
} as const satisfies ParameterFamily;

export const TIE_PARAMETERS = {
  exclusiveShare: parameter(0.6, 'share of holders beyond chance', [0, 1], {
    meaning: 'A value is the group’s own when at least this share of its holders are members.',
    effect: 'Higher: fewer ties, and operators who share a supplier with others look untied.',
  }),
  coreShare: parameter(0.5, 'share of the holders who are members', [0, 1], {
    meaning: 'Share of them that must belong to the core of the group for the value to tie to it.',
    basis: 'Set by hand: two acquaintances who share a mailbox are tied to each other, not to the campaign they are near.',
    effect: 'Higher: fewer members without the group’s text are tied to it.',
  }),
  operatorShare: parameter(0.5, 'share of the core’s ties', [0, 1], {
    meaning: 'A layer ties only where at least this share of the core’s sharing is beyond what everybody else shows.',
    basis: 'Set by hand: half of the ties are then the operator’s doing.',
    effect: 'Higher: layers in which strangers share often (networks, clients) tie no accounts.',
  }),
  maxCircle: parameter(200, 'accounts', [2, 10_000], {
    meaning: 'A mail domain of at most this many accounts is a circle that anybody can see: what only its accounts share ties them to each other.',
    effect: 'Higher: accounts of larger domains are no longer tied by what they share.',
  }),
  maxCircleShare: parameter(0.03, 'share of all accounts', [0, 1], {
    meaning: 'A circle is no larger than this share of all accounts either; larger domains are mail providers.',
    effect: 'Higher: in small logs, customers of a mail provider count as a circle.',
  }),
  minCircleLimit: parameter(8, 'accounts', [2, 100], {
    meaning: 'In small logs `maxCircleShare` still allows circles of this many accounts.',
    effect: 'Higher: in small logs, customers of a mail provider count as a circle.',
  }),
} as const satisfies ParameterFamily;

export const SPLIT_PARAMETERS = {
  minParties: parameter(5, 'parties', [2, 100], {
    meaning: 'Parts with fewer parties are no group of their own and go to the part that sends most of their texts.',
    basis: 'Set by hand: a group under test needs as many parties.',
    effect: 'Higher: small operators are melted into large ones.',
  }),
  minTemplate: parameter(0.5, 'degree of template 0..1', [0, 1], {
    meaning: 'How much of a template a text must be to tell operators apart.',
    effect: 'Higher: fewer texts tell operators apart; fewer splits.',
  }),
  personalEdgeWeight: parameter(0.5, 'weight of an edge', [0, 5], {
    meaning: 'Weight of an edge to a shared personal value; all texts of a member weigh 1 together.',
    effect: 'Higher: parts follow cards and mailboxes more than texts.',
  }),
  resolution: parameter(1, 'resolution of modularity', [0.1, 10], {
    meaning: 'Resolution with which a community is grown apart.',
    basis: 'Plain modularity (decision 16).',
    effect: 'Higher: more parts to start from; those of one operator are joined again.',
  }),
  tiedAcross: parameter(0.1, 'share of the smaller part', [0, 1], {
    meaning: 'Parts of which at least this share is tied across belong to one operator if their texts agree somewhat and they work alike.',
    effect: 'Higher: one operator with several texts is more often two groups.',
  }),
  textsSomewhatAlike: parameter(0.25, 'overlap of text shares 0..1', [0, 1], {
    meaning: 'Agreement of the texts of such parts, at least.',
    effect: 'Higher: one operator with several texts is more often two groups.',
  }),
  maxBehaviourGap: parameter(2.5, 'log-likelihood ratio', [0, 10], {
    meaning: 'Such parts work alike when their behaviour differs by no more than this.',
    basis: 'Set by hand (decision 21): customers of one seller work in ways of their own.',
    effect: 'Higher: operators who share a supplier and some texts are melted into one group.',
  }),
  nearlyAllTied: parameter(0.8, 'share of the smaller part', [0, 1], {
    meaning: 'Parts of which at least this share is tied across belong to one operator whatever their texts.',
    basis: 'Set by hand: customers of one seller show less.',
    effect: 'Lower: customers of one card seller are melted into one group.',
  }),
  tiedWithin: parameter(0.5, 'share of a part', [0, 1], {
    meaning: 'Parts whose members are tied among themselves at least this often show an operator of their own.',
    effect: 'Higher: fewer parts count as an operator’s, and more are joined by their texts.',
  }),
  textsAlike: parameter(0.6, 'overlap of text shares 0..1', [0, 1], {
    meaning: 'Two parts that each show an operator are one all the same when their texts agree this much.',
    effect: 'Lower: operators who took one public template are melted into one group.',
  }),
  textsAlikeUntied: parameter(0.5, 'overlap of text shares 0..1', [0, 1], {
    meaning: 'Two parts that do not both show an operator are one when their texts agree this much.',
    effect: 'Lower: untied users of similar texts are melted into one group.',
  }),
  behindShare: parameter(0.5, 'share of exchanges', [0, 1], {
    meaning: 'An account hides behind other customers’ text that stands in at least this share of its exchanges.',
    effect: 'Higher: accounts that mix in other traffic hide behind nothing.',
  }),
  behindMembers: parameter(0.8, 'share of a part', [0, 1], {
    meaning: 'Parts of which at least this share hide behind one text are one operator’s, whatever else they send.',
    basis: 'Set by hand: nearly all, so that a text which two operators have in common in part joins nobody.',
    effect: 'Higher: an operator with several tasks behind one copied text is several groups.',
  }),
} as const satisfies ParameterFamily;

export const COPIED_PARAMETERS = {
  minTemplate: parameter(0.5, 'degree of template 0..1', [0, 1], {
    meaning: 'How much of a template a text is behind which a group harvests, at least.',
    effect: 'Higher: fewer people count as copied, and what they share with the group stays common.',
  }),
  minMembers: parameter(0.8, 'share of members', [0, 1], {
    meaning: 'Share of the members that send it, at least.',
    basis: 'Set by hand: nearly all, as for parts of a community that hide behind one text.',
    effect: 'Higher: fewer people count as copied, and what they share with the group stays common.',
  }),
  minShare: parameter(0.5, 'share of exchanges', [0, 1], {
    meaning: 'Share of all their exchanges that carry it, at least: a sentence that is in some of them hides nobody.',
    effect: 'Higher: fewer people count as copied, and what they share with the group stays common.',
  }),
} as const satisfies ParameterFamily;

export const SHARING_PARAMETERS = {
  campusLeaves: parameter(0.35, 'share of strength', [0, 1], {
    meaning: 'What a campus leaves of what its people share; it does not explain a card, a mailbox or a phone.',
    basis: 'Set by hand on simulated worlds (decision 15).',
    effect: 'Higher: students of one campus look more tied.',
  }),
  mutualSpread: parameter(Math.SQRT2, 'times the spread of independent draws', [1, 3], {
    meaning: 'How much more the number of sharing members varies than if each shared by itself: company is mutual.',
    basis: 'Square root of 2: members who share in pairs double the variance of independent draws.',
    effect: 'Higher: a larger surplus of sharing members is needed.',
  }),
  oneCircleShare: parameter(0.9, 'share of members', [0.5, 1], {
    meaning: 'A group of which this share lies in one circle is tested as that circle; in any other group, what only one circle shares is no tie.',
    basis: 'Set by hand: a few strangers beside a firm do not make it a group of several.',
    effect: 'Higher: fewer groups are tested as one organisation; the ties inside their circles no longer count.',
  }),
  maxStrangers: parameter(0.5, 'strangers a member', [0, 10], {
    meaning: 'Where members harvest behind a copied text, an address with at most this many strangers for each member is no crowd of strangers.',
    basis: 'Set by hand: half of a crowd that hide behind one text of other customers did not meet there by chance.',
    effect: 'Higher: more of what is shared behind carriers and VPNs ties those who harvest behind a copied text.',
  }),
  maxTopValues: parameter(8, 'values', [1, 100], {
    meaning: 'Values that a measure of sharing keeps, those with most members first.',
    effect: 'Higher: evidence rows can name more values.',
  }),
} as const satisfies ParameterFamily;

export const EXPECTED_COUNT_PARAMETERS = {
  priorOutsiders: parameter(2, 'accounts', [0, 20], {
    meaning: 'Outsiders that have a trait as often as all outsiders, added to every class of volume.',
    effect: 'Higher: classes with few outsiders expect what the whole population shows.',
  }),
} as const satisfies ParameterFamily;

export const OPENNESS_PARAMETERS = {
  openShare: parameter(0.9, 'share of members', [0.5, 1], {
    meaning: 'Share of the accounts of one organisation, link or payer that must have a second thing in common for them to be in the open.',
    basis: 'Set by hand. The rule of two takes a whole group to be in the open from the same share on.',
    effect: 'Higher: more organisations are asked seat by seat, and fewer are safe from a limit.',
  }),
  minOpen: parameter(5, 'accounts', [2, 100], {
    meaning: 'Accounts in a group that an organisation, an event or a course has, at least.',
    basis: 'Set by hand: the fewest parties that make a group.',
    effect: 'Higher: small firms in a campaign are asked account by account.',
  }),
  minOnOnePayer: parameter(15, 'accounts', [3, 1000], {
    meaning: 'Accounts that one payer pays for at one venue from which they hide nothing.',
    basis: 'Set by hand: the disclosed campaigns spread their accounts over cards.',
    effect: 'Lower: operators with few cards are no longer limited.',
  }),
} as const satisfies ParameterFamily;
