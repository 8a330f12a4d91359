/**
 * Parameters of what accounts send and how they behave: how anchors make segments and who uses them, what looks like a harvest or
 * a relayed text, and how accounts are ranked in the population.
 */
import { DAY } from '../../base/clock.ts';
import { type ParameterFamily, parameter } from '../../model/parameter.ts';

export const SEGMENT_PARAMETERS = {
  joinShare: parameter(0.25, 'share of exchanges', [0.05, 1], {
    meaning: 'Two anchors belong to one segment when at least this share of the exchanges of either hold both.',
    basis: 'Set by hand: sentences of a template come together even when some are dropped at random (decision 5).',
    effect: 'Higher: templates with dropped or reworded sentences fall into several segments.',
  }),
  missingShare: parameter(0.25, 'share of users', [0.05, 1], {
    meaning: 'Two anchors are two texts when this share of the users of one never send the other although chance would have it.',
    basis: 'Set by hand (decision 19): an agent’s prompt has users who never send the text that was put before it.',
    effect: 'Higher: a text put before a tool’s prompt is joined to that prompt more often.',
  }),
  missingDeviations: parameter(3, 'standard deviations', [1, 6], {
    meaning: 'Users who miss the other anchor must also exceed what chance varies by, this many times over.',
    basis: 'Set by hand: the usual three deviations.',
    effect: 'Higher: rare anchors are joined more readily.',
  }),
  companyShare: parameter(0.1, 'share of exchanges', [0, 0.25], {
    meaning: 'Anchors that occur together less often than this do not count towards the length of a text.',
    basis: 'Set by hand: what people type under a tool’s prompt is no part of it.',
    effect: 'Higher: sentences that several templates have in common look shorter, and less like templates.',
  }),
  templateAnchors: parameter([1.5, 4], 'anchors', [1, 20], {
    meaning: 'Anchors that occur together: up to the first number length says nothing, from the second on the text is a template.',
    effect: 'Higher: short templates count as passages, and tie no accounts.',
  }),
  templateTrafficShare: parameter([0.1, 0.5], 'share of a user’s exchanges', [0, 1], {
    meaning: 'Share of its users’ traffic that holds the text (median): up to the first number it says nothing, from the second on the text is a template whatever its length.',
    effect: 'Higher: short templates in mixed traffic count as passages.',
  }),
  maxMarks: parameter(8, 'anchors', [1, 64], {
    meaning: 'Anchors by which an exchange is later recognised as carrying the segment.',
    basis: 'Set by hand: sentences of a template may be dropped at random, so one anchor is not enough.',
    effect: 'Higher: requests with more of the template dropped are recognised; campaigns take more room.',
  }),
} as const satisfies ParameterFamily;

export const SEGMENT_USER_PARAMETERS = {
  occasionalShare: parameter(0.2, 'share of the heaviest tenth’s use', [0, 1], {
    meaning: 'Accounts that send a segment less often than this share of what its heaviest tenth does, and in a smaller part of their traffic, are not its users.',
    basis: 'Set by hand: sending once what others send all day does not make an account a user.',
    effect: 'Higher: light members of a campaign are no longer users of its text.',
  }),
  heavyQuantile: parameter(0.9, 'quantile of users', [0.5, 1], {
    meaning: 'The use that counts as heavy: that of the lightest of the heaviest tenth.',
    effect: 'Higher: one very heavy user drives light ones out.',
  }),
  severalExchanges: parameter(4, 'exchanges', [1, 100], {
    meaning: 'Exchanges from which an account can be a user for the share of its traffic alone.',
    basis: 'Set by hand, for accounts that live a day.',
    effect: 'Higher: short-lived accounts of a rotating pool are no longer users.',
  }),
  smallAccount: parameter(20, 'exchanges', [0, 1000], {
    meaning: 'An account with at most this many exchanges in all can be a user of a text of several anchors for the share of its traffic alone.',
    basis: 'Set by hand: ten requests of ten of an operator’s templates are one of each.',
    effect: 'Higher: more people who met a text once are its users, and fewer texts are a group’s own.',
  }),
  maxNeededAnchors: parameter(3, 'anchors', [1, 20], {
    meaning: 'A user of a long segment sends a third of its anchors, but never needs more than this many.',
    basis: 'Set by hand: an account with one anchor of many has met a passage of the template.',
    effect: 'Higher: accounts that send shortened templates are no longer users.',
  }),
  constantShare: parameter(0.5, 'share of exchanges', [0, 1], {
    meaning: 'An account that sends an anchor of a long segment in at least this share of its exchanges is a user, no matter which other anchors it sends.',
    basis: 'Set by hand: a row has room for sixteen anchors, and behind a long text of the account’s own one or two of a template remain.',
    effect: 'Higher: accounts that put a text of their own beside a template are no longer its users.',
  }),
} as const satisfies ParameterFamily;

export const SEGMENT_SPLIT_PARAMETERS = {
  minTemplate: parameter(0.2, 'degree of template 0..1', [0, 1], {
    meaning: 'Segments below this are passages, which no group is tested by, and are not split.',
    basis: 'Set by hand: the line from which a segment can be a group’s own.',
    effect: 'Lower: passages are split too; detection gets slower, and no finding changes.',
  }),
  minHarvest: parameter(0.15, 'harvest intent 0..1', [0, 1], {
    meaning: 'Mean harvest intent of all exchanges with a segment from which it may be split.',
    basis: 'Set by hand: below it, the whole looks like no harvest, so that nobody needs to be told from those who do; and a popular text does not become a rare one of the few who harvest with it.',
    effect: 'Lower: the harvesters among the users of a popular text have it as a text of their own.',
  }),
  minUsers: parameter(3, 'users', [1, 100], {
    meaning: 'Users that each part of a split segment has, at least.',
    basis: 'Set by hand: with fewer, a part is a group’s own text in no case. A share of all users would let the larger side swallow the smaller.',
    effect: 'Higher: the few honest users of a text that many harvest with stay beside the harvesters.',
  }),
  minGap: parameter(0.35, 'harvest intent 0..1', [0, 1], {
    meaning: 'Distance between the mean harvest intents of the two parts, at least.',
    basis: 'Set by hand: honest users of a private prompt are at 0.0 to 0.2, whoever harvests behind it is at 0.6 and more.',
    effect: 'Higher: only harvests that every request shows are told from other use.',
  }),
  minSeparation: parameter(4.5, 'root mean square of the parts’ standard deviations', [0, 20], {
    meaning: 'The same distance in the spread within the parts (Ashman’s D), at least.',
    basis: 'A text whose users’ intents are spread evenly from 0 to 1 has 3.5; two peaks have 6 and more.',
    effect: 'Lower: texts whose users differ by degrees are cut in two at some place between.',
  }),
  priorExchanges: parameter(2, 'exchanges', [0, 50], {
    meaning: 'Exchanges as all users send them, added to each user’s own before users are told apart.',
    basis: 'Set by hand: two requests say little about who sends them.',
    effect: 'Higher: users with few exchanges stay in the middle, and fewer texts are split.',
  }),
} as const satisfies ParameterFamily;

export const RELAY_PARAMETERS = {
  minParties: parameter(5, 'parties', [2, 100], {
    meaning: 'Users of a relayed text, counted in parties, at least; otherwise it is one customer’s own application.',
    basis: 'Set by hand: a group under test needs as many parties.',
    effect: 'Higher: small relays are not examined.',
  }),
  minTemplate: parameter(0.5, 'degree of template 0..1', [0, 1], {
    meaning: 'How much of a template a relayed text is, at least.',
    effect: 'Higher: fewer texts are examined as relayed.',
  }),
  variedQuantile: parameter(0.75, 'quantile of accounts', [0.5, 1], {
    meaning: 'Accounts whose prompts and tools vary no more than this share of all accounts look like one user.',
    effect: 'Higher: only accounts with very mixed traffic look like relays.',
  }),
  variedMargin: parameter(0.1, 'chance 0..1', [0.01, 1], {
    meaning: 'The variety of two strangers is taken to be at least this much above that of a single user.',
    basis: 'Set by hand, so that the ramp between both has a length.',
    effect: 'Higher: relays are scored lower where all accounts are alike.',
  }),
  carriedShare: parameter([0.1, 0.4], 'share of exchanges', [0, 1], {
    meaning: 'Share of a user’s exchanges that hold the text: up to the first number it does not count, from the second on fully.',
    effect: 'Higher: relays that mix in other traffic are missed.',
  }),
  spreadRatio: parameter([0.4, 0.8], 'times the usual spread', [0, 3], {
    meaning: 'Spread of the lengths of messages under the text, against that of the median account: one script’s messages lie below the first number, strangers’ messages from the second on.',
    effect: 'Higher: relays of uniform requests are missed.',
  }),
} as const satisfies ParameterFamily;

export const HARVEST_PARAMETERS = {
  uniqueShare: parameter([0.3, 0.9], 'share of exchanges', [0, 1], {
    meaning: 'Distinct messages over exchanges: up to the first number they do not differ, from the second on they do.',
    effect: 'Higher: task lists that are sent more than once look less like a harvest.',
  }),
  distinctMessages: parameter([6, 24], 'messages', [1, 1000], {
    meaning: 'Number of distinct messages from which, and from which surely, they are a list of tasks.',
    basis: 'Set by hand: a task list may be sent several times over, a popular question is one message.',
    effect: 'Higher: short task lists with several samples a task look less like a harvest.',
  }),
  distinctMessagesWeight: parameter(0.9, 'score 0..1', [0, 1], {
    meaning: 'Score of a slice whose messages are many but repeated.',
    basis: 'Set by hand: a little less than messages that all differ.',
    effect: 'Higher: repeated task lists score like unrepeated ones.',
  }),
  followUpShare: parameter([0.05, 0.5], 'share of exchanges', [0, 1], {
    meaning: 'Share of exchanges that continue a conversation: up to the first number the slice is one-shot, from the second on not at all.',
    effect: 'Higher: conversations keep the shape of a harvest.',
  }),
  toolResultShare: parameter([0.05, 0.5], 'share of exchanges', [0, 1], {
    meaning: 'Share of exchanges with a tool’s result: up to the first number the slice has no tools, from the second on it is an agent’s.',
    effect: 'Higher: agents’ sessions keep the shape of a harvest.',
  }),
  conversationShare: parameter([0.2, 0.7], 'share of exchanges', [0, 1], {
    meaning: 'Share of follow-ups or tool results from which, and from which surely, intent must be clearer to count.',
    basis: 'Set by hand: a conversation that continues with tool results is what an assistant does all day.',
    effect: 'Higher: more ordinary assistants’ traffic counts as harvest.',
  }),
  intent: parameter([0.3, 0.75], 'harvest intent 0..1', [0, 1], {
    meaning: 'Harvest intent of one-shot requests from which, and from which fully, it counts.',
    effect: 'Higher: fewer segments look like a harvest.',
  }),
  conversationShift: parameter([0.25, 0.2], 'harvest intent 0..1', [0, 0.7], {
    meaning: 'Added to the two ends of `intent` for conversations.',
    basis: 'Set by hand: an injected request for the reasoning is that clear.',
    effect: 'Higher: fewer conversations look like a harvest.',
  }),
  intentWeight: parameter(0.75, 'share of the score', [0, 1], {
    meaning: 'Weight of intent in the harvest score; the one-shot shape has the rest.',
    basis: 'Set by hand: what the output is for says more than the shape of the traffic.',
    effect: 'Higher: templates whose words the classifier does not know score lower.',
  }),
} as const satisfies ParameterFamily;

export const BASELINE_PARAMETERS = {
  minExchangesForHours: parameter(24, 'exchanges', [1, 1000], {
    meaning: 'Exchanges that an account needs before its hours enter the population’s typical evenness.',
    basis: 'Set by hand: one for each hour of the day.',
    effect: 'Higher: fewer, busier accounts decide what is typical.',
  }),
  defaultHourEvenness: parameter(0.8, 'evenness 0..1', [0.5, 1], {
    meaning: 'Typical evenness of the hours where no account sends enough to tell.',
    basis: 'Set by hand, near the 0.75 of people.',
    effect: 'Higher: round-the-clock traffic is less unusual in tiny logs.',
  }),
  normSteps: parameter(32, 'quantiles', [4, 256], {
    meaning: 'Quantiles of each measure that a service keeps of a window.',
    basis: 'Set by hand: an account in thirty is told apart, and a window takes about 5 kB.',
    effect: 'Higher: earlier windows are remembered in more detail.',
  }),
  normUnits: parameter(100, 'accounts', [10, 1_000_000], {
    meaning: 'Accounts that a window needs to say what is normal later.',
    basis: 'Set by hand: fewer than a hundred are easily bought.',
    effect: 'Higher: only larger services remember earlier windows.',
  }),
} as const satisfies ParameterFamily;

export const UNIT_WEIGHT_PARAMETERS = {
  textCrowd: parameter(0.03, 'share of accounts', [0.001, 1], {
    meaning: 'Users of one shared text count together as at most this share of all accounts in what is normal.',
    basis: 'Set by hand: a sold prompt pack must not move a median, and a popular tool is part of what is normal.',
    effect: 'Higher: crowds with one text decide more of what is normal.',
  }),
  minTextCrowd: parameter(100, 'accounts', [1, 10_000], {
    meaning: 'In small logs, users of one text, or accounts that sign up together, may count as this many.',
    basis: 'Set by hand: a hundred accounts are not worth hiding among, and trimming fewer would let a few strip others of their weight.',
    effect: 'Higher: in small logs, crowds decide more of what is normal.',
  }),
  fullUseTexts: parameter(20, 'texts', [1, 1000], {
    meaning: 'An account whose traffic is spread over this many texts is a whole user of each.',
    basis: 'Set by hand: a prompt pack has about as many prompts.',
    effect: 'Higher: larger packs are crowds; one account can be in more of them.',
  }),
  minTemplate: parameter(0.5, 'degree of template 0..1', [0, 1], {
    meaning: 'How much of a template a text must be for its users to be a crowd.',
    effect: 'Higher: short prompts in common make no crowd.',
  }),
  signUpCrowd: parameter(0.1, 'share of accounts', [0.001, 1], {
    meaning: 'Accounts that signed up together count as at most this share of all accounts.',
    basis: 'Set by hand: ten times what a steady service gains in a week of two years.',
    effect: 'Higher: a wave of bought accounts decides more of what is normal.',
  }),
  signUpTogetherMs: parameter(3.5 * DAY, 'ms', [DAY / 24, 60 * DAY], {
    meaning: 'Sign-ups this near to each other are together.',
    effect: 'Higher: slower purchases are one crowd; so is honest growth.',
  }),
  minTotalShare: parameter(0.25, 'share of accounts', [0, 1], {
    meaning: 'All accounts together count as at least this share of their number.',
    basis: 'Set by hand: where nearly everybody is in one crowd, the crowd is what is normal.',
    effect: 'Higher: crowds decide more where they are most of the accounts.',
  }),
} as const satisfies ParameterFamily;

export const HOURLY_CURVE_PARAMETERS = {
  flatLength: parameter(0.3, 'length of the mean vector 0..1', [0, 1], {
    meaning: 'An account whose hours on the face of a 24-hour clock have a mean vector shorter than this is active all day; others belong to the hour it points at.',
    basis: 'Set by hand: office hours have about 0.8, hours drawn evenly about 0.',
    effect: 'Higher: more accounts are compared with those that are active all day.',
  }),
  nearHours: parameter(2, 'hours', [0, 11], {
    meaning: 'Accounts whose days centre this near to each other share a curve.',
    basis: 'Set by hand: neighbours by two time zones have the same weekends.',
    effect: 'Higher: steadier curves, and holidays of one time zone explain less.',
  }),
  priorActive: parameter(8, 'accounts', [1, 100], {
    meaning: 'Accounts as active as everybody that are added to each hour of a curve.',
    basis: 'Set by hand: the hours of few accounts are chance.',
    effect: 'Higher: curves of rare hours of the day come closer to everybody’s.',
  }),
} as const satisfies ParameterFamily;

export const HABIT_PARAMETERS = {
  minExchanges: parameter(12, 'exchanges', [2, 1000], {
    meaning: 'Exchanges that an account needs before its habits are ranked.',
    effect: 'Higher: content evidence rests on fewer, busier accounts.',
  }),
  minSignatures: parameter(3, 'signatures', [1, 100], {
    meaning: 'Presented signatures that an account needs before shares of them are ranked.',
    effect: 'Higher: accounts that present few signatures are not compared.',
  }),
  minRankedExchanges: parameter(3, 'exchanges', [1, 100], {
    meaning: 'Exchanges after a release from which an account’s share on the new model is ranked.',
    effect: 'Higher: light accounts do not count as having moved to a new model.',
  }),
  fullWeightExchanges: parameter(4, 'exchanges', [1, 100], {
    meaning: 'Exchanges after a release from which an account counts fully in the mean share on the new model.',
    basis: 'Set by hand: one exchange gives a share of 0 or 1 and should count for less.',
    effect: 'Higher: the population’s adoption rests on busier accounts.',
  }),
} as const satisfies ParameterFamily;

export const RANKING_PARAMETERS = {
  unusualQuantiles: parameter([0.75, 0.9], 'quantiles of the accounts outside', [0.5, 0.999], {
    meaning: 'Values above these shares of the accounts outside are unusual; the quantile that speaks more clearly counts.',
    basis: 'Set by hand: the rarest tenth may all belong to other campaigns, the rarest quarter does not.',
    effect: 'Higher: only extreme groups are unusual, and other campaigns hide each other.',
  }),
  addedOutsiders: parameter(2, 'accounts', [0, 20], {
    meaning: 'Imagined outsiders that are as unusual as the members.',
    basis: 'Set by hand: without outsiders, nothing is unusual.',
    effect: 'Higher: small logs show less.',
  }),
  earlierShare: parameter(0.5, 'share 0..1', [0, 0.95], {
    meaning: 'How much of what is normal rests on earlier windows, where a service has kept some.',
    basis: 'Set by hand: whoever buys every account of the present moves a median to the edge of what was seen earlier, and no further.',
    effect: 'Higher: what is normal follows new customers, and bought ones, more slowly.',
  }),
} as const satisfies ParameterFamily;

export const TRAIT_PARAMETERS = {
  quantiles: parameter(12, 'kinds', [2, 100], {
    meaning: 'Equal parts of the population into which a numeric trait is cut.',
    effect: 'Higher: finer comparison of behaviour, and more noise for small groups.',
  }),
  minExchanges: parameter(12, 'exchanges', [2, 1000], {
    meaning: 'Exchanges that an account needs before its rhythm is known.',
    effect: 'Higher: the rhythm of fewer accounts is compared.',
  }),
  namedKinds: parameter(40, 'kinds', [2, 200], {
    meaning: 'Most common values of a named trait that are distinguished; all others are one kind.',
    effect: 'Higher: rare software is distinguished.',
  }),
} as const satisfies ParameterFamily;

export const CHANCE_PARAMETERS = {
  priorMembers: parameter(2, 'members', [0, 20], {
    meaning: 'Members that behave as chance expects, added to every group.',
    basis: 'Set by hand: small groups prove less.',
    effect: 'Higher: evidence of small groups gets weaker.',
  }),
  surplusDeviations: parameter(2, 'standard deviations', [0, 6], {
    meaning: 'What chance varies by, this many times over, is taken off a surplus of members.',
    basis: 'Set by hand: where nearly everybody does something anyway, a few members more are no sign.',
    effect: 'Higher: fewer groups agree beyond chance; fewer false positives.',
  }),
} as const satisfies ParameterFamily;
