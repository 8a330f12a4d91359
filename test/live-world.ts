/**
 * A simulated world in parts, one after the other in time, and a data directory that takes them in as a service would: for
 * tests of what happens while traffic comes.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { simulate } from '../sim/index.ts';
import { planSources } from '../src/ingest/reader.ts';
import { FINGERPRINT_COLUMNS } from '../src/model/fingerprint-layout.ts';
import { ingestSources } from '../src/pipeline/ingest-sources.ts';
import { RejectedFile } from '../src/pipeline/results.ts';
import type { DataDirectory } from '../src/store/directory/data-directory.ts';
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
export async function liveWorld(root: string, options: Options, shares: readonly number[]): Promise<LiveWorld> {
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
    for (const line of lines) exchanges.push({ line, time: timeOf((JSON.parse(line) as { time: string | number }).time) });
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

/** Columns of a row that say who sent it from where; in a copy they are others, and so are its anchors and signatures. */
const OWN = ['id', 'unit', 'account', 'session', 'ip', 'net', 'body'];
const OWN_LISTS = ['anchors', 'issued', 'presented'];

/** Makes as many worlds out of the one in the store, beside each other, without a value in common. */
export async function multiply(directory: DataDirectory, worlds: number): Promise<void> {
  const { exchanges } = directory;
  const names = FINGERPRINT_COLUMNS.map(({ name }) => name).join(', ');
  await exchanges.rows('CREATE TABLE one ENGINE = MergeTree ORDER BY tuple() AS SELECT * FROM exchanges');
  await exchanges.rows(
    `CREATE TABLE one_names ENGINE = MergeTree ORDER BY tuple() AS SELECT * FROM names WHERE kind = 'unit'`,
  );
  for (let k = 1; k < worlds; k++) {
    const other = (value: string): string => `if(${value} = 0, 0, cityHash64(${value}, ${k}))`;
    const columns = FINGERPRINT_COLUMNS.map(({ name }) => {
      if (OWN.includes(name)) return other(name);
      return OWN_LISTS.includes(name) ? `arrayMap(x -> ${other('x')}, ${name})` : name;
    });
    await exchanges.rows(`INSERT INTO exchanges (${names}) SELECT ${columns.join(', ')} FROM one`);
    await exchanges.rows(
      `INSERT INTO names SELECT kind, cityHash64(hash, ${k}), concat(account, '/${k}'), sub_account, name FROM one_names`,
    );
  }
}
