/** When each campaign could first have been raised, and how much it had sent by then: from replays of whole logs. */
import { count, percent } from '../../../src/base/format.ts';
import type { CampaignTime, TimeToDetect } from '../../../src/evaluate/time-to-detect.ts';
import type { Row } from '../cell/row.ts';
import { median } from '../metrics/pooled.ts';
import { left, paragraphs, percentText, right, table } from './markdown.ts';
import { type Results, sectionOf } from './results.ts';
import { type DocumentSection, missingText } from './section.ts';

const HOUR = 3_600_000;

export function timeToDetect(results: Results): DocumentSection {
  const section = sectionOf(results, 'time-to-detect');
  const replayed = section.rows.flatMap(({ row }) => row.timeToDetect ?? []);
  const images = new Map<string, string>();
  if (replayed.length === 0) return { title: 'Time to detect', body: missingText(section) ?? '', images };
  const hours = replayed[0].stepMs / HOUR;
  const body = paragraphs(
    missingText(section),
    `The logs of ${count(replayed.length)} worlds were gone through again in steps of ${count(hours)} hours, as a run every ${count(hours)} hours would have seen them. A campaign is raised in the first step in which most labelled members of a finding at that action are of it. The time runs from its first exchange; the share is of all exchanges it ever sent. A campaign that was never raised counts as never, and as all of its exchanges.`,
    campaignTable(replayed),
    honestText(
      replayed,
      section.rows.map(({ row }) => row),
    ),
  );
  return { title: 'Time to detect', body, images };
}

function campaignTable(replayed: readonly TimeToDetect[]): string {
  const times = replayed.flatMap((one) => one.campaigns);
  const names = [...new Set(times.map(({ campaign }) => campaign))].sort();
  const line = (name: string, own: readonly CampaignTime[]) => [
    name,
    count(own.length),
    medianDays(own, 'review'),
    medianShare(own, 'review'),
    medianDays(own, 'limit'),
    medianShare(own, 'limit'),
    percentText(middleOf(own.flatMap(({ unnamedShare }) => unnamedShare ?? []))),
  ];
  return table(
    [
      left('campaign'),
      right('worlds'),
      right('days to review'),
      right('sent by then'),
      right('days to limit'),
      right('sent by then'),
      right('sent before its own account was named'),
    ],
    [
      ...names.map((name) =>
        line(
          `\`${name}\``,
          times.filter(({ campaign }) => campaign === name),
        ),
      ),
      line('all, medians', times),
    ],
  );
}

function medianDays(times: readonly CampaignTime[], action: 'review' | 'limit'): string {
  const middle = middleOf(times.map((time) => time[action]?.after_ms ?? Number.POSITIVE_INFINITY));
  if (middle === null) return '-';
  return middle === Number.POSITIVE_INFINITY ? 'never' : (middle / (24 * HOUR)).toFixed(1);
}

function medianShare(times: readonly CampaignTime[], action: 'review' | 'limit'): string {
  const middle = middleOf(times.map((time) => time[action]?.share ?? 1));
  return middle === null ? '-' : percent(middle);
}

function middleOf(values: readonly number[]): number | null {
  return median([...values].sort((a, b) => a - b));
}

/** A short log shows less, so a step in the middle may blame people whom the end clears. */
function honestText(replayed: readonly TimeToDetect[], rows: readonly Row[]): string {
  const groups = new Map<string, { review: number; limit: number }>();
  for (const { group, review, limit } of replayed.flatMap((one) => one.honest)) {
    const before = groups.get(group) ?? { review: 0, limit: 0 };
    groups.set(group, { review: before.review + review, limit: before.limit + limit });
  }
  const honest = rows.reduce((sum, row) => sum + row.outcome.honest, 0);
  if (groups.size === 0)
    return `No honest account of ${count(honest)} was named at review or above in any step.`;
  return paragraphs(
    `Honest accounts of ${count(honest)} that some step named at review or above, those that the whole log clears again included:`,
    table(
      [left('look-alike'), right('at review or above'), right('at limit or above')],
      [...groups]
        .sort(([, a], [, b]) => b.review - a.review)
        .map(([group, { review, limit }]) => [`\`${group}\``, count(review), count(limit)]),
    ),
  );
}
