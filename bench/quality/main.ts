/**
 * `npm run bench:quality`: plans the grid, runs the cells that have no row yet, and writes the evaluation pages. See --help.
 */
import { existsSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WORLDS } from '../../sim/index.ts';
import { count, plural } from '../../src/base/format.ts';
import { VERSION } from '../../src/base/version.ts';
import { type Cell, identityOf, nameOf } from './cell/cell.ts';
import { harvestRepositories, readPromptFile } from './cell/prompt-logs.ts';
import { composePages, type PagePaths, writePages } from './document/pages.ts';
import { collectResults } from './document/results.ts';
import { type PlannedSection, planGrid } from './grid.ts';
import { type Options, parseOptions } from './options.ts';
import { createRunProgress } from './run/progress.ts';
import { RowCache } from './run/row-cache.ts';
import { runCells } from './run/run-cells.ts';
import { hashFile, hashSources } from './run/source-hash.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const RESULTS = join(ROOT, 'bench/quality/results');
const EXIT = { ok: 0, notMet: 1, usage: 2, interrupted: 130 };
/** A repository with fewer harvest prompts than this gives two dozen accounts nothing to share. */
const LEAST_PROMPTS = 40;

async function main(args: readonly string[]): Promise<number> {
  const options = parseOptions(args, resolve(ROOT, '../shared/corpus/prompts.jsonl'));
  if (typeof options === 'number') return options;
  if (options.textNamed && !existsSync(options.text)) {
    console.error(`error: expected a file of prompts at ${options.text}, got no such file`);
    return EXIT.usage;
  }
  const plan = planned(options);
  const wanted = plan.filter((section) => options.only.includes(section.name));
  for (const { name, leftOut } of wanted)
    if (leftOut !== undefined) console.error(`quality: section '${name}' is left out. ${leftOut}`);

  const sources = hashSources(ROOT);
  const cache = new RowCache(RESULTS, sources);
  const cells = distinctCells(wanted);
  const controller = new AbortController();
  const progress = createRunProgress(process.stderr, () => performance.now());
  const stop = () => {
    progress.stop();
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    controller.abort();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  const outcome = await runCells(cells, cache, {
    jobs: options.jobs,
    signal: controller.signal,
    onReport: (report) => progress.update(report),
  });
  progress.stop();
  if (controller.signal.aborted) {
    const kept = cells.filter((cell) => cache.has(cell)).length;
    console.error(
      `\nStopped: ${count(kept)} of ${plural(cells.length, 'cell')} are kept. Run the same command to continue.`,
    );
    return EXIT.interrupted;
  }
  for (const { cell, message } of outcome.failed) console.error(`failed: ${nameOf(cell)}: ${message}`);

  const paths = pagePaths(options.out);
  const forReaders = (section: PlannedSection): PlannedSection =>
    section.leftOut === undefined
      ? section
      : { ...section, leftOut: section.leftOut.replace(options.text, withoutFolders(options.text)) };
  const pages = composePages(
    collectResults(plan.map(forReaders), (cell) => cache.read(cell)),
    {
      command: ['npm run bench:quality', ...(args.length > 0 ? ['--', ...args.map(withoutFolders)] : [])].join(' '),
      date: new Date().toISOString().slice(0, 10),
      node: process.versions.node,
      cores: availableParallelism(),
      processor: cpus()[0]?.model ?? 'unknown',
      version: VERSION,
      sources,
      seeds: options.seeds,
      scale: options.scale,
      quick: options.quick,
      failed: outcome.failed.map(({ cell }) => nameOf(cell)),
    },
    paths,
  );
  writePages(pages, paths);
  for (const { what, target, result, met } of pages.targets)
    console.log(`${met === null ? '  -' : met ? ' ok' : ' NO'}  ${what}: target ${target}, result ${result}`);
  console.log(
    `\n${plural(outcome.ran, 'cell')} run, ${count(outcome.kept)} from earlier runs, ${count(outcome.failed.length)} failed. Written: ${paths.summary}, ${paths.tables}`,
  );
  const missed = pages.targets.some(({ met }) => met === false);
  return outcome.failed.length > 0 || (options.strict && missed) ? EXIT.notMet : EXIT.ok;
}

/** The summary belongs to the documents and the tables to the bench, unless one folder is to hold both. */
function pagePaths(out: string | null): PagePaths {
  const folder = resolve(ROOT, out ?? 'docs');
  return {
    summary: join(folder, 'evaluation.md'),
    tables: join(out === null ? join(ROOT, 'bench/quality') : folder, 'RESULTS.md'),
    images: join(folder, 'images/evaluation'),
    simulator: join(ROOT, 'docs/simulator.md'),
  };
}

function planned(options: Options): PlannedSection[] {
  const prompts = existsSync(options.text) ? { path: options.text, hash: hashFile(options.text) } : null;
  return planGrid({
    quick: options.quick,
    seeds: options.seeds,
    scale: options.scale,
    worlds: WORLDS.map((world) => world.name),
    prompts,
    promptsPath: options.text,
    repositories: prompts === null ? [] : harvestRepositories(readPromptFile(prompts.path), LEAST_PROMPTS),
  });
}

function distinctCells(sections: readonly PlannedSection[]): Cell[] {
  const cells = new Map<string, Cell>();
  for (const { places } of sections) for (const { cell } of places) cells.set(identityOf(cell), cell);
  return [...cells.values()];
}

process.exitCode = await main(process.argv.slice(2));

/** Readers have other folders: the page shows a file's or folder's name, not its path. */
function withoutFolders(arg: string): string {
  return arg.startsWith('-') ? arg : basename(arg);
}
