import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Lineage } from '../../model/lineage.ts';
import { follow, type Sighting } from './lineage.ts';

const range = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, k) => `account-${String(from + k).padStart(4, '0')}`);

function seen(members: readonly string[], segments: readonly string[] = [], proposed?: string): Sighting {
  return {
    proposed: proposed ?? `C-${members[0] ?? 'none'}`,
    members,
    segments,
    lastSeen: '2026-02-09T00:00:00.000Z',
  };
}

/** Days one after the other; the history of each campaign of the last. */
function days(...found: Sighting[][]) {
  let known: readonly Lineage[] = [];
  let last = follow([], [], 'day-0');
  found.forEach((sightings, day) => {
    last = follow(known, sightings, `day-${day + 1}`);
    known = last.lineages;
  });
  return { ...last, ended: last.lineages.filter((lineage) => lineage.ended !== undefined) };
}

describe('following campaigns', () => {
  it('calls everything born when nothing is known', () => {
    const { campaigns } = days([seen(range(0, 10)), seen(range(10, 30))]);
    expect(campaigns.map((c) => c.history)).toEqual([
      { event: 'born', since: 'day-1', previous: [], accounts_before: 0 },
      { event: 'born', since: 'day-1', previous: [], accounts_before: 0 },
    ]);
  });

  it('keeps an id while a campaign grows, shrinks and changes its most used segment', () => {
    const first = seen(range(0, 10), ['a'], 'C-A');
    const { campaigns } = days([first], [seen(range(0, 14), ['b'], 'C-B')]);
    expect(campaigns[0]).toEqual({
      id: 'C-A',
      history: { event: 'grew', since: 'day-1', previous: ['C-A'], accounts_before: 10 },
    });
    expect(days([first], [seen(range(2, 9))]).campaigns[0]?.history.event).toBe('shrank');
  });

  it('knows a handful of accounts again in the large campaign that they have become', () => {
    const { campaigns } = days([seen(range(0, 5), [], 'C-A')], [seen(range(0, 300), [], 'C-B')]);
    expect(campaigns[0]).toMatchObject({ id: 'C-A', history: { event: 'grew', accounts_before: 5 } });
  });

  it('takes an unlike campaign with a few accounts in common for another one', () => {
    const { campaigns, ended } = days([seen(range(0, 20), [], 'C-A')], [seen(range(17, 40), [], 'C-B')]);
    expect(campaigns[0]).toMatchObject({ id: 'C-B', history: { event: 'born' } });
    expect(ended).toMatchObject([{ id: 'C-A', ended: { at: 'day-2', into: null } }]);
  });

  it('gives a merged campaign the id of the larger part and lists the other', () => {
    const { campaigns, ended } = days(
      [seen(range(0, 8), [], 'C-SMALL'), seen(range(8, 30), [], 'C-LARGE')],
      [seen(range(0, 32), [], 'C-NEW')],
    );
    expect(campaigns).toEqual([
      {
        id: 'C-LARGE',
        history: {
          event: 'merged',
          since: 'day-1',
          previous: ['C-LARGE', 'C-SMALL'],
          accounts_before: 30,
          merged_from: ['C-SMALL'],
        },
      },
    ]);
    expect(ended).toMatchObject([{ id: 'C-SMALL', ended: { at: 'day-2', into: 'C-LARGE' } }]);
  });

  it('lets the largest part of a split campaign keep the id, and the others say where they come from', () => {
    const { campaigns, ended } = days(
      [seen(range(0, 30), [], 'C-A')],
      [seen(range(0, 9), [], 'C-A'), seen(range(9, 30), [], 'C-B')],
    );
    expect(campaigns[1]).toEqual({
      id: 'C-A',
      history: { event: 'split', since: 'day-1', previous: ['C-A'], accounts_before: 30 },
    });
    expect(campaigns[0]?.id).not.toBe('C-A');
    expect(campaigns[0]?.history).toEqual({
      event: 'split',
      since: 'day-2',
      previous: ['C-A'],
      accounts_before: 30,
      split_from: 'C-A',
    });
    expect(ended).toEqual([]);
  });

  it('knows a campaign again that was missing for a day', () => {
    const campaign = seen(range(0, 10), [], 'C-A');
    const { campaigns, ended } = days([campaign], [], [seen(range(0, 11), [], 'C-OTHER')]);
    expect(campaigns[0]).toMatchObject({ id: 'C-A', history: { event: 'grew', since: 'day-1' } });
    expect(ended).toEqual([]);
  });

  it('does not bring back what has become part of another campaign: a part that leaves again is a new one', () => {
    const [small, large] = [seen(range(0, 8), [], 'C-SMALL'), seen(range(8, 30), [], 'C-LARGE')];
    const { campaigns } = days([small, large], [seen(range(0, 30))], [small, large]);
    expect(campaigns[1]).toMatchObject({ id: 'C-LARGE', history: { event: 'split' } });
    expect(campaigns[0]?.history).toMatchObject({ event: 'split', split_from: 'C-LARGE', since: 'day-3' });
    expect(campaigns[0]?.id).not.toBe('C-SMALL');
  });

  it('follows the text when every account was replaced, and only then', () => {
    const before = seen(range(0, 10), ['s1', 's2', 's3'], 'C-A');
    const replaced = seen(range(50, 60), ['s2', 's3', 's9'], 'C-B');
    expect(days([before], [replaced]).campaigns[0]).toMatchObject({ id: 'C-A' });
    const other = seen(range(50, 60), ['s3', 's8', 's9', 's10'], 'C-B');
    expect(days([before], [other]).campaigns[0]).toMatchObject({ id: 'C-B', history: { event: 'born' } });
    // The accounts are still there: whoever sends the same text beside them is another campaign.
    const both = days([before], [before, replaced]);
    expect(both.campaigns.map((c) => c.id)).toEqual(['C-A', 'C-B']);
  });

  it('prefers a campaign of the last run to one that had ended, however many accounts that had', () => {
    const { campaigns } = days(
      [seen(range(0, 100), [], 'C-OLD')],
      [seen(range(0, 20), ['x'], 'C-SKIP'), seen(range(100, 130), [], 'C-LIVE')],
      [seen(range(100, 130), [], 'C-LIVE')],
      [seen([...range(0, 90), ...range(100, 130)])],
    );
    expect(campaigns[0]).toMatchObject({
      id: 'C-LIVE',
      history: { event: 'merged', merged_from: ['C-OLD'] },
    });
  });

  it('gives two new campaigns that propose one id two ids, whichever comes first', () => {
    const [a, b] = [seen(range(0, 5), ['s'], 'C-S'), seen(range(5, 11), ['s'], 'C-S')];
    const one = days([a, b]).campaigns.map((c) => c.id);
    const other = days([b, a]).campaigns.map((c) => c.id);
    expect(new Set(one).size).toBe(2);
    expect(other.reverse()).toEqual(one);
  });

  it('leaves reserved ids to others', () => {
    const [campaign] = follow([], [seen(range(0, 5), [], 'C-A')], 'day-1', ['C-A']).campaigns;
    expect(campaign?.id).toMatch(/^C-[0-9A-F]{8}$/);
  });
});

/** Some campaigns without an account in common: sizes, each with a segment or none. */
const partition = fc
  .array(fc.record({ size: fc.integer({ min: 1, max: 30 }), text: fc.boolean() }), { maxLength: 6 })
  .map((parts) => {
    let at = 0;
    return parts.map(({ size, text }) => {
      at += size;
      return seen(range(at - size, at), text ? [`s${at}`] : []);
    });
  });

/** Any campaigns over few accounts, overlapping as they may, so that everything meets everything. */
const anything = fc.array(
  fc
    .record({
      members: fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 25 }),
      segments: fc.uniqueArray(fc.constantFrom('s1', 's2', 's3'), { maxLength: 2 }),
      proposed: fc.constantFrom('C-1', 'C-2', 'C-3'),
    })
    .map(({ members, segments, proposed }) =>
      seen(
        members.map((m) => `account-${String(m).padStart(4, '0')}`),
        segments,
        proposed,
      ),
    ),
  { maxLength: 5 },
);

const runs = fc.array(anything, { minLength: 1, maxLength: 6 });

describe('whatever campaigns come', () => {
  it('never has one id for two campaigns, living or ended', () => {
    fc.assert(
      fc.property(runs, (found) => {
        const ids = days(...found).lineages.map((lineage) => lineage.id);
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });

  it('changes no id and tells of no event when the same is found again, and settles at once', () => {
    fc.assert(
      fc.property(fc.array(partition, { minLength: 1, maxLength: 4 }), (found) => {
        const last = found.at(-1) as Sighting[];
        const before = days(...found);
        const again = days(...found, last);
        expect(again.campaigns.map((c) => c.id)).toEqual(before.campaigns.map((c) => c.id));
        expect(again.campaigns.every((c) => c.history.event === 'continued')).toBe(true);
        expect(again.lineages).toEqual(before.lineages);
        expect(days(...found, last, last)).toEqual(again);
      }),
    );
  });

  it('does not depend on the order of campaigns or of what is remembered', () => {
    fc.assert(
      fc.property(partition, fc.array(partition, { minLength: 1, maxLength: 3 }), (last, found) => {
        const { lineages } = days(...found);
        const one = follow(lineages, last, 'now');
        const other = follow([...lineages].reverse(), [...last].reverse(), 'now');
        expect([...other.campaigns].reverse()).toEqual(one.campaigns);
        expect(new Set(other.lineages.map((l) => JSON.stringify(l)))).toEqual(
          new Set(one.lineages.map((l) => JSON.stringify(l))),
        );
      }),
    );
  });

  it('forgets nothing: each campaign that is known is found again, or has ended', () => {
    fc.assert(
      fc.property(runs, anything, (found, last) => {
        const before = days(...found).lineages;
        const { campaigns, lineages } = follow(before, last, 'now');
        expect(lineages.length).toBe(before.length + campaigns.filter(({ history }) => isNew(history)).length);
        for (const { id } of before) expect(lineages.map((lineage) => lineage.id)).toContain(id);
      }),
    );
  });

  it('merges any parts into the largest of them', () => {
    fc.assert(
      fc.property(partition, (parts) => {
        fc.pre(parts.length >= 2);
        const whole = seen(parts.flatMap((part) => part.members));
        const before = days(parts).campaigns;
        const { campaigns, ended } = days(parts, [whole]);
        const most = Math.max(...parts.map((part) => part.members.length));
        const kept = before.filter((_, k) => parts[k]?.members.length === most).map((c) => c.id);
        expect(kept).toContain(campaigns[0]?.id);
        expect(campaigns[0]?.history.event).toBe('merged');
        expect(new Set(campaigns[0]?.history.previous)).toEqual(new Set(before.map((c) => c.id)));
        expect(ended.every((lineage) => lineage.ended?.into === campaigns[0]?.id)).toBe(true);
        expect(ended.length).toBe(parts.length - 1);
      }),
    );
  });

  it('splits a campaign into a largest part that keeps its id and others that name it', () => {
    fc.assert(
      fc.property(partition, (parts) => {
        fc.pre(parts.length >= 2);
        const whole = seen(
          parts.flatMap((part) => part.members),
          [],
          'C-WHOLE',
        );
        const { campaigns, ended } = days([whole], parts);
        const most = Math.max(...parts.map((part) => part.members.length));
        const heir = campaigns.findIndex((c) => c.id === 'C-WHOLE');
        expect(parts[heir]?.members.length).toBe(most);
        campaigns.forEach(({ history }, c) => {
          expect(history.event).toBe('split');
          expect(history.split_from).toBe(c === heir ? undefined : 'C-WHOLE');
        });
        expect(ended).toEqual([]);
      }),
    );
  });

  it('tells growth and loss by the number of accounts', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 10, max: 60 }),
        fc.integer({ min: -4, max: 40 }),
        fc.integer({ min: 0, max: 2 }),
        (size, change, swapped) => {
          const before = seen(range(0, size), [], 'C-A');
          const after = seen(range(swapped, size + swapped + change));
          const { campaigns } = days([before], [after]);
          expect(campaigns[0]?.id).toBe('C-A');
          expect(campaigns[0]?.history.event).toBe(change > 0 ? 'grew' : change < 0 ? 'shrank' : 'continued');
        },
      ),
    );
  });
});

function isNew(history: { event: string; split_from?: string | undefined }): boolean {
  return history.event === 'born' || (history.event === 'split' && history.split_from !== undefined);
}
