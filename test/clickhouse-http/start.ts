/** Starts the ClickHouse endpoint of server.ts in a process of its own, for one test file. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface ClickHouseEndpoint {
  /** http://127.0.0.1:PORT, or with user and password if they were given. */
  readonly url: string;
  /**
   * What the next queries meet: `refuse`, a connection that is cut before the query runs; `lose-answer`, one that is cut
   * after it ran; `half-answer`, one that is cut in the middle of the answer; `unavailable`, an answer with a server's error.
   */
  fail(kind: 'refuse' | 'lose-answer' | 'half-answer' | 'unavailable', times: number): Promise<void>;
  /** Ends the process as `kill -9` does. */
  kill(): Promise<void>;
  pid(): number;
  /** Starts another one on the same data and at the same address. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

export async function startClickHouse(
  account: { readonly user: string; readonly password: string } = { user: 'default', password: '' },
  directory = mkdtempSync(join(tmpdir(), 'clickhouse-http-')),
): Promise<ClickHouseEndpoint> {
  const script = fileURLToPath(new URL('./server.ts', import.meta.url));
  const login = account.password === '' ? '' : `${account.user}:${encodeURIComponent(account.password)}@`;

  const start = async (port: number) => {
    const args = ['--import', 'tsx', script, directory, String(port), account.user, account.password];
    // Without the flags of the test runner.
    const env = { ...process.env, NODE_OPTIONS: '' };
    const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'], env });
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    for await (const line of createInterface({ input: child.stdout })) {
      return { child, ended, port: Number(line) };
    }
    throw new Error('the ClickHouse endpoint did not start');
  };
  let running = await start(0);
  const { port } = running;

  return {
    url: `http://${login}127.0.0.1:${port}`,
    async fail(kind, times) {
      await fetch(`http://127.0.0.1:${port}/fault/${kind}/${times}`, { method: 'POST' });
    },
    async kill() {
      running.child.kill('SIGKILL');
      await running.ended;
    },
    pid: () => running.child.pid as number,
    async start() {
      running = await start(port);
    },
    async stop() {
      running.child.stdin.end();
      await running.ended;
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
