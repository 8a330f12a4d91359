/**
 * Long work on one thread as a generator that pauses now and then and says how far it is, from 0 to 1. Who needs the result alone
 * runs it at once; who has a terminal in front of it gives the event loop a turn at each pause, so that a bar moves and Ctrl-C is
 * heard.
 */
import { setImmediate } from 'node:timers/promises';

export type Stepwise<T> = Generator<number, T, void>;

/** Runs work without a pause. */
export function atOnce<T>(work: Stepwise<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/**
 * Runs work with a turn of the event loop at each pause.
 *
 * @param onPause how far it is
 * @throws the signal's reason at the first pause at which it is aborted
 */
export async function inTurns<T>(work: Stepwise<T>, onPause: (share: number) => void, signal?: AbortSignal): Promise<T> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    onPause(step.value);
    await setImmediate();
    signal?.throwIfAborted();
  }
}

/** Work that is the part from one share to another of a longer one. */
export function* partOf<T>(work: Stepwise<T>, from: number, to: number): Stepwise<T> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    yield from + (to - from) * step.value;
  }
}
