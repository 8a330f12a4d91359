/** The parts of the full bench; each keeps its figures, so that one can be run again alone. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CampaignsFile } from '../../src/model/finding.ts';
import type { RunSummary } from '../../src/model/summary.ts';
import { resultsPage } from './document.ts';
import type { Kept, Machine, MeasuredAnalysis, Versus, Ways } from './figures.ts';
import { measureKernel } from './kernel.ts';
import { bytesOf, gzippedLog, longPromptLog, simulatedLog } from './logs.ts';
import { interleaved, type MeasuredRun, runScript } from './measured.ts';
import { profileReader } from './profile.ts';

export const PARTS = ['load', 'long', 'ways', 'kernel', 'profile', 'help', 'grow', 'big'] as const;
export type Part = (typeof PARTS)[number];

export interface FullOptions {
  readonly parts: readonly Part[];
  readonly repeats: number;
  readonly bytes: number;
  readonly data: string;
  readonly grow: readonly string[];
  readonly big: string | undefined;
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const LAUNCHER = join(ROOT, 'bin/stillwatch.mjs');
const RIVAL = join(ROOT, 'bench/speed/rival-load.mjs');
const RIVALS = join(ROOT, 'bench/speed/rivals');
const KEPT = join(ROOT, 'bench/speed/figures.json');
const PAGE = join(ROOT, 'bench/RESULTS.md');

/** Runs the parts and writes bench/RESULTS.md. */
export async function runFull(options: FullOptions): Promise<void> {
  const kept: Kept = existsSync(KEPT) ? (JSON.parse(readFileSync(KEPT, 'utf8')) as Kept) : {};
  const { repeats, data, bytes } = options;
  for (const part of options.parts) {
    say(part);
    if (part === 'load') kept.load = await versus(await simulatedLog(data, bytes), repeats);
    if (part === 'long') {
      const plain = await simulatedLog(data, bytes);
      kept.long = await versus(await longPromptLog(plain, join(data, `long-${bytes / 1e6}`), bytes), repeats);
    }
    if (part === 'ways') kept.ways = await ways(await simulatedLog(data, bytes), repeats);
    if (part === 'kernel') installRivals();
    if (part === 'kernel') kept.kernel = await measureKernel(await simulatedLog(data, bytes), say);
    if (part === 'profile') {
      const log = await simulatedLog(data, bytes);
      kept.profile = { ...(await profileReader(log)), stages: await stagesOf(log) };
    }
    if (part === 'help') {
      const { help } = await interleaved({ help: () => runScript([LAUNCHER, '--help']) }, 2 * repeats + 1, say);
      kept.help = help;
    }
    if (part === 'grow' && options.grow.length > 0) {
      const grown: MeasuredAnalysis[] = [];
      for (const log of options.grow) grown.push(await analysis(log, 1));
      kept.grow = grown;
    }
    if (part === 'big' && options.big !== undefined) kept.big = await analysis(options.big, 1);
    kept.machines = { ...kept.machines, [part]: thisMachine() };
    writeFileSync(KEPT, `${JSON.stringify(kept)}\n`);
    writeFileSync(PAGE, resultsPage(kept));
  }
}

function thisMachine(): Machine {
  const [cpu] = cpus();
  return {
    cores: availableParallelism(),
    cpu: cpu?.model ?? 'unknown',
    node: process.version,
    date: new Date().toISOString().slice(0, 10),
  };
}

/** What is compared with comes from a package of its own: the product does not carry it. */
function installRivals(): void {
  if (existsSync(join(RIVALS, 'node_modules', 'minhash'))) return;
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: RIVALS, stdio: 'inherit' });
  if (status !== 0) throw new Error(`npm ci in ${RIVALS} ended with ${status}`);
}

/** The whole analysis and chDB on one log, in turns. */
async function versus(log: string, repeats: number): Promise<Versus> {
  const file = join(log, 'exchanges.ndjson');
  const analyzer = createAnalyzer(log);
  try {
    const { analyze, load, count } = await interleaved(
      { analyze: analyzer.run, load: () => rival('load', file), count: () => rival('count', file) },
      repeats,
      say,
    );
    return { bytes: bytesOf(log), ...analyzer.summary(), figures: analyze, load, count };
  } finally {
    analyzer.remove();
  }
}

/** One log from a file, through a pipe, and compressed, in turns. */
async function ways(log: string, repeats: number): Promise<Ways> {
  const file = join(log, 'exchanges.ndjson');
  const beside = ['accounts.ndjson', 'releases.ndjson'].map((name) => join(log, name));
  const compressed = await gzippedLog(log, `${log}-gz`);
  const out = mkdtempSync(join(tmpdir(), 'stillwatch-bench-out-'));
  const run = (exchanges: string, input?: string): Promise<MeasuredRun> =>
    runScript([LAUNCHER, 'analyze', exchanges, ...beside, '--out', out, '--quiet'], input);
  try {
    const figures = await interleaved(
      { file: () => run(file), pipe: () => run('-', file), gzip: () => run(compressed) },
      repeats,
      say,
    );
    return { bytes: bytesOf(log), ...figures };
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

async function analysis(log: string, repeats: number): Promise<MeasuredAnalysis> {
  const analyzer = createAnalyzer(log);
  try {
    const { analyze } = await interleaved({ analyze: analyzer.run }, repeats, say);
    return { bytes: bytesOf(log), ...analyzer.summary(), figures: analyze };
  } finally {
    analyzer.remove();
  }
}

/** Runs `stillwatch analyze` on a log, and remembers what the last run said. */
function createAnalyzer(log: string) {
  const out = mkdtempSync(join(tmpdir(), 'stillwatch-bench-out-'));
  let printed = '';
  return {
    async run(): Promise<MeasuredRun> {
      const run = await runScript([LAUNCHER, 'analyze', log, '--out', out, '--quiet', '--json']);
      printed = run.printed;
      return run;
    },
    summary(): Pick<MeasuredAnalysis, 'exchanges' | 'stages' | 'campaigns'> {
      const { summary } = JSON.parse(printed) as { summary: RunSummary };
      const file = JSON.parse(readFileSync(join(out, 'campaigns.json'), 'utf8')) as CampaignsFile;
      return {
        exchanges: summary.totals.exchanges,
        stages: Object.fromEntries(Object.entries(summary.stages).map(([name, ms]) => [name, ms / 1000])),
        campaigns: file.campaigns.map(({ id, accounts, exchanges, confidence }) => ({
          id,
          accounts: accounts.length,
          exchanges,
          confidence,
        })),
      };
    },
    remove: (): void => rmSync(out, { recursive: true, force: true }),
  };
}

/** CPU of a whole analysis by stage. */
async function stagesOf(log: string): Promise<Record<string, { cpu: number; wall: number }>> {
  const out = mkdtempSync(join(tmpdir(), 'stillwatch-bench-out-'));
  try {
    return JSON.parse((await runScript([join(ROOT, 'bench/speed/stages.mjs'), log, out])).printed);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

async function rival(what: 'load' | 'count', file: string): Promise<MeasuredRun> {
  const folder = mkdtempSync(join(tmpdir(), 'stillwatch-bench-chdb-'));
  try {
    return await runScript([RIVAL, what, file, folder]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function say(text: string): void {
  process.stderr.write(`bench: ${text}\n`);
}
