/** Parameters of what a group is: its own texts, who is held as a member, and whose behaviour is like the members'. */
import { type ParameterFamily, parameter } from '../../model/parameter.ts';

export const GROUP_PARAMETERS = {
  ownShare: parameter(0.5, 'share of users beyond chance', [0, 1], {
    meaning: 'A segment is a group’s own when at least this share of its users are members.',
    effect: 'Higher: fewer texts are a group’s own, and campaigns with a public template lose theirs.',
  }),
  minUsingShare: parameter(0.03, 'share of members', [0, 1], {
    meaning: 'Share of the members that must use a segment for it to be the group’s own.',
    effect: 'Higher: groups with many texts keep fewer of them as their own.',
  }),
  minUsingMembers: parameter(3, 'members', [2, 50], {
    meaning: 'Members that must use a segment for it to be the group’s own.',
    effect: 'Higher: small groups have fewer texts of their own.',
  }),
  minUsingParties: parameter(3, 'parties', [1, 3], {
    meaning: 'Parties that must use a segment for it to be the group’s own; counted up to this number only (group/segment-tally.ts).',
    basis: 'Set by hand: what the accounts of one company send is the company’s, no matter who else is near.',
    effect: 'Higher: texts of a few operators’ fronts belong to no group.',
  }),
  minHarvest: parameter(0.35, 'harvest score 0..1', [0, 1], {
    meaning: 'From this score on a group’s own segment looks like a harvest.',
    effect: 'Higher: the slice under test holds more of a group’s ordinary traffic, and evidence of intent gets weaker.',
  }),
  mostMembersShare: parameter(0.6, 'share of members', [0, 1], {
    meaning: 'When at least this share sends harvest segments, only those make up the slice under test.',
    basis: 'Set by hand: a tool’s requests under one workspace are the group’s own as well, and many times as many.',
    effect: 'Higher: a few harvesters no longer speak for a group; more of its ordinary traffic is in the slice.',
  }),
  minTemplate: parameter(0.2, 'degree of template 0..1', [0, 1], {
    meaning: 'A segment below this is a passage that people quote and belongs to no group.',
    effect: 'Higher: short or rarely used templates are not seen as texts of a group; detection gets faster.',
  }),
  maxCountedTimes: parameter(4, 'times', [1, 20], {
    meaning: 'How many times one exchange may be counted when it holds several anchors of an own segment, at most.',
    effect: 'Higher: members with long templates are credited with fewer harvest exchanges.',
  }),
} as const satisfies ParameterFamily;

export const REFINE_PARAMETERS = {
  minHarvest: parameter(0.35, 'harvest score 0..1', [0, 1], {
    meaning: 'Own segments from this score on decide on membership.',
    basis: 'Set by hand: the same line as for a group’s own harvest texts.',
    effect: 'Higher: groups are held together by ties more than by texts.',
  }),
  minHarvestShape: parameter(0.2, 'harvest score 0..1', [0, 1], {
    meaning: 'Whole templates that hardly anybody else sends decide on membership from this score on: the shape of a harvest is enough.',
    basis: 'Set by hand: the shape alone gives at most 0.25.',
    effect: 'Higher: campaigns whose words ask for nothing suspicious lose their text as a witness.',
  }),
  wholeTemplate: parameter(0.5, 'degree of template 0..1', [0, 1], {
    meaning: 'A segment from this degree on is a whole template.',
    effect: 'Higher: fewer texts decide by their shape alone.',
  }),
  privateShare: parameter(0.85, 'share of users', [0, 1], {
    meaning: 'Hardly anybody else sends a segment when at least this share of its users are members.',
    effect: 'Higher: fewer texts decide by their shape alone.',
  }),
  contentLedShare: parameter(0.5, 'share of members', [0, 1], {
    meaning: 'When at least this share of a group uses its own harvest texts or replays signatures, these make the group; otherwise its ties do.',
    effect: 'Higher: more groups are held together by ties, and members without the text stay in them.',
  }),
  memberSpecificity: parameter(0.6, 'share of users', [0, 1], {
    meaning: 'A template decides on members when at least this share of its users are members.',
    effect: 'Higher: fewer templates hold members.',
  }),
  outsiderSpecificity: parameter(0.75, 'share of users', [0, 1], {
    meaning: 'A template takes in outsiders when at least this share of its users are members.',
    basis: 'Set by hand: taking somebody in asks for more than keeping a member.',
    effect: 'Higher: groups gain fewer of their text’s other users, right or wrong.',
  }),
  minHoldingWeight: parameter(0.5, 'weight of a link', [0, 3], {
    meaning: 'Layers from this weight on hold a member where ties make the group.',
    basis: 'Set by hand: it leaves out the common layers (0.3).',
    effect: 'Higher: networks and domains hold no members.',
  }),
  personalWeight: parameter(3, 'weight of a link', [0.5, 5], {
    meaning: 'Layers from this weight on hold a member even in a group that a template makes.',
    basis: 'Set by hand: what people do not share by living or working near another, a card, a mailbox or a phone.',
    effect: 'Lower: members without the text stay in a campaign because of an address.',
  }),
  minMessages: parameter(8, 'distinct messages', [1, 1000], {
    meaning: 'A template occurs in at least this many different messages.',
    basis: 'Set by hand: a passage that two people happen to quote does not.',
    effect: 'Higher: small campaigns lose their text as a witness.',
  }),
  maxRounds: parameter(4, 'rounds', [1, 20], {
    meaning: 'Rounds in which members that nothing holds are taken out.',
    effect: 'Higher: chains of loosely tied accounts are taken apart further.',
  }),
} as const satisfies ParameterFamily;

export const MEMBERSHIP_PARAMETERS = {
  tiedShare: parameter(0.6, 'share of users', [0, 1], {
    meaning: 'When at least this share of the templates’ users are tied to the group, they alone decide what use is typical.',
    effect: 'Higher: honest users of the text have a say in what is typical, and more of them are members.',
  }),
  typicalPartTied: parameter(0.5, 'share of typical use', [0, 1], {
    meaning: 'Where ties show the group, others must send at least this part of what is typical.',
    effect: 'Higher: fewer light users are members.',
  }),
  typicalPartUntied: parameter(0.2, 'share of typical use', [0, 1], {
    meaning: 'Where no ties show the group, a user must send at least this part of what is typical.',
    effect: 'Higher: fewer light users are members.',
  }),
  broadUse: parameter(6, 'templates', [1, 100], {
    meaning: 'From this many of the group’s templates on, a user’s daily amount may stand for its total: an account that lives a day sends little.',
    basis: 'Set by hand: somebody who tries a script that the group uses too has one or two of its texts.',
    effect: 'Higher: short-lived accounts of a rotating pool are lost.',
  }),
  minTypicalPart: parameter(0.25, 'share of typical use', [0, 1], {
    meaning: 'A member uses at least this part of as many templates as is typical, and the main one in this part of the typical share of its traffic.',
    effect: 'Higher: members that mix in much other traffic are lost.',
  }),
  smallPart: parameter(0.5, 'share of typical share', [0, 1], {
    meaning: 'An account that sent less in all than others send of the templates must send at least this part of the typical share of its traffic.',
    basis: 'Set by hand: a count says only that an account is small.',
    effect: 'Higher: small accounts that mix in other traffic are lost. Lower: people who tried a script a few times use it as its users do.',
  }),
  minSentShare: parameter(0.02, 'share of exchanges', [0, 1], {
    meaning: 'Below this share of its exchanges an account has met the template, not used it.',
    basis: 'Set by hand: fixed shares only rule out who met a text once (decision 19).',
    effect: 'Higher: members that mix in much other traffic are lost.',
  }),
  minSent: parameter(2, 'exchanges', [0, 100], {
    meaning: 'Below this many exchanges with it, each counted as far as it is a template, an account has met the template, not used it.',
    basis: 'Set by hand: a single request may be misread (decision 19).',
    effect: 'Higher: accounts with very few exchanges are lost.',
  }),
  minSentEndUser: parameter(1, 'exchanges', [0, 100], {
    meaning: 'The same for the end user of a router.',
    basis: 'Set by hand: an operator behind a router takes a fresh id for every request.',
    effect: 'Higher: campaigns behind routers are missed.',
  }),
  minModels: parameter(5, 'accounts', [2, 100], {
    meaning: 'Accounts that a model of the members’ behaviour needs; with fewer, behaviour decides nothing.',
    effect: 'Higher: small groups are judged by text and ties alone.',
  }),
  minModelShare: parameter(0.25, 'share of users', [0, 1], {
    meaning: 'Tied users are the models when they are at least this share of all users; otherwise all users are.',
    effect: 'Higher: honest users of the text enter the model of its members.',
  }),
  minLikeness: parameter(0, 'log-likelihood ratio', [-5, 5], {
    meaning: 'An untied user behaves like the members from this ratio on.',
    basis: 'Set by hand: at 0 it is as much like the members as like the population.',
    effect: 'Higher: fewer untied users are members; fewer false positives.',
  }),
  minTelling: parameter(2, 'traits', [0, 8], {
    meaning: 'Traits in which an untied account must clearly be like the users of the templates to be a member.',
    basis: 'Set by hand: one trait, such as its volume, follows from the script that strangers run as well.',
    effect: 'Higher: untied accounts of a campaign are missed; honest users of its text are safer.',
  }),
  minLikenessTied: parameter(-2, 'log-likelihood ratio', [-10, 5], {
    meaning: 'A tied user who sends the text unlike the others is a member all the same from this ratio on.',
    basis: 'Set by hand: any two of tie, text and behaviour make a member (decision 19).',
    effect: 'Higher: tied accounts that live otherwise are not members.',
  }),
  minInstitutionUsers: parameter(3, 'users', [1, 100], {
    meaning: 'An untied user who is one of this many under one mail domain of a school, a laboratory or a firm is no member.',
    basis: 'Set by hand: they use the text for all to see.',
    effect: 'Higher: honest users of a public script at small institutions become members.',
  }),
  levelQuantile: parameter(0.75, 'quantile of users', [0.5, 1], {
    meaning: 'The harvest intent that a group’s users have around its templates: that of its upper quarter.',
    basis: 'Set by hand: honest users of a copied text may outnumber the operator’s accounts, not three to one where the text still looks like a harvest.',
    effect: 'Higher: a few extreme accounts set the level, and mixed ones are no members.',
  }),
  minLevel: parameter(0.3, 'harvest intent 0..1', [0, 1], {
    meaning: 'From this level on a member’s own requests must harvest too; below it the group’s requests ask for nothing by themselves.',
    basis: 'Set by hand: the intent from which one-shot requests count as a harvest.',
    effect: 'Lower: members of a relay whose customers ask for nothing unusual are dropped.',
  }),
  levelShare: parameter(0.5, 'share of the level', [0, 1], {
    meaning: 'A member’s own exchanges with the templates have at least this share of the level.',
    basis: 'Set by hand: honest users of a copied prompt are at a tenth of it or less, a campaign’s own accounts at four fifths and more.',
    effect: 'Higher: members whose requests harvest less clearly are dropped. Lower: honest users of a copied text become members.',
  }),
  priorExchanges: parameter(0.5, 'exchanges', [0, 50], {
    meaning: 'Exchanges at the level, added to a member’s own.',
    basis: 'Set by hand: one request in two may be classified wrongly; a single one that does not harvest must not pass.',
    effect: 'Higher: accounts with few exchanges are members whatever they ask.',
  }),
  hidingShare: parameter(0.5, 'share of exchanges', [0, 1], {
    meaning: 'Who sends other customers’ text in at least this share of its exchanges, and harvests behind it, need not send as many of the group’s other texts as is typical.',
    effect: 'Higher: an operator’s accounts with other tasks behind one copied text are lost.',
  }),
} as const satisfies ParameterFamily;

export const BEHAVIOUR_PARAMETERS = {
  priorModels: parameter(3, 'accounts', [0, 50], {
    meaning: 'Models that are like the population, added to every set of models.',
    basis: 'Set by hand: a small group says little.',
    effect: 'Higher: behaviour decides less, above all for small groups.',
  }),
  ownKindShare: parameter(0.6, 'share of an account', [0, 1], {
    meaning: 'What one kind of a numeric trait keeps of its own models; its two neighbours get the rest.',
    effect: 'Higher: accounts must agree more exactly to be alike.',
  }),
  temper: parameter(0.6, 'factor', [0, 1], {
    meaning: 'Factor on the sum of log-likelihood ratios.',
    basis: 'Set by hand: traits overlap, so that a plain sum says too much.',
    effect: 'Higher: behaviour decides more in membership, splitting and pools; their limits would have to move too.',
  }),
  minNamedRatio: parameter(0.5, 'log-likelihood ratio', [0, 5], {
    meaning: 'A trait that adds at least this much is named to the reader.',
    effect: 'Higher: fewer traits are named; no finding changes.',
  }),
  maxNamed: parameter(3, 'traits', [1, 10], {
    meaning: 'Traits named for one account, at most.',
    basis: 'Set by hand, for the length of a line.',
    effect: 'Higher: longer reasons; no finding changes.',
  }),
} as const satisfies ParameterFamily;
