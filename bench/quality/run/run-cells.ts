/**
 * Runs the cells that have no row yet, some at a time, each in a process and a folder of its own. A cell that fails is
 * reported and the others continue; an abort ends the processes, removes their folders and keeps the rows that are there.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Cell, nameOf } from '../cell/cell.ts';
import type { Row } from '../cell/row.ts';
import type { CellOrder, CellReport } from './cell-process.ts';
import type { RowCache } from './row-cache.ts';

export interface RunReport {
  readonly done: number;
  readonly total: number;
  /** Cells at work, as 'name: stage'. */
  readonly working: readonly string[];
  /** Set when a cell was finished just now. */
  readonly finished?: string;
}

export interface RunOptions {
  readonly jobs: number;
  readonly signal: AbortSignal;
  onReport(report: RunReport): void;
}

export interface RunOutcome {
  readonly failed: readonly { readonly cell: Cell; readonly message: string }[];
  readonly ran: number;
  readonly kept: number;
}

export async function runCells(cells: readonly Cell[], cache: RowCache, options: RunOptions): Promise<RunOutcome> {
  const open = cells.filter((cell) => !cache.has(cell));
  const kept = cells.length - open.length;
  const failed: { cell: Cell; message: string }[] = [];
  const working = new Map<Cell, string>();
  let done = 0;
  const report = (finished?: string) =>
    options.onReport({
      done: kept + done,
      total: cells.length,
      working: [...working].map(([cell, stage]) => `${nameOf(cell)}: ${stage}`),
      ...(finished === undefined ? {} : { finished }),
    });
  report();
  const root = mkdtempSync(join(tmpdir(), 'stillwatch-quality-'));
  let next = 0;
  const work = async () => {
    while (next < open.length && !options.signal.aborted) {
      const at = next++;
      const cell = open[at] as Cell;
      const folder = join(root, String(at));
      mkdirSync(folder);
      working.set(cell, 'start');
      const result = await runInProcess(cell, folder, options.signal, (stage) => {
        working.set(cell, stage);
        report();
      });
      working.delete(cell);
      rmSync(folder, { recursive: true, force: true });
      if (options.signal.aborted) return;
      if (result.row === null) failed.push({ cell, message: result.message });
      else cache.write(result.row);
      done++;
      report(nameOf(cell));
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(options.jobs, open.length) }, work));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
  return { failed, ran: done - failed.length, kept };
}

type CellResult = { readonly row: Row; readonly message: '' } | { readonly row: null; readonly message: string };

function runInProcess(
  cell: Cell,
  folder: string,
  signal: AbortSignal,
  onStage: (stage: string) => void,
): Promise<CellResult> {
  return new Promise((resolve) => {
    const child: ChildProcess = fork(fileURLToPath(new URL('./cell-process.ts', import.meta.url)), {
      execArgv: ['--import', 'tsx'],
      // Its messages come as reports; what an engine prints would tear the progress bar.
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: { ...process.env, STILLWATCH_TMPDIR: folder },
    });
    let result: CellResult | null = null;
    let errors = '';
    child.stderr?.on('data', (text: Buffer) => {
      errors = (errors + text.toString()).slice(-2_000);
    });
    const stop = () => child.kill('SIGKILL');
    signal.addEventListener('abort', stop);
    child.on('message', (message) => {
      const report = message as CellReport;
      if (report.kind === 'stage') onStage(report.stage);
      else if (report.kind === 'row') result = { row: report.row, message: '' };
      else result = { row: null, message: report.message };
    });
    child.once('exit', (code, killedBy) => {
      signal.removeEventListener('abort', stop);
      resolve(
        result ?? {
          row: null,
          message: `the process ended with ${killedBy ?? code} and no row\n${errors}`.trim(),
        },
      );
    });
    child.send({ cell, folder } satisfies CellOrder);
  });
}
