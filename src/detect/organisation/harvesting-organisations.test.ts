import { describe, expect, it } from 'vitest';
import { HARVEST_TRAFFIC, honest, InputBuilder, type Traffic, type UnitSpec } from '../../../test/detect-input.ts';
import { evidenceRow } from '../../../test/detection-fixture.ts';
import { createRng } from '../../base/rng.ts';
import { decide } from '../../decide/decide.ts';
import { defaultPolicy } from '../../decide/policy/default-policy.ts';
import { detect } from '../detect.ts';
import { HIDDEN } from '../group/openness.ts';
import { createPopulation } from '../population.ts';
import { harvestingOrganisations } from './harvesting-organisations.ts';

const SIZE = 20;
const staff = { emailDomain: 'firm', verification: 'business', payment: ['firm-card'] } as const;

interface Firm {
  readonly builder: InputBuilder;
  readonly seats: readonly number[];
}

/** A verified firm of 20 accounts with 100 exchanges each, among 300 strangers. */
function firm(traffic: (k: number) => Traffic, spec: (k: number) => UnitSpec = () => ({})): Firm {
  const builder = new InputBuilder();
  honest(builder, 300, createRng('organisation'));
  const seats = builder.crowd(SIZE, (k) => ({
    ...traffic(k),
    account: `seat-${k}`,
    exchanges: 100,
    ...spec(k),
    record: { created: 1_000 - k, ...staff, ...spec(k).record },
  }));
  return { builder, seats };
}

const found = ({ builder }: Firm) => detect(builder.build(), { seed: 'test' }).campaigns;
const harvesting = (change: Traffic = {}) => firm(() => ({ ...HARVEST_TRAFFIC, ...change }));
/** The first so many accounts harvest; the others chat. */
const some = (n: number) => firm((k) => (k < n ? HARVEST_TRAFFIC : {}));
/** Short answers to messages of all lengths, which are not the shape of a harvest. */
const UNSHAPED: Traffic = { outputTokens: 300, spread: 0.9 };

describe('a harvest inside one verified organisation', () => {
  it('is a finding of its own kind, with content evidence only and one account to ask', () => {
    const [finding, ...more] = found(harvesting());
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ kind: 'organisation', contacts: ['seat-19'], segments: [], marks: [] });
    expect([...finding.accounts].sort()).toEqual(Array.from({ length: SIZE }, (_, k) => `seat-${k}`).sort());
    expect(new Set(finding.evidence.map(({ kind }) => kind))).toEqual(new Set(['content']));
    expect(finding.members.filter(({ askedThrough }) => askedThrough === 'seat-19')).toHaveLength(SIZE - 1);
    expect(finding.members.every(({ byContent, byRelation, inTheOpen }) => byContent && !byRelation && inTheOpen)).toBe(
      true,
    );
    expect(finding.members[0]?.reasons[0]).toBe('about 95% of its 100 exchanges ask for training data');
    const [intent] = finding.evidence;
    expect(intent.summary).toContain('20 of the organisation');
    expect(intent.detail).toMatchObject({ organisation_accounts: SIZE });
  });

  it('is reviewed, every account of it, and no policy does more', () => {
    const detection = detect(harvesting().builder.build(), { seed: 'test' });
    const { campaigns, accounts } = decide(detection, { policy: defaultPolicy(), now: 0 });
    expect(campaigns.campaigns.map(({ action }) => action)).toEqual(['review']);
    expect(campaigns.campaigns[0]?.action_reason).toContain('one verified organisation, which hides nothing');
    expect(campaigns.campaigns[0]?.action_reason).toMatch(/ask it once, through seat-19\.$/);
    const seats = accounts.filter(({ account }) => account.startsWith('seat-'));
    expect(new Set(seats.map(({ action }) => action))).toEqual(new Set(['review']));
  });

  it('is not listed among the cleared organisations', () => {
    const cleared = (given: Firm) =>
      detect(given.builder.build(), { seed: 'test' }).dismissed.filter(({ reason }) => reason === 'organisation');
    expect(cleared(harvesting())).toEqual([]);
    expect(cleared(firm(() => ({})))).toHaveLength(1);
  });

  it('has only the accounts that harvest', () => {
    const builder = new InputBuilder();
    honest(builder, 300, createRng('organisation'));
    builder.crowd(60, (k) => ({
      ...(k < 15 ? HARVEST_TRAFFIC : {}),
      account: `seat-${k}`,
      exchanges: 100,
      record: staff,
    }));
    const [finding] = detect(builder.build(), { seed: 'test' }).campaigns;
    expect(finding.accounts).toHaveLength(15);
  });

  it('needs several accounts, a share of the firm’s traffic and many different messages', () => {
    const busy = (n: number) =>
      firm(
        (k) => (k < n ? HARVEST_TRAFFIC : {}),
        (k) => (k < n ? { exchanges: 2_000 } : {}),
      );
    expect(found(busy(5))).toHaveLength(1);
    expect(found(busy(4))).toEqual([]);
    // 15 of 20 accounts send 1,500 messages, 9 send 900.
    expect(found(some(15))).toHaveLength(1);
    expect(found(some(9))).toEqual([]);
    // The others send so much that the harvest is a tenth of all.
    expect(
      found(
        firm(
          (k) => (k < 15 ? HARVEST_TRAFFIC : {}),
          (k) => (k < 15 ? {} : { exchanges: 3_000 }),
        ),
      ),
    ).toEqual([]);
    // The same suite of 30 messages in each account, again and again.
    expect(found(harvesting({ unique: 0.3 }))).toEqual([]);
  });

  it('counts a list of tasks that several accounts run as one list', () => {
    const lists = (again: boolean) => {
      const given = harvesting();
      for (let task = 0; task < 100; task++)
        given.builder.repeat(given.seats.slice(0, again ? SIZE : 1).map((i) => [i, 1] as const));
      return found(given);
    };
    expect(lists(false)).toHaveLength(1);
    expect(lists(true)).toEqual([]);
  });

  it('is not what a firm does every day: a common text, chat, verdicts on its work', () => {
    const shared = firm(() => ({ unique: 1 }));
    shared.builder.segment({ users: shared.seats.map((i) => [i, 100]), unique: 1 });
    expect(found(shared)).toEqual([]);
    expect(found(harvesting({ ...UNSHAPED, intents: { grading: 0.95 } }))).toEqual([]);
    expect(found(harvesting({ intents: { grading: 0.95 } }))).toEqual([]);
  });

  it('is a verdict on reasoning that is brought along', () => {
    expect(found(harvesting({ ...UNSHAPED, intents: { grading: 0.95 }, traced: 0.9 }))).toHaveLength(1);
    // The same requests ask for the reasoning behind the verdict, in a few words.
    const both = { grading: 0.95, reasoning_elicitation: 0.8, data_cleaning: 0.5 };
    expect(found(harvesting({ outputTokens: 100, spread: 0.9, intents: both, traced: 0.9 }))).toHaveLength(1);
    expect(found(harvesting({ outputTokens: 100, spread: 0.9, intents: both }))).toEqual([]);
  });

  it('is made or cleaned data only in the shape of a harvest', () => {
    for (const intents of [{ data_generation: 0.9 }, { data_cleaning: 0.9 }]) {
      expect(found(harvesting({ ...UNSHAPED, intents }))).toEqual([]);
      expect(found(harvesting({ intents, truncated: 0.3 }))).toHaveLength(1);
    }
  });

  it('is no product that lets the model think before a short answer', () => {
    expect(found(harvesting({ outputTokens: 100 }))).toEqual([]);
    // A log without lengths says nothing against it.
    expect(found(harvesting({ outputTokens: 0 }))).toHaveLength(1);
  });

  it('is nothing where everybody does it', () => {
    const builder = new InputBuilder();
    builder.crowd(300, () => ({ ...HARVEST_TRAFFIC, intents: { reasoning_elicitation: 0.7 } }));
    builder.crowd(SIZE, () => ({
      ...HARVEST_TRAFFIC,
      intents: { reasoning_elicitation: 0.7 },
      exchanges: 100,
      record: staff,
    }));
    expect(detect(builder.build(), { seed: 'test' }).campaigns.filter(({ kind }) => kind === 'organisation')).toEqual([]);
  });

  it('needs a verified organisation: others are parties of their own', () => {
    const unverified = firm(
      () => HARVEST_TRAFFIC,
      () => ({ record: { emailDomain: 'firm', verification: 'email' } }),
    );
    expect(found(unverified).filter(({ kind }) => kind === 'organisation')).toEqual([]);
  });

  it('is excused by a grant for exactly what the grant names', () => {
    const granted = (exchanges: number, share: number) => {
      const given = harvesting();
      for (const i of given.seats)
        given.builder.beyondGrant(i, exchanges, { reasoning_elicitation: share, answer: 1 - share });
      return found(given);
    };
    expect(granted(0, 0)).toEqual([]);
    expect(granted(90, 0.02)).toEqual([]);
    const [beyond] = granted(90, 0.9);
    expect(beyond.members[0]?.reasons[0]).toBe('about 90% of its 90 exchanges beyond the grant ask for training data');
    // What the grant leaves open is too little.
    expect(granted(10, 0.9)).toEqual([]);
    const whole = harvesting();
    for (const i of whole.seats) whole.builder.beyondGrant(i, 0);
    const [cleared] = detect(whole.builder.build(), { seed: 'test' }).dismissed.filter(
      ({ reason }) => reason === 'organisation',
    );
    expect(cleared.why[1]).toBe(
      '20 of them send what a distillation grant of the organisation names, and hardly anything else.',
    );
    const each = harvesting();
    for (const i of each.seats) each.builder.grant(i);
    expect(found(each)).toEqual([]);
  });

  it('leaves out accounts in a campaign, and evidence that one firm shows in the open', () => {
    const population = createPopulation(harvesting().builder.build());
    const families = ['payment', 'intent', 'replay', 'segment', 'harvest_shape'] as const;
    const evidence = families.map((family) => evidenceRow(family));
    const verdict = { confidence: 1, contributions: [], heldBy: null };
    const among = (taken: number) =>
      harvestingOrganisations(
        population,
        Uint8Array.from({ length: population.input.units.count }, (_, i) => (i >= 300 && i < 300 + taken ? 1 : 0)),
        (group) => ({ group, evidence, open: HIDDEN, verdict }),
      );
    const [whole] = among(0);
    expect(whole.group.members).toHaveLength(SIZE);
    expect(whole.evidence.map(({ family }) => family)).toEqual(['intent', 'harvest_shape']);
    expect(among(2)[0]?.group.members).toHaveLength(SIZE - 2);
    expect(among(SIZE)).toEqual([]);
  });
});
