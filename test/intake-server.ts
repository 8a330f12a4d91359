/**
 * A server that takes things in, on a real data directory, for tests: the routes of ingest, the intake behind them, and
 * keys that are told by their text.
 */
import { SCOPES } from '../src/access/principal.ts';
import type { Authenticator } from '../src/api/access-hook.ts';
import { addIngestRoutes } from '../src/api/routes/ingest.ts';
import { addOtlpRoutes } from '../src/api/routes/otlp.ts';
import { type Api, createServer } from '../src/api/server.ts';
import { systemClock } from '../src/base/clock.ts';
import { type IntakeOptions, type IntakeParts, type IntakeService, openIntake } from '../src/service/intake/intake.ts';
import type { DataDirectory } from '../src/store/directory/data-directory.ts';
import { openStores, type StoresOptions } from '../src/store/stores.ts';

export const KEY = { authorization: 'Bearer test-ingest' };
export const BODY_LIMIT = 16 * 1024 * 1024;

/** Knows two keys: `test-ingest` may ingest, `test-read` may read. */
export const keys: Authenticator = {
  async authenticate(request) {
    const key = /^Bearer test-(\w+)$/.exec(request.headers.authorization ?? '')?.[1];
    const scope = SCOPES.find((one) => one === key);
    if (scope === undefined) return { ok: false, problem: { code: 'unauthenticated', message: 'Expected a key.' } };
    const principal = { kind: 'key', id: 'k', name: 'test', tenant: 'default' } as const;
    return { ok: true, value: { ...principal, scopes: new Set([scope]) } };
  },
};

/** The servers of the scaled tier; none: the stores are in the process. */
export type Servers = Omit<StoresOptions, 'dataDirectory'>;

export interface IntakeServer {
  readonly directory: DataDirectory;
  readonly intake: IntakeService;
  readonly app: Api;
  close(): Promise<void>;
}

/** `parts` replaces what the data directory would give: a store that fails, files that are full; `servers` hold what it would; `authenticatorOf` checks real keys. */
export async function startIntakeServer(
  options: Partial<IntakeOptions> = {},
  parts: (directory: DataDirectory) => Partial<IntakeParts> = () => ({}),
  path?: string,
  servers: Servers = {},
  authenticatorOf: (directory: DataDirectory) => Promise<Authenticator> = async () => keys,
): Promise<IntakeServer> {
  const opened = await openStores({ dataDirectory: path, ...servers });
  if (!opened.ok) throw new Error(opened.problem.message);
  const directory = opened.value;
  const intake = await openIntake(
    {
      exchanges: directory.exchanges,
      records: directory.records,
      identityKey: directory.identityKey,
      directory: directory.path,
      clock: systemClock,
      ...parts(directory),
    },
    options,
  );
  if (!intake.ok) throw new Error(intake.problem.message);
  const app = await createServer({ authenticator: await authenticatorOf(directory), bodyLimit: BODY_LIMIT }, async (api) => {
    await addIngestRoutes(api, { intake: intake.value });
    await addOtlpRoutes(api, { intake: intake.value });
  });
  return {
    directory,
    intake: intake.value,
    app,
    async close() {
      await app.close();
      await intake.value.close();
      await directory.close();
    },
  };
}

/** A wire exchange; the same number gives the same one. */
export function exchange(n: number | string, changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: `exchange-${n}`,
    time: Date.UTC(2026, 9, 1) + (typeof n === 'number' ? n : 0),
    account: `account-${String(n).length}`,
    model: 'large-4',
    request: { messages: [{ role: 'user', content: `Say in one line what a lock number ${n} is for.` }] },
    response: { text: 'It lifts boats.', stop_reason: 'stop' },
    usage: { input_tokens: 12, output_tokens: 5 },
    ...changes,
  };
}

export function ndjson(records: readonly unknown[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}

/** Longest wait until everything is stored, ms: after an outage the next try may be 5 s away, on a machine that is busy. */
const DRAIN_WAIT = 60_000;

/** Waits until everything that was taken in is stored. */
export async function drained(intake: IntakeService): Promise<void> {
  const end = performance.now() + DRAIN_WAIT;
  while (performance.now() < end) {
    if (intake.stats().lagMs === 0 && intake.stats().inFlightBytes === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`not drained: ${JSON.stringify(intake.stats())}`);
}
