/** What changed although the accounts did not: actions raised by framers, and actions that hang on a log's spelling. */
import { type ConstructionRule, framerRule } from '../../../sim/space/construction.ts';
import { framersOf, pointGroup } from '../../../sim/space/group.ts';
import type { HonestPoint } from '../../../sim/space/traits.ts';
import { plural } from '../../../src/base/format.ts';
import { type Action, actionRank } from '../../../src/model/vocabulary.ts';
import { code, count, markdownPercent, paragraphs, table } from '../../quality/document/markdown.ts';
import type { ChangedAction, SpaceRow } from '../cell.ts';
import { atLeast } from '../tally.ts';

const LISTED = 40;

/** One framed point, and what became of its framers. */
interface Framed {
  readonly point: string;
  readonly framers: number;
  /** Framers at verify or above. */
  readonly found: number;
  readonly honest: number;
  readonly raised: readonly ChangedAction[];
  /** Why its framers are not judged, or null. */
  readonly rule: ConstructionRule | null;
}

/** One paragraph. */
export function framingSummary(rows: readonly SpaceRow[], points: readonly HonestPoint[]): string {
  const framed = framedRows(rows, points);
  if (framed.length === 0) return 'Not measured in this run.';
  const raised = framed.flatMap((line) => line.raised);
  const honest = framed.reduce((sum, line) => sum + line.honest, 0);
  const judged = framed.filter(({ rule }) => rule === null);
  return [
    `Framers joined ${count(framed.length)} worlds with ${count(honest)} honest accounts.`,
    `They raised the action of ${count(raised.length)}: ${count(raisedTo(raised, 'verify'))} to verify or above, ${count(raisedTo(raised, 'limit'))} to limit or suspend.`,
    `Of all framers, ${markdownPercent(shareFound(framed) ?? 0)} were at verify or above;`,
    `of those of the ${count(judged.length)} points that no rule leaves out, ${markdownPercent(shareFound(judged) ?? 0)}.`,
  ].join(' ');
}

/** Share of the framers at verify or above, at points whose framers a log can show; null if none was framed. */
export function framersFound(rows: readonly SpaceRow[], points: readonly HonestPoint[]): number | null {
  return shareFound(framedRows(rows, points).filter(({ rule }) => rule === null));
}

function shareFound(framed: readonly Framed[]): number | null {
  const framers = framed.reduce((sum, line) => sum + line.framers, 0);
  return framers === 0 ? null : framed.reduce((sum, line) => sum + line.found, 0) / framers;
}

/** Framed points at which somebody was raised or a framer was missed. */
export function framingPoints(rows: readonly SpaceRow[], points: readonly HonestPoint[]): string {
  return table(
    [
      ['framed point', ({ point }) => code(point)],
      ['honest accounts raised', ({ raised }) => count(raised.length)],
      ['to verify', ({ raised }) => count(raisedTo(raised, 'verify'))],
      ['to limit', ({ raised }) => count(raisedTo(raised, 'limit'))],
      [
        'of the point itself',
        ({ point, raised }) => count(raised.filter(({ group }) => group === pointGroup(point)).length),
      ],
      ['framers at verify', ({ framers, found }) => `${count(found)} of ${count(framers)}`],
      ['not judged: why', ({ rule }) => rule?.name ?? '-'],
    ],
    framedRows(rows, points).filter(({ raised, framers, found }) => raised.length > 0 || found < framers),
  );
}

export function framingChanges(rows: readonly SpaceRow[]): string {
  return changeList(rows.filter(({ measure }) => measure === 'framing').flatMap(({ raised }) => raised ?? []));
}

export function renamingSummary(rows: readonly SpaceRow[]): string {
  const worlds = rows.filter(({ measure }) => measure === 'renaming');
  if (worlds.length === 0) return 'Not measured in this run.';
  const names = [...new Set(worlds.flatMap((row) => (row.respelled ?? []).map(({ spelling }) => spelling)))];
  const lines = names.map((spelling) => {
    const changed = worlds.flatMap((row) => row.respelled?.find((one) => one.spelling === spelling)?.changed ?? []);
    return { spelling, changed, high: changed.filter(isHigh) };
  });
  return paragraphs(
    `The logs of ${plural(worlds.length, 'world')} were written again, each in ${count(names.length)} ways that change no fact:`,
    table(
      [
        ['what was changed', ({ spelling }) => spelling],
        ['actions that changed', ({ changed }) => count(changed.length)],
        ['with limit or suspend on either side', ({ high }) => count(high.length)],
      ],
      lines,
    ),
  );
}

export function renamingChanges(rows: readonly SpaceRow[]): string {
  return changeList(changesAtLimit(rows));
}

/** Actions that a spelling changed, with limit or suspend on either side. */
export function changesAtLimit(rows: readonly SpaceRow[]): ChangedAction[] {
  return rows.flatMap(({ respelled }) => (respelled ?? []).flatMap(({ changed }) => changed.filter(isHigh)));
}

function framedRows(rows: readonly SpaceRow[], points: readonly HonestPoint[]): Framed[] {
  const byId = new Map(points.map((point) => [point.id, point]));
  return rows
    .filter(({ measure }) => measure === 'framing')
    .map((row) => {
      const point = row.points[0] as string;
      const framers = row.groups.find(({ group }) => group === framersOf(point));
      const traits = byId.get(point)?.traits;
      return {
        point,
        framers: framers?.units ?? 0,
        found: framers === undefined ? 0 : atLeast(framers.actions, 'verify'),
        honest: row.groups.reduce((sum, { harvests, units }) => sum + (harvests ? 0 : units), 0),
        raised: row.raised ?? [],
        rule: traits === undefined ? null : framerRule(traits),
      };
    });
}

function raisedTo(raised: readonly ChangedAction[], action: Action): number {
  return raised.filter(({ after }) => actionRank(after) >= actionRank(action)).length;
}

function isHigh({ before, after }: ChangedAction): boolean {
  return Math.max(actionRank(before), actionRank(after)) >= actionRank('limit');
}

function changeList(changed: readonly ChangedAction[]): string {
  const kinds = new Map<string, number>();
  for (const { group, before, after } of changed) {
    const kind = `${code(group)}: ${before} to ${after}`;
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  const lines = [...kinds].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const rest = lines.length > LISTED ? [`- and ${count(lines.length - LISTED)} more kinds of change`] : [];
  return [...lines.slice(0, LISTED).map(([kind, n]) => `- ${count(n)} of ${kind}`), ...rest].join('\n');
}
