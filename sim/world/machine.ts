/** An account that behaves like a program: a rate with a rhythm, or runs that start, burst and stop. */
import type { Rng } from '../../src/base/rng.ts';
import type { PromptBody } from './body.ts';
import { nextVisit, type Rhythm } from './rhythm.ts';
import type { Actor } from './schedule.ts';
import type { Circumstances, SimAccount, World } from './world.ts';

export interface ProgramOptions {
  readonly rhythm: Rhythm;
  readonly offset: number;
  readonly perDay: number;
  readonly compose: (time: number) => { body: PromptBody; circumstances?: Circumstances };
  /** Called with the signature of an answer that has one. */
  readonly issued?: (signature: string) => void;
}

/** Calls at a rate: a product's back end, a pipeline. */
export function simulateProgram(world: World, account: SimAccount, rng: Rng, options: ProgramOptions): void {
  const next = (from: number): number => nextVisit(rng, from, options.rhythm, options.offset, options.perDay);
  const actor: Actor = {
    act(time) {
      const { body, circumstances } = options.compose(time);
      const signature = world.emit(time, account, body, circumstances);
      if (signature !== '') options.issued?.(signature);
      const then = next(time);
      return then < account.until ? then : Number.POSITIVE_INFINITY;
    },
  };
  world.add(actor, next(account.from), account.until);
}

export interface MachineRun {
  readonly start: number;
  readonly items: number;
  /** Mean milliseconds between two requests. */
  readonly gap: number;
}

/** Runs one after the other; each item of a run is composed by its number. */
export function runBursts(
  world: World,
  account: SimAccount,
  rng: Rng,
  runs: readonly MachineRun[],
  compose: (item: number, run: number) => PromptBody,
): void {
  let run = 0;
  let item = 0;
  const actor: Actor = {
    act(time) {
      const current = runs[run] as MachineRun;
      world.emit(time, account, compose(item, run));
      item++;
      if (item < current.items) return time + rng.exponential(current.gap);
      item = 0;
      run++;
      return run < runs.length ? Math.max(time, (runs[run] as MachineRun).start) : Number.POSITIVE_INFINITY;
    },
  };
  if (runs.length > 0) world.add(actor, (runs[0] as MachineRun).start);
}
