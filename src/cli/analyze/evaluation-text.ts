/** The evaluation as tables of 80 columns. Every share comes with its 95% interval; --json has the same figures and more. */
import { count, day, duration, percent, plural, score } from '../../base/format.ts';
import type { Evaluation, PrecisionRecall } from '../../evaluate/evaluate.ts';
import type { Interval, Proportion } from '../../evaluate/intervals.ts';
import type { TimeToDetect } from '../../evaluate/time-to-detect.ts';
import type { Raised } from '../../model/replay.ts';
import { ACTIONS } from '../../model/vocabulary.ts';
import type { Colors } from '../terminal/io.ts';
import { cut, labelled, printable, rule, textTable } from '../terminal/text.ts';

const NAME_WIDTH = 20;
const ID_WIDTH = 10;
const SHOWN_FINDINGS = 20;

/** All tables, ending in a newline. `width` is in columns. */
export function evaluationText(result: Evaluation, width: number, colors: Colors): string {
  const blocks = [
    [
      rule(colors.bold('Findings compared with labels'), '', width, colors),
      `   ${plural(result.input.labelled, 'labelled account')}: ${count(result.accounts.harvesting)} harvesting, ${count(result.accounts.honest)} honest`,
      ...inputNotes(result, width, colors),
    ].join('\n'),
    detectionTable(result, colors),
    campaignTable(result, width, colors),
    timeText(result.timeToDetect, width, colors),
    findingTable(result, width, colors),
    honestTable(result, width, colors),
    rankingText(result, width, colors),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

/** Everything in the input that weakens the figures. */
function inputNotes({ input }: Evaluation, width: number, colors: Colors): string[] {
  const notes: string[] = [];
  if (input.notInFound > 0)
    notes.push(`${plural(input.notInFound, 'labelled account')} missing from accounts.ndjson: counted as allow, risk 0`);
  if (input.unlabelled > 0) notes.push(`${plural(input.unlabelled, 'found account')} without a label: ignored`);
  if (input.conflictingLabels > 0)
    notes.push(`${plural(input.conflictingLabels, 'account')} with contradictory labels: ignored`);
  if (input.repeatedLabels > 0) notes.push(`${plural(input.repeatedLabels, 'repeated label')}: counted once`);
  if (input.badTruthLines + input.badFoundLines > 0) {
    notes.push(
      `${plural(input.badTruthLines, 'label line')} and ${plural(input.badFoundLines, 'line')} of accounts.ndjson could not be read`,
    );
  }
  return notes.map((note) => labelled(colors.yellow('·'), note, 3, 2, width));
}

function detectionTable({ primary, byAction }: Evaluation, colors: Colors): string {
  const row = (rule: string, found: PrecisionRecall): string[] => [
    rule,
    shareText(found.precision),
    shareText(found.recall),
    found.f1 === null ? '-' : found.f1.toFixed(3),
    count(found.falsePositives),
    count(found.missed),
  ];
  const rows = [row('in a finding', primary)];
  for (const action of ACTIONS)
    if (action !== 'allow') rows.push(row(`${action}${action === 'suspend' ? '' : ' or more'}`, byAction[action]));
  return textTable(
    [
      { title: 'counted as found' },
      { title: 'precision', align: 'right' },
      { title: 'recall', align: 'right' },
      { title: 'F1', align: 'right' },
      { title: 'false', align: 'right' },
      { title: 'missed', align: 'right' },
    ],
    rows,
    colors,
    1,
  );
}

function campaignTable(result: Evaluation, width: number, colors: Colors): string {
  if (result.campaigns.length === 0) return '';
  const rows = result.campaigns.map((campaign) => [
    cut(printable(campaign.campaign), NAME_WIDTH),
    count(campaign.accounts),
    campaign.finding === null ? colors.yellow('none') : cut(printable(campaign.finding), ID_WIDTH),
    campaign.finding === null ? '-' : percent(campaign.coverage, 0),
    campaign.purity === null ? '-' : percent(campaign.purity, 0),
    count(campaign.pieces),
    campaign.firstSeen === null ? '-' : day(campaign.firstSeen),
  ]);
  const purity = (share: number | null): string => (share === null ? '-' : percent(share, 1));
  return [
    rule(colors.bold('Planted campaigns'), '', width, colors),
    textTable(
      [
        { title: 'campaign' },
        { title: 'accounts', align: 'right' },
        { title: 'finding' },
        { title: 'coverage', align: 'right' },
        { title: 'purity', align: 'right' },
        { title: 'parts', align: 'right' },
        { title: 'first seen' },
      ],
      rows,
      colors,
      1,
    ),
    ` purity of all findings ${purity(result.purity)}; adjusted for splits and merges ${purity(result.adjustedPurity)}`,
  ].join('\n');
}

function timeText(times: TimeToDetect | null, width: number, colors: Colors): string {
  if (times === null) {
    const hint = 'not measured: run the analysis with --replay 6h or another step';
    return [rule(colors.bold('Time to detect'), '', width, colors), `   ${hint}`].join('\n');
  }
  const raised = (at: Raised | null): string[] =>
    at === null ? [colors.yellow('never'), '-'] : [duration(at.after_ms), percent(at.share, 1)];
  const share = (value: number | null): string => (value === null ? '-' : percent(value, 1));
  const rows = times.campaigns.map((time) => [
    cut(printable(time.campaign), NAME_WIDTH),
    ...raised(time.review),
    ...raised(time.limit),
    share(time.unnamedShare),
    time.neverNamed === 0 ? '·' : count(time.neverNamed),
  ]);
  const { median } = times;
  const after = (ms: number | null): string => (ms === null ? colors.yellow('never') : duration(ms));
  rows.push([
    colors.dim('median'),
    after(median.reviewAfterMs),
    share(median.reviewShare),
    after(median.limitAfterMs),
    share(median.limitShare),
    share(median.unnamedShare),
    '',
  ]);
  const right = (title: string) => ({ title, align: 'right' as const });
  const honest = times.honest.map(
    ({ group, review, limit }) =>
      `${printable(group, 30)} ${count(review)}${limit === 0 ? '' : ` (${count(limit)} of them at limit)`}`,
  );
  return [
    rule(colors.bold('Time to detect'), `steps of ${duration(times.stepMs)}`, width, colors),
    ...(times.complete
      ? []
      : [labelled(colors.yellow('·'), 'the replay was stopped early: "never" means not by then', 3, 2, width)]),
    textTable(
      [
        { title: 'campaign' },
        right('review after'),
        right('sent'),
        right('limit after'),
        right('sent'),
        right('unnamed'),
        right('missed'),
      ],
      rows,
      colors,
      1,
    ),
    labelled(
      '',
      colors.dim(
        'sent: share of its exchanges sent by then; unnamed: share sent before the sending account was named; missed: accounts that no step named',
      ),
      1,
      0,
      width,
    ),
    labelled(
      '',
      honest.length === 0
        ? 'No honest account was named in any step.'
        : `Honest accounts named in at least one step: ${honest.join(', ')}`,
      1,
      0,
      width,
    ),
  ].join('\n');
}

function findingTable(result: Evaluation, width: number, colors: Colors): string {
  if (result.findings.length === 0) return '';
  const rows = result.findings.slice(0, SHOWN_FINDINGS).map((finding) => [
    cut(printable(finding.id), ID_WIDTH),
    score(finding.confidence),
    finding.action,
    count(finding.accounts),
    cut(
      finding.groups
        .slice(0, 3)
        .map((group) => `${printable(group.group, 30)} ${count(group.accounts)}`)
        .join(', ') || 'no labelled account',
      width - 40,
    ),
  ]);
  const more = result.findings.length - SHOWN_FINDINGS;
  return [
    rule(colors.bold('Findings'), plural(result.findings.length, 'finding'), width, colors),
    textTable(
      [
        { title: 'finding' },
        { title: 'conf.', align: 'right' },
        { title: 'action' },
        { title: 'accounts', align: 'right' },
        { title: 'labels' },
      ],
      rows,
      colors,
      1,
    ),
    ...(more > 0 ? [` … and ${count(more)} more: see --json`] : []),
  ].join('\n');
}

function honestTable(result: Evaluation, width: number, colors: Colors): string {
  if (result.honest.length === 0) return '';
  const rows = result.honest.map((group) => [
    cut(printable(group.group), NAME_WIDTH),
    count(group.accounts),
    ...ACTIONS.map((action) => {
      const n = group.actions[action];
      const text = n === 0 ? '·' : count(n);
      if (n === 0 || action === 'allow' || action === 'watch') return text;
      return action === 'review' ? colors.yellow(text) : colors.red(text);
    }),
    intervalText(group.atLeast.review.interval).replace(/[()]/g, ''),
  ]);
  const blocks = [
    rule(colors.bold('Honest accounts by recommended action'), '', width, colors),
    textTable(
      [
        { title: 'group' },
        { title: 'accounts', align: 'right' },
        ...ACTIONS.map((action) => ({
          title: action === 'suspend' ? 'susp.' : action,
          align: 'right' as const,
        })),
        { title: '95% ≥rev.', align: 'right' },
      ],
      rows,
      colors,
      1,
      1,
    ),
  ];
  blocks.push(` ${colors.dim('95% ≥rev.: 95% interval of the share at review or a harsher action, in percent')}`);
  const { subAccounts } = result;
  if (subAccounts.lines > 0) {
    const own =
      subAccounts.labelledThemselves === subAccounts.lines
        ? 'by their own labels'
        : "by their router's label where they have none of their own";
    const groups = subAccounts.byGroup.map((group) => {
      const acted = ACTIONS.filter((action) => group.actions[action] > 0).map(
        (action) => `${action} ${count(group.actions[action])}`,
      );
      return `${printable(group.group, 30)}: ${acted.join(', ')}`;
    });
    blocks.push(
      labelled('', `${plural(subAccounts.lines, 'router end user')}, judged ${own}: ${groups.join('; ')}`, 1, 0, width),
    );
  }
  return blocks.join('\n');
}

function rankingText({ ranking, calibration }: Evaluation, width: number, colors: Colors): string {
  const rows: [string, string][] = [
    ['AUROC', ranking.auroc === null ? 'needs harvesting and honest accounts' : ranking.auroc.toFixed(4)],
    ['AUPRC', ranking.auprc === null ? 'needs harvesting accounts' : ranking.auprc.toFixed(4)],
  ];
  for (const point of ranking.points) {
    const parts = [
      point.tpr === null ? 'needs harvesting accounts' : `${percent(point.tpr, 1)} ${intervalText(point.tprInterval)}`,
    ];
    if (point.threshold === null) parts.push('no threshold meets it');
    else parts.push(`risk ≥ ${point.threshold.toFixed(3)}, ${plural(point.falsePositives, 'false positive')}`);
    if (!point.resolvable) parts.push('too few honest accounts to measure this rate, so no false positive is allowed');
    rows.push([`TPR at FPR ${point.target}`, parts.join('; ')]);
  }
  rows.push(['ECE of risk', calibration.ece === null ? '-' : calibration.ece.toFixed(4)]);
  return [
    rule(colors.bold('Risk score'), '', width, colors),
    ...rows.map(([label, text]) => labelled(colors.dim(label), text, 3, 19, width)),
  ].join('\n');
}

/** '98.1% (96.0-99.1)', or a dash when there is nothing to take a share of. */
function shareText({ share, interval }: Proportion): string {
  return share === null ? '-' : `${percent(share, 1)} ${intervalText(interval)}`;
}

function intervalText(interval: Interval | null): string {
  if (interval === null) return '-';
  return `(${(interval.low * 100).toFixed(1)}-${(interval.high * 100).toFixed(1)})`;
}
