/** False positives by kind of honest traffic. Groups without one are named in a sentence: the table is for the others. */
import { count } from '../../../src/base/format.ts';
import type { Row } from '../cell/row.ts';
import { honestGroupNames, honestSummary } from '../metrics/pooled.ts';
import { left, paragraphs, right, table } from './markdown.ts';

export function lookAlikes(rows: readonly Row[]): string {
  const outcomes = rows.map((row) => row.outcome);
  const groups = honestGroupNames(outcomes).map((group) => ({ group, ...honestSummary(outcomes, group) }));
  const hit = groups.filter(({ inFinding, verify }) => inFinding.count + verify.count > 0);
  const spared = groups.filter((group) => !hit.includes(group));
  const name = ({ group, accounts }: { group: string; accounts: number }) =>
    `\`${group}\` (${count(accounts)})`;
  return paragraphs(
    hit.length === 0
      ? 'No look-alike was hit.'
      : table(
          [
            left('look-alike'),
            right('accounts'),
            right('in a finding'),
            right('verify or harsher'),
            right('limit or suspend'),
          ],
          hit.map(({ group, accounts, inFinding, verify, limit }) => [
            `\`${group}\``,
            count(accounts),
            count(inFinding.count),
            count(verify.count),
            count(limit.count),
          ]),
        ),
    spared.length === 0 ? null : `No false positive among ${spared.map(name).join(', ')}.`,
  );
}
