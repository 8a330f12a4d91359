/** The whole result as Markdown, for the terminal and for whoever works on detection. */
import { duration } from '../../../src/base/format.ts';
import { count, paragraphs } from '../../quality/document/markdown.ts';
import type { SpaceRow } from '../cell.ts';
import type { SpacePlan } from '../plan.ts';
import { pointResults } from '../tally.ts';
import { attackTotals, missedPoints, recallByLevel } from './attack.ts';
import { framingBlock, renamingBlock } from './changes.ts';
import { costTable } from './evasions.ts';
import { harmByLevel, harmByPair, honestTotals, strangersHurt, worstPoints } from './honest.ts';

const JUDGED = ['alone', 'together'] as const;

export function composeSummary(plan: SpacePlan, rows: readonly SpaceRow[]): string {
  const honest = pointResults(rows, plan.honest.points, JUDGED);
  const operators = pointResults(rows, plan.attack.points, JUDGED);
  const seconds = rows.reduce((sum, row) => sum + row.seconds.simulate + row.seconds.analyze, 0);
  const section = (title: string, text: string): string => (text === '' ? '' : `## ${title}\n\n${text}`);
  return `${paragraphs(
    `# ${count(rows.length)} worlds, ${duration(seconds * 1000)} of work`,
    ...(honest.length === 0
      ? []
      : [
          section('Honest points', honestTotals(honest)),
          section('Worst honest points', worstPoints(honest)),
          section('Strangers', strangersHurt([...honest, ...operators])),
          section('False positives by level (distinguishable points)', harmByLevel(honest)),
          section('False positives by pair of levels (distinguishable points)', harmByPair(honest)),
        ]),
    ...(operators.length === 0
      ? []
      : [
          section('Operators', attackTotals(operators)),
          section('Recall by level (points with a tie or a text)', recallByLevel(operators)),
          section('Missed operators', missedPoints(operators)),
        ]),
    section('Single evasions', costTable(pointResults(rows, plan.evasions, ['alone']))),
    section('Framing', framingBlock(rows)),
    section('Renaming', renamingBlock(rows)),
    section('Background', backgroundLine(rows)),
  )}\n`;
}

/** Honest accounts outside the points. */
function backgroundLine(rows: readonly SpaceRow[]): string {
  const groups = rows.flatMap((row) => row.groups).filter(({ group }) => group.startsWith('background:'));
  const at = (actions: readonly ('review' | 'verify' | 'limit' | 'suspend')[]): number =>
    groups.reduce((sum, group) => sum + actions.reduce((inner, action) => inner + group.actions[action], 0), 0);
  const units = groups.reduce((sum, group) => sum + group.units, 0);
  return `Of ${count(units)} background accounts, ${count(at(['review']))} were at review, ${count(at(['verify']))} at verify, ${count(at(['limit', 'suspend']))} at limit or suspend.`;
}
