/** One cell from start to row: make the logs, analyse them as `stillwatch analyze` does, compare with the truth. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { loadDetectInput } from '../../../src/aggregate/load-input.ts';
import { HOUR } from '../../../src/base/clock.ts';
import { ProblemError, type Result } from '../../../src/base/problem.ts';
import { readFound } from '../../../src/evaluate/found.ts';
import { type Labels, readLabels } from '../../../src/evaluate/labels.ts';
import { readReplay, timeToDetect } from '../../../src/evaluate/time-to-detect.ts';
import { analyze } from '../../../src/pipeline/analyze.ts';
import { openDataDirectory } from '../../../src/store/directory/data-directory.ts';
import { runBaselines } from '../baselines/read-world.ts';
import { BASELINES } from '../baselines/registry.ts';
import { ablate } from './ablate.ts';
import type { Cell, Measures } from './cell.ts';
import { foundByBaseline } from './found.ts';
import { withWrongLabels } from './noisy-labels.ts';
import { outcomeOf } from './outcome.ts';
import { writePromptLogs } from './prompt-logs.ts';
import type { Ablations, Outcome, Row } from './row.ts';
import { simulateWorld } from './simulator.ts';

export interface CellContext {
  /** An empty folder for everything the cell writes; the caller removes it. */
  readonly folder: string;
  readonly signal?: AbortSignal;
  onStage?(stage: string): void;
}

/** Later than every time in the logs: an analysis sets aside what lies in its future. */
const NOW = Date.UTC(2027, 0, 1);

/** Runs a cell. Throws a {@link ProblemError} when something outside fails or the signal fires. */
export async function runCell(cell: Cell, context: CellContext): Promise<Row> {
  const seconds: Record<string, number> = {};
  const timed = async <T>(stage: string, work: () => Promise<T> | T): Promise<T> => {
    context.onStage?.(stage);
    const started = performance.now();
    const value = await work();
    seconds[stage] = (performance.now() - started) / 1000;
    return value;
  };

  const logs = await timed('simulate', () => makeLogs(cell, context));
  const measures: Measures = cell.kind === 'world' ? cell.measures : {};
  const data = measures.ablations ? join(context.folder, 'data') : undefined;
  const out = join(context.folder, 'found');
  const analysis = orThrow(
    await timed('analyze', () =>
      analyze({
        paths: logs.paths,
        format: 'auto',
        out,
        now: NOW,
        // Cells run beside each other; one worker each shares the cores fairly.
        workers: 1,
        ...(data === undefined ? {} : { data }),
        ...(measures.replayHours === undefined ? {} : { replay: measures.replayHours * HOUR }),
        ...(context.signal === undefined ? {} : { signal: context.signal }),
      }),
    ),
  );
  for (const [stage, ms] of Object.entries(analysis.summary.stages)) seconds[stage] = ms / 1000;
  const labels = orThrow(await readLabels(logs.truth));
  const outcome = outcomeOf(labels, orThrow(await readFound(out)));
  const replay = orThrow(await readReplay(out));

  const noisy = await noisyOutcomes(measures.labelNoise ?? [], labels, out);
  const baselines = measures.baselines
    ? await timed('baselines', () => baselineOutcomes(cell, logs, labels, seconds))
    : undefined;
  const ablations = data === undefined ? undefined : await timed('ablations', () => ablationsOf(data, labels, context));
  return {
    cell,
    size: logs.size,
    seconds,
    outcome,
    ...(noisy.length === 0 ? {} : { noisy }),
    ...(baselines === undefined ? {} : { baselines }),
    ...(ablations === undefined ? {} : { ablations }),
    ...(replay === null ? {} : { timeToDetect: timeToDetect(labels, replay) }),
  };
}

interface Logs {
  readonly paths: readonly string[];
  readonly truth: string;
  readonly size: Row['size'];
}

async function makeLogs(cell: Cell, { folder, signal }: CellContext): Promise<Logs> {
  if (cell.kind === 'prompt_logs') {
    const logs = writePromptLogs(cell, folder);
    return {
      paths: logs.paths,
      truth: logs.truth,
      size: { exchanges: logs.exchanges, accounts: logs.accounts, bytes: logs.bytes, campaigns: [] },
    };
  }
  const world = join(folder, 'world');
  const made = await simulateWorld(cell.knobs, world, signal);
  const path = (name: string) => join(world, `${name}.ndjson`);
  return {
    paths: [path('exchanges'), path('accounts'), path('releases')],
    truth: path('truth'),
    size: {
      exchanges: made.exchanges,
      accounts: made.accounts,
      bytes: statSync(path('exchanges')).size,
      campaigns: made.campaigns,
    },
  };
}

async function noisyOutcomes(shares: readonly number[], labels: Labels, out: string): Promise<NonNullable<Row['noisy']>> {
  if (shares.length === 0) return [];
  const found = orThrow(await readFound(out));
  return shares.map((share) => ({
    share,
    outcome: outcomeOf(withWrongLabels(labels, share, `noise/${share}`), found),
  }));
}

async function baselineOutcomes(
  cell: Cell,
  logs: Logs,
  labels: Labels,
  seconds: Record<string, number>,
): Promise<Record<string, Outcome>> {
  const honest = new Set([...labels.units].filter(([, label]) => label.campaign === null).map(([key]) => key));
  const seed = cell.kind === 'world' ? `${cell.knobs.world}/${cell.knobs.seed}` : `${cell.seed}`;
  const [exchanges, accounts] = logs.paths as [string, string];
  const results = await runBaselines(exchanges, accounts, BASELINES, { seed, honest });
  const outcomes: Record<string, Outcome> = {};
  for (const [name, { result, seconds: spent }] of results) {
    outcomes[name] = outcomeOf(labels, foundByBaseline(result));
    seconds[`baseline ${name}`] = spent;
  }
  return outcomes;
}

async function ablationsOf(data: string, labels: Labels, { signal }: CellContext): Promise<Ablations> {
  const directory = orThrow(await openDataDirectory({ path: data }));
  try {
    const input = await loadDetectInput(directory);
    return ablate(input, labels, () => {
      if (signal?.aborted) throw new ProblemError({ code: 'interrupted', message: 'The cell was stopped before its end.' });
    });
  } finally {
    await directory.close();
  }
}

function orThrow<T>(result: Result<T>): T {
  if (!result.ok) throw new ProblemError(result.problem);
  return result.value;
}
