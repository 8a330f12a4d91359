/** The page bench/RESULTS.md: ratios first, then medians and spread, each with the command that measures it. */
import type { Kept, MeasuredAnalysis, Stages, Versus, Ways } from './figures.ts';
import type { Figures, MeasuredRun } from './measured.ts';

/** The page of all kept figures; parts that were not run say so. */
export function resultsPage(kept: Kept): string {
  const lines = [
    '# Speed',
    '',
    'Written by `npm run bench -- --full`; do not edit. [Performance](../docs/performance.md) explains the figures, and',
    '[the history](history/performance.md) has earlier ones.',
    '',
    'Compared processes ran in alternation; the ratio of their CPU time is the more stable figure.',
    '',
    ...machinesTable(kept),
    ...ratios(kept),
    ...versusSection('A whole log of 1 KB prompts', 'load', kept.load),
    ...versusSection('A whole log of 8 KB prompts', 'long', kept.long),
    ...waysSection(kept.ways),
    ...kernelSection(kept),
    ...profileSection(kept),
    ...growSection(kept.grow),
    ...bigSection(kept.big),
    ...helpSection(kept.help),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function machinesTable({ machines = {} }: Kept): string[] {
  return table(
    ['part', 'measured', 'on'],
    Object.entries(machines).map(([part, { cores, cpu, node, date }]) => [
      `\`${part}\``,
      date,
      `${cores} cores (${cpu}), Node ${node}`,
    ]),
  );
}

function ratios(kept: Kept): string[] {
  const rows: [string, string, string][] = [];
  const add = (what: string, figure: number | undefined, target: string): void => {
    rows.push([what, figure === undefined ? 'not run' : figure.toFixed(2), target]);
  };
  const against = (run: Versus | undefined, key: keyof MeasuredRun): number | undefined =>
    run && run.figures.median[key] / run.load.median[key];
  add("analyze, 1 KB prompts / chDB's load, time", against(kept.load, 'wall'), 'at most 1.0');
  add("analyze, 1 KB prompts / chDB's load, CPU", against(kept.load, 'cpu'), '');
  add("analyze, 8 KB prompts / chDB's load, time", against(kept.long, 'wall'), 'at most 1.0');
  add("analyze, 8 KB prompts / chDB's load, CPU", against(kept.long, 'cpu'), '');
  const { kernel, grow, ways } = kept;
  add('analyze, through a pipe / from a file, time', ways && ways.pipe.median.wall / ways.file.median.wall, '');
  add('analyze, from a .gz / from a plain file, time', ways && ways.gzip.median.wall / ways.file.median.wall, '');
  add('words and anchors / wordShingleMinHash, MB/s', kernel && kernel.anchors / kernel.clickhouse, 'at least 8');
  add('whole row / wordShingleMinHash, MB/s', kernel && kernel.row / kernel.clickhouse, '');
  add('words and anchors / minhash, MB/s', kernel && kernel.anchors / kernel.minhash, 'at least 50');
  add('whole row / minhash, MB/s', kernel && kernel.row / kernel.minhash, '');
  add('words and anchors / simhash-js, MB/s', kernel && kernel.anchors / kernel.simhash, 'at least 50');
  add('whole row / simhash-js, MB/s', kernel && kernel.row / kernel.simhash, '');
  const [, four, sixteen] = grow ?? [];
  const grown = (key: keyof MeasuredRun): number | undefined =>
    four && sixteen && sixteen.figures.median[key] / four.figures.median[key];
  add('time at 16 M / at 4 M exchanges, same accounts', grown('wall'), 'at most 4.4');
  add('CPU at 16 M / at 4 M exchanges, same accounts', grown('cpu'), '');
  add('peak memory at 16 M / at 4 M exchanges', grown('rss'), 'at most 1.5');
  return table(['ratio', 'measured', 'target'], rows);
}

function versusSection(title: string, part: string, run: Versus | undefined): string[] {
  const head = [`## ${title}`, '', `\`npm run bench -- --full --only ${part}\``, ''];
  if (run === undefined) return [...head, 'Not run.', ''];
  const mb = run.bytes / 1e6;
  const row = (name: string, figures: Figures): string[] => [
    name,
    spread(figures, 'wall', 1),
    spread(figures, 'cpu', 1),
    spread(figures, 'rss', 0, 1e6),
    count(mb / figures.median.wall),
  ];
  return [
    ...head,
    `${count(run.exchanges)} exchanges, ${count(mb)} MB, ${run.figures.repeats} runs of each in alternation.`,
    '',
    ...table(
      ['process', 'time, s', 'CPU, s', 'peak memory, MB', 'MB/s'],
      [
        row('`stillwatch analyze`, log to report', run.figures),
        row('chDB: the file into a MergeTree table', run.load),
        row('chDB: count() over the file', run.count),
      ],
    ),
    `The last analysis reported these seconds by stage: ${stagesText(run.stages)}.`,
    '',
  ];
}

function waysSection(ways: Ways | undefined): string[] {
  const head = ['## Plain, piped and compressed logs', '', '`npm run bench -- --full --only ways`', ''];
  if (ways === undefined) return [...head, 'Not run.', ''];
  const row = (name: string, figures: Figures): string[] => [
    name,
    spread(figures, 'wall', 1),
    spread(figures, 'cpu', 1),
    spread(figures, 'rss', 0, 1e6),
  ];
  return [
    ...head,
    `The log of 1 KB prompts, ${count(ways.bytes / 1e6)} MB, ${ways.file.repeats} runs of each in alternation.`,
    '',
    ...table(
      ['`stillwatch analyze`', 'time, s', 'CPU, s', 'peak memory, MB'],
      [
        row('a plain file', ways.file),
        row('`cat` and a pipe (CPU without `cat`)', ways.pipe),
        row('a file compressed with `gzip`', ways.gzip),
      ],
    ),
  ];
}

function kernelSection({ kernel }: Kept): string[] {
  const head = ['## The fingerprint alone', '', '`npm run bench -- --full --only kernel`', ''];
  if (kernel === undefined) return [...head, 'Not run.', ''];
  const row = (name: string, figure: number): string[] => [name, figure.toFixed(figure < 10 ? 2 : 0)];
  return [
    ...head,
    `${count(kernel.bytes / 1e6)} MB of distinct prompts on one core (1.5 MB of them for the npm packages).`,
    '',
    ...table(
      ['method', 'MB of prompts per second of CPU'],
      [
        row('words and anchors (6-word shingles, 64 bits each)', kernel.anchors),
        row('the whole row, JSON and mining included', kernel.row),
        row("ClickHouse's wordShingleMinHash (6 words, 6 hashes)", kernel.clickhouse),
        row('`minhash` (6-word shingles, 128 permutations)', kernel.minhash),
        row('`simhash-js` (default settings)', kernel.simhash),
      ],
    ),
  ];
}

function profileSection({ profile }: Kept): string[] {
  const head = ['## Where the time goes', '', '`npm run bench -- --full --only profile`', ''];
  if (profile === undefined) return [...head, 'Not run.', ''];
  const all = Object.values(profile.stages).reduce((sum, { cpu }) => sum + cpu, 0);
  return [
    ...head,
    'A whole analysis of the log of 1 KB prompts, CPU of all threads by stage (*open* lasts until the first block is read):',
    '',
    ...table(
      ['stage', 'CPU, s', 'share', 'time, s'],
      Object.entries(profile.stages).map(([stage, { cpu, wall }]) => [
        stage,
        cpu.toFixed(1),
        `${((100 * cpu) / all).toFixed(0)}%`,
        wall.toFixed(1),
      ]),
    ),
    `One thread that only reads blocks of that log, ${profile.mb.toFixed(0)} MB per second of CPU, by purpose:`,
    '',
    ...table(
      ['purpose', 'share'],
      profile.shares.map(({ purpose, share }) => [purpose, `${(100 * share).toFixed(1)}%`]),
    ),
  ];
}

function growSection(grow: readonly MeasuredAnalysis[] | undefined): string[] {
  const head = [
    '## Growth',
    '',
    '`npm run bench -- --full --only grow --grow A,B,C`, on feb-2026 at scale 0.05 with `--rate` and `--honest` 1, 4 and 16:',
    'the same accounts, each busier.',
    '',
  ];
  if (grow === undefined || grow.length === 0) return [...head, 'Not run.', ''];
  return [...head, ...analysisTable(grow)];
}

function bigSection(big: MeasuredAnalysis | undefined): string[] {
  const head = ['## The February world at full size', '', '`npm run bench -- --full --only big --big FOLDER`', ''];
  if (big === undefined) return [...head, 'Not run.', ''];
  const found = big.campaigns.map(({ id, accounts, exchanges, confidence }) => [
    id,
    count(accounts),
    count(exchanges),
    confidence.toFixed(2),
  ]);
  return [...head, ...analysisTable([big]), ...table(['campaign found', 'accounts', 'exchanges', 'confidence'], found)];
}

function analysisTable(runs: readonly MeasuredAnalysis[]): string[] {
  return table(
    ['exchanges', 'MB', 'time, s', 'CPU, s', 'peak memory, MB', 'by stage, s'],
    runs.map((run) => [
      count(run.exchanges),
      count(run.bytes / 1e6),
      run.figures.median.wall.toFixed(0),
      run.figures.median.cpu.toFixed(0),
      count(run.figures.median.rss / 1e6),
      stagesText(run.stages),
    ]),
  );
}

function helpSection(help: Figures | undefined): string[] {
  const head = ['## Start', '', '`npm run bench -- --full --only help`', ''];
  if (help === undefined) return [...head, 'Not run.', ''];
  return [
    ...head,
    `\`stillwatch --help\`: ${spread(help, 'wall', 0, 0.001)} ms, ${spread(help, 'cpu', 0, 0.001)} ms of CPU, ` +
      `${help.repeats} runs.`,
    '',
  ];
}

function stagesText(stages: Stages): string {
  return Object.entries(stages)
    .map(([name, seconds]) => `${name} ${seconds.toFixed(1)}`)
    .join(', ');
}

/** The median, with the least and the most when there were several runs. */
function spread({ median, least, most, repeats }: Figures, key: keyof MeasuredRun, digits: number, unit = 1): string {
  const text = (run: MeasuredRun): string => (digits === 0 ? count(run[key] / unit) : (run[key] / unit).toFixed(digits));
  return repeats === 1 ? text(median) : `${text(median)} (${text(least)}-${text(most)})`;
}

function count(n: number): string {
  return n.toLocaleString('en-US', { maximumFractionDigits: 0 });
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map((row) => line(row)), ''];
}
