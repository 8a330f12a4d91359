/** Progress on standard error: one bar on a terminal, otherwise one line per finished cell. */
import cliProgress from 'cli-progress';
import { duration } from '../../../src/base/format.ts';
import type { RunReport } from './run-cells.ts';

export interface RunProgress {
  update(report: RunReport): void;
  /** Shows the cursor again; may be called more than once. */
  stop(): void;
}

const BAR_WIDTH = 20;

/** `name` begins the lines where there is no terminal. */
export function createRunProgress(stream: NodeJS.WriteStream, clock: () => number, name = 'quality'): RunProgress {
  const started = clock();
  let first: number | null = null;
  /** An estimate from the mean of the cells that ran; cells differ. */
  const timeLeft = ({ done, total }: RunReport): string => {
    const ran = done - (first ?? done);
    return ran < 1 || done === total ? '' : `, about ${duration(((clock() - started) / ran) * (total - done))} left`;
  };
  if (stream.isTTY !== true) {
    return {
      update(report) {
        const begins = first === null;
        first ??= report.done;
        if (begins || report.finished !== undefined)
          stream.write(
            `${name}: ${report.done} of ${report.total} cells${timeLeft(report)}${report.finished === undefined ? '' : ` · ${report.finished}`}\n`,
          );
      },
      stop() {},
    };
  }
  let last: RunReport | null = null;
  const line = (): string => {
    if (last === null) return '';
    const full = Math.round((last.done / Math.max(1, last.total)) * BAR_WIDTH);
    const text = `  ${'█'.repeat(full)}${'░'.repeat(BAR_WIDTH - full)} ${last.done} of ${last.total} cells${timeLeft(last)} · ${last.working.join(' | ')}`;
    return text.slice(0, Math.max(20, (stream.columns ?? 80) - 1));
  };
  const bar = new cliProgress.SingleBar({ stream, fps: 4, hideCursor: true, format: line });
  let running = false;
  return {
    update(report) {
      first ??= report.done;
      last = report;
      if (!running) bar.start(Math.max(1, report.total), report.done);
      else bar.update(report.done);
      running = true;
    },
    stop() {
      if (running) bar.stop();
      running = false;
    },
  };
}
