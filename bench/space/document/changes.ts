/** What changed although the accounts did not: actions raised by framers, and actions that hang on a log's spelling. */
import { framersOf } from '../../../sim/space/group.ts';
import { type Action, actionRank } from '../../../src/model/vocabulary.ts';
import { code, count, markdownPercent, paragraphs, table } from '../../quality/document/markdown.ts';
import type { ChangedAction, SpaceRow } from '../cell.ts';
import { atLeast } from '../tally.ts';

const LISTED = 40;
const high = (action: Action): boolean => actionRank(action) >= actionRank('limit');

export function framingBlock(rows: readonly SpaceRow[]): string {
  const framed = rows.filter(({ measure }) => measure === 'framing');
  if (framed.length === 0) return '';
  const lines = framed.map((row) => {
    const point = row.points[0] as string;
    const framers = row.groups.find(({ group }) => group === framersOf(point));
    const victims = row.groups.filter(({ harvests }) => !harvests).reduce((sum, { units }) => sum + units, 0);
    return { point, framers, victims, raised: row.raised ?? [] };
  });
  const to = (raised: readonly ChangedAction[], action: Action): number =>
    raised.filter(({ after }) => actionRank(after) >= actionRank(action)).length;
  const all = lines.flatMap(({ raised }) => raised);
  const bystanders = lines.reduce((sum, { victims }) => sum + victims, 0);
  const units = lines.reduce((sum, { framers }) => sum + (framers?.units ?? 0), 0);
  const found = lines.reduce(
    (sum, { framers }) => sum + (framers === undefined ? 0 : atLeast(framers.actions, 'verify')),
    0,
  );
  return paragraphs(
    `Of ${count(bystanders)} honest accounts in ${count(lines.length)} worlds, framers raised ${count(all.length)}: ${count(to(all, 'verify'))} to verify or above, ${count(to(all, 'limit'))} to limit or suspend. Of the framers, ${markdownPercent(units === 0 ? null : found / units)} were at verify or above.`,
    table(
      [
        ['framed point', ({ point }) => code(point)],
        ['honest accounts raised', ({ raised }) => count(raised.length)],
        ['to verify', ({ raised }) => count(to(raised, 'verify'))],
        ['to limit', ({ raised }) => count(to(raised, 'limit'))],
        [
          'of the point itself',
          ({ point, raised }) => count(raised.filter(({ group }) => group === `space:${point}`).length),
        ],
        [
          'framers at verify',
          ({ framers }) =>
            framers === undefined ? '-' : `${count(atLeast(framers.actions, 'verify'))} of ${count(framers.units)}`,
        ],
      ],
      lines.filter(
        ({ raised, framers }) =>
          raised.length > 0 || (framers !== undefined && atLeast(framers.actions, 'verify') < framers.units),
      ),
    ),
    raisedList(all),
  );
}

export function renamingBlock(rows: readonly SpaceRow[]): string {
  const worlds = rows.filter(({ measure }) => measure === 'renaming');
  if (worlds.length === 0) return '';
  const names = [...new Set(worlds.flatMap((row) => (row.respelled ?? []).map(({ spelling }) => spelling)))];
  const lines = names.map((spelling) => {
    const changed = worlds.flatMap((row) => row.respelled?.find((one) => one.spelling === spelling)?.changed ?? []);
    return { spelling, changed, high: changed.filter(({ before, after }) => high(before) || high(after)) };
  });
  return paragraphs(
    `${count(worlds.length)} worlds, each spelt in ${count(names.length)} other ways:`,
    table(
      [
        ['what was changed', ({ spelling }) => spelling],
        ['actions that changed', ({ changed }) => count(changed.length)],
        ['with limit or suspend on either side', ({ high: list }) => count(list.length)],
      ],
      lines,
    ),
    raisedList(lines.flatMap((line) => line.high)),
  );
}

function raisedList(changed: readonly ChangedAction[]): string {
  const byChange = new Map<string, number>();
  for (const { group, before, after } of changed) {
    const key = `${group}: ${before} to ${after}`;
    byChange.set(key, (byChange.get(key) ?? 0) + 1);
  }
  const lines = [...byChange].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const rest = lines.length > LISTED ? [`- and ${count(lines.length - LISTED)} more kinds of change`] : [];
  return [...lines.slice(0, LISTED).map(([change, n]) => `- ${count(n)} of ${change}`), ...rest].join('\n');
}
