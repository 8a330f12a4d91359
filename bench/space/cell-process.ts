/** A child process that runs one cell after the other: starting the analysis takes longer than a small world. */
import { mkdirSync, rmSync } from 'node:fs';
import { ProblemError } from '../../src/base/problem.ts';
import type { SpaceCell, SpaceRow } from './cell.ts';
import { runSpaceCell } from './run-cell.ts';

export interface SpaceOrder {
  readonly cell: SpaceCell;
  readonly folder: string;
  /** Leaves the folder with its logs. */
  readonly keep: boolean;
}

export type SpaceReply =
  | { readonly kind: 'row'; readonly row: SpaceRow }
  | { readonly kind: 'failed'; readonly message: string };

// Ctrl-C reaches the whole group of processes: the parent decides what happens to this one.
process.on('SIGINT', () => {});
process.on('disconnect', () => process.exit(0));
process.on('message', async ({ cell, folder, keep }: SpaceOrder) => {
  let reply: SpaceReply;
  try {
    mkdirSync(folder, { recursive: true });
    reply = { kind: 'row', row: await runSpaceCell(cell, folder) };
  } catch (error) {
    const message =
      error instanceof ProblemError
        ? `${error.problem.code}: ${error.problem.message}`
        : ((error as Error).stack ?? String(error));
    reply = { kind: 'failed', message };
  }
  if (!keep) rmSync(folder, { recursive: true, force: true });
  process.send?.(reply);
});
