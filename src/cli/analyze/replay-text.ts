/** The replay on a terminal: when each campaign was first raised, how much had passed, who was named for nothing. */
import type { Raised, ReplaySummary } from '../../model/replay.ts';
import type { Colors } from '../terminal/io.ts';
import { age, count, moment, percent, plural } from '../terminal/numbers.ts';
import { cut, labelled, printable, rule, textTable } from '../terminal/text.ts';

const SHOWN_CAMPAIGNS = 24;
const SHOWN_ALARMS = 6;
const ID_WIDTH = 14;

export function replayText(replay: ReplaySummary, width: number, colors: Colors): string {
  const lines = [
    rule(
      colors.bold('Time to detect'),
      `${plural(replay.steps.length, 'step')} of ${age(replay.step_ms)}`,
      width,
      colors,
    ),
  ];
  const note = stoppedNote(replay);
  if (note !== null) lines.push(labelled(colors.yellow('·'), note, 3, 2, width));
  if (replay.campaigns.length > 0) {
    lines.push(
      campaignTable(replay, colors),
      labelled(
        '',
        colors.dim(
          'passed: share of its exchanges that were sent by then; unnamed: sent before their own account was named',
        ),
        3,
        0,
        width,
      ),
    );
  } else {
    lines.push('   No campaign to time.');
  }
  lines.push(labelled('', passingNote(replay), 3, 0, width));
  for (const alarm of replay.passing.slice(0, SHOWN_ALARMS)) {
    const text = `${printable(alarm.id, 40)}: ${plural(alarm.accounts, 'account')}, ${alarm.action} (confidence ${alarm.confidence.toFixed(2)}), from ${moment(alarm.first)} for ${plural(alarm.steps, 'step')}`;
    lines.push(labelled(colors.yellow('·'), text, 3, 2, width));
  }
  if (replay.passing.length > SHOWN_ALARMS)
    lines.push(`   … and ${count(replay.passing.length - SHOWN_ALARMS)} more: see the report.`);
  return lines.join('\n');
}

/** Null when the replay went through the whole log. */
function stoppedNote({ complete, stopped, steps }: ReplaySummary): string | null {
  if (complete) return null;
  const last = steps.at(-1);
  const why = stopped === 'step_limit' ? 'has too many steps' : 'was stopped';
  return last === undefined
    ? `The replay ${why} before its first step.`
    : `The replay ${why} and ends at ${moment(last)}: never means not by then.`;
}

function campaignTable({ campaigns, median_share: median }: ReplaySummary, colors: Colors): string {
  const raised = (at: Raised | null): string[] =>
    at === null
      ? [colors.yellow('never'), '-', '-']
      : [age(at.after_ms), percent(at.share), count(at.accounts)];
  const share = (value: number | null): string => (value === null ? '-' : percent(value));
  const rows = campaigns
    .slice(0, SHOWN_CAMPAIGNS)
    .map((campaign) => [
      cut(printable(campaign.id), ID_WIDTH),
      ...raised(campaign.review),
      ...raised(campaign.limit).slice(0, 2),
      share(campaign.unnamed_share),
    ]);
  rows.push([colors.dim('median'), '', share(median.review), '', '', share(median.limit), '']);
  const right = (title: string) => ({ title, align: 'right' as const });
  return textTable(
    [
      { title: 'campaign' },
      right('review after'),
      right('passed'),
      right('named'),
      right('limit after'),
      right('passed'),
      right('unnamed'),
    ],
    rows,
    colors,
    3,
  );
}

function passingNote({ passing, passing_accounts: accounts }: ReplaySummary): string {
  const named =
    accounts.review === 0
      ? 'Nobody was named on the way who is in no campaign now.'
      : `${plural(accounts.review, 'account')} named on the way and in no campaign now; ${accounts.limit === 0 ? 'none' : count(accounts.limit)} would have been limited.`;
  return passing.length === 0
    ? `${named} No alarm was raised in passing.`
    : `${named} ${plural(passing.length, 'alarm')} raised in passing:`;
}
