/**
 * A simulated world in parts, one after the other in time, and a data directory that takes them in as a service would: for
 * tests of what happens while traffic comes.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { simulate } from '../sim/index.ts';
import { planSources } from '../src/ingest/reader.ts';
import { ingestSources } from '../src/pipeline/ingest-sources.ts';
import { RejectedFile } from '../src/pipeline/results.ts';
import type { DataDirectory } from '../src/store/data-directory.ts';
import { writeLines } from './analysis-run.ts';

export interface LiveWorld {
  /** Paths of logs; the first has the accounts and releases as well. */
  readonly parts: readonly (readonly string[])[];
  /** ms since the epoch: behind the last exchange. */
  readonly end: number;
  readonly exchanges: number;
}

type Options = Omit<Parameters<typeof simulate>[0], 'out'>;

/** @param shares where the parts end, as shares of all exchanges; the last is 1 */
export async function liveWorld(
  root: string,
  options: Options,
  shares: readonly number[],
): Promise<LiveWorld> {
  const world = await simulate({ ...options, out: join(root, 'world') });
  const others: string[] = [];
  const exchanges: { line: string; time: number }[] = [];
  for (const file of world.files) {
    if (file.endsWith('truth.ndjson')) continue;
    const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
    const first = JSON.parse(lines[0] ?? '{}') as { request?: unknown };
    if (first.request === undefined) {
      others.push(file);
      continue;
    }
    for (const line of lines)
      exchanges.push({ line, time: timeOf((JSON.parse(line) as { time: string | number }).time) });
  }
  exchanges.sort((a, b) => a.time - b.time);
  let from = 0;
  const parts = shares.map((share, k) => {
    const to = Math.round(share * exchanges.length);
    const path = writeLines(
      join(root, `part-${k}.ndjson`),
      exchanges.slice(from, to).map(({ line }) => JSON.parse(line)),
    );
    from = to;
    return k === 0 ? [...others, path] : [path];
  });
  return { parts, end: (exchanges.at(-1)?.time ?? 0) + 1, exchanges: exchanges.length };
}

/** Takes a part in; resolves when it is in the stores. */
export async function takeIn(directory: DataDirectory, paths: readonly string[], now: number): Promise<void> {
  const plan = await planSources([...paths]);
  if (!plan.ok) throw new Error(plan.problem.message);
  const rejected = await RejectedFile.create(join(directory.path, 'spool', 'rejected.ndjson'));
  await ingestSources(directory, plan.value, rejected, {
    format: 'auto',
    workers: 1,
    now,
    onProgress: () => {},
  });
  await rejected.close();
}

function timeOf(time: string | number): number {
  return typeof time === 'number' ? time : Date.parse(time);
}
