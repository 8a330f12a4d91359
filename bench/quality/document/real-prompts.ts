/** Text that people wrote: worlds whose text is drawn from a file of prompts, and bare logs made of those prompts. */
import { count } from '../../../src/base/format.ts';
import type { Row } from '../cell/row.ts';
import { campaignSummary, detectionOf, honestSummary, rateAt } from '../metrics/pooled.ts';
import { lookAlikes } from './look-alikes.ts';
import { left, paragraphs, percentText, perThousand, right, shareText, table } from './markdown.ts';
import { byPlace, type PlacedRow, type Results, sectionOf } from './results.ts';
import { type DocumentSection, missingText } from './section.ts';

export function realPrompts(results: Results): DocumentSection {
  const section = sectionOf(results, 'real-prompts');
  const ofKind = (kind: Row['cell']['kind']) => section.rows.filter(({ row }) => row.cell.kind === kind);
  const worlds = ofKind('world');
  const logs = ofKind('prompt_logs');
  const body = paragraphs(
    missingText(section),
    worlds.length === 0
      ? null
      : paragraphs(
          '### Worlds with real text',
          'The worlds above, with campaigns, customers and look-alikes drawing their prompts from a file of public prompts (`--text`): templates of published data pipelines on one side, what people and evaluation suites ask on the other. A part of the file holds whole source repositories, so no template is in two parts.',
          figures('text', worlds, (at) => (at === 'world' ? 'the whole file' : `part ${at}`)),
          lookAlikes(worlds.map(({ row }) => row)),
        ),
    logs.length === 0
      ? null
      : paragraphs(
          '### Bare logs',
          'Logs of five gateways made from the same prompts, each sent as it stands: 24 planted accounts that share out the harvest prompts, all of them or one repository’s, among some hundred honest accounts. There are no account records, so no cards and no sign-ups; a planted account sends two to a dozen requests in ten days.',
          figures('harvest prompts of', logs, (at) => (at === 'all' ? 'all repositories' : `\`${at}\``)),
        ),
  );
  return { title: 'Real prompts', body, images: new Map() };
}

function figures(first: string, rows: readonly PlacedRow[], asText: (at: number | string) => string): string {
  return table(
    [
      left(first),
      right('runs'),
      right('exchanges'),
      right('precision'),
      right('recall'),
      right('campaigns told apart'),
      right('TPR at FPR 0.001'),
      right('honest at verify or harsher, per 1,000'),
      right('at limit or suspend'),
    ],
    [...byPlace(rows)].map(([at, here]) => {
      const outcomes = here.map((row) => row.outcome);
      const found = detectionOf(outcomes.map((outcome) => outcome.found));
      const honest = honestSummary(outcomes);
      const { found: told } = campaignSummary(outcomes.flatMap((outcome) => outcome.campaigns));
      return [
        asText(at),
        count(here.length),
        count(Math.round(here.reduce((sum, row) => sum + row.size.exchanges, 0) / here.length)),
        shareText(found.precision),
        shareText(found.recall),
        `${told.count} of ${told.of}`,
        percentText(rateAt(outcomes, 1e-3).tpr),
        perThousand(honest.verify),
        count(honest.limit.count),
      ];
    }),
  );
}
