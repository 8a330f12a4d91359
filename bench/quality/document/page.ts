/** The evaluation page: its opening, the parts in their order, how it was made. Text only; write-page.ts puts it on disk. */
import { count, duration } from '../../../src/base/format.ts';
import type { Row } from '../cell/row.ts';
import { ablation } from './ablation.ts';
import { cost } from './cost.ts';
import { defaultWorlds } from './default-worlds.ts';
import { difficulty } from './difficulty.ts';
import { left, paragraphs, table } from './markdown.ts';
import { realPrompts } from './real-prompts.ts';
import type { Results } from './results.ts';
import { rivals } from './rivals.ts';
import type { DocumentSection } from './section.ts';
import { judgeTargets, type TargetLine } from './targets.ts';
import { timeToDetect } from './time-to-detect.ts';

export interface RunFacts {
  readonly command: string;
  readonly date: string;
  readonly node: string;
  readonly cores: number;
  readonly processor: string;
  readonly version: string;
  readonly sources: string;
  readonly seeds: number;
  readonly scale: number;
  readonly quick: boolean;
  readonly failed: readonly string[];
}

export interface Page {
  readonly markdown: string;
  /** File name -> SVG. */
  readonly images: ReadonlyMap<string, string>;
  readonly targets: readonly TargetLine[];
}

export function composePage(results: Results, facts: RunFacts): Page {
  const targets = judgeTargets(results);
  const sections = [
    defaultWorlds(results),
    difficulty(results),
    realPrompts(results),
    timeToDetect(results),
    ablation(results),
    rivals(results),
    cost(results),
  ];
  const images = new Map(sections.flatMap((section) => [...section.images]));
  const markdown = `${paragraphs(
    '# Evaluation',
    `<!-- Written by \`npm run bench:quality\`: change bench/quality/document/ and run it again, not this page. -->`,
    opening(results, facts),
    summary(targets),
    ...sections.map(sectionText),
    limits(),
    howMade(results, facts),
  )}\n`;
  return { markdown, images, targets };
}

function opening(results: Results, facts: RunFacts): string {
  const rows = distinctRows(results);
  const exchanges = rows.reduce((sum, row) => sum + row.size.exchanges, 0);
  return paragraphs(
    `How good is detection, for whom is it bad, and what breaks it? This page answers with figures from ${count(rows.length)} runs over ${count(exchanges)} exchanges.`,
    '**All traffic here is made up.** Campaigns and honest look-alikes come from a [simulator](simulator.md); some of its text was written by people, none of its traffic was sent by any. No provider has published a labelled log, so nothing here says how Stillwatch would do on one. What the figures can show is how it compares with other methods on the same worlds, which difficulties it stands and which it does not, and which kinds of honest customers it mistakes for attackers. The simulator and the detector share no words and no constants, but they share authors.',
    facts.quick
      ? '**This is the small grid** (`--quick`): a single seed, small worlds, wide intervals.'
      : null,
    facts.failed.length === 0
      ? null
      : `**${count(facts.failed.length)} cells failed** and are missing below: ${facts.failed.join('; ')}.`,
  );
}

function summary(targets: readonly TargetLine[]): string {
  const broken = targets.filter(({ holds }) => holds === false);
  const unmeasured = targets.filter(({ holds }) => holds === null);
  const words = [
    broken.length === 0
      ? `Every line that was measured holds.`
      : `${broken.length === 1 ? 'One line does' : `${count(broken.length)} lines do`} not hold.`,
    unmeasured.length === 0 ? '' : `${count(unmeasured.length)} were not measured in this run.`,
  ];
  return paragraphs(
    '## Summary',
    table(
      [left('what'), left('asked'), left('got'), left('holds?')],
      targets.map(({ what, asked, got, holds }) => [
        what,
        asked,
        got,
        holds === null ? 'not measured' : holds ? 'yes' : '**no**',
      ]),
    ),
    `${words.join(' ').trim()} The lines were set by us, and intervals are at 95 %. Unless said otherwise, the figures are over the default worlds.`,
  );
}

function sectionText({ title, body }: DocumentSection): string {
  return paragraphs(`## ${title}`, body);
}

function limits(): string {
  return paragraphs(
    '## What these figures do not say',
    [
      '- **Nothing about real traffic.** Vocabulary, rhythm and infrastructure of real customers are wider than any simulator’s. The section on real prompts widens the text and nothing else.',
      '- **Attackers do not adapt.** They follow a plan, and the knobs stand in for their skill. Whoever reads the detector can do better than any knob here; the section on families taken away is the nearest to it.',
      '- **Small worlds.** Groups are at their smallest size that still looks dangerous, and honest accounts number hundreds a world. False-positive rates below one in ten thousand cannot be seen.',
      '- **Accounts, not end users.** Some campaigns hide behind end users of a router; those are detected, but they are not accounts and not counted here.',
      '- **One simulator.** Seeds vary the draw and not the idea. Figures near 100 % say that the worlds as they come are no longer hard, not that the problem is solved.',
      '- **Rivals are remakes** from descriptions, run outside the setting they were made for.',
    ].join('\n'),
  );
}

function howMade(results: Results, facts: RunFacts): string {
  const rows = distinctRows(results);
  const spent = rows.reduce((sum, row) => sum + Object.values(stagesOf(row)).reduce((a, b) => a + b, 0), 0);
  return paragraphs(
    '## How this page was made',
    `\`\`\`\n${facts.command}\n\`\`\``,
    table(
      [left('fact'), left('value')],
      [
        ['date', facts.date],
        ['Stillwatch', `${facts.version}, sources ${facts.sources}`],
        ['Node.js', facts.node],
        ['processor', `${facts.processor}, ${count(facts.cores)} cores`],
        ['seeds', `${count(facts.seeds)} of each default world, fewer in sweeps`],
        ['scale', `${facts.scale}; sweeps ${facts.scale / 2}`],
        ['cells', `${count(rows.length)}, ${duration(spent * 1000)} of work`],
      ],
    ),
    'The same command and sources give the same figures, seconds aside. `npm run bench:quality -- --help` lists what can be turned; `--quick` is small enough for a build server.',
  );
}

/** Stages that do not contain each other. */
function stagesOf({ seconds }: Row): Record<string, number> {
  const { simulate = 0, analyze = 0, baselines = 0, ablations = 0 } = seconds;
  return { simulate, analyze, baselines, ablations };
}

/** Sections share cells. */
function distinctRows(results: Results): Row[] {
  const rows = new Map<string, Row>();
  for (const section of results.values())
    for (const { row } of section.rows) rows.set(JSON.stringify(row.cell), row);
  return [...rows.values()];
}
