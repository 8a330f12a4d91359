/** Processes measured side by side, and figures over repeats. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** One run: seconds on the clock, seconds of CPU over all threads, most bytes resident. */
export interface MeasuredRun {
  readonly wall: number;
  readonly cpu: number;
  readonly rss: number;
}

export interface Figures {
  readonly median: MeasuredRun;
  readonly least: MeasuredRun;
  readonly most: MeasuredRun;
  readonly repeats: number;
}

const USAGE = pathToFileURL(fileURLToPath(new URL('./usage.mjs', import.meta.url))).href;

/**
 * Runs a script of Node to its end and gives what it printed, too; throws when it fails.
 *
 * @param input a file that `cat` sends to its standard input; the CPU of that is not counted
 */
export async function runScript(
  args: readonly string[],
  input?: string,
): Promise<MeasuredRun & { readonly printed: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'stillwatch-bench-'));
  const usage = join(folder, 'usage.json');
  try {
    const started = performance.now();
    const sender = input === undefined ? null : spawn('cat', [input], { stdio: ['ignore', 'pipe', 'inherit'] });
    const child = spawn(process.execPath, ['--import', USAGE, ...args], {
      env: { ...process.env, BENCH_USAGE: usage },
      stdio: [sender?.stdout ?? 'ignore', 'pipe', 'pipe'],
    });
    // The sender's other end is the child's alone: whoever ends tells the other.
    sender?.stdout.destroy();
    let errors = '';
    let printed = '';
    child.stdout.on('data', (chunk) => {
      printed += chunk;
    });
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    const wall = (performance.now() - started) / 1000;
    if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}:\n${errors}`);
    const { cpu, rss } = JSON.parse(readFileSync(usage, 'utf8')) as { cpu: number; rss: number };
    return { wall, cpu, rss, printed };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs each work in turn, over and over: what slows the machine for a while slows all of them. */
export async function interleaved<K extends string>(
  works: Readonly<Record<K, () => Promise<MeasuredRun>>>,
  repeats: number,
  say: (text: string) => void,
): Promise<Record<K, Figures>> {
  const runs = new Map<K, MeasuredRun[]>();
  for (let i = 0; i < repeats; i++) {
    for (const name of Object.keys(works) as K[]) {
      const run = await works[name]();
      runs.set(name, [...(runs.get(name) ?? []), run]);
      say(`${name}: ${run.wall.toFixed(1)} s, ${run.cpu.toFixed(1)} s of CPU`);
    }
  }
  return Object.fromEntries([...runs].map(([name, list]) => [name, figuresOf(list)])) as Record<K, Figures>;
}

function figuresOf(runs: readonly MeasuredRun[]): Figures {
  const over = (pick: (sorted: number[]) => number): MeasuredRun => {
    const of = (key: keyof MeasuredRun): number => pick(runs.map((run) => run[key]).sort((a, b) => a - b));
    return { wall: of('wall'), cpu: of('cpu'), rss: of('rss') };
  };
  return {
    median: over((sorted) => sorted[sorted.length >> 1]),
    least: over((sorted) => sorted[0]),
    most: over((sorted) => sorted[sorted.length - 1]),
    repeats: runs.length,
  };
}

/** Seconds of CPU that a piece of work in this process takes. */
export async function cpuOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
