/** Ctrl-C and SIGTERM: the first stops the run cleanly through an AbortSignal, the second ends the process at once. */
import type { CommandContext } from './context.ts';
import { EXIT } from './exit-codes.ts';

/** Runs `work` with a signal that the first interrupt aborts. `tidy` restores the terminal on every interrupt. */
export async function interruptible<T>(
  { io, err }: CommandContext,
  tidy: () => void,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const release = io.onInterrupt(() => {
    tidy();
    if (controller.signal.aborted) {
      io.exitNow(EXIT.interrupted);
      return;
    }
    io.stderr.write(`${err.yellow('Stopping cleanly')} - press Ctrl-C again to stop at once.\n`);
    controller.abort();
  });
  try {
    return await work(controller.signal);
  } finally {
    release();
  }
}
