/** Makes small worlds for tests and reads them back. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Account, type ExchangeInput, Release, Truth } from '../src/model/wire.ts';
import { type SimulateOptions, type SimulateResult, simulate } from './index.ts';

export interface Loaded {
  readonly result: SimulateResult;
  readonly exchanges: ExchangeInput[];
  readonly accounts: ReturnType<typeof Account.parse>[];
  readonly truth: ReturnType<typeof Truth.parse>[];
  readonly releases: ReturnType<typeof Release.parse>[];
  readonly text: { exchanges: string; accounts: string };
  /** Account ids by group. */
  readonly members: Map<string, Set<string>>;
}

export const SMALL = { scale: 0.0005, days: 6, honest: 0.5, rate: 0.4 } as const;
let root = '';
let counter = 0;

/** A folder for the worlds of a test file; made on first use. */
export async function folder(): Promise<string> {
  root ||= await mkdtemp(join(tmpdir(), 'sim-'));
  return root;
}

export async function removeFolder(): Promise<void> {
  if (root !== '') await rm(root, { recursive: true, force: true });
}

export async function make(options: Partial<SimulateOptions> & { world: SimulateOptions['world'] }): Promise<Loaded> {
  const out = join(await folder(), String(counter++));
  const result = await simulate({ seed: 7, out, ...SMALL, ...options });
  const lines = (text: string): string[] => text.split('\n').slice(0, -1);
  const exchangeBytes = await readFile(result.files[0] as string);
  const exchanges = (options.compress === 'gzip' ? gunzipSync(exchangeBytes) : exchangeBytes).toString('utf8');
  const accounts = await readFile(join(out, 'accounts.ndjson'), 'utf8');
  const truth = lines(await readFile(join(out, 'truth.ndjson'), 'utf8')).map((line) => Truth.parse(JSON.parse(line)));
  const members = new Map<string, Set<string>>();
  for (const { account, group } of truth) members.set(group, (members.get(group) ?? new Set()).add(account));
  return {
    result,
    exchanges: lines(exchanges).map((line) => JSON.parse(line) as ExchangeInput),
    accounts: lines(accounts).map((line) => Account.parse(JSON.parse(line))),
    truth,
    releases: lines(await readFile(join(out, 'releases.ndjson'), 'utf8')).map((line) => Release.parse(JSON.parse(line))),
    text: { exchanges, accounts },
    members,
  };
}

/** Exchanges of a group. */
export const of = (loaded: Loaded, group: string): ExchangeInput[] => {
  const members = loaded.members.get(group) as Set<string>;
  return loaded.exchanges.filter((exchange) => members.has(exchange.account));
};
export const time = (exchange: ExchangeInput): number => exchange.time as number;
export const promptOf = (exchange: ExchangeInput): string => JSON.stringify(exchange.request);
