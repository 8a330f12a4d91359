import { describe, expect, it } from 'vitest';
import { honest, InputBuilder, START, type UnitSpec, worldAndGroup } from '../../../test/detect-input.ts';
import { DAY, MINUTE } from '../../base/clock.ts';
import { createRng } from '../../base/rng.ts';
import { detect } from '../detect.ts';

/** Conversations with tools' results, as an agent has them: nothing in them asks for training data. */
const AGENT = {
  exchanges: 90,
  intents: { answer: 0.95 },
  followUps: 0.8,
  toolResults: 0.8,
  outputTokens: 600,
} as const;

function world(make: (k: number) => UnitSpec) {
  const builder = new InputBuilder();
  honest(builder, 300, createRng('crowd'));
  const members = builder.crowd(40, (k) => ({ ...AGENT, ...make(k) }));
  builder.segment({ ...AGENT, users: members.map((i) => [i, 85]) });
  return { ...worldAndGroup(builder, members), input: builder.build(), members };
}

/** Two or three accounts pay with one card; sign-ups come in batches through a few addresses. */
const farmed = (k: number): UnitSpec => ({
  account: `farmed-${k}`,
  record: {
    created: START - (20 + 8 * Math.floor(k / 10)) * DAY + (k % 10) * 4 * MINUTE,
    signupIp: `batch-${Math.floor(k / 5)}`,
    payment: [`card-${k % 18}`],
    email: `mail-${k}`,
  },
});

const strangers = (k: number): UnitSpec => ({
  record: { created: START - (20 + 9 * k) * DAY, payment: [`own-${k}`], email: `mail-${k}` },
});

describe('a private agent’s prompt', () => {
  it('is worth testing when one hand made the accounts that send it, and no other people do', () => {
    const made = world(farmed);
    const other = world(strangers);
    expect(Math.max(...made.world.harvest)).toBeGreaterThan(0.35);
    expect(Math.max(...other.world.harvest)).toBeLessThan(0.35);
  });

  it('makes a campaign of farmed accounts, and none of strangers or of one firm', () => {
    const campaigns = (make: (k: number) => UnitSpec) =>
      detect(world(make).input, { seed: 'test' }).campaigns.map((c) => c.members.length);
    expect(campaigns(farmed)).toEqual([40]);
    expect(campaigns(strangers)).toEqual([]);
    const firm = (k: number): UnitSpec => ({
      record: { ...farmed(k).record, emailDomain: 'firm', verification: 'business' },
    });
    expect(campaigns(firm)).toEqual([]);
  });
});
