/** What stands for an account while people are asked to approve more, on both engines. */
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { campaignFound, decideOn, foundOf, listening, otherFound, person } from '../../../test/detection-fixture.ts';
import { NO_POSTGRES, postgresIsThere } from '../../../test/postgres/start.ts';
import { type RecordEngine, recordEngines } from '../../../test/record-engines.ts';
import { DAY, HOUR, MINUTE } from '../../base/clock.ts';
import type { Result } from '../../base/problem.ts';
import { changesSince } from './client-view.ts';
import type { Decision } from './decision.ts';
import { type DecisionService, openDecisions } from './decisions.ts';

/** Each test steps through many detection runs; up to 19 s on a busy machine. */
const TEST_TIMEOUT = 120_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

const START = Date.parse('2026-03-01T00:00:00Z');
/** Of the default policy: an hour, and up to twelve more. */
const LATEST = 13 * HOUR;
const ann = person('ann', 'approver');
const bob = person('bob', 'approver');
const rita = person('rita', 'reviewer');
const admin = person('admin', 'admin');

const seen = (confidence: number, families: ('payment' | 'intent' | 'network')[] = ['payment', 'intent']) =>
  foundOf([campaignFound({ confidence, tied: ['a'], families })]);
const strong = seen(0.95);

if (!postgresIsThere()) it.skip(`what stands meanwhile, on a server: ${NO_POSTGRES}`);

describe.each(recordEngines('meanwhile'))('on $engine', ({ open, there }) => {
  describe.runIf(there)('while people are asked', () => {
    let engine: RecordEngine;
    let decisions: DecisionService;
    let heard: ReturnType<typeof listening>;
    let now = START;

    beforeAll(async () => {
      engine = await open();
    });
    afterAll(() => engine.close());
    const clear = async () => {
      const { db } = engine;
      for (const table of ['decisions', 'decision_units', 'decision_inputs', 'decision_looks', 'policies'] as const) {
        await db.deleteFrom(table).execute();
      }
      await db.updateTable('decision_sequence').set({ value: 0, floor: 0, swept: 0 }).execute();
      now = START;
      heard = listening();
      decisions = await openDecisions({ db, clock: () => now, audit: heard, events: heard });
    };
    beforeEach(clear);

    const action = (at = now) => decisions.index.at('a', null, at)?.action ?? 'allow';
    const history = () => decisions.history('a', null, 100);
    const look = async (found = strong, wait = MINUTE) => {
      now += wait;
      await decideOn(decisions, found);
    };
    const waiting = async (): Promise<Decision> => {
      const [one, ...more] = await decisions.pending(null, 10);
      expect(more).toEqual([]);
      return one;
    };
    const activate = async (version: string, give: Record<string, unknown>) => {
      const rules = [{ name: 'r', at: 'finding', when: 'campaign.confidence >= 0.9', give, reason: 'R.' }];
      value(await decisions.policies.createDraft({ format: 1, version, rules }, admin));
      value(await decisions.policies.activate(version, admin));
    };

    it('an account is asked to verify: late, explained, under the policy, for a time, told to copies and replayed', async () => {
      await look(seen(0.6));
      const [review] = await history();
      const { cursor } = decisions.index;
      await look();
      const [proposal, verify, before] = await history();
      expect(proposal).toMatchObject({ action: 'limit', state: 'proposed', previous: verify.id });
      expect(verify).toMatchObject({
        action: 'verify',
        state: 'in_force',
        rule: 'limit',
        policy: 'default-4',
        proposedBy: 'system',
        previous: review.id,
        terms: { approvals: 0, expiresAfter: 14 * DAY },
      });
      expect(verify.reason).toMatch(
        /^A relational and a content .* \(confidence 0\.95; policy default-4, rule limit; the policy proposes limit, which waits for 1 person to approve it: verify until then\)$/,
      );
      expect(before).toMatchObject({ id: review.id, state: 'superseded', ended: verify.enforceFrom });
      expect(verify.enforceFrom).toBeGreaterThanOrEqual(now + HOUR);
      expect(verify.enforceFrom).toBeLessThanOrEqual(now + LATEST);
      expect([action(), action(verify.enforceFrom - 1), action(verify.enforceFrom)]).toEqual(['review', 'review', 'verify']);
      expect(action(verify.until)).toBe('allow');

      const changes = changesSince(decisions.index, cursor, 10, () => 0);
      expect(changes.ok && changes.value.entries.map(({ items }) => items.map(({ id }) => id))).toEqual([
        [review.id, verify.id],
      ]);
      expect(heard.events.slice(-2).map(({ type, data }) => [type, data.decisions])).toMatchObject([
        ['decision.changed', [{ id: verify.id, action: 'verify', previous: review.id }]],
        ['decision.proposed', [{ id: proposal.id, action: 'limit', previous: verify.id }]],
      ]);
      expect(heard.entries.at(-1)).toMatchObject({
        action: 'decisions.made',
        detail: { verify: 1, 'limit proposed': 1 },
      });
      for (const { id } of [proposal, verify]) expect(value(await decisions.replay(id)).same).toBe(true);
      // Somebody writes down that nobody had to approve the limit.
      await engine.db
        .updateTable('decisions')
        .set({ terms: JSON.stringify({ ...proposal.terms, approvals: 0 }) })
        .where('id', '=', proposal.id)
        .execute();
      expect(value(await decisions.replay(proposal.id)).same).toBe(false);
    });

    it('stands at least as long as nobody answers, and nothing flaps from look to look', async () => {
      await look();
      const begins = (await history())[1].enforceFrom;
      for (let k = 0; k < 100; k++) {
        await look(strong, DAY);
        if (now >= begins) expect(action(), `look ${k}`).toBe('verify');
        expect((await decisions.pending(null, 10)).length).toBe(1);
      }
      // A proposal lapses after 14 days and is made again; what stands is renewed in its last quarter.
      const all = await history();
      expect(all.filter((one) => one.action === 'limit')).toHaveLength(8);
      expect(all.filter((one) => one.action === 'verify').length).toBeLessThanOrEqual(11);
      for (const { id } of all) expect(value(await decisions.replay(id)).same, id).toBe(true);
    });

    it('does not change when looks disagree whether to verify or to limit', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.constantFrom(0.8, 0.95), { minLength: 2, maxLength: 12 }), async (confidences) => {
          await clear();
          for (const confidence of confidences) await look(seen(confidence), HOUR);
          const standing = (await history()).filter((one) => one.action === 'verify');
          expect(standing).toHaveLength(1);
          expect((await decisions.pending(null, 10)).length).toBe(confidences.at(-1) === 0.95 ? 1 : 0);
        }),
        { numRuns: 10 },
      );
    });

    it('gives way to what was approved, and to what is milder when the look asks for less', async () => {
      await look();
      now += DAY;
      expect(action()).toBe('verify');
      const approved = value(await decisions.approve((await waiting()).id, ann));
      expect([action(), action(approved.enforceFrom - 1), action(approved.enforceFrom)]).toEqual([
        'verify',
        'verify',
        'limit',
      ]);
      await look(strong, DAY);
      expect([action(), (await history()).length]).toEqual(['limit', 2]);

      await clear();
      await look();
      await look(seen(0.6), DAY);
      expect(action()).toBe('review');
      expect(await decisions.pending(null, 10)).toEqual([]);
    });

    it('is left standing by a rejection, and renewed while looks ask for what was rejected', async () => {
      await look();
      now += DAY;
      value(await decisions.reject((await waiting()).id, rita, 'Too few exchanges.'));
      expect(action()).toBe('verify');
      for (let k = 0; k < 29; k++) {
        await look(strong, DAY);
        expect([action(), (await decisions.pending(null, 10)).length], `day ${k}`).toEqual(['verify', 0]);
      }
      // Evidence that the rejection did not know of.
      await look(seen(0.95, ['payment', 'intent', 'network']));
      expect((await waiting()).action).toBe('limit');
      expect(action()).toBe('verify');
    });

    it('can be undone: the proposal is left to be answered, and nothing is made again', async () => {
      await look();
      now += DAY;
      const [proposal, verify] = await history();
      value(await decisions.undo(verify.id, rita, 'A known partner.'));
      expect(action()).toBe('allow');
      for (let k = 0; k < 5; k++) await look(strong, DAY);
      expect([action(), (await history()).length]).toEqual(['allow', 2]);
      expect((await waiting()).id).toBe(proposal.id);
      value(await decisions.reject(proposal.id, rita, 'A known partner.'));
      for (let k = 0; k < 5; k++) await look(strong, DAY);
      expect([action(now + DAY), (await history()).length]).toEqual(['allow', 2]);
    });

    it('does not come instead of what people approved and somebody undid', async () => {
      await look();
      const { id } = value(await decisions.approve((await waiting()).id, ann, null, true));
      expect(action()).toBe('limit');
      value(await decisions.undo(id, rita, 'A mistake.'));
      for (let k = 0; k < 5; k++) await look(strong, DAY);
      expect(action(now + DAY)).toBe('allow');
    });

    it('is not needed where more stands, and follows at once when that runs out', async () => {
      await look();
      const { until } = value(await decisions.approve((await waiting()).id, ann, null, true));
      // Days before the end it is proposed anew; nobody answers.
      await look(strong, 12 * DAY);
      expect((await waiting()).action).toBe('limit');
      expect([action(), action(until - 1), (await history()).length]).toEqual(['limit', 'limit', 3]);
      await look(strong, until - now);
      expect(action()).toBe('verify');
      const [verify] = await history();
      expect(verify).toMatchObject({ action: 'verify', enforceFrom: now });
      expect(value(await decisions.replay(verify.id)).same).toBe(true);
    });

    it('is not needed where nobody has to approve, and waits for as many people as the policy says', async () => {
      await activate('none', { action: 'limit', approvals: 0 });
      await look();
      expect(action()).toBe('limit');
      // Another policy, that asks people for more: what stands is more than what needs nobody.
      await activate('more', { action: 'suspend' });
      await look();
      expect([(await waiting()).action, action(), action(now + LATEST)]).toEqual(['suspend', 'limit', 'limit']);
      await clear();
      await activate('two', { action: 'suspend', approvals: 2, expires_after: '5d' });
      await look();
      expect(action()).toBe('verify');
      const [, verify] = await history();
      expect(verify.reason).toContain('suspend, which waits for 2 people to approve it');
      expect(verify.until).toBe(now + 5 * DAY);
      const { id } = await waiting();
      value(await decisions.approve(id, ann));
      expect(action()).toBe('verify');
      value(await decisions.approve(id, bob));
      expect(action()).toBe('suspend');
    });

    it('is the policy’s alone: what a person proposes changes nothing, and no look takes it back while the evidence holds', async () => {
      await look(seen(0.6));
      const [review] = await history();
      const proposal = value(await decisions.propose(review.id, 'limit', rita, 'Seen by hand.'));
      for (let k = 0; k < 3; k++) await look(seen(0.6), HOUR);
      expect(action(now + DAY)).toBe('review');
      expect((await waiting()).id).toBe(proposal.id);
      // The policy comes to want as much: one proposal is enough, and now there is what stands meanwhile.
      await look(strong, HOUR);
      expect((await waiting()).id).toBe(proposal.id);
      expect(action(now + LATEST)).toBe('verify');
      // More by hand than by the policy: it waits still.
      const [verify] = (await history()).filter((one) => one.state === 'in_force');
      const more = value(await decisions.propose(verify.id, 'suspend', ann, 'Seen by hand.'));
      await look(strong, HOUR);
      expect((await waiting()).id).toBe(more.id);
      // The account is tied no more.
      await look(foundOf([], [otherFound('a', 0.3)]), HOUR);
      expect(await decisions.pending(null, 10)).toEqual([]);
      expect(action()).toBe('watch');
    });

    it('is late where nothing stood before, though a proposal lapsed', async () => {
      await look(seen(0.6));
      const [review] = await history();
      value(await decisions.propose(review.id, 'limit', rita, 'Seen by hand.'));
      await look(foundOf([]), 14 * DAY);
      expect((await history()).map(({ state }) => state)).toEqual(['expired', 'expired']);
      await look();
      const [, verify] = await history();
      expect(verify.action).toBe('verify');
      expect(verify.enforceFrom).toBeGreaterThanOrEqual(now + HOUR);
    });
  });
});

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}
