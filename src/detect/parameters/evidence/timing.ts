/** Parameters of the timing family. */
import { type ParameterFamily, parameter } from '../../../model/parameter.ts';

export const TIMING_BALANCE_PARAMETERS = {
  fullStrength: parameter(0.7, 'strength 0..1', [0, 1], {
    meaning: 'Strength when parties do equal shares of the work and make up for uneven days.',
    basis: 'Set by hand: only a dispatcher that keeps count does both.',
    effect: 'Higher: stronger timing evidence from load balancing.',
  }),
  equalStrength: parameter(0.24, 'strength 0..1', [0, 1], {
    meaning: 'Strength of equal shares alone, when no other account sends as much.',
    basis: 'Set by hand: with flat hours beside it, it stays below what counts as a relation.',
    effect: "Higher: a quota or a tool's default begins to count as a relation.",
  }),
  manyParties: parameter([16, 32], 'parties', [6, 200], {
    meaning: 'Number of parties with equal shares from which these are more than a habit.',
    basis: 'Set by hand: that so many parties share one habit for days is no coincidence.',
    effect: 'Higher: equal shares alone count for less in mid-sized groups.',
  }),
  manyEqualStrength: parameter(0.42, 'strength 0..1', [0, 1], {
    meaning: 'Strength of equal shares alone among so many parties, where days vary.',
    effect: "Higher: stronger evidence from equal volumes of many parties; an unlisted tool's quota would count too.",
  }),
  minDayDispersion: parameter(0.4, 'index of dispersion', [0, 1], {
    meaning: 'Dispersion of the days below which each party sends the same number again and again: a default or a quota.',
    effect: 'Higher: equal shares of many parties count only where their days vary much.',
  }),
  minParties: parameter(6, 'parties', [3, 50], {
    meaning: 'Parties with measurable shares that are needed.',
    effect: 'Higher: small groups get no evidence from balanced load.',
  }),
  minMeasuredShare: parameter(0.5, 'share of parties', [0, 1], {
    meaning: "Share of the group's parties that must have a measurable share.",
    effect: 'Higher: groups with many short-lived members are not measured.',
  }),
  enoughParties: parameter([3, 12], 'parties', [2, 100], {
    meaning: 'How many measured parties it takes for the full strength; minParties cuts the ramp off below.',
    effect: 'Higher: weaker evidence in small groups.',
  }),
  minDays: parameter(3, 'whole days', [2, 14], {
    meaning: 'Whole days a party must be there for its share to be measured.',
    basis: 'Set by hand: fewer days cannot be distinguished from chance.',
    effect: 'Higher: short-lived accounts are not measured.',
  }),
  minExpected: parameter(8, 'exchanges', [2, 100], {
    meaning: 'Exchanges an equal share must come to over those days for it to be measured.',
    basis: 'Set by hand: smaller shares cannot be distinguished from chance.',
    effect: 'Higher: slow campaigns are not measured.',
  }),
  variationDeviations: parameter(2, 'standard deviations', [0, 6], {
    meaning: 'How much is added to the measured dispersion of the shares, so that few parties do not look equal by chance.',
    effect: 'Higher: weaker evidence in small groups.',
  }),
  variation: parameter([0.12, 0.35], 'coefficient of variation', [0, 2], {
    meaning: 'How much shares may vary beyond chance: up to the first they are equal, from the second as different as customers are.',
    basis: 'Set by hand: the first is that of a queue dealt out, the second that of customers.',
    effect: 'Higher: more uneven shares count as equal, honest ones included.',
  }),
  dispersionRatio: parameter([0.5, 0.2], 'ratio', [0, 1], {
    meaning: "Dispersion of the parties' totals over that of their days, from which parties make up for uneven days; independent days give 1 or more.",
    effect: 'Higher: looser balancing counts.',
  }),
  deviations: parameter([3.5, 6], 'standard deviations', [0, 12], {
    meaning: 'How far the logarithm of that ratio must lie below 0.',
    basis: 'Set by hand; the deviation is that of the logarithm of an F ratio.',
    effect: 'Higher: weaker evidence, fewer coincidences.',
  }),
  strangerDistance: parameter(0.25, 'share of an equal share', [0.05, 2], {
    meaning: 'A party whose share lies at least this far from the median one may be a stranger in the group.',
    effect: 'Higher: fewer parties are excluded as strangers.',
  }),
  strangerDeviations: parameter(7, 'median absolute deviations', [2, 20], {
    meaning: 'A stranger also lies this many median deviations from the median share.',
    effect: 'Higher: fewer parties are excluded as strangers.',
  }),
  maxStrangers: parameter(0.2, 'share of parties', [0, 0.5], {
    meaning: 'If more parties than this are far from the others, none is excluded.',
    basis: 'Set by hand: a group is seldom pure, but most of it is.',
    effect: 'Higher: a balanced core is found in less pure groups, at the risk of choosing it.',
  }),
  middleShare: parameter(0.8, 'share of parties', [0.5, 1], {
    meaning: "The middle part of the group's daily volumes, to which everybody else's volumes are compared.",
    effect: 'Higher: a wider range of volumes, which more outsiders share, so weaker evidence from equal shares.',
  }),
} as const satisfies ParameterFamily;

export const TIMING_RHYTHM_PARAMETERS = {
  fullStrength: parameter(0.14, 'strength 0..1', [0, 1], {
    meaning: 'Strength when every member works round the clock and hardly any outsider as busy does.',
    basis: 'Set by hand, so low that it is never enough by itself: a product with users all over the world is flat too.',
    effect: 'Higher: flat hours begin to count as a relation.',
  }),
  minExchanges: parameter(24, 'exchanges', [8, 500], {
    meaning: 'Exchanges a unit needs before its hours are judged.',
    effect: 'Higher: fewer units have a known rhythm.',
  }),
  flatEvenness: parameter(0.94, 'evenness of hours 0..1', [0.75, 1], {
    meaning: 'Evenness of its hours from which a unit works round the clock.',
    basis: "Set by hand: people's hours have an evenness of about 0.75.",
    effect: 'Higher: fewer units count as working round the clock.',
  }),
  minParties: parameter(3, 'parties', [2, 20], {
    meaning: 'Parties a group must have.',
    effect: 'Higher: small groups get no evidence from flat hours.',
  }),
  minMembers: parameter(3, 'members', [2, 20], {
    meaning: 'Members with enough exchanges that are needed.',
    effect: 'Higher: small groups get no evidence from flat hours.',
  }),
  membersPerKnown: parameter(10, 'members', [1, 100], {
    meaning: 'At least one member in this many must have enough exchanges.',
    effect: 'Higher: a few busy members speak for a larger group.',
  }),
  minWeeks: parameter(2, 'weeks', [1, 8], {
    meaning: 'Weeks the log must span before weekdays are compared.',
    effect: 'Higher: weekdays count in long logs only.',
  }),
  weekdayShare: parameter(0.3, 'share of the strength', [0, 1], {
    meaning: 'The part of the strength that weekdays as flat as the hours add.',
    effect: 'Higher: flat hours without known flat weekdays count for less.',
  }),
  maxQuietDaysOutside: parameter(0.24, "share of a week's traffic", [0, 0.286], {
    meaning: 'The most that the two quietest days of everybody else are taken to hold; two days of a flat week hold 2/7 (0.286).',
    basis: 'Set by hand: about what a population with weekends has at most.',
    effect: 'Higher: weekdays say less where most customers are programs.',
  }),
} as const satisfies ParameterFamily;

export const TIMING_SYNCHRONY_PARAMETERS = {
  halfSecondReach: parameter(0.5, 'seconds', [0.05, 2], {
    meaning: "Shortest scale: exchanges at most this far apart coincide. The summary names it ('half a second').",
    effect: 'Higher: looser bursts coincide, and chance explains more of them.',
  }),
  halfSecondJitter: parameter(15, 'seconds', [1, 120], {
    meaning: 'On the shortest scale an exchange could as well have come up to this much earlier or later.',
    basis: 'Set by hand; the jitter method is that of Amarasingham et al. (J Neurophysiol 2012).',
    effect: 'Higher: what moves people within seconds counts as synchrony too.',
  }),
  halfSecondStrength: parameter(0.85, 'strength 0..1', [0, 1], {
    meaning: 'Strength of clear synchrony on the shortest scale.',
    effect: 'Higher: stronger timing evidence from synchronised bursts.',
  }),
  twoSecondsReach: parameter(2, 'seconds', [0.5, 10], {
    meaning: "Middle scale: exchanges at most this far apart coincide. The summary names it ('two seconds').",
    effect: 'Higher: looser bursts coincide, and chance explains more of them.',
  }),
  twoSecondsJitter: parameter(60, 'seconds', [5, 600], {
    meaning: 'On the middle scale an exchange could as well have come up to this much earlier or later.',
    basis: 'Set by hand: lessons and launches move people at the pace of minutes.',
    effect: 'Higher: what moves people within a minute counts as synchrony too.',
  }),
  twoSecondsStrength: parameter(0.85, 'strength 0..1', [0, 1], {
    meaning: 'Strength of clear synchrony on the middle scale.',
    effect: 'Higher: stronger timing evidence from synchronised bursts.',
  }),
  halfMinuteReach: parameter(30, 'seconds', [10, 120], {
    meaning: "Longest scale: exchanges at most this far apart coincide; chance is taken over the whole sampled block. The summary names it ('half a minute').",
    effect: 'Higher: looser bursts coincide, and chance explains more of them.',
  }),
  halfMinuteStrength: parameter(0.35, 'strength 0..1', [0, 1], {
    meaning: 'Strength of clear synchrony on the longest scale.',
    basis: 'Set by hand, low: people are prompted to act now as well, in a workshop or by a message to many.',
    effect: 'Higher: workshops and announcements count for more.',
  }),
  roundedShare: parameter(0.8, 'share of times', [0.5, 1], {
    meaning: 'A log rounds its times when this share of them are multiples of one step; shorter scales are then skipped.',
    effect: 'Higher: a log with mixed precision counts as exact, and rounding may look like synchrony.',
  }),
  clockSeconds: parameter(10, 'seconds', [0, 30], {
    meaning: 'Exchanges this soon after a full minute are jobs started by a clock and left out.',
    effect: 'Higher: more exchanges are left out; cron jobs are less likely to count.',
  }),
  minExchanges: parameter(20, 'exchanges', [5, 500], {
    meaning: 'Exchanges with others near them that are needed before coincidences are judged.',
    effect: 'Higher: quiet groups get no evidence from synchrony.',
  }),
  minParties: parameter(5, 'parties', [2, 50], {
    meaning: 'Parties that must take part in coincidences.',
    effect: 'Higher: small groups get no evidence from synchrony.',
  }),
  excess: parameter([0.04, 0.3], 'agreement beyond chance 0..1', [0, 1], {
    meaning: 'How many more exchanges must coincide than chance makes: noise at the first, a clear case at the second.',
    effect: 'Higher: weaker evidence from loose synchrony.',
  }),
  deviations: parameter([3, 8], 'standard deviations', [0, 20], {
    meaning: 'By how many standard deviations of chance they must exceed it.',
    effect: 'Higher: weaker evidence, fewer coincidences.',
  }),
} as const satisfies ParameterFamily;

export const TIMING_HAND_OVER_PARAMETERS = {
  fullStrength: parameter(0.6, 'strength 0..1', [0, 1], {
    meaning: 'Strength when members fall silent and others begin soon after, again and again.',
    effect: 'Higher: stronger timing evidence from hand-overs.',
  }),
  withinHours: parameter(12, 'hours', [1, 72], {
    meaning: "A hand-over takes at most this long. The summary names it in words ('twelve hours').",
    effect: 'Higher: slower hand-overs count, and chance explains more of them.',
  }),
  silentPauses: parameter(8, 'usual pauses', [2, 50], {
    meaning: 'A unit has fallen silent for good, or had not begun, over so many of its usual pauses between exchanges.',
    effect: 'Higher: fewer units count as silent.',
  }),
  minSilentDays: parameter(2, 'days', [0.5, 14], {
    meaning: 'And over at least this long.',
    effect: 'Higher: fewer units count as silent, most of all near the ends of the log.',
  }),
  minExchanges: parameter(4, 'exchanges', [2, 50], {
    meaning: 'Exchanges a unit needs before its usual pause is known.',
    effect: 'Higher: short-lived accounts are left out.',
  }),
  minHandOvers: parameter(4, 'hand-overs', [2, 50], {
    meaning: 'Silences, beginnings and hand-overs that are needed.',
    effect: 'Higher: small groups get no evidence from hand-overs.',
  }),
  deviations: parameter([2.5, 6], 'standard deviations', [0, 20], {
    meaning: 'By how much hand-overs must exceed those that other times would give.',
    effect: 'Higher: weaker evidence, fewer coincidences.',
  }),
  share: parameter([0.2, 0.6], 'share of silences or beginnings', [0, 1], {
    meaning: 'Share of all silences (or beginnings, if more) that are hand-overs beyond chance.',
    effect: 'Higher: weaker evidence where only some accounts are replaced.',
  }),
  days: parameter([2.5, 5], 'days', [1, 30], {
    meaning: 'Over how many days (inverse Simpson index) the silences are spread.',
    basis: 'Set by hand: an event is over in a day or three; replacement goes on.',
    effect: 'Higher: weaker evidence from replacements within one week, fewer events counted.',
  }),
} as const satisfies ParameterFamily;

export const TIMING_CO_ACTIVITY_PARAMETERS = {
  fullStrength: parameter(0.6, 'strength 0..1', [0, 1], {
    meaning: 'Strength when most parties keep the same odd hours.',
    basis: 'Set by hand: below synchrony within seconds, since friends may agree on an hour.',
    effect: 'Higher: stronger timing evidence from hours in common.',
  }),
  minDays: parameter(9, 'days', [8, 60], {
    meaning: 'Days a log must touch: hours that come back a week later are a timetable, and that must be seen.',
    effect: 'Higher: short logs get no evidence from hours in common.',
  }),
  minParties: parameter(5, 'parties', [3, 50], {
    meaning: 'Parties a group must have.',
    effect: 'Higher: small groups get no evidence from hours in common.',
  }),
  minPairs: parameter(20, 'pairs', [1, 1000], {
    meaning: 'Pairs of parties in one hour that chance must make before more of them say something.',
    effect: 'Higher: quiet groups get no evidence from hours in common.',
  }),
  ratio: parameter([1.5, 2.2], 'times chance', [1, 10], {
    meaning: 'How much more often than chance parties are active in the same hour, without what comes back a week later: noise at the first, a clear case at the second.',
    basis: 'Set by hand: colleagues of one time zone reach 1.2.',
    effect: 'Higher: only groups that work in few, narrow bursts show it.',
  }),
  surrogates: parameter(16, 'surrogates', [8, 1000], {
    meaning: 'How often the days of the parties are shifted against each other to learn how far chance reaches.',
    effect: 'Higher: a steadier estimate of chance, in more time.',
  }),
  minDeviation: parameter(0.02, 'logarithm of a ratio', [0.001, 0.5], {
    meaning: 'Added to the standard deviation of what shifted days give.',
    effect: 'Higher: weaker evidence in large groups, where chance varies little.',
  }),
  deviations: parameter([3, 6], 'standard deviations', [0, 20], {
    meaning: 'How far the pairs must exceed those of shifted days.',
    effect: 'Higher: weaker evidence, fewer coincidences.',
  }),
  ownRatio: parameter(1.3, 'times chance', [1, 10], {
    meaning: 'A party takes part when it is in company this much more often than chance explains.',
    effect: 'Higher: fewer parties count as taking part.',
  }),
  share: parameter([0.4, 0.7], 'share of parties', [0, 1], {
    meaning: 'Share of the parties that must take part.',
    basis: 'Set by hand: a few friends in a group are not the group.',
    effect: 'Higher: weaker evidence in groups that are not pure.',
  }),
  days: parameter([3, 5], 'days', [1, 30], {
    meaning: 'Over how many days (inverse Simpson index) the hours beyond chance are spread.',
    basis: 'Set by hand: a launch, a workshop or a hackathon is over in a day or three.',
    effect: 'Higher: weaker evidence from campaigns that work on few days.',
  }),
  hours: parameter([2.5, 5], 'hours of the day', [1, 24], {
    meaning: 'Over how many hours of the day (inverse Simpson index) they are spread.',
    basis: 'Set by hand: a job that a clock starts on some days runs at one hour.',
    effect: 'Higher: weaker evidence from campaigns that work in short shifts.',
  }),
} as const satisfies ParameterFamily;
