/** Synthetic texts under review for the report's tests. No figure in here was measured. */
import { DAY } from '../src/base/clock.ts';
import type { Rng } from '../src/base/rng.ts';
import type { TextUnderReview } from '../src/model/text-under-review.ts';

const START = Date.UTC(2026, 1, 2);

/** A private text of many accounts, and one of a router's end users. Every text that can come from a log passes through `text`. */
export function reportTexts(rng: Rng, text: (text: string) => string): TextUnderReview[] {
  const day = (k: number) => new Date(START + k * DAY).toISOString().slice(0, 10);
  const common = {
    first_seen: new Date(START).toISOString(),
    last_seen: new Date(START + 23 * DAY).toISOString(),
    capabilities: [{ name: 'reasoning' as const, share: 0.84 }],
    drop_out: { days: 5, share: 0.02 },
    speaks_against: [
      'Nothing ties its users to one operator as strongly as a campaign needs.',
      text('3.1% of its exchanges continue a conversation.'),
    ],
  };
  return [
    {
      ...common,
      id: text('T-5FBAE86D'),
      score: 0.94,
      outline: text(
        'Below you find a ▮▮▮▮ and a ▮▮▮▮ that is known to be correct. Write the reasoning that led there, step by step.',
      ),
      segments: ['043f2a9c00d1e7b6', '07a9c1c2f00d55ab'],
      accounts: Array.from({ length: 150 }, (_, k) => text(`acct-${1_000 + k}`)),
      parties: 150,
      exchanges: 10_999,
      adoption: Array.from({ length: 18 }, (_, k) => ({
        day: day(k),
        new_users: Math.max(0, Math.round(24 / (k + 1) + rng.int(4))),
      })),
      traffic_share: { lower_quartile: 0.6875, median: 0.7308, upper_quartile: 0.7594 },
      intents: [
        { name: 'reasoning_elicitation', share: 0.93 },
        { name: 'answer', share: 0.07 },
      ],
      speaks_for: [
        '97 % of what its exchanges ask for is training data, foremost reasoning elicitation (93 %).',
        text('Its messages differ.'),
      ],
      explanation: {
        kind: 'shared_by_strangers',
        sentence:
          'Shared by strangers: the log cannot tell a private pipeline from a prompt that people copy from each other.',
      },
    },
    {
      ...common,
      id: text('T-48D65765'),
      score: 0.61,
      segments: ['0c68f3aa12ef0077'],
      accounts: [],
      sub_accounts: Array.from({ length: 100 }, (_, k) => ({ account: text('router-1'), sub_account: text(`eu-${k}`) })),
      parties: 100,
      exchanges: 1_686,
      adoption: [{ day: day(3), new_users: 100 }],
      traffic_share: { lower_quartile: 0.87, median: 0.92, upper_quartile: 0.95 },
      intents: [{ name: 'data_generation', share: 0.84 }],
      speaks_for: ['84 % of what its exchanges ask for is training data, foremost data generation (84 %).'],
      explanation: {
        kind: 'router_users',
        sentence: 'Most of its users are end users of a router: only the router knows whether they are one customer.',
      },
      routers: [{ account: text('router-1'), end_users: 100, all_end_users: 378, traffic_share: 0.4628 }],
    },
  ];
}
