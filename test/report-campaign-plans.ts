/**
 * What the campaigns of the report fixture are: their figures, evidence, segments and ties, written by hand. The fixture
 * (`report-fixture.ts`) makes findings of them. No figure in here was measured.
 */
import type { Campaign } from '../src/model/finding.ts';
import type { Action, Family, Severity } from '../src/model/vocabulary.ts';

/** The shape of one campaign. The report fixture draws its accounts, its days and its network from it. */
export interface CampaignPlan {
  readonly id: string;
  readonly severity: Severity;
  readonly confidence: number;
  readonly action: Action;
  readonly reason: string;
  readonly accounts: number;
  /** Days of the fixture's month, from 0. */
  readonly days: readonly [first: number, last: number];
  /** Exchanges on an ordinary day. */
  readonly daily: number;
  readonly capabilities: Campaign['capabilities'];
  readonly intents: Campaign['intents'];
  readonly evidence: Campaign['evidence'];
  readonly segments: Campaign['segments'];
  /** Family, label and number of accounts of each value that the network picture draws. */
  readonly ties: readonly [Family, string, number][];
}

/** Three campaigns: a large pool of many families, a middle one, and a small doubtful one. */
export const CAMPAIGN_PLANS: readonly CampaignPlan[] = [
  {
    id: 'c-5f2a91d04be7',
    severity: 'critical',
    confidence: 0.9987,
    action: 'suspend',
    reason:
      'Suspend rather than limit: four relational and three content families agree, and the pool grew by a third within two days of the first bans. A person must approve.',
    accounts: 2_640,
    days: [1, 22],
    daily: 61_000,
    capabilities: [
      { name: 'agentic_tool_use', share: 0.46 },
      { name: 'coding', share: 0.31 },
      { name: 'reasoning', share: 0.17 },
      { name: 'data_analysis', share: 0.05 },
      { name: 'general_chat', share: 0.008 },
      { name: 'writing', share: 0.002 },
    ],
    intents: [
      { name: 'reasoning_elicitation', share: 0.58 },
      { name: 'trajectory_generation', share: 0.27 },
      { name: 'answer', share: 0.12 },
      { name: 'data_cleaning', share: 0.03 },
    ],
    evidence: [
      {
        family: 'segment',
        kind: 'content',
        strength: 0.97,
        summary:
          'One run of text stands in 94.1% of the exchanges, from 2,611 accounts, at changing places of otherwise different prompts; 3 accounts outside the campaign send it.',
        detail: {
          exchanges_with_segment: 1_204_331,
          accounts_with_segment: 2_611,
          accounts_outside: 3,
          expected_accounts: 4.2,
          log_likelihood_ratio: 812.4,
          segments: ['s-11d0', 's-82ee', 's-9a01'],
        },
      },
      {
        family: 'payment',
        kind: 'relational',
        strength: 0.93,
        summary: '41 payment instruments pay for 1,980 accounts; the busiest pays for 212.',
        detail: {
          instruments: 41,
          accounts: 1_980,
          busiest: 212,
          expected_busiest: 3,
          log_likelihood_ratio: 540.8,
        },
      },
      {
        family: 'failover',
        kind: 'relational',
        strength: 0.81,
        summary: 'When 480 accounts stopped on 11 Feb, 610 others that had been idle began within 40 minutes.',
        detail: { stopped: 480, started: 610, gap_minutes: 40, chance: 0.0004, pools_overlap: false },
      },
      {
        family: 'timing',
        kind: 'relational',
        strength: 0.66,
        summary: 'Requests of 1,700 accounts follow one another evenly, as a round robin does, at all hours.',
        detail: { accounts: 1_700, index_of_dispersion: 0.31, expected: 1.02, quiet_hours: 0 },
      },
      {
        family: 'network',
        kind: 'relational',
        strength: 0.38,
        summary: '9 networks carry 71% of the requests, and few other accounts use them.',
        detail: { networks: 9, share: 0.71, other_accounts: 57 },
      },
      {
        family: 'intent',
        kind: 'content',
        strength: 0.77,
        summary: '58% of the exchanges ask for the reasoning behind an answer that the prompt already holds.',
        detail: {
          share: 0.58,
          population_share: 0.021,
          reasons: ['asks to write out reasoning', 'answer in the input'],
        },
      },
      {
        family: 'pivot',
        kind: 'content',
        strength: 0.52,
        summary: '47% of the traffic moved to the new model within 22 hours; the population moved 6%.',
        detail: { moved: 0.47, population_moved: 0.06, hours: 22 },
      },
    ],
    segments: [
      {
        id: 's-11d0',
        accounts: 2_611,
        exchanges: 1_204_331,
        exemplar:
          'Before ▒▒▒▒▒▒ the final ▒▒▒▒▒▒, write out every ▒▒▒▒ of the ▒▒▒▒▒▒▒▒▒ inside ▒▒▒▒▒ tags, and do not ▒▒▒▒▒▒▒▒▒ any of it.',
      },
      {
        id: 's-82ee',
        accounts: 1_930,
        exchanges: 402_118,
        exemplar:
          'You are given a ▒▒▒▒ and the ▒▒▒▒▒▒ of each tool call.\nContinue the ▒▒▒▒▒▒▒▒▒▒ until the ▒▒▒▒ is solved; ▒▒▒▒▒▒ the plan first.',
      },
      { id: 's-9a01', accounts: 240, exchanges: 9_120 },
    ],
    ties: [
      ['payment', 'card 7be1…02', 9],
      ['payment', 'card 31aa…9c', 6],
      ['network', 'network 08f4', 8],
      ['network', 'network 77c2', 5],
      ['client', 'client t13d…', 4],
      ['segment', 'segment s-11d0', 14],
      ['failover', 'pool of 11 Feb', 6],
      ['registration', 'address shape a6.a8+9:3', 4],
    ],
  },
  {
    id: 'c-b81c33e9a2f0',
    severity: 'high',
    confidence: 0.953,
    action: 'limit',
    reason:
      'Limit rather than suspend: payment and segment agree, but a fifth of the accounts also carries traffic of other customers. Not verify, because both kinds of evidence are strong.',
    accounts: 273,
    days: [5, 21],
    daily: 11_800,
    capabilities: [
      { name: 'reasoning', share: 0.64 },
      { name: 'writing', share: 0.22 },
      { name: 'general_chat', share: 0.14 },
    ],
    intents: [
      { name: 'grading', share: 0.71 },
      { name: 'policy_rewrite', share: 0.18 },
      { name: 'answer', share: 0.11 },
    ],
    evidence: [
      {
        family: 'registration',
        kind: 'relational',
        strength: 0.84,
        summary: '268 of 273 accounts were opened within 31 hours, with addresses of one pattern.',
        detail: { accounts: 268, hours: 31, pattern: 'a6.a8+9:3', expected: 2.4 },
      },
      {
        family: 'sharding',
        kind: 'relational',
        strength: 0.6,
        summary: 'The accounts share one list of 41,000 tasks, and only 0.4% of the tasks come twice.',
        detail: { tasks: 41_000, repeated_share: 0.004, expected_repeated_share: 0.19 },
      },
      {
        family: 'focus',
        kind: 'content',
        strength: 0.72,
        summary: '71% of the exchanges grade an answer by a rubric; single accounts elsewhere reach 9% at most.',
        detail: { share: 0.71, population_p99: 0.09 },
      },
    ],
    segments: [
      {
        id: 's-40cc',
        accounts: 270,
        exchanges: 140_220,
        exemplar: 'Score the ▒▒▒▒▒▒▒▒ from 1 to 10 by the ▒▒▒▒▒▒ below and give the ▒▒▒▒▒ first.',
      },
    ],
    ties: [
      ['registration', 'opened 7 Feb, 02–03 h', 12],
      ['registration', 'address shape a7.a6+9:2', 9],
      ['sharding', 'task list 1', 10],
      ['payment', 'card 90d2…11', 3],
    ],
  },
  {
    id: 'c-0d77e2',
    severity: 'medium',
    confidence: 0.71,
    action: 'verify',
    reason: 'Verify: the content families are weak, and one of two relational families could be a shared office.',
    accounts: 38,
    days: [9, 12],
    daily: 420,
    capabilities: [
      { name: 'coding', share: 0.88 },
      { name: 'data_analysis', share: 0.12 },
    ],
    intents: [
      { name: 'answer', share: 0.66 },
      { name: 'data_generation', share: 0.34 },
    ],
    evidence: [
      {
        family: 'client',
        kind: 'relational',
        strength: 0.48,
        summary: 'All 38 accounts use a client fingerprint that 5 other accounts use.',
        detail: { accounts: 38, others: 5 },
      },
      {
        family: 'harvest_shape',
        kind: 'content',
        strength: 0.29,
        summary: 'Single turns, the largest output limit and several completions each, in 81% of the exchanges.',
        detail: { share: 0.81, population_share: 0.07 },
      },
    ],
    segments: [],
    ties: [['client', 'client q20d…', 14]],
  },
];
