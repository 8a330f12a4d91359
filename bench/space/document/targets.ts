/** The targets of this bench and what was reached. */
import type { HonestPoint } from '../../../sim/space/traits.ts';
import { actionRank } from '../../../src/model/vocabulary.ts';
import { count, markdownPercent, table } from '../../quality/document/markdown.ts';
import type { SpaceRow } from '../cell.ts';
import { atLeast, type PointResult } from '../tally.ts';
import { changesAtLimit, framersFound } from './changes.ts';
import { shareHurt } from './honest.ts';

interface SpaceTarget {
  readonly what: string;
  readonly target: string;
  /** null when it was not measured. */
  readonly value: number | null;
  readonly met: (value: number) => boolean;
  readonly text: (value: number) => string;
}

const MOST_AT_VERIFY = 0.03;
const MOST_VICTIMS_AT_VERIFY = 0.02;
const LEAST_FRAMERS_AT_VERIFY = 0.9;

export function spaceTargets(
  rows: readonly SpaceRow[],
  honest: readonly PointResult[],
  points: readonly HonestPoint[],
): string {
  const clear = honest.filter(({ rule }) => rule === null);
  const framed = rows.filter(({ measure }) => measure === 'framing');
  const victims = framed.reduce(
    (sum, row) => sum + row.groups.reduce((n, { harvests, units }) => n + (harvests ? 0 : units), 0),
    0,
  );
  const raisedTo = (action: 'verify' | 'limit'): number =>
    framed.flatMap((row) => row.raised ?? []).filter(({ after }) => actionRank(after) >= actionRank(action)).length;
  const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
  const respelt = rows.filter(({ measure }) => measure === 'renaming');
  const percent = (value: number): string => markdownPercent(value);
  const lines: readonly SpaceTarget[] = [
    {
      what: 'accounts of honest points at limit or suspend',
      target: 'none',
      value: honest.length === 0 ? null : honest.reduce((sum, { actions }) => sum + atLeast(actions, 'limit'), 0),
      met: (value) => value === 0,
      text: count,
    },
    {
      what: 'distinguishable honest points with any account at verify',
      target: `at most ${percent(MOST_AT_VERIFY)}`,
      value: shareHurt(clear, 'verify'),
      met: (value) => value <= MOST_AT_VERIFY,
      text: percent,
    },
    {
      what: 'honest accounts that framers raise to limit or suspend',
      target: 'none',
      value: framed.length === 0 ? null : raisedTo('limit'),
      met: (value) => value === 0,
      text: count,
    },
    {
      what: 'honest accounts that framers raise to verify',
      target: `at most ${percent(MOST_VICTIMS_AT_VERIFY)}`,
      value: share(raisedTo('verify'), victims),
      met: (value) => value <= MOST_VICTIMS_AT_VERIFY,
      text: percent,
    },
    {
      what: 'framers at verify, where a text or a tie can show them',
      target: `at least ${percent(LEAST_FRAMERS_AT_VERIFY)}`,
      value: framersFound(rows, points),
      met: (value) => value >= LEAST_FRAMERS_AT_VERIFY,
      text: percent,
    },
    {
      what: 'actions at limit or above that hang on the spelling of a log',
      target: 'none',
      value: respelt.length === 0 ? null : changesAtLimit(respelt).length,
      met: (value) => value === 0,
      text: count,
    },
  ];
  return table(
    [
      ['figure', ({ what }) => what],
      ['target', ({ target }) => target],
      ['result', ({ value, text }) => (value === null ? '-' : text(value))],
      ['met?', ({ value, met }) => (value === null ? 'not measured' : met(value) ? 'yes' : '**no**')],
    ],
    lines,
  );
}
