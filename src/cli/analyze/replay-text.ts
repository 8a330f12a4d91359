/** The replay on a terminal: when each campaign was first raised, how much it had sent by then, and which alarms were false. */
import { count, duration, moment, percent, plural, score } from '../../base/format.ts';
import type { Raised, ReplaySummary } from '../../model/replay.ts';
import type { Colors } from '../terminal/io.ts';
import { cut, labelled, printable, rule, textTable } from '../terminal/text.ts';

const SHOWN_CAMPAIGNS = 24;
const SHOWN_ALARMS = 6;
const ID_WIDTH = 14;

/** The section of the summary about a replay. `width` is in columns. */
export function replayText(replay: ReplaySummary, width: number, colors: Colors): string {
  const lines = [
    rule(
      colors.bold('Time to detect'),
      `${plural(replay.steps.length, 'step')} of ${duration(replay.step_ms)}`,
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
          'sent: share of its exchanges sent by then; named: its accounts named by then; unnamed: share sent before the sending account was named',
        ),
        3,
        0,
        width,
      ),
    );
  } else {
    lines.push('   There is no campaign to time.');
  }
  lines.push(labelled('', passingNote(replay), 3, 0, width));
  for (const alarm of replay.passing.slice(0, SHOWN_ALARMS)) {
    const text = `${printable(alarm.id, 40)}: ${plural(alarm.accounts, 'account')}, ${alarm.action} (confidence ${score(alarm.confidence)}), from ${moment(alarm.first)} for ${plural(alarm.steps, 'step')}`;
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
  const why = stopped === 'step_limit' ? 'reached the limit of steps' : 'was stopped';
  return last === undefined
    ? `The replay ${why} before its first step.`
    : `The replay ${why} at ${moment(last)}: "never" means not by then.`;
}

function campaignTable({ campaigns, median_share: median }: ReplaySummary, colors: Colors): string {
  const raised = (at: Raised | null): string[] =>
    at === null ? [colors.yellow('never'), '-', '-'] : [duration(at.after_ms), percent(at.share, 1), count(at.accounts)];
  const share = (value: number | null): string => (value === null ? '-' : percent(value, 1));
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
      right('sent'),
      right('named'),
      right('limit after'),
      right('sent'),
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
      ? 'Every account that was named on the way is in a campaign now.'
      : `${plural(accounts.review, 'account')} named on the way but in no campaign now; ${accounts.limit === 0 ? 'none' : count(accounts.limit)} would have been limited.`;
  return passing.length === 0
    ? `${named} No transient alarm was raised.`
    : `${named} ${plural(passing.length, 'transient alarm')}, raised on the way and gone since:`;
}
