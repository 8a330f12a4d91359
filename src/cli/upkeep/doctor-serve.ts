/**
 * The checks that `doctor --serve` adds: settings, ports, room for the journal, file handles, clock. They change nothing;
 * a port is opened for a moment and closed again.
 */
import { existsSync, statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { DAY } from '../../base/clock.ts';
import { bytes, count } from '../../base/format.ts';
import type { Config } from '../../service/config/schema.ts';
import { readConfig } from '../../service/config/sources.ts';
import { VERSION_FILE } from '../../store/directory/directory-files.ts';
import type { CommandContext } from '../terminal/context.ts';
import { printable } from '../terminal/text.ts';
import type { Check } from './check.ts';
import { ingestChecks } from './doctor-ingest.ts';

/** Enough for connections and for the files of two engines. */
const LEAST_FILES = 4_096;
/** Stillwatch was first released after this day: a clock before it is wrong. */
const FIRST_DAY = Date.UTC(2026, 0, 1);

/** The checks, and the data directory that the settings name if they are valid. */
export async function serveChecks(
  file: string | undefined,
  { io }: CommandContext,
): Promise<{ checks: Check[]; data?: string }> {
  const read = readConfig(io.env, file);
  const limits = [filesCheck(openFiles())];
  if (!read.ok) {
    const wrong = read.problems.map(
      (problem): Check => ({
        name: 'settings',
        state: 'fail',
        found: printable(`${problem.where ?? ''}: ${problem.message}`),
        advice: printable(problem.hint ?? 'see docs/reference/configuration.md'),
      }),
    );
    return { checks: [...wrong, ...limits, clockCheck(io.clock(), null)] };
  }
  const { config } = read;
  const ports = [portCheck('port', config.listen)];
  if (config.metrics.port !== undefined) {
    ports.push(portCheck('metrics port', { host: config.metrics.host, port: config.metrics.port }));
  }
  const checks = [
    { name: 'settings', state: 'ok', found: 'valid' } as const,
    ...(await Promise.all(ports)),
    proxyCheck(config),
    windowCheck(config),
    await journalCheck(config),
    ...(await ingestChecks(config.metrics)),
    ...limits,
    clockCheck(io.clock(), madeAt(config.data)),
  ];
  return { checks, data: config.data };
}

/** Whether the service could listen on an address. */
export async function portCheck(name: string, listen: { host: string; port: number }): Promise<Check> {
  const { host, port } = listen;
  const at = printable(`${host} port ${port}`, 100);
  const code = await new Promise<string | null>((done) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => done(error.code ?? 'unknown'));
    server.listen({ host, port }, () => server.close(() => done(null)));
  });
  if (code === null) return { name, state: 'ok', found: `${at} is free` };
  const running = code === 'EADDRINUSE';
  return {
    name,
    state: running ? 'warn' : 'fail',
    found: `${at} is not available (${code})`,
    advice: running
      ? 'no action needed if the service is running; otherwise stop the process that uses it, or choose another port'
      : 'choose another address or port',
  };
}

/** Where the detection window lies: a service left at a log of the past covers no new traffic by its age. */
export function windowCheck({ detection, retention }: Pick<Config, 'detection' | 'retention'>): Check {
  const name = 'window';
  const days = `${count(detection.window_days)} days`;
  if (detection.window_end === 'clock') return { name, state: 'ok', found: `detection covers the last ${days}` };
  return {
    name,
    state: 'warn',
    found: `detection covers the ${days} up to the newest exchange stored, and exchanges ${count(retention.exchanges_days)} days older than it are deleted`,
    advice: 'right for a log of the past; for live traffic, set detection.window_end to clock',
  };
}

async function journalCheck({ data, ingest }: Config): Promise<Check> {
  let folder = resolve(data);
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  const { bavail, bsize } = await statfs(folder);
  return journalRoom(bavail * bsize, ingest.journal_bytes);
}

/** @param free space on the disk, bytes @param journal its limit, bytes */
export function journalRoom(free: number, journal: number): Check {
  const name = 'journal';
  const found = `${bytes(free)} free for a journal of up to ${bytes(journal)}`;
  if (free > 2 * journal) return { name, state: 'ok', found };
  return {
    name,
    state: 'warn',
    found,
    advice: 'a full disk stops ingest: free up space, or lower ingest.journal_bytes',
  };
}

/** A public https address with a local listener means a proxy that ends TLS; unless it is named, all callers have its address. */
export function proxyCheck({ public_url, trusted_proxies }: Pick<Config, 'public_url' | 'trusted_proxies'>): Check {
  const name = 'proxy';
  if (trusted_proxies !== undefined) return { name, state: 'ok', found: `${count(trusted_proxies.length)} trusted` };
  if (public_url === undefined || !public_url.startsWith('https:')) return { name, state: 'ok', found: 'none' };
  return {
    name,
    state: 'warn',
    found: 'public_url is https, which the service does not speak, and no proxy is trusted',
    advice: 'set trusted_proxies to the address of the proxy: otherwise limits by address count all callers together',
  };
}

/** @param limit of open files; null when there is none */
export function filesCheck(limit: number | null): Check {
  const name = 'file handles';
  if (limit === null) return { name, state: 'ok', found: 'no limit' };
  const found = `${count(limit)} open files`;
  if (limit >= LEAST_FILES) return { name, state: 'ok', found };
  return {
    name,
    state: 'warn',
    found,
    advice: `raise the limit to ${LEAST_FILES} or more: ulimit -n, or LimitNOFILE of the systemd unit`,
  };
}

/** The soft limit of open files; null when there is none. */
function openFiles(): number | null {
  const report = process.report?.getReport() as { userLimits?: { open_files?: { soft?: unknown } } } | undefined;
  const soft = report?.userLimits?.open_files?.soft;
  return typeof soft === 'number' ? soft : null;
}

/** @param now ms @param made when the data directory was created, ms; null when that is not known */
export function clockCheck(now: number, made: number | null): Check {
  const name = 'clock';
  const found = new Date(now).toISOString();
  const least = Math.max(FIRST_DAY, made ?? 0);
  // Another machine's clock may have dated the directory: a day of difference is tolerated.
  if (now >= least - DAY) return { name, state: 'ok', found };
  return {
    name,
    state: 'fail',
    found: `${found} is before ${new Date(least).toISOString()}`,
    advice: 'set the clock: exchanges dated after it are rejected, and keys expire by it',
  };
}

function madeAt(data: string): number | null {
  try {
    return statSync(join(data, VERSION_FILE)).mtimeMs;
  } catch {
    return null;
  }
}
