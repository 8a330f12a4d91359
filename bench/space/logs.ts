/** A log in memory and its variants: without some accounts, with other names, in another order, at another time. */
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DAY } from '../../src/base/clock.ts';
import { createRng, type Rng } from '../../src/base/rng.ts';

/** The lines of a world's files. */
export interface Logs {
  readonly exchanges: readonly string[];
  readonly accounts: readonly string[];
  readonly releases: readonly string[];
}

export const LOG_FILES = ['exchanges', 'accounts', 'releases'] as const;

export function readLogs(folder: string): Logs {
  const lines = (name: string): string[] =>
    readFileSync(join(folder, `${name}.ndjson`), 'utf8')
      .split('\n')
      .slice(0, -1);
  return { exchanges: lines('exchanges'), accounts: lines('accounts'), releases: lines('releases') };
}

export async function writeVariant(folder: string, logs: Logs): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const name of LOG_FILES)
    writeFileSync(join(folder, `${name}.ndjson`), logs[name].map((line) => `${line}\n`).join(''));
}

/** The same log as it would be if these accounts had never come. */
export function withoutAccounts(logs: Logs, gone: ReadonlySet<string>): Logs {
  const stays = (line: string): boolean => !gone.has((ACCOUNT.exec(line) as RegExpExecArray)[1] as string);
  return { ...logs, exchanges: logs.exchanges.filter(stays), accounts: logs.accounts.filter(stays) };
}

/** Ways to write the same facts; `account` gives an account's new name. */
export interface Spelling {
  readonly name: string;
  readonly respell: (logs: Logs) => Logs;
  readonly account: (account: string) => string;
}

const same = (name: string): string => name;

export function spellings(seed: number): readonly Spelling[] {
  const rng = (name: string): Rng => createRng(`respell/${seed}/${name}`);
  const renamed = (account: string): string =>
    `customer-${createRng(`${seed}/${account}`)
      .int(2 ** 32)
      .toString(36)}-${account.slice(-6)}`;
  return [
    { name: 'exchange ids', respell: (logs) => withIds(logs, 'run7-'), account: same },
    { name: 'exchange ids, counted', respell: (logs) => withIds(logs, null), account: same },
    { name: 'account ids', respell: (logs) => withAccounts(logs, renamed), account: renamed },
    { name: 'order of lines', respell: (logs) => shuffled(logs, rng('order')), account: same },
    { name: 'three weeks later', respell: (logs) => later(logs, 21 * DAY), account: same },
    {
      name: 'all of these',
      respell: (logs) => shuffled(later(withAccounts(withIds(logs, 'zz'), renamed), 7 * DAY), rng('all')),
      account: renamed,
    },
  ];
}

const ACCOUNT = /"account":"([^"]+)"/;

/** Ids are the first field of a line. */
function withIds(logs: Logs, prefix: string | null): Logs {
  let counter = 0;
  const respelled = (line: string): string =>
    line.replace(/^\{"id":"req_([^"]+)"/, (_, id: string) => `{"id":"${prefix === null ? `x${counter++}` : prefix + id}"`);
  return { ...logs, exchanges: logs.exchanges.map(respelled) };
}

function withAccounts(logs: Logs, rename: (account: string) => string): Logs {
  const respelled = (line: string): string =>
    line.replace(ACCOUNT, (_, account: string) => `"account":"${rename(account)}"`);
  return { ...logs, exchanges: logs.exchanges.map(respelled), accounts: logs.accounts.map(respelled) };
}

function shuffled(logs: Logs, rng: Rng): Logs {
  const mix = (lines: readonly string[]): string[] => {
    const copy = [...lines];
    for (let i = copy.length - 1; i > 0; i--) {
      const j = rng.int(i + 1);
      [copy[i], copy[j]] = [copy[j] as string, copy[i] as string];
    }
    return copy;
  };
  return { exchanges: mix(logs.exchanges), accounts: mix(logs.accounts), releases: mix(logs.releases) };
}

/** Exchanges carry milliseconds, records ISO dates and milliseconds. */
function later(logs: Logs, by: number): Logs {
  const exchange = (line: string): string =>
    line.replace(/,"time":(\d+)/, (_, time: string) => `,"time":${Number(time) + by}`);
  const date = (text: string): string => new Date(Date.parse(text) + by).toISOString();
  const record = (line: string): string =>
    line
      .replace(/"(created|status_time)":"([^"]+)"/g, (_, field: string, text: string) => `"${field}":"${date(text)}"`)
      .replace(/"released":(\d+)/, (_, time: string) => `"released":${Number(time) + by}`);
  return {
    exchanges: logs.exchanges.map(exchange),
    accounts: logs.accounts.map(record),
    releases: logs.releases.map(record),
  };
}
