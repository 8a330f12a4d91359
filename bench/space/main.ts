/** `npm run bench:space`: plans the worlds, runs those that have no row yet, and says where detection fails. See --help. */
import { availableParallelism, cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { count, plural } from '../../src/base/format.ts';
import { VERSION } from '../../src/base/version.ts';
import { createRunProgress } from '../quality/run/progress.ts';
import { hashSources } from '../quality/run/source-hash.ts';
import { cellName } from './cell.ts';
import { composeSpacePages, type SpacePaths, writeSpacePages } from './document/pages.ts';
import { parseSpaceOptions, type SpaceOptions } from './options.ts';
import { planSpace } from './plan.ts';
import { SpaceRows } from './rows.ts';
import { runSpaceCells } from './run-cells.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const EXIT = { ok: 0, failed: 1, interrupted: 130 };

async function main(args: readonly string[]): Promise<number> {
  const options = parseSpaceOptions(args);
  if (typeof options === 'number') return options;
  const plan = planSpace(options);
  const rows = new SpaceRows(resolve(options.out), hashSources(ROOT));
  const open = plan.cells.filter((cell) => !rows.has(cell));
  const total = plan.cells.length;
  const progress = createRunProgress(process.stderr, () => performance.now(), 'space');
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    controller.abort();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  let done = total - open.length;
  const failed: string[] = [];
  const report = (finished?: string) =>
    progress.update({ done, total, working: [], ...(finished === undefined ? {} : { finished }) });
  report();
  await runSpaceCells(open, {
    jobs: options.jobs,
    signal: controller.signal,
    keep: options.keep === null ? null : resolve(options.keep),
    onRow(row) {
      rows.add(row);
      done++;
      report(row.cell);
    },
    onFailed(cell, message) {
      failed.push(`${cellName(cell)}: ${message}`);
      done++;
      report(cellName(cell));
    },
  });
  progress.stop();
  if (controller.signal.aborted) {
    console.error(`\nStopped: rows are in ${rows.path}. Run the same command to continue.`);
    return EXIT.interrupted;
  }
  for (const message of failed) console.error(`failed: ${message}`);
  const paths = pathsOf(options);
  const pages = composeSpacePages(
    plan,
    rows.of(plan.cells),
    {
      full: options.full,
      date: new Date().toISOString().slice(0, 10),
      version: VERSION,
      machine: `${cpus()[0]?.model ?? 'an unknown processor'}, ${count(availableParallelism())} cores`,
    },
    paths,
  );
  writeSpacePages(pages, paths);
  console.log(pages.tables);
  console.log(
    `${plural(open.length, 'world')} run, ${count(total - open.length)} from earlier runs, ${count(failed.length)} failed. Written: ${paths.page}, ${paths.tables}, ${rows.path}`,
  );
  return failed.length > 0 ? EXIT.failed : EXIT.ok;
}

/** The whole design writes the pages of the repository; a part of it stays in its folder. */
function pathsOf({ out, pages }: SpaceOptions): SpacePaths {
  const docs = pages ? join(ROOT, 'docs') : resolve(out);
  return {
    page: join(docs, 'evaluation-space.md'),
    tables: pages ? join(ROOT, 'bench/space/RESULTS.md') : join(docs, 'RESULTS.md'),
    images: join(docs, 'images/evaluation-space'),
    evaluation: join(ROOT, 'docs/evaluation.md'),
  };
}

process.exitCode = await main(process.argv.slice(2));
