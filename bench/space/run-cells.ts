/** Runs cells in a few processes, each of which takes the next cell when it is done and is replaced now and then. */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cellName, type SpaceCell, type SpaceRow } from './cell.ts';
import type { SpaceOrder, SpaceReply } from './cell-process.ts';

export interface SpaceRunOptions {
  readonly jobs: number;
  readonly signal: AbortSignal;
  /** A folder that gets the logs of every cell; null keeps none. */
  readonly keep: string | null;
  onRow(row: SpaceRow): void;
  onFailed(cell: SpaceCell, message: string): void;
}

/** Cells of one process: an embedded engine does not give back all of its memory. */
const TERM = 40;

/** Every cell ends in a row or a failure, unless the signal fires. */
export async function runSpaceCells(cells: readonly SpaceCell[], options: SpaceRunOptions): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'stillwatch-space-'));
  let next = 0;
  const work = async (worker: number): Promise<void> => {
    while (next < cells.length && !options.signal.aborted) {
      const child = startProcess(join(root, `store-${worker}`));
      const stop = () => child.process.kill('SIGKILL');
      options.signal.addEventListener('abort', stop);
      for (let term = 0; term < TERM && next < cells.length && !options.signal.aborted; term++) {
        const cell = cells[next++] as SpaceCell;
        const folder = join(options.keep ?? root, cellName(cell).replaceAll('/', '-'));
        const reply = await child.run({ cell, folder, keep: options.keep !== null });
        if (options.signal.aborted) break;
        if (reply.kind === 'row') options.onRow(reply.row);
        else options.onFailed(cell, reply.message);
        if (!child.process.connected) break;
      }
      options.signal.removeEventListener('abort', stop);
      await child.end();
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(options.jobs, cells.length) }, (_, worker) => work(worker)));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function startProcess(store: string) {
  mkdirSync(store, { recursive: true });
  const child: ChildProcess = fork(fileURLToPath(new URL('./cell-process.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
    // What an engine prints would tear the progress bar.
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { ...process.env, STILLWATCH_TMPDIR: store },
  });
  let errors = '';
  child.stderr?.on('data', (text: Buffer) => {
    errors = (errors + text.toString()).slice(-2_000);
  });
  let settle: ((reply: SpaceReply) => void) | null = null;
  const exited = new Promise<void>((resolve) => {
    child.once('exit', (code, killedBy) => {
      settle?.({ kind: 'failed', message: `the process ended with ${killedBy ?? code}\n${errors}`.trim() });
      resolve();
    });
  });
  child.on('message', (reply) => settle?.(reply as SpaceReply));
  return {
    process: child,
    run: (order: SpaceOrder) =>
      new Promise<SpaceReply>((resolve) => {
        settle = resolve;
        child.send(order);
      }),
    async end() {
      if (child.connected) child.disconnect();
      await exited;
    },
  };
}
