/**
 * What a gateway stands between: a whole service with decisions about accounts (decided-accounts.ts), and an API behind it that
 * remembers what reached it. The gateway itself is started from the configuration in deploy/gateways, with the ports of the test.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { type AddressInfo, connect, createServer as createSocketServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { DAY } from '../../src/base/clock.ts';
import { openDecisions } from '../../src/service/decisions/decisions.ts';
import { openDataDirectory } from '../../src/store/directory/data-directory.ts';
import { decideAccounts } from '../decided-accounts.ts';
import { listening } from '../detection-fixture.ts';
import { goodValue } from '../fresh-decisions.ts';
import { serveInProcess } from '../started-service.ts';

/** Where the recipes are. */
const RECIPES = new URL('../../deploy/gateways/', import.meta.url);

export interface Upstream {
  readonly port: number;
  /** Headers of the requests that reached it. */
  readonly seen: IncomingHttpHeaders[];
  /** Bodies of the same requests. */
  readonly bodies: string[];
  close(): Promise<void>;
}

export interface GatewayWorld {
  /** A temporary folder. */
  readonly folder: string;
  /** Address of the service. */
  readonly address: string;
  readonly port: number;
  /** A key with the scope `decide`. */
  readonly key: string;
  /** A key with another scope. */
  readonly wrongKey: string;
  readonly upstream: Upstream;
  /** Stops the service and leaves the rest as it is. */
  stopService(): Promise<void>;
  close(): Promise<void>;
}

/** The path of a program that a test needs, or null with a warning. Throws in CI, where it has to be installed. */
export function programPath(name: string, ...places: readonly string[]): string | null {
  const path = places.find((place) => existsSync(place)) ?? null;
  if (path !== null) return path;
  const message = `No ${name} at ${places.join(' or ')}: its recipe is NOT tested. Install ${name} (Debian: apt-get install ${name}).`;
  if (process.env.CI === 'true') throw new Error(message);
  console.warn(`\n*** SKIPPED: ${message}\n`);
  return null;
}

/** A file of a recipe, with what an operator would replace in it replaced. Throws if one is not in it. */
export function recipeFile(path: string, replaced: Readonly<Record<string, string>>): string {
  let text = readFileSync(fileURLToPath(new URL(path, RECIPES)), 'utf8');
  for (const [from, to] of Object.entries(replaced)) {
    if (!text.includes(from)) throw new Error(`${path} has no ${from}`);
    text = text.replaceAll(from, to);
  }
  return text;
}

/** Starts the service and the API behind the gateway. */
export async function startGatewayWorld(): Promise<GatewayWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'stillwatch-gateway-'));
  const data = join(folder, 'data');
  await writeDecisions(data);
  const service = await serveInProcess({ STILLWATCH_DATA: data });
  const keyOf = async (...scopes: string[]) => {
    const answer = await fetch(`${service.address}/v1/keys`, {
      method: 'POST',
      headers: { authorization: `Bearer ${service.adminKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ label: 'gateway', scopes }),
    });
    return ((await answer.json()) as { token: string }).token;
  };
  const upstream = await startUpstream();
  let running = true;
  const stopService = async () => {
    if (running) await service.stop();
    running = false;
  };
  return {
    folder,
    address: service.address,
    port: Number(new URL(service.address).port),
    key: await keyOf('decide'),
    wrongKey: await keyOf('read'),
    upstream,
    stopService,
    async close() {
      await stopService();
      await upstream.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Decisions made a day ago, as by a service that ran then. */
async function writeDecisions(path: string): Promise<void> {
  const directory = goodValue(await openDataDirectory({ path }));
  const heard = listening();
  const clock = () => Date.now() - DAY;
  await decideAccounts(await openDecisions({ db: await directory.database(), clock, audit: heard, events: heard }));
  await directory.close();
}

async function startUpstream(): Promise<Upstream> {
  const seen: IncomingHttpHeaders[] = [];
  const bodies: string[] = [];
  const server: Server = createServer(async (request, response) => {
    seen.push(request.headers);
    let body = '';
    for await (const chunk of request) body += chunk;
    bodies.push(body);
    response.setHeader('content-type', 'application/json');
    response.end('{"id":"answer"}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    seen,
    bodies,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export async function freePort(): Promise<number> {
  const server = createSocketServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** A listener that takes connections and never answers. */
export async function silentPort(): Promise<{ readonly port: number; close(): void }> {
  const server = createSocketServer((socket) => socket.on('error', () => {})).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
}

export interface RunningGateway {
  readonly address: string;
  stop(): Promise<void>;
}

/** Starts a gateway and waits until its port answers. Throws with what it printed if it ends before. */
export async function startGateway(
  program: string,
  args: readonly string[],
  port: number,
  environment: Readonly<Record<string, string>> = {},
): Promise<RunningGateway> {
  const child: ChildProcess = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
  let printed = '';
  child.stdout?.on('data', (chunk) => {
    printed += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    printed += chunk;
  });
  for (const end = Date.now() + 20_000; !(await isOpen(port)); await delay(50)) {
    if (child.exitCode !== null || Date.now() > end) {
      child.kill('SIGKILL');
      throw new Error(`${program} did not start: ${printed}`);
    }
  }
  return {
    address: `http://127.0.0.1:${port}`,
    async stop() {
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

async function isOpen(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
