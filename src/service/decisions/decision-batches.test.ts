/** Approving, rejecting and undoing many decisions as one act. */
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { campaignFound, decideOn, foundOf, listening, person } from '../../../test/detection-fixture.ts';
import { actionAt, freshDecisions, goodValue, temporaryDirectory } from '../../../test/fresh-decisions.ts';
import { DAY, HOUR } from '../../base/clock.ts';
import type { DataDirectory } from '../../store/directory/data-directory.ts';
import type { ReviewBatch } from './decision-review.ts';
import { shownState } from './decision-state.ts';
import type { DecisionService } from './decisions.ts';

/** Each test opens a record store; up to 17 s on a busy machine. */
vi.setConfig({ testTimeout: 120_000 });

const START = Date.parse('2026-03-01T00:00:00Z');
const ann = person('ann', 'approver');
const bob = person('bob', 'approver');
const rita = person('rita', 'reviewer');
const many = Array.from({ length: 1_200 }, (_, i) => `m${i}`);

let directory: DataDirectory;
let decisions: DecisionService;
let heard: ReturnType<typeof listening>;
let now = 0;

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
const batch = (given: Partial<ReviewBatch>, by = ann) =>
  decisions.batch({ act: 'approve', selection: {}, reason: 'Read.', atOnce: false, preview: false, ...given }, by);
const twoCampaigns = foundOf([
  campaignFound({ id: 'C-1', confidence: 0.95, tied: ['a', 'b', 'c'] }),
  campaignFound({ id: 'C-2', confidence: 0.95, tied: ['d'] }),
]);

it('approves a campaign as one act: one audit entry, and the other campaign waits on', async () => {
  await decideOn(decisions, twoCampaigns);
  const entries = heard.entries.length;
  const approved = goodValue(await batch({ selection: { campaign: 'C-1' }, atOnce: true }));
  expect(approved.changed.map(({ account }) => account).sort()).toEqual(['a', 'b', 'c']);
  expect(approved.refused).toEqual([]);
  expect(['a', 'b', 'c', 'd'].map((account) => action(account))).toEqual(['limit', 'limit', 'limit', 'allow']);
  expect(heard.entries.slice(entries)).toEqual([
    expect.objectContaining({
      actor: expect.objectContaining({ id: 'ann' }),
      action: 'decisions.approved',
      subject: approved.id,
      detail: {
        reason: 'Read.',
        at_once: true,
        campaign: 'C-1',
        count: 3,
        ids_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
        decisions: approved.changed.map(({ id }) => id),
        refused: 0,
      },
    }),
  ]);
  const undone = goodValue(await batch({ act: 'undo', selection: { campaign: 'C-1', action: 'limit' } }, rita));
  expect(undone.changed.map(({ state }) => state)).toEqual(['undone', 'undone', 'undone']);
  expect(action('a')).toBe('allow');
  await decideOn(decisions, twoCampaigns);
  // What a person undid is not made again on the same evidence.
  expect(action('a', now + 10 * DAY)).toBe('allow');
});

it('says in a preview what would change, and changes nothing', async () => {
  await decideOn(decisions, twoCampaigns);
  const entries = heard.entries.length;
  const preview = goodValue(await batch({ selection: { action: 'limit' }, preview: true }));
  expect(preview.id).toBeNull();
  expect(preview.changed.map((one) => shownState(one, now))).toEqual(Array(4).fill('scheduled'));
  expect(heard.entries).toHaveLength(entries);
  expect(await decisions.pending(null, 10)).toHaveLength(4);
});

it('leaves what does not allow the act, and says why', async () => {
  await decideOn(decisions, twoCampaigns);
  const waiting = await decisions.pending(null, 10);
  const [first, second] = waiting;
  goodValue(await decisions.reject(first.id, rita, 'A partner.'));
  const ids = [first.id, second.id, 'D-00000000000000000000'];
  const { changed, refused } = goodValue(await batch({ selection: { ids } }));
  expect(changed.map(({ id }) => id)).toEqual([second.id]);
  expect(refused.map(({ id, problem }) => [id, problem.code])).toEqual([
    [first.id, 'decision_state'],
    ['D-00000000000000000000', 'not_found'],
  ]);
  expect(await batch({ selection: { ids: [waiting[2].id] } }, rita)).toMatchObject({
    ok: false,
    problem: { code: 'forbidden' },
  });
  const again = goodValue(await batch({ selection: { ids: [second.id] } }, bob));
  expect([again.id, again.changed, again.refused.map(({ problem }) => problem.code)]).toEqual([
    null,
    [],
    ['decision_state'],
  ]);
});

it('takes a thousand at once, and gateways hear of all', async () => {
  await decideOn(decisions, foundOf([campaignFound({ id: 'C-3', confidence: 0.95, tied: many })]));
  const approved = goodValue(await batch({ selection: { campaign: 'C-3' } }));
  expect(approved.changed).toHaveLength(many.length);
  expect(new Set(approved.changed.map((one) => shownState(one, now)))).toEqual(new Set(['scheduled']));
  expect(heard.entries.at(-1)?.detail).not.toHaveProperty('decisions');
  expect(heard.entries.at(-1)?.detail).toMatchObject({ count: many.length });
  now += 13 * HOUR + 1;
  expect(new Set(many.map((account) => action(account)))).toEqual(new Set(['limit']));
});

it('shows what holds at a moment, not what was last written', () => {
  const made = { state: 'in_force', enforceFrom: 10, until: 20, ended: null } as const;
  expect([5, 10, 19, 20].map((at) => shownState(made, at))).toEqual(['scheduled', 'in_force', 'in_force', 'expired']);
  expect([5, 20].map((at) => shownState({ ...made, state: 'proposed' }, at))).toEqual(['pending', 'expired']);
  const replaced = { ...made, state: 'superseded', ended: 15 } as const;
  expect([12, 15].map((at) => shownState(replaced, at))).toEqual(['in_force', 'superseded']);
  expect(shownState({ ...replaced, ended: 9 }, 5)).toBe('superseded');
  expect(shownState({ ...made, state: 'undone', ended: 12 }, 11)).toBe('undone');
});
