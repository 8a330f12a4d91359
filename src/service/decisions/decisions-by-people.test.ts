/** What people do to decisions: they approve, propose, undo and reject them, and write, try and activate policies. */
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { blankRecord } from '../../../test/blank-record.ts';
import { campaignFound, decideOn, foundOf, listening, otherFound, person } from '../../../test/detection-fixture.ts';
import { actionAt, freshDecisions, goodValue, onlyPending, temporaryDirectory } from '../../../test/fresh-decisions.ts';
import { DAY, HOUR } from '../../base/clock.ts';
import { DEFAULT_DOCUMENT } from '../../decide/policy/default-document.ts';
import type { DataDirectory } from '../../store/directory/data-directory.ts';
import type { DecisionService } from './decisions.ts';

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
  directory = await temporaryDirectory();
});
afterAll(() => directory.close());

beforeEach(async () => {
  now = START;
  heard = listening();
  decisions = await freshDecisions(directory, () => now, heard);
});

const action = (account: string, at = now) => actionAt(decisions, account, at);

describe('approval', () => {
  const strong = foundOf([campaignFound({ confidence: 0.95, tied: ['a'] })]);

  it('is waited for before an account is limited, and then for delay and jitter', async () => {
    await decideOn(decisions, strong);
    expect(action('a')).toBe('allow');
    expect(action('a', now + 10 * DAY)).toBe('verify');
    const proposal = await onlyPending(decisions);
    expect(proposal).toMatchObject({ action: 'limit', state: 'proposed', proposedBy: 'system' });
    now += HOUR;
    // The next look does not propose it again.
    await decideOn(decisions, strong);
    expect((await onlyPending(decisions)).id).toBe(proposal.id);
    const approved = goodValue(await decisions.approve(proposal.id, ann));
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
    const proposal = goodValue(await decisions.propose(verify.id, 'limit', ann, 'Seen by hand.'));
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
    goodValue(await decisions.policies.createDraft({ format: 1, version: 'two', rules: [rule] }, admin));
    goodValue(await decisions.policies.activate('two', admin));
    await decideOn(decisions, strong);
    const { id } = await onlyPending(decisions);
    expect(goodValue(await decisions.approve(id, ann)).state).toBe('proposed');
    expect(await decisions.approve(id, ann)).toMatchObject({ ok: false, problem: { code: 'same_person' } });
    expect(goodValue(await decisions.approve(id, bob)).state).toBe('in_force');
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
    goodValue(await decisions.policies.createDraft({ format: 1, version: 'two', rules: [rule] }, admin));
    goodValue(await decisions.policies.activate('two', admin));
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
    goodValue(await decisions.policies.createDraft({ format: 1, version: 'two', rules }, admin));
    goodValue(await decisions.policies.activate('two', admin));
    for (const confidence of [0.6, 0.8, 0.95]) {
      now += 60_000;
      await decideOn(decisions, foundOf([campaignFound({ confidence, tied: ['a'] })]));
    }
    expect(action('a')).toBe('review');
    const { id } = goodValue(await decisions.approve((await onlyPending(decisions)).id, ann));
    expect([action('a'), action('a', now + 7 * HOUR)]).toEqual(['limit', 'limit']);
    goodValue(await decisions.undo(id, rita, 'R'));
    expect([action('a'), action('a', now + 7 * HOUR)]).toEqual(['allow', 'allow']);
  });

  it('lapses when nobody answers', async () => {
    await decideOn(decisions, strong);
    const { id } = await onlyPending(decisions);
    now += 15 * DAY;
    expect(await decisions.pending(null, 10)).toEqual([]);
    expect(await decisions.approve(id, ann)).toMatchObject({
      ok: false,
      problem: { code: 'decision_state' },
    });
  });

  it('holds what people approved while the evidence allows it, though the policy would now do less', async () => {
    await decideOn(decisions, strong);
    goodValue(await decisions.approve((await onlyPending(decisions)).id, ann));
    now += DAY;
    expect(action('a')).toBe('limit');
    await decideOn(decisions, foundOf([campaignFound({ confidence: 0.85, tied: ['a'] })]));
    expect(action('a')).toBe('limit');
    // Not tied any more: the rule of two allows it no longer, approved or not.
    await decideOn(decisions, foundOf([campaignFound({ confidence: 0.85, content: ['a'] })]));
    expect(action('a')).toBe('verify');
  });

  it('cannot give what the rule of two does not allow', async () => {
    await decideOn(decisions, foundOf([campaignFound({ confidence: 0.95, families: ['segment', 'intent'], tied: ['a'] })]));
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
    goodValue(await decisions.undo(decision.id, rita, 'A known partner.'));
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
    goodValue(await decisions.undo((await decisions.history('a', null, 1))[0].id, rita, 'R'));
    now += HOUR;
    await decideOn(decisions, look(['segment']));
    expect(action('a')).toBe('allow');
    await decideOn(decisions, look(['payment', 'segment', 'network']));
    expect(action('a')).toBe('review');
    goodValue(await decisions.undo((await decisions.history('a', null, 1))[0].id, rita, 'R'));
    now += 31 * DAY;
    await decideOn(decisions, look(['payment', 'segment', 'network']));
    expect(action('a')).toBe('review');
  });

  it('of a proposal is not proposed again', async () => {
    const strong = foundOf([campaignFound({ confidence: 0.95, tied: ['a'] })]);
    await decideOn(decisions, strong);
    goodValue(await decisions.reject((await onlyPending(decisions)).id, rita, 'Too few exchanges.'));
    await decideOn(decisions, strong);
    expect(await decisions.pending(null, 10)).toEqual([]);
    expect((await decisions.history('a', null, 1))[0].state).toBe('rejected');
  });
});

describe('policies', () => {
  const draft = (version: string, when = 'campaign.found', give = 'watch') => ({
    format: 1,
    version,
    rules: [{ name: 'r', at: 'finding', when, give: { action: give }, reason: 'R' }],
  });

  it('are edited as drafts, and never again once activated', async () => {
    goodValue(await decisions.policies.createDraft(draft('two'), admin));
    expect(await decisions.policies.createDraft(draft('two'), admin)).toMatchObject({
      ok: false,
      problem: { code: 'policy_exists' },
    });
    goodValue(await decisions.policies.editDraft('two', draft('two', 'account.risk > 0.5'), admin));
    expect(await decisions.policies.createDraft(draft('bad', 'nothing > 1'), admin)).toMatchObject({
      ok: false,
      problem: { code: 'bad_policy' },
    });
    goodValue(await decisions.policies.activate('two', admin));
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
    expect((await decisions.policies.list()).map(({ version, state }) => `${version} ${state}`).sort()).toEqual([
      'default-4 retired',
      'two active',
    ]);
    expect(heard.entries.at(-1)).toMatchObject({
      action: 'policy.activated',
      subject: 'two',
      detail: { before: 'default-4' },
    });
    expect(heard.events.at(-1)).toMatchObject({
      type: 'policy.activated',
      data: { policy: 'two', before: 'default-4' },
    });
    goodValue(await decisions.policies.activate('default-4', admin));
    expect(decisions.activePolicy().version).toBe('default-4');
  });

  it('in shadow decide nothing, and what they would do is counted and named', async () => {
    goodValue(await decisions.policies.createDraft(draft('strict', 'account.risk >= 0.0', 'verify'), admin));
    goodValue(await decisions.policies.setShadow('strict', true, admin));
    await decideOn(decisions, foundOf([campaignFound({ confidence: 0.6, tied: ['a', 'b'] })], [otherFound('o')]));
    expect([action('a'), action('o')]).toEqual(['review', 'allow']);
    const report = goodValue(await decisions.shadow('strict', 10));
    expect(report.counts).toEqual({ review: { verify: 2 }, allow: { verify: 1 } });
    expect(report.differing.map(({ account, active, shadow }) => [account, active, shadow])).toEqual([
      ['a', 'review', 'verify'],
      ['b', 'review', 'verify'],
      ['o', 'allow', 'verify'],
    ]);
    goodValue(await decisions.policies.setShadow('strict', false, admin));
    expect(goodValue(await decisions.shadow('strict', 10)).runs).toBe(0);
  });

  it('are tried on history, which names exactly whom they would touch', async () => {
    await directory.records.upsertAccounts([
      { ...blankRecord('o2', START), program: 'enterprise', verification: 'business' },
    ]);
    await decideOn(
      decisions,
      foundOf(
        [campaignFound({ confidence: 0.95, tied: ['a'], relation: ['b'] })],
        [otherFound('o1', 0.1), otherFound('o2', 0.3)],
      ),
    );
    now += 7 * HOUR;
    await decideOn(
      decisions,
      foundOf(
        [campaignFound({ confidence: 0.6, tied: ['a'], relation: ['b'] })],
        [otherFound('o1', 0.5), otherFound('o2', 0.3)],
      ),
    );
    const everything = { from: START, to: now, limit: 10 };
    const report = goodValue(await decisions.backtest(draft('x', 'account.risk >= 0.3', 'verify'), everything));
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
    expect(goodValue(await decisions.backtest('default-4', everything)).changes).toEqual([]);
    const early = goodValue(
      await decisions.backtest(draft('x', 'account.risk >= 0.3', 'verify'), { ...everything, to: START }),
    );
    expect(early.changes.map(({ account }) => account)).toEqual(['a', 'b', 'o2']);
    // Nothing of it was decided.
    expect(action('o1')).toBe('watch');
  });
});
