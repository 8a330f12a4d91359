import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { blankRecord } from '../../../test/blank-record.ts';
import {
  campaignFound,
  decideOn,
  foundOf,
  listening,
  otherFound,
  person,
} from '../../../test/detection-fixture.ts';
import { DAY, HOUR } from '../../base/clock.ts';
import { DEFAULT_DOCUMENT } from '../../decide/policy/default-document.ts';
import { type DataDirectory, openDataDirectory } from '../../store/directory/data-directory.ts';
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
const bob = person('bob', 'approver');
const rita = person('rita', 'reviewer');

beforeAll(async () => {
  const opened = await openDataDirectory();
  if (!opened.ok) throw new Error(opened.problem.message);
  directory = opened.value;
});
afterAll(() => directory.close());

beforeEach(async () => {
  const db = await directory.database();
  for (const table of [
    'policies',
    'decisions',
    'decision_inputs',
    'decision_units',
    'decision_campaigns',
    'decision_looks',
    'shadow_decisions',
    'shadow_looks',
    'accounts',
  ] as const) {
    await db.deleteFrom(table).execute();
  }
  now = START;
  heard = listening();
  decisions = await openDecisions({ db, clock: () => now, audit: heard, events: heard });
});

const action = (account: string, at = now) => decisions.index.at(account, null, at)?.action ?? 'allow';
async function onlyPending() {
  const [one, ...more] = await decisions.pending(null, 10);
  expect(more).toEqual([]);
  return one;
}
function value<T>(result: { ok: true; value: T } | { ok: false; problem: { code: string } }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

describe('decisions on findings', () => {
  it('stand with why, since when, until when and under which policy, and end by time alone', async () => {
    await decideOn(
      decisions,
      foundOf(
        [campaignFound({ confidence: 0.6, tied: ['a'] })],
        [otherFound('o', 0.3), otherFound('p', 0.1)],
      ),
    );
    expect(decisions.index.at('a', null, now)).toMatchObject({
      action: 'review',
      since: START,
      until: START + 14 * DAY,
      policy: 'default-1',
      rule: 'review',
      campaign: 'C-1',
    });
    expect(decisions.index.at('a', null, now)?.reason).toMatch(/confidence 0\.60; policy default-1/);
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
    value(await decisions.undo((await decisions.history('a', null, 1))[0].id, rita, 'R'));
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
    value(
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
    value(await decisions.policies.activate('two', by));
    await decideOn(decisions, foundOf([], [otherFound('a'), otherFound('b')]));
    expect([action('a'), action('b')]).toEqual(['watch', 'allow']);
  });

  it('are told as events by id, and to the audit log', async () => {
    await decideOn(
      decisions,
      foundOf([campaignFound({ confidence: 0.95, tied: ['a', 'b'], content: ['c'] })]),
    );
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
          exchanges: 4,
          reasons: [],
        },
      ],
    };
    await decideOn(decisions, foundOf([campaignFound({ confidence: 0.6, tied: ['a'] }), routed]));
    const under = (account: string, user: string | null) =>
      decisions.index.at(account, user, now)?.action ?? 'allow';
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

describe('approval', () => {
  const strong = foundOf([campaignFound({ confidence: 0.95, tied: ['a'] })]);

  it('is waited for before an account is limited, and then for delay and jitter', async () => {
    await decideOn(decisions, strong);
    expect(action('a')).toBe('allow');
    expect(action('a', now + 10 * DAY)).toBe('verify');
    const proposal = await onlyPending();
    expect(proposal).toMatchObject({ action: 'limit', state: 'proposed', proposedBy: 'system' });
    now += HOUR;
    // The next look does not propose it again.
    await decideOn(decisions, strong);
    expect((await onlyPending()).id).toBe(proposal.id);
    const approved = value(await decisions.approve(proposal.id, ann));
    expect(approved).toMatchObject({ state: 'in_force', approvedBy: ['ann'], approved: now });
    expect(action('a', approved.enforceFrom - 1)).not.toBe('limit');
    expect(action('a', approved.enforceFrom)).toBe('limit');
    expect(approved.enforceFrom - now).toBeGreaterThanOrEqual(HOUR);
    expect(approved.until).toBe(approved.enforceFrom + 14 * DAY);
    expect(heard.entries.at(-1)).toMatchObject({
      actor: { id: 'ann' },
      action: 'decision.approved',
      subject: proposal.id,
    });
    expect(await decisions.approve(proposal.id, bob)).toMatchObject({
      ok: false,
      problem: { code: 'decision_state' },
    });
  });

  it('is refused to keys, to people who are no approvers, and to who proposed or approved it', async () => {
    await decideOn(decisions, foundOf([campaignFound({ confidence: 0.8, tied: ['a'] })]));
    now += DAY;
    const [verify] = await decisions.history('a', null, 1);
    const proposal = value(await decisions.propose(verify.id, 'limit', ann, 'Seen by hand.'));
    const code = async (by: typeof ann) => {
      const result = await decisions.approve(proposal.id, by);
      return result.ok ? 'approved' : result.problem.code;
    };
    expect(await code(ann)).toBe('same_person');
    expect(await code(rita)).toBe('forbidden');
    expect(await code({ ...bob, kind: 'key', role: undefined } as unknown as typeof ann)).toBe('forbidden');
    expect(await code(bob)).toBe('approved');
    expect(action('a')).toBe('limit');
  });

  it('by two people takes two', async () => {
    const rule = {
      name: 'r',
      at: 'finding',
      when: 'campaign.found',
      give: { action: 'suspend', approvals: 2 },
      reason: 'R',
    };
    value(await decisions.policies.createDraft({ format: 1, version: 'two', rules: [rule] }, admin));
    value(await decisions.policies.activate('two', admin));
    await decideOn(decisions, strong);
    const { id } = await onlyPending();
    expect(value(await decisions.approve(id, ann)).state).toBe('proposed');
    expect(await decisions.approve(id, ann)).toMatchObject({ ok: false, problem: { code: 'same_person' } });
    expect(value(await decisions.approve(id, bob)).state).toBe('in_force');
    expect(action('a')).toBe('suspend');
  });

  it('is not asked for when the policy says so', async () => {
    const rule = {
      name: 'r',
      at: 'finding',
      when: 'campaign.found',
      give: { action: 'limit', approvals: 0 },
      reason: 'R',
    };
    value(await decisions.policies.createDraft({ format: 1, version: 'two', rules: [rule] }, admin));
    value(await decisions.policies.activate('two', admin));
    await decideOn(decisions, strong);
    expect(action('a')).toBe('limit');
  });

  it('lets nothing come back that it took the place of', async () => {
    const rules = [
      { name: 'l', at: 'finding', when: 'campaign.confidence > 0.9', give: { action: 'limit' }, reason: 'R' },
      {
        name: 'v',
        at: 'finding',
        when: 'campaign.confidence > 0.7',
        give: { action: 'verify', delay: '6h' },
        reason: 'R',
      },
      { name: 'r', at: 'finding', when: 'campaign.found', give: { action: 'review' }, reason: 'R' },
    ];
    value(await decisions.policies.createDraft({ format: 1, version: 'two', rules }, admin));
    value(await decisions.policies.activate('two', admin));
    for (const confidence of [0.6, 0.8, 0.95]) {
      now += 60_000;
      await decideOn(decisions, foundOf([campaignFound({ confidence, tied: ['a'] })]));
    }
    expect(action('a')).toBe('review');
    const { id } = value(await decisions.approve((await onlyPending()).id, ann));
    expect([action('a'), action('a', now + 7 * HOUR)]).toEqual(['limit', 'limit']);
    value(await decisions.undo(id, rita, 'R'));
    expect([action('a'), action('a', now + 7 * HOUR)]).toEqual(['allow', 'allow']);
  });

  it('lapses when nobody answers', async () => {
    await decideOn(decisions, strong);
    const { id } = await onlyPending();
    now += 15 * DAY;
    expect(await decisions.pending(null, 10)).toEqual([]);
    expect(await decisions.approve(id, ann)).toMatchObject({
      ok: false,
      problem: { code: 'decision_state' },
    });
  });

  it('holds what people approved while the evidence allows it, though the policy would now do less', async () => {
    await decideOn(decisions, strong);
    value(await decisions.approve((await onlyPending()).id, ann));
    now += DAY;
    expect(action('a')).toBe('limit');
    await decideOn(decisions, foundOf([campaignFound({ confidence: 0.85, tied: ['a'] })]));
    expect(action('a')).toBe('limit');
    // Not tied any more: the rule of two allows it no longer, approved or not.
    await decideOn(decisions, foundOf([campaignFound({ confidence: 0.85, content: ['a'] })]));
    expect(action('a')).toBe('verify');
  });

  it('cannot give what the rule of two does not allow', async () => {
    await decideOn(
      decisions,
      foundOf([campaignFound({ confidence: 0.95, families: ['segment', 'intent'], tied: ['a'] })]),
    );
    now += DAY;
    const [verify] = await decisions.history('a', null, 1);
    expect(verify.action).toBe('verify');
    expect(await decisions.propose(verify.id, 'limit', ann, 'I am sure.')).toMatchObject({
      ok: false,
      problem: { code: 'rule_of_two' },
    });
  });
});

describe('undoing and rejecting', () => {
  it('ends a decision at once, with a reason, and it is not made again on the same evidence', async () => {
    const look = foundOf([campaignFound({ confidence: 0.6, tied: ['a'] })]);
    await decideOn(decisions, look);
    const [decision] = await decisions.history('a', null, 1);
    value(await decisions.undo(decision.id, rita, 'A known partner.'));
    expect(action('a')).toBe('allow');
    expect((await decisions.history('a', null, 1))[0]).toMatchObject({
      state: 'undone',
      endedBy: 'rita',
      endReason: 'A known partner.',
    });
    expect(heard.entries.at(-1)).toMatchObject({ action: 'decision.undone', subject: decision.id });
    now += HOUR;
    await decideOn(decisions, look);
    await decideOn(decisions, foundOf([campaignFound({ confidence: 0.8, tied: ['a'] })]));
    expect(action('a', now + 2 * DAY)).toBe('allow');
    expect(decisions.stats().heldBack).toBe(2);
    // What is milder than what was undone is nobody's objection.
    await decideOn(decisions, foundOf([campaignFound({ confidence: 0.3, tied: ['a'] })]));
    expect(action('a')).toBe('watch');
    expect(await decisions.undo(decision.id, rita, 'Again.')).toMatchObject({
      ok: false,
      problem: { code: 'decision_state' },
    });
  });

  it('lets it be made again when the evidence grew, and after the cool-off', async () => {
    const look = (families: ('payment' | 'segment' | 'network')[]) =>
      foundOf([campaignFound({ confidence: 0.6, tied: ['a'], families })]);
    await decideOn(decisions, look(['payment', 'segment']));
    value(await decisions.undo((await decisions.history('a', null, 1))[0].id, rita, 'R'));
    now += HOUR;
    await decideOn(decisions, look(['segment']));
    expect(action('a')).toBe('allow');
    await decideOn(decisions, look(['payment', 'segment', 'network']));
    expect(action('a')).toBe('review');
    value(await decisions.undo((await decisions.history('a', null, 1))[0].id, rita, 'R'));
    now += 31 * DAY;
    await decideOn(decisions, look(['payment', 'segment', 'network']));
    expect(action('a')).toBe('review');
  });

  it('of a proposal is not proposed again', async () => {
    const strong = foundOf([campaignFound({ confidence: 0.95, tied: ['a'] })]);
    await decideOn(decisions, strong);
    value(await decisions.reject((await onlyPending()).id, rita, 'Too few exchanges.'));
    await decideOn(decisions, strong);
    expect(await decisions.pending(null, 10)).toEqual([]);
    expect((await decisions.history('a', null, 1))[0].state).toBe('rejected');
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
    value(await decisions.approve((await onlyPending()).id, ann));
    now += HOUR;
    await decideOn(decisions, foundOf([], [otherFound('o', 0.1), otherFound('c', 0.1)]));
    let replayed = 0;
    for (const account of ['a', 'b', 'c', 'o']) {
      for (const { id } of await decisions.history(account, null, 10)) {
        const replay = value(await decisions.replay(id));
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
    expect(value(await decisions.replay(tampered.id)).same).toBe(false);
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
    value(await decisions.undo(refused.id, rita, 'R'));
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

describe('policies', () => {
  const draft = (version: string, when = 'campaign.found', give = 'watch') => ({
    format: 1,
    version,
    rules: [{ name: 'r', at: 'finding', when, give: { action: give }, reason: 'R' }],
  });

  it('are edited as drafts, and never again once activated', async () => {
    value(await decisions.policies.createDraft(draft('two'), admin));
    expect(await decisions.policies.createDraft(draft('two'), admin)).toMatchObject({
      ok: false,
      problem: { code: 'policy_exists' },
    });
    value(await decisions.policies.editDraft('two', draft('two', 'account.risk > 0.5'), admin));
    expect(await decisions.policies.createDraft(draft('bad', 'nothing > 1'), admin)).toMatchObject({
      ok: false,
      problem: { code: 'bad_policy' },
    });
    value(await decisions.policies.activate('two', admin));
    expect(decisions.activePolicy().version).toBe('two');
    for (const version of ['two', DEFAULT_DOCUMENT.version]) {
      expect(await decisions.policies.editDraft(version, { ...draft('two'), version }, admin)).toMatchObject({
        ok: false,
        problem: { code: 'policy_not_draft' },
      });
      expect(await decisions.policies.removeDraft(version, admin)).toMatchObject({
        ok: false,
        problem: { code: 'policy_not_draft' },
      });
    }
    expect(
      (await decisions.policies.list()).map(({ version, state }) => `${version} ${state}`).sort(),
    ).toEqual(['default-1 retired', 'two active']);
    expect(heard.entries.at(-1)).toMatchObject({
      action: 'policy.activated',
      subject: 'two',
      detail: { before: 'default-1' },
    });
    expect(heard.events.at(-1)).toMatchObject({
      type: 'policy.activated',
      data: { policy: 'two', before: 'default-1' },
    });
    value(await decisions.policies.activate('default-1', admin));
    expect(decisions.activePolicy().version).toBe('default-1');
  });

  it('in shadow decide nothing, and what they would do is counted and named', async () => {
    value(await decisions.policies.createDraft(draft('strict', 'account.risk >= 0.0', 'verify'), admin));
    value(await decisions.policies.setShadow('strict', true, admin));
    await decideOn(
      decisions,
      foundOf([campaignFound({ confidence: 0.6, tied: ['a', 'b'] })], [otherFound('o')]),
    );
    expect([action('a'), action('o')]).toEqual(['review', 'allow']);
    const report = value(await decisions.shadow('strict', 10));
    expect(report.counts).toEqual({ review: { verify: 2 }, allow: { verify: 1 } });
    expect(report.differing.map(({ account, active, shadow }) => [account, active, shadow])).toEqual([
      ['a', 'review', 'verify'],
      ['b', 'review', 'verify'],
      ['o', 'allow', 'verify'],
    ]);
    value(await decisions.policies.setShadow('strict', false, admin));
    expect(value(await decisions.shadow('strict', 10)).runs).toBe(0);
  });

  it('are tried on history, which names exactly whom they would touch', async () => {
    await directory.records.upsertAccounts([
      { ...blankRecord('o2', START), program: 'enterprise', verification: 'business' },
    ]);
    await decideOn(
      decisions,
      foundOf(
        [campaignFound({ confidence: 0.95, tied: ['a'], content: ['b'] })],
        [otherFound('o1', 0.1), otherFound('o2', 0.3)],
      ),
    );
    now += 7 * HOUR;
    await decideOn(
      decisions,
      foundOf(
        [campaignFound({ confidence: 0.6, tied: ['a'], content: ['b'] })],
        [otherFound('o1', 0.5), otherFound('o2', 0.3)],
      ),
    );
    const everything = { from: START, to: now, limit: 10 };
    const report = value(await decisions.backtest(draft('x', 'account.risk >= 0.3', 'verify'), everything));
    expect(report.runs).toBe(2);
    expect(report.accounts).toBe(4);
    expect(report.active).toMatchObject({ limit: 1, review: 1, watch: 2 });
    expect(report.draft).toMatchObject({ verify: 4, limit: 0 });
    expect([report.gained, report.lost]).toEqual([3, 1]);
    expect(report.touched).toEqual({
      accounts: 4,
      outsideCampaigns: 2,
      verified: 1,
      enterprise: 1,
      educationOrResearch: 0,
    });
    expect(report.newlyTouched.accounts).toBe(3);
    expect(report.changes.map(({ account, active, draft: ours }) => [account, active, ours])).toEqual([
      ['a', 'limit', 'verify'],
      ['b', 'review', 'verify'],
      ['o1', 'watch', 'verify'],
      ['o2', 'watch', 'verify'],
    ]);
    // The same policy changes nobody, and one look alone is half of it.
    expect(value(await decisions.backtest('default-1', everything)).changes).toEqual([]);
    const early = value(
      await decisions.backtest(draft('x', 'account.risk >= 0.3', 'verify'), { ...everything, to: START }),
    );
    expect(early.changes.map(({ account }) => account)).toEqual(['a', 'b', 'o2']);
    // Nothing of it was decided.
    expect(action('o1')).toBe('watch');
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
      policy: 'default-1',
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
    await decideOn(
      decisions,
      foundOf([campaignFound({ confidence: 0.6, tied: ['a'], segments: [anchor(0), anchor(1)] })]),
    );
    expect(decisions.decide(exchange(`${text} What is 2 + 2?`, 'stranger'))).toMatchObject({
      action: 'allow',
      matched: [
        { campaign: 'C-1', segment: anchor(0) },
        { campaign: 'C-1', segment: anchor(1) },
      ],
    });
    expect(
      decisions.decide(
        exchange('Something else that is long enough to have anchors of its own, of course.', 'stranger'),
      ).matched,
    ).toEqual([]);
    const rule = (when: string, give = 'suspend') => ({
      name: 'r',
      at: 'request',
      when,
      give: { action: give },
      reason: 'Its text.',
    });
    value(
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
    value(await decisions.policies.activate('two', admin));
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
    await decideOn(
      decisions,
      foundOf([campaignFound({ confidence: 0.6, tied: ['a'], segments: [anchor(0), anchor(1)] })]),
    );
    expect(decisions.decide(exchange(text, 'stranger')).action).toBe('allow');
    expect(decisions.decide(exchange(text, 'another')).action).toBe('verify');
    now += 2 * DAY;
    expect(decisions.decide(exchange(text, 'stranger')).action).toBe('verify');
  });
});
