/**
 * Two services and one data directory, each in a process-id namespace of its own, as two containers on one volume: the holder is halted
 * and another starts, the holder goes on, is killed, and another takes over. STILLWATCH_HOLDER_ROUNDS sets how often (npm run
 * faults:holders: 20). Needs root and `unshare`.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it, onTestFinished } from 'vitest';
import { openStores } from '../../src/store/stores.ts';
import { exchange, ndjson } from '../intake-server.ts';

const ROUNDS = Number(process.env.STILLWATCH_HOLDER_ROUNDS ?? 1);
/** Services start, are halted and killed. */
const TEST_TIMEOUT = 120_000 + ROUNDS * 60_000;
/**
 * Longest time from a kill until the next service answers, its start included, ms. Without the time that its main thread waited for a
 * processor, which depends on what else the machine does; both are printed.
 */
const TAKEOVER_MS = 5_000;
const MAIN = join(import.meta.dirname, '..', '..', 'bin', 'stillwatch.mjs');
const OWN_NAMESPACE = ['--pid', '--fork', '--kill-child', '--mount-proc'];

interface Contender {
  /** What it printed first: where it listens, or why it does not start. */
  readonly first: Promise<{ address?: string; admin_key?: string; error?: { code: string; message: string } }>;
  readonly ended: Promise<void>;
  signal(signal: NodeJS.Signals): void;
  /** How long its main thread has waited for a processor, ms; 0 where the kernel does not say. */
  queued(): number;
}

function start(data: string): Contender {
  const args = [...OWN_NAMESPACE, process.execPath, MAIN, 'serve', '--data', data, '--port', '0', '--json'];
  const child = spawn('unshare', args, {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('STILLWATCH_'))),
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const signal = (name: NodeJS.Signals): void => {
    // The id of a process that has ended may be another's by now.
    const inside = child.exitCode === null && child.signalCode === null ? childOf(child) : null;
    if (inside !== null) process.kill(inside, name);
  };
  onTestFinished(async () => {
    signal('SIGKILL');
    await ended;
  });
  const first = new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).once('line', resolve);
    void ended.then(() => reject(new Error('the service ended without a word')));
  });
  return { first: first.then((line) => JSON.parse(line)), ended, signal, queued: () => queuedMs(childOf(child)) };
}

/** The process that `unshare` runs, by its id outside the namespace; null if it has ended. */
function childOf({ pid }: ChildProcess): number | null {
  try {
    const [inside] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
    return inside === '' ? null : Number(inside);
  } catch {
    return null;
  }
}

/** Second field of /proc/PID/schedstat: nanoseconds on the run queue (kernel documentation, sched-stats). */
function queuedMs(pid: number | null): number {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[1]) / 1e6;
  } catch {
    return 0;
  }
}

/** Name, size and time of change of everything in the directory, and who has locked it. */
function traces(data: string): string[] {
  const entries = readdirSync(data, { recursive: true, withFileTypes: true });
  const lines = entries.map(({ parentPath, name }) => {
    const path = join(parentPath, name);
    const { size, mtimeMs } = statSync(path);
    return `${path} ${size} ${mtimeMs}`;
  });
  return [...lines.sort(), readFileSync(join(data, 'lock'), 'utf8')];
}

function send(address: string, key: string, id: string): Promise<number> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson' };
  return fetch(`${address}/v1/exchanges`, { method: 'POST', headers, body: ndjson([exchange(id)]) }).then((r) => r.status);
}

const probe = spawnSync('unshare', [...OWN_NAMESPACE, 'true'], { encoding: 'utf8' });
if (probe.status !== 0) {
  const why = probe.error?.message ?? probe.stderr.trim().split('\n')[0];
  it.skip(`one of two services in two namespaces has the directory: needs Linux, root and unshare (${why})`);
} else {
  it(
    `one of two services in two namespaces has the directory, over ${ROUNDS} halts and kills`,
    async () => {
      const root = mkdtempSync(join(tmpdir(), 'two-holders-'));
      onTestFinished(() => rmSync(root, { recursive: true, force: true }));
      const data = join(root, 'data');
      const takeovers: number[] = [];
      const walls: number[] = [];
      let holder = start(data);
      const made = await holder.first;
      const key = made.admin_key;
      let { address } = made;
      for (let round = 0; round < ROUNDS; round++) {
        expect(await send(address as string, key as string, `before-${round}`)).toBe(200);
        holder.signal('SIGSTOP');
        // As after minutes without a sign of life.
        const long = new Date(Date.now() - 10 * 60_000);
        utimesSync(join(data, 'lock'), long, long);
        const before = traces(data);
        const newcomer = start(data);
        const { error } = await newcomer.first;
        expect(error, `round ${round}`).toMatchObject({ code: 'data_directory_locked' });
        expect(error?.message).toContain('a running process');
        await newcomer.ended;
        expect(traces(data)).toEqual(before);
        holder.signal('SIGCONT');
        expect(await send(address as string, key as string, `after-${round}`)).toBe(200);

        const killed = performance.now();
        holder.signal('SIGKILL');
        holder = start(data);
        const started = await holder.first;
        expect(started.error, `round ${round}`).toBeUndefined();
        const wall = performance.now() - killed;
        walls.push(Math.round(wall));
        takeovers.push(Math.round(wall - holder.queued()));
        address = started.address;
      }
      holder.signal('SIGTERM');
      await holder.ended;
      const opened = await openStores({ dataDirectory: data });
      if (!opened.ok) throw new Error(`${opened.problem.code}: ${opened.problem.message}`);
      expect(await opened.value.exchanges.count()).toBe(2 * ROUNDS);
      expect(await opened.value.records.accountCount()).toBe(0);
      await opened.value.close();
      console.log(
        `takeovers after kill -9, ms: ${walls.join(' ')}; without waiting for a processor: ${takeovers.join(' ')}`,
      );
      expect(Math.max(...takeovers)).toBeLessThan(TAKEOVER_MS);
    },
    TEST_TIMEOUT,
  );
}
