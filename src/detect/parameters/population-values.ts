/**
 * Parameters of the values that accounts share: which kinds of value there are and what each weighs, what explains a shared
 * value honestly, which accounts are openly one party, and which came together for an event.
 */
import { DAY, MINUTE } from '../../base/clock.ts';
import { type ParameterFamily, parameter } from '../../model/parameter.ts';

/** Basis of the weights of layers. */
const ORDERED_BY_HAND = 'Set by hand, in the order of how hard the value is to share by accident: personal, then a sign-up place, then a common provider or tool.';
/** Effect of every weight of a layer. */
const HEAVIER = 'Higher: accounts that share such a value are more likely to end up in one candidate group. Below 0.5 the layer no longer holds a member.';
/** Basis of what docs/decisions/0015 sets. */
const DECISION_15 = 'Set by hand on simulated worlds (decision 15).';
const DECISION_21 = 'Set by hand (decision 21).';

export const LAYER_PARAMETERS = {
  personalWeight: parameter(3, 'weight of a link', [1, 5], {
    meaning: 'Weight of a shared payment instrument, mailbox, phone number or issuer of replayed signatures.',
    basis: ORDERED_BY_HAND,
    effect: 'Higher: such a value outweighs all other ties in clustering.',
  }),
  signUpAddressWeight: parameter(2, 'weight of a link', [0.5, 3], {
    meaning: 'Weight of a shared sign-up address.',
    basis: ORDERED_BY_HAND,
    effect: HEAVIER,
  }),
  addressWeight: parameter(1.5, 'weight of a link', [0.5, 3], {
    meaning: 'Weight of an address that accounts send from at about the same time.',
    basis: ORDERED_BY_HAND,
    effect: HEAVIER,
  }),
  signUpNetworkWeight: parameter(1, 'weight of a link', [0.1, 3], {
    meaning: 'Weight of a shared sign-up network.',
    basis: ORDERED_BY_HAND,
    effect: HEAVIER,
  }),
  phoneBlockWeight: parameter(0.8, 'weight of a link', [0.1, 3], {
    meaning: 'Weight of a shared block of phone numbers.',
    basis: ORDERED_BY_HAND,
    effect: HEAVIER,
  }),
  mailDomainWeight: parameter(0.8, 'weight of a link', [0.1, 3], {
    meaning: 'Weight of a shared mail domain. Popular domains weigh little through their number of holders.',
    basis: ORDERED_BY_HAND,
    effect: HEAVIER,
  }),
  networkWeight: parameter(0.7, 'weight of a link', [0.1, 3], {
    meaning: 'Weight of a network that accounts send from.',
    basis: ORDERED_BY_HAND,
    effect: HEAVIER,
  }),
  commonWeight: parameter(0.3, 'weight of a link', [0, 1], {
    meaning: 'Weight of a shared issuer range, mail name pattern, sign-up client, referrer or client: values that strangers share all the time.',
    basis: ORDERED_BY_HAND,
    effect: 'Higher: customers of one bank or users of one tool cluster together; from 0.5 on they also hold a member.',
  }),
  personalCrowd: parameter(2, 'members', [2, 10], {
    meaning: 'Members that must share a personal value or an address of sign-up before it says anything about a group.',
    basis: 'Set by hand: two accounts on one card are no coincidence.',
    effect: 'Higher: pairs on one card or mailbox no longer count as sharing.',
  }),
  publicCrowd: parameter(3, 'members', [2, 10], {
    meaning: 'Members that must share a value of any other kind before it says anything about a group.',
    basis: 'Set by hand: two neighbours in one network are chance, three in one place are not.',
    effect: 'Higher: fewer groups show shared networks, domains and clients.',
  }),
  signUpGapMs: parameter(7 * DAY, 'ms', [DAY, 60 * DAY], {
    meaning: 'Sign-ups through one address or network are together when no longer than this lies between one and the next.',
    basis: 'Set by hand: a stranger who signs up from a network weeks later ties no accounts.',
    effect: 'Higher: more accounts share a sign-up place, strangers among them.',
  }),
  ownedLayerWeight: parameter(0.5, 'weight of a link', [0.3, 3], {
    meaning: 'Payment and registration layers from this weight on hold values that belong to somebody (a card, a mailbox, a domain, a sign-up address), not to a bank or a tool.',
    basis: 'Set by hand: it separates the common layers (0.3) from all others (0.7 and more).',
    effect: 'Above 0.7: domains, phone blocks and places stop telling operators apart. At 0.3: issuer ranges start to.',
  }),
} as const satisfies ParameterFamily;

export const LINK_WEIGHT_PARAMETERS = {
  degreeShift: parameter(5, 'holders', [1, 100], {
    meaning: 'Added to the number of holders of a value before its logarithm divides the weight of the link.',
    basis: 'Taken from FRAUDAR (Hooi et al., KDD 2016), whose column weight is 1 / log(degree + 5).',
    effect: 'Higher: the weight falls more slowly with the number of holders, and popular values tie more.',
  }),
} as const satisfies ParameterFamily;

export const BENIGN_EXPLANATION_PARAMETERS = {
  crowdSize: parameter(16, 'holders', [4, 100], {
    meaning: 'An address or network with more holders than this is a crowd, unless the holders have something of their own in common.',
    basis: DECISION_15,
    effect: 'Higher: addresses of carriers and VPNs keep more of their weight; more false ties.',
  }),
  crowdFall: parameter(1.5, 'exponent', [0.5, 3], {
    meaning: 'How fast the weight of a crowd’s address falls with the number of holders: (crowdSize / holders) to this power.',
    basis: 'Set by hand: an office of twenty may be one operator, a carrier’s sixty customers are not.',
    effect: 'Higher: large shared addresses say less, sooner.',
  }),
  crowdOwnShare: parameter(0.5, 'share of holders', [0.1, 1], {
    meaning: 'A value is the crowd’s own when at least this share of its holders are in the crowd.',
    basis: DECISION_15,
    effect: 'Higher: fewer crowds count as acquainted; operators behind a carrier’s address are excused more often.',
  }),
  signUpsTogetherMs: parameter(30 * MINUTE, 'ms', [MINUTE, DAY], {
    meaning: 'Sign-ups of a crowd that lie closer than this are together, and the crowd is then not one of strangers.',
    basis: DECISION_15,
    effect: 'Higher: more crowds count as acquainted by chance, and their address keeps its weight.',
  }),
  regionLeaves: parameter(0.25, 'share of weight', [0, 1], {
    meaning: 'What is left of an issuer range, mail domain or referrer whose holders live in one region.',
    basis: DECISION_15,
    effect: 'Higher: customers of one regional bank or mail provider look more tied.',
  }),
  regionalRatio: parameter([2, 6], 'times as often as any two accounts', [1, 50], {
    meaning: 'How many times as often as any two accounts the holders of a value share their internet provider: from the first number on the value is partly regional, from the second on entirely.',
    basis: DECISION_15,
    effect: 'Higher: fewer values are explained by a region.',
  }),
  regionPriorPairs: parameter(10, 'pairs', [0, 100], {
    meaning: 'Pairs that behave as chance expects, added to those of every value so that few holders prove little.',
    basis: DECISION_15,
    effect: 'Higher: values with few holders are explained by a region less often.',
  }),
  minRegionHolders: parameter(3, 'holders', [2, 50], {
    meaning: 'Holders with a known internet provider that a value needs before a region can explain it.',
    basis: DECISION_15,
    effect: 'Higher: rare values keep their full weight.',
  }),
} as const satisfies ParameterFamily;

export const SIGN_UP_EVENT_PARAMETERS = {
  maxVenueAddresses: parameter(3, 'addresses', [1, 10], {
    meaning: 'Sign-up addresses that one venue may have.',
    basis: DECISION_21,
    effect: 'Higher: an account factory with several addresses passes for an event more easily.',
  }),
  minAtAddress: parameter(4, 'accounts', [2, 50], {
    meaning: 'Accounts that must sign up at one address, or by one link, for it to belong to an event.',
    basis: DECISION_21,
    effect: 'Higher: small events are no longer recognised.',
  }),
  popularLinkShare: parameter(0.05, 'share of accounts', [0.005, 0.5], {
    meaning: 'A referral link that brought more than this share of all other accounts is a common one, not that of an event.',
    basis: DECISION_21,
    effect: 'Higher: popular links explain sign-ups as well, and excuse more groups.',
  }),
  minAttending: parameter(8, 'accounts', [3, 100], {
    meaning: 'Fewer accounts than this are no event.',
    basis: DECISION_21,
    effect: 'Higher: small events no longer excuse their people.',
  }),
  signUpSpanMs: parameter(2 * DAY, 'ms', [DAY / 4, 14 * DAY], {
    meaning: 'The sign-ups of an event lie within this time.',
    basis: DECISION_21,
    effect: 'Higher: more groups are explained by an event, account factories that sign up over days among them.',
  }),
  stayMs: parameter(5 * DAY, 'ms', [DAY, 30 * DAY], {
    meaning: 'An account whose last exchange lies within this time of its sign-up has left after the event.',
    basis: DECISION_21,
    effect: 'Higher: more groups look like people at an event.',
  }),
  goneShare: parameter([0.4, 0.7], 'share of accounts', [0, 1], {
    meaning: 'Share of an event’s accounts that have left after it: below the first number the group is no event, from the second on nothing speaks against one.',
    basis: 'Set by hand: most leave, some come to like what they saw (decision 21).',
    effect: 'Higher: fewer groups are excused as an event.',
  }),
  nearlyAllShare: parameter([0.6, 0.9], 'share of members', [0, 1], {
    meaning:
      'Share of the members of which something must be true to be true of the group: from the first number on partly, from the second on entirely. Used for signing up at the event and for signing up with one client.',
    basis: DECISION_21,
    effect: 'Higher: events explain fewer groups, but one shared client speaks against an event less often.',
  }),
  maxDailyExchanges: parameter(150, 'exchanges a day', [10, 5000], {
    meaning: 'If the median account of a gathering sends more than this, people do not send it and it is no event.',
    basis: 'Set by hand: one exchange in four minutes of a ten-hour day.',
    effect: 'Higher: automated accounts pass for people at an event.',
  }),
  eventLeaves: parameter(0.2, 'share of strength', [0, 1], {
    meaning: 'What a certain event leaves of the evidence that its people came and stayed together.',
    basis: DECISION_21,
    effect: 'Higher: people at an event look more tied.',
  }),
} as const satisfies ParameterFamily;

export const PARTY_PARAMETERS = {
  businessDomainShare: parameter(0.5, 'share of accounts', [0.1, 1], {
    meaning: 'A mail domain of which at least this share are verified businesses is an organisation; others may be mail providers.',
    basis: DECISION_15,
    effect: 'Higher: fewer firms count as one party, and more of them can become a group.',
  }),
  minCampus: parameter(8, 'accounts', [3, 200], {
    meaning: 'Accounts under one mail domain that a campus has, at least.',
    basis: DECISION_15,
    effect: 'Higher: small schools do not explain what their people share.',
  }),
  educationShare: parameter(0.6, 'share of accounts', [0.1, 1], {
    meaning: 'Share of a campus’s accounts that are in the education programme, at least.',
    basis: DECISION_15,
    effect: 'Higher: fewer domains count as a campus.',
  }),
  campusNetworkShare: parameter(0.5, 'share of accounts', [0, 1], {
    meaning: 'Share of a campus’s accounts that signed up from a network of another one, at least.',
    basis: DECISION_15,
    effect: 'Higher: fewer domains count as a campus.',
  }),
  maxCampusCardShare: parameter(0.1, 'share of accounts', [0, 1], {
    meaning: 'Share of a campus’s accounts that share a payment instrument, at most.',
    basis: DECISION_15,
    effect: 'Higher: a bought education domain with shared cards passes for a campus.',
  }),
} as const satisfies ParameterFamily;
