/** Parameters of the aggregate stage: what of the exchanges detection gets to see. Leaves out what it makes of them (src/detect/parameters/). */
import { DAY, MINUTE } from '../base/clock.ts';
import { type ParameterFamily, parameter } from '../model/parameter.ts';

export const AGGREGATE_PARAMETERS = {
  minCoOccurrences: parameter(4, 'sampled exchanges', [1, 100], {
    meaning: 'Pairs of anchors that occur together less often than this are left out.',
    basis: 'Set by hand: rarer pairs are chance.',
    effect: 'Higher: templates of few exchanges fall into several segments; less memory.',
  }),
  maxStrayShare: parameter(0.02, 'share of exchanges', [0, 1], {
    meaning: 'Share of an account’s exchanges that may lie outside its distillation grants without voiding them.',
    basis: 'Set by hand: a test, or a start a day too early.',
    effect: 'Higher: a granted account can harvest other models on the side.',
  }),
  leaseGapMs: parameter(DAY, 'ms', [DAY / 24, 30 * DAY], {
    meaning: 'Use of an address by two accounts is together when no longer than this lies between.',
    basis: 'Set by hand (decision 15), after the window of time of SynchroTrap (Cao et al., CCS 2014).',
    effect: 'Higher: successive customers of one household or carrier address are tied.',
  }),
  maxHolderShare: parameter(0.5, 'share of accounts', [0.01, 1], {
    meaning: 'A network value that more than this share of the accounts has is left out.',
    basis: 'Set by hand: it links no accounts.',
    effect: 'Higher: more values to hold; rarity makes them weigh next to nothing.',
  }),
  minHolderLimit: parameter(8, 'accounts', [2, 1000], {
    meaning: 'In tiny logs `maxHolderShare` still allows this many holders.',
    effect: 'Higher: in tiny logs, values that all accounts have are kept.',
  }),
  maxReleases: parameter(16, 'releases', [1, 1000], {
    meaning: 'Most recent model releases whose adoption is followed.',
    effect: 'Higher: pivots to older models are seen; one more query a release.',
  }),
  adoptionHours: parameter([6, 24, 72], 'hours', [1, 720], {
    meaning: 'Times after a release at which adoption is measured.',
    basis: 'Set by hand: the day of the disclosure, a point within it, and one after the rush.',
    effect: 'Higher: slower moves to a new model are seen, fast ones less clearly.',
  }),
  softwarePerAccount: parameter(8, 'client programs', [1, 100], {
    meaning: 'Most used client programs of an account that are read.',
    basis: 'Set by hand: an account with more is seen to change its software all the same.',
    effect: 'Higher: more rows to read.',
  }),
  sampledMoments: parameter(250_000, 'exchanges', [1000, 100_000_000], {
    meaning: 'About how many exchanges are sampled for timing, in whole blocks of time.',
    basis: 'Set by hand, to bound memory.',
    effect: 'Higher: timing evidence of small campaigns in large logs gets stronger; detection gets slower.',
  }),
  momentBlockMs: parameter(20 * MINUTE, 'ms', [MINUTE, DAY], {
    meaning: 'Length of a sampled block of time.',
    basis: 'Set by hand: short against a day, so that a sample meets every hour of it; long against what counts as simultaneous.',
    effect: 'Higher: the same sample covers fewer blocks.',
  }),
  longMessageChars: parameter(80, 'characters', [1, 10_000], {
    meaning: 'Characters beside the system prompt from which a message is long enough to count as repeated.',
    basis: 'Set by hand: greetings come twice by themselves.',
    effect: 'Higher: fewer repeated tasks are seen.',
  }),
  sampledRepeats: parameter(500_000, 'exchanges', [1000, 100_000_000], {
    meaning: 'About how many exchanges are sampled for repeated messages, by the hash of the message.',
    basis: 'Set by hand, to bound memory.',
    effect: 'Higher: fail-over evidence of small campaigns in large logs gets stronger; detection gets slower.',
  }),
} as const satisfies ParameterFamily;
