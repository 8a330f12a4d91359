import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReplayJournal } from '../model/replay.ts';
import { ACTIONS, type Action } from '../model/vocabulary.ts';
import { firstNamed, middle, raisedGroups } from './raised.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 1, 2);
const stepsOf = (n: number): string[] => Array.from({ length: n }, (_, s) => new Date(START + (s + 1) * HOUR).toISOString());

/** Sends one exchange a step, from the first on. */
function member(account: string, spans: number[], steps: number): ReplayJournal['members'][number] {
  return {
    account,
    first_exchange: new Date(START + 600_000).toISOString(),
    exchanges: steps,
    sent: Array.from({ length: steps }, (_, s) => [s, 1]).flat(),
    in: spans,
  };
}

const states = (...list: [number, Action | null][]): ReplayJournal['findings'][number]['states'] =>
  list.map(([step, action]) => [step, action, action === null ? 0 : 0.8]);

/** 'still-1' is of the campaign still, '-' of none, '?' of nobody knows what. */
const byName = (key: string): string | null | undefined =>
  key.startsWith('?') ? undefined : key.startsWith('-') ? null : (key.split('-')[0] as string);

describe('when a group was raised', () => {
  it('is the first step in which most members of a finding at review are of it', () => {
    const journal: ReplayJournal = {
      steps: stepsOf(6),
      findings: [{ id: 'f', campaign: null, states: states([1, 'watch'], [2, 'review'], [4, 'limit']) }],
      members: [
        member('still-1', [0, 1, 5], 6),
        member('still-2', [0, 3, 5], 6),
        member('still-3', [], 6),
        member('-1', [0, 1, 5], 6),
      ],
    };
    const [still] = raisedGroups(journal, byName);
    expect(still).toMatchObject({ group: 'still', accounts: 3, exchanges: 18 });
    // At step 2 the finding is at review, but half of it is somebody else.
    expect(still?.review).toEqual({
      at: journal.steps[3],
      after_ms: 4 * HOUR - 600_000,
      exchanges: 12,
      share: 12 / 18,
      accounts: 2,
    });
    expect(still?.limit).toMatchObject({ at: journal.steps[4], exchanges: 15, accounts: 2 });
  });

  it('leaves out of the majority whoever nobody knows anything of', () => {
    const journal: ReplayJournal = {
      steps: stepsOf(1),
      findings: [{ id: 'f', campaign: null, states: states([0, 'review']) }],
      members: [member('still-1', [0, 0, 0], 1), member('?1', [0, 0, 0], 1), member('?2', [0, 0, 0], 1)],
    };
    expect(raisedGroups(journal, byName)).toMatchObject([{ group: 'still', review: { accounts: 1, share: 1 } }]);
  });

  it('counts as unnamed what an account sent until it was named itself, all of it if it never was', () => {
    const journal: ReplayJournal = {
      steps: stepsOf(4),
      findings: [{ id: 'f', campaign: null, states: states([0, 'review'], [2, null], [3, 'review']) }],
      members: [
        member('still-1', [0, 0, 1], 4),
        member('still-2', [0, 3, 3], 4),
        { ...member('still-3', [], 4), exchanges: 9 },
      ],
    };
    const [still] = raisedGroups(journal, byName);
    expect(still?.unnamedShare).toBe(9 / 12);
    expect(still?.curve).toEqual({ passed: [3, 6, 9, 12], unnamed: [3, 5, 7, 9] });
    expect([...firstNamed(journal)]).toEqual([0, 3, -1]);
  });

  it('is never for a group that no finding was mostly made of', () => {
    const journal: ReplayJournal = {
      steps: stepsOf(2),
      findings: [{ id: 'f', campaign: null, states: states([0, 'watch']) }],
      members: [member('still-1', [0, 0, 1], 2)],
    };
    expect(raisedGroups(journal, byName)).toMatchObject([{ review: null, limit: null, unnamedShare: 1 }]);
  });

  it('is what looking at every step, finding and member in turn gives', () => {
    const STEPS = 5;
    const journals = fc
      .record({
        findings: fc.array(
          fc.array(fc.constantFrom<Action | null>(null, 'watch', 'review', 'verify', 'limit'), {
            minLength: STEPS,
            maxLength: STEPS,
          }),
          { minLength: 1, maxLength: 3 },
        ),
        members: fc.array(
          fc.record({
            group: fc.constantFrom('a', 'b', '-', '?'),
            in: fc.array(fc.integer({ min: -1, max: 2 }), { minLength: STEPS, maxLength: STEPS }),
            sent: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: STEPS, maxLength: STEPS }),
          }),
          { maxLength: 8 },
        ),
      })
      .map(({ findings, members }) => ({
        actions: findings,
        where: members.map((m) => m.in.map((f) => (f < findings.length ? f : -1))),
        journal: {
          steps: stepsOf(STEPS),
          findings: findings.map((actions, f) => ({
            id: `f${f}`,
            campaign: null,
            states: states(...actions.map((action, s): [number, Action | null] => [s, action])),
          })),
          members: members.map((m, k) => ({
            account: `${m.group}-${k}`,
            first_exchange: new Date(START).toISOString(),
            exchanges: m.sent.reduce((sum, n) => sum + n, 0),
            sent: m.sent.flatMap((n, s) => (n > 0 ? [s, n] : [])),
            in: m.in.flatMap((f, s) => (f >= 0 && f < findings.length ? [f, s, s] : [])),
          })),
        } satisfies ReplayJournal,
      }));
    fc.assert(
      fc.property(journals, ({ actions, where, journal }) => {
        for (const found of raisedGroups(journal, byName)) {
          for (const kind of ['review', 'limit'] as const) {
            let first: { at: string; accounts: number; exchanges: number } | null = null;
            for (let s = 0; s < STEPS && first === null; s++) {
              const counts = actions.map((_, f) => {
                const inside = journal.members.filter((m, k) => where[k]?.[s] === f && byName(m.account) !== undefined);
                const own = inside.filter((m) => byName(m.account) === found.group).length;
                const at = actions[f]?.[s] ?? null;
                const high = at !== null && ACTIONS.indexOf(at) >= ACTIONS.indexOf(kind);
                return { own, all: inside.length, high };
              });
              if (!counts.some((c) => c.high && c.own > c.all / 2)) continue;
              first = {
                at: journal.steps[s] as string,
                accounts: counts.reduce((sum, c) => sum + (c.high ? c.own : 0), 0),
                exchanges: journal.members
                  .filter((m) => byName(m.account) === found.group)
                  .reduce((sum, m) => sum + sentUntil(m.sent, s), 0),
              };
            }
            if (first === null) expect(found[kind]).toBeNull();
            else expect(found[kind]).toMatchObject(first);
          }
        }
      }),
    );
  });
});

function sentUntil(sent: readonly number[], step: number): number {
  let sum = 0;
  for (let k = 0; k < sent.length; k += 2) if ((sent[k] as number) <= step) sum += sent[k + 1] as number;
  return sum;
}

it('the middle of nothing is null, of an even number the mean of two', () => {
  expect([middle([]), middle([3]), middle([4, 1]), middle([9, 1, 2])]).toEqual([null, 3, 2.5, 2]);
});
