/** `stillwatch serve` as a process of its own, with its settings as variables, its log and its metrics. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished } from 'vitest';

const MAIN = join(import.meta.dirname, '..', '..', 'bin', 'stillwatch.mjs');

export interface SpawnedService {
  readonly address: string;
  readonly pid: number;
  readonly adminKey: string | null;
  /** Lines of the log so far. */
  readonly log: readonly Record<string, unknown>[];
  call(method: string, path: string, options?: CallOptions): Promise<ServiceAnswer>;
  /** The value of a series, named as the service writes it; undefined if it is not there. */
  metric(series: string): Promise<number | undefined>;
  /** The exit code, once it has ended; null after a signal. */
  readonly ended: Promise<number | null>;
  stop(): Promise<void>;
  /** Ends the process where it stands. */
  kill(): Promise<void>;
}

export interface ServiceAnswer {
  readonly status: number;
  readonly body: unknown;
  /** The cookie that it sets, as a request sends it back. */
  readonly cookie: string | null;
}

export interface CallOptions {
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Text is sent as NDJSON, anything else as JSON. */
  readonly body?: unknown;
}

/**
 * @param admin the admin key, if the data directory is not new
 * @param cwd the working directory of the service
 */
export async function spawnService(
  settings: Readonly<Record<string, string>>,
  admin: string | null = null,
  { flags = [], cwd }: { readonly flags?: readonly string[]; readonly cwd?: string } = {},
): Promise<SpawnedService> {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('STILLWATCH_'));
  const child = spawn(process.execPath, [MAIN, 'serve', '--port', '0', '--json', ...flags], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...Object.fromEntries(inherited), STILLWATCH_DETECTION_MIN_INTERVAL_MS: '1000', ...settings },
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  onTestFinished(kill);
  const log: Record<string, unknown>[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => {
    try {
      log.push(JSON.parse(line));
    } catch {
      log.push({ text: line });
    }
  });
  const first = await new Promise<string | null>((resolve) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    void ended.then(() => resolve(null));
  });
  if (first === null) throw new Error(`the service ended before it listened: ${JSON.stringify(log)}`);
  const { error, address, admin_key: made } = JSON.parse(first);
  if (error !== undefined) throw new Error(`the service did not start: ${error.code}: ${error.message}`);
  const adminKey = (made as string | null) ?? admin;

  const call: SpawnedService['call'] = async (method, path, { key = adminKey, body, headers = {} } = {}) => {
    const isLines = typeof body === 'string';
    const response = await fetch(address + path, {
      method,
      headers: {
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
        ...(body === undefined ? {} : { 'content-type': isLines ? 'application/x-ndjson' : 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isLines ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: text.startsWith('{') ? JSON.parse(text) : text,
      cookie: response.headers.getSetCookie()[0]?.split(';', 1)[0] ?? null,
    };
  };
  return {
    address,
    pid: child.pid as number,
    adminKey,
    log,
    call,
    ended,
    kill,
    async metric(series) {
      const { body } = await call('GET', '/metrics');
      const line = String(body)
        .split('\n')
        .find((one) => one.startsWith(`${series} `));
      return line === undefined ? undefined : Number(line.slice(series.length + 1));
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Makes a key. */
export async function keyOf(service: SpawnedService, ...scopes: string[]): Promise<{ id: string; token: string }> {
  const { status, body } = await service.call('POST', '/v1/keys', { body: { label: 'test', scopes } });
  expect(status).toBe(201);
  const { key, token } = body as { key: { id: string }; token: string };
  return { id: key.id, token };
}
