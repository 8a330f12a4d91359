/**
 * What follows from findings, policy and time: decisions, their replay, their end, and the answer to one request. What
 * people do to them is in `decisions-by-people.test.ts`.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { blankRecord } from '../../../test/blank-record.ts';
import { campaignFound, decideOn, foundOf, listening, otherFound, person } from '../../../test/detection-fixture.ts';
import { actionAt, freshDecisions, goodValue, onlyPending, temporaryDirectory } from '../../../test/fresh-decisions.ts';
import { DAY, HOUR } from '../../base/clock.ts';
import type { DataDirectory } from '../../store/directory/data-directory.ts';
import { type DecisionService, openDecisions } from './decisions.ts';

/** Each test opens a record store; up to 17 s on a busy machine. */
const TEST_TIMEOUT = 120_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

let directory: DataDirectory;
let decisions: DecisionService;
let heard: ReturnType<typeof listening>;
let now = 0;
const START = Date.parse('2026-03-01T00:00:00Z');
const admin = person('admin', 'admin');
const ann = person('ann', 'approver');
const rita = person('rita', 'reviewer');

beforeAll(async () => {
  directory = await temporaryDirectory();
});
afterAll(() => directory.close());

beforeEach(async () => {
  now = START;
  heard = listening();
  decisions = await freshDecisions(directory, () => now, heard);
});

const action = (account: string, at = now) => actionAt(decisions, account, at);

describe('decisions on findings', () => {
  it('stand with why, since when, until when and under which policy, and end by time alone', async () => {
    await decideOn(
      decisions,
      foundOf([campaignFound({ confidence: 0.6, tied: ['a'] })], [otherFound('o', 0.3), otherFound('p', 0.1)]),
    );
    expect(decisions.index.at('a', null, now)).toMatchObject({
      action: 'review',
      since: START,
      until: START + 14 * DAY,
      policy: 'default-4',
      rule: 'review',
      campaign: 'C-1',
    });
    expect(decisions.index.at('a', null, now)?.reason).toMatch(/confidence 0\.60; policy default-4/);
    expect(action('o')).toBe('watch');
    expect(action('p')).toBe('allow');
    expect(action('a', START + 14 * DAY - 1)).toBe('review');
    expect(action('a', START + 14 * DAY)).toBe('allow');
    now = START + 15 * DAY;
    await decideOn(decisions, foundOf([]));
    const [past] = await decisions.history('a', null, 10);
    expect(past.state).toBe('expired');
  });

  it('do not change while a look says the same, and are linked to the one before when it says something else', async () => {
    const look = foundOf([campaignFound({ confidence: 0.6, tied: ['a'] })]);
    await decideOn(decisions, look);
    const first = decisions.index.at('a', null, now);
    const cursor = decisions.index.entry('a', null)?.seq;
    now += HOUR;
    await decideOn(decisions, look);
    expect(decisions.index.entry('a', null)?.seq).toBe(cursor);
    now += HOUR;
    await decideOn(decisions, foundOf([campaignFound({ confidence: 0.3, tied: ['a'] })]));
    const [second, before] = await decisions.history('a', null, 10);
    expect(second).toMatchObject({ action: 'watch', previous: first?.id, state: 'in_force' });
    expect(before).toMatchObject({ id: first?.id, state: 'superseded', ended: now });
    expect(action('a')).toBe('watch');
    now += HOUR;
    await decideOn(decisions, foundOf([], [otherFound('a')]));
    expect(action('a')).toBe('allow');
    expect((await decisions.history('a', null, 1))[0]).toMatchObject({
      action: 'allow',
      previous: second.id,
    });
  });

  it('are made anew before they run out, when the look still asks for them', async () => {
    const look = foundOf([campaignFound({ confidence: 0.6, tied: ['a'] })]);
    await decideOn(decisions, look);
    now = START + 12 * DAY;
    await decideOn(decisions, look);
    expect(action('a', START + 20 * DAY)).toBe('review');
    expect(await decisions.history('a', null, 10)).toHaveLength(2);
  });

  it('are enforced late, by account, and what stood stands until then', async () => {
    await decideOn(decisions, foundOf([campaignFound({ confidence: 0.6, content: ['a', 'b'] })]));
    now += HOUR;
    await decideOn(decisions, foundOf([campaignFound({ confidence: 0.8, content: ['a', 'b'] })]));
    const [a] = await decisions.history('a', null, 1);
    const [b] = await decisions.history('b', null, 1);
    for (const one of [a, b]) {
      expect(one.action).toBe('verify');
      expect(one.enforceFrom).toBeGreaterThanOrEqual(now + HOUR);
      expect(one.enforceFrom).toBeLessThan(now + 13 * HOUR);
    }
    expect(a.enforceFrom).not.toBe(b.enforceFrom);
    expect(action('a')).toBe('review');
    expect(action('a', a.enforceFrom - 1)).toBe('review');
    expect(action('a', a.enforceFrom)).toBe('verify');
    // Milder again before it was enforced: at once, and nothing of the stricter one remains.
    now += 60_000;
    await decideOn(decisions, foundOf([campaignFound({ confidence: 0.3, content: ['a', 'b'] })]));
    expect(action('a')).toBe('watch');
    expect(action('a', a.enforceFrom + 1)).toBe('watch');
    // Nor does what stood before come back when this ends.
    goodValue(await decisions.undo((await decisions.history('a', null, 1))[0].id, rita, 'R'));
    expect(action('a')).toBe('allow');
  });

  it('come out the same in another installation: ids and times follow from the facts', async () => {
    const look = foundOf([campaignFound({ confidence: 0.8, tied: ['a', 'b', 'c'] })]);
    await decideOn(decisions, look);
    const first = (await decisions.history('b', null, 1))[0];
    const db = await directory.database();
    await db.deleteFrom('decisions').execute();
    await db.deleteFrom('decision_units').execute();
    await decideOn(decisions, look);
    expect((await decisions.history('b', null, 1))[0]).toEqual(first);
  });

  it('know accounts by their records', async () => {
    await directory.records.upsertAccounts([
      { ...blankRecord('a', START - 10 * DAY), program: 'enterprise', verification: 'business' },
    ]);
    const by = admin;
    goodValue(
      await decisions.policies.createDraft(
        {
          format: 1,
          version: 'two',
          rules: [
            {
              name: 'ent',
              at: 'finding',
              when: "account.program == 'enterprise' && account.verification in ['identity', 'business'] && account.age_days > 9.0",
              give: { action: 'watch' },
              reason: 'E',
            },
          ],
        },
        by,
      ),
    );
    goodValue(await decisions.policies.activate('two', by));
    await decideOn(decisions, foundOf([], [otherFound('a'), otherFound('b')]));
    expect([action('a'), action('b')]).toEqual(['watch', 'allow']);
  });

  it('are told as events by id, and to the audit log', async () => {
    await decideOn(decisions, foundOf([campaignFound({ confidence: 0.95, tied: ['a', 'b'], relation: ['c'] })]));
    expect(heard.events.map((event) => [event.type, (event.data.decisions as unknown[]).length])).toEqual([
      ['decision.changed', 3],
      ['decision.proposed', 2],
    ]);
    expect(JSON.stringify(heard.events)).not.toContain('"a"');
    expect(heard.entries.at(-1)).toMatchObject({
      action: 'decisions.made',
      detail: { 'limit proposed': 2, verify: 2, review: 1 },
    });
  });

  it('of an account are under its end users too, the stricter counts', async () => {
    const routed = {
      ...campaignFound({ id: 'C-2', confidence: 0.3 }),
      members: [
        {
          account: 'r',
          subAccount: 'u',
          risk: 0.3,
          byContent: true,
          byRelation: true,
          contentShare: 1,
          exchanges: 4,
          reasons: [],
        },
      ],
    };
    await decideOn(decisions, foundOf([campaignFound({ confidence: 0.6, tied: ['a'] }), routed]));
    const under = (account: string, user: string | null) => decisions.index.at(account, user, now)?.action ?? 'allow';
    expect([under('a', null), under('a', 'anybody')]).toEqual(['review', 'review']);
    expect([under('r', null), under('r', 'u'), under('r', 'v')]).toEqual(['allow', 'watch', 'allow']);
  });

  it('stand once the process is started again', async () => {
    await decideOn(decisions, foundOf([campaignFound({ confidence: 0.6, tied: ['a'] })]));
    const again = await openDecisions({
      db: await directory.database(),
      clock: () => now,
      audit: heard,
      events: heard,
    });
    expect(again.index.at('a', null, now)).toEqual(decisions.index.at('a', null, now));
    expect(again.index.cursor).toBe(decisions.index.cursor);
  });
});

describe('a replay', () => {
  it('gives every decision again from what was stored, and says when it does not', async () => {
    await decideOn(
      decisions,
      foundOf(
        [
          campaignFound({ confidence: 0.95, tied: ['a'], content: ['b'] }),
          campaignFound({ id: 'C-2', confidence: 0.8, content: ['c'] }),
        ],
        [otherFound('o', 0.4)],
      ),
    );
    goodValue(await decisions.approve((await onlyPending(decisions)).id, ann));
    now += HOUR;
    await decideOn(decisions, foundOf([], [otherFound('o', 0.1), otherFound('c', 0.1)]));
    let replayed = 0;
    for (const account of ['a', 'b', 'c', 'o']) {
      for (const { id } of await decisions.history(account, null, 10)) {
        const replay = goodValue(await decisions.replay(id));
        expect(replay.checks.filter((check) => !check.same)).toEqual([]);
        expect(replay.same).toBe(true);
        replayed++;
      }
    }
    expect(replayed).toBe(7);
    // Somebody changes what is stored.
    const db = await directory.database();
    const [tampered] = await decisions.history('b', null, 1);
    await db
      .updateTable('decisions')
      .set({ account_inputs: JSON.stringify({ ...tampered.accountInputs, risk: 1 }) })
      .where('id', '=', tampered.id)
      .execute();
    expect(goodValue(await decisions.replay(tampered.id)).same).toBe(false);
    expect(await decisions.replay('D-nothing')).toMatchObject({ ok: false, problem: { code: 'not_found' } });
  });
});

describe('forgetting', () => {
  it('takes what has long been over and the facts under it, and leaves what stands or was refused lately', async () => {
    const db = await directory.database();
    const facts = async () => (await db.selectFrom('decision_inputs').select('hash').execute()).length;
    await decideOn(decisions, foundOf([campaignFound({ confidence: 0.6, tied: ['a'] })]));
    now += 20 * DAY;
    await decideOn(decisions, foundOf([campaignFound({ confidence: 0.8, content: ['b', 'c'] })]));
    const [refused] = await decisions.history('b', null, 1);
    goodValue(await decisions.undo(refused.id, rita, 'R'));
    now += DAY;
    expect(await decisions.forget(now)).toBe(0);
    expect(await facts()).toBe(2);
    now += 24 * DAY;
    await decideOn(decisions, foundOf([]));
    expect(await decisions.forget(now)).toBe(1);
    expect(await decisions.history('a', null, 9)).toEqual([]);
    expect(await decisions.history('b', null, 9)).toHaveLength(1);
    expect(await facts()).toBe(1);
  });
});

describe('the moment of a request', () => {
  const exchange = (content: string, account = 'a') => ({
    account,
    model: 'm-1',
    request: { messages: [{ role: 'user', content }], max_tokens: 4000 },
  });

  it('is answered with what stands for the account', async () => {
    expect(decisions.decide(exchange('Hello'))).toMatchObject({
      action: 'allow',
      decision: null,
      policy: 'default-4',
    });
    await decideOn(decisions, foundOf([campaignFound({ confidence: 0.6, tied: ['a'] })]));
    const [decision] = await decisions.history('a', null, 1);
    expect(decisions.decide(exchange('Hello'))).toMatchObject({
      action: 'review',
      decision: decision.id,
      since: START,
      matched: [],
    });
    now = START + 14 * DAY;
    expect(decisions.decide(exchange('Hello')).action).toBe('allow');
  });

  it('sees a campaign’s text in an exchange of anybody, and request rules ask for verification at most', async () => {
    const text =
      'You are given a question. Think about it step by step, write down every intermediate thought, and then the answer.';
    const { RequestFeatures } = await import('../../fingerprint/request-features.ts');
    const glance = new RequestFeatures();
    glance.read(exchange(text));
    glance.findAnchors();
    const anchor = (k: number) =>
      glance.anchors.hi[k].toString(16).padStart(8, '0') + glance.anchors.lo[k].toString(16).padStart(8, '0');
    await decideOn(decisions, foundOf([campaignFound({ confidence: 0.6, tied: ['a'], segments: [anchor(0), anchor(1)] })]));
    expect(decisions.decide(exchange(`${text} What is 2 + 2?`, 'stranger'))).toMatchObject({
      action: 'allow',
      matched: [
        { campaign: 'C-1', segment: anchor(0) },
        { campaign: 'C-1', segment: anchor(1) },
      ],
    });
    expect(
      decisions.decide(exchange('Something else that is long enough to have anchors of its own, of course.', 'stranger'))
        .matched,
    ).toEqual([]);
    const rule = (when: string, give = 'suspend') => ({
      name: 'r',
      at: 'request',
      when,
      give: { action: give },
      reason: 'Its text.',
    });
    goodValue(
      await decisions.policies.createDraft(
        {
          format: 1,
          version: 'two',
          rules: [
            rule(
              "exchange.matched >= 2 && campaign.confidence > 0.5 && exchange.model.startsWith('m-') && exchange.max_tokens > 1000 && exchange.intents.answer >= 0.0",
            ),
          ],
        },
        admin,
      ),
    );
    goodValue(await decisions.policies.activate('two', admin));
    expect(decisions.decide(exchange(text, 'stranger'))).toMatchObject({
      action: 'verify',
      rule: 'r',
      reason: 'Its text.',
      decision: null,
      policy: 'two',
    });
    expect(decisions.decide(exchange('Hello', 'stranger')).action).toBe('allow');
    // Whose contract allows distillation of the model is not asked, whatever it sends.
    await directory.records.upsertAccounts([
      {
        account: 'stranger',
        created: START,
        program: 'enterprise',
        emailDomain: null,
        email: null,
        emailShape: null,
        phone: null,
        phoneBlock: null,
        payment: [],
        paymentBin: null,
        signupIp: null,
        signupNet: null,
        signupJa4: null,
        referrer: null,
        verification: 'business',
        status: 'active',
        statusTime: null,
        router: false,
        grants: [{ kind: 'distillation', models: ['m-1'], from: START, to: START + DAY }],
      },
    ]);
    await decideOn(decisions, foundOf([campaignFound({ confidence: 0.6, tied: ['a'], segments: [anchor(0), anchor(1)] })]));
    expect(decisions.decide(exchange(text, 'stranger')).action).toBe('allow');
    expect(decisions.decide(exchange(text, 'another')).action).toBe('verify');
    now += 2 * DAY;
    expect(decisions.decide(exchange(text, 'stranger')).action).toBe('verify');
  });
});
