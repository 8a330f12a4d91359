/**
 * Progress on standard error: a bar with rate and time left on a terminal, a plain line every two seconds when piped,
 * nothing when quiet. Each stage leaves one line, so a finished run reads as a list of its stages.
 */
import cliProgress from 'cli-progress';
import { SECOND } from '../../base/clock.ts';
import { bytes, count, duration } from '../../base/format.ts';
import type { CommandContext } from './context.ts';

/** One report of progress, from the pipeline or the simulator. */
export interface Step {
  readonly stage: string;
  readonly done: number;
  /** 0 when not known. */
  readonly total: number;
  /** Of a share `total` is 1. */
  readonly unit: 'bytes' | 'steps' | 'share' | 'exchanges';
  readonly exchanges: number;
  readonly rejected: number;
  /** Estimated time to the end of the stage, ms; given where a rate would mislead. */
  readonly left?: number;
}

/** Where progress is shown. */
export interface ProgressView {
  update(step: Step): void;
  /** Ends the bar and shows the cursor again; may be called more than once. */
  stop(): void;
}

const LINE_EVERY_MS = 2_000;
/** Rates cover the last few seconds: an average from the start would hide a slowdown. */
const RATE_WINDOW_MS = 5_000;
const BAR_WIDTH = 16;

/** A bar, plain lines or nothing, depending on standard error and `quiet`. */
export function createProgress(context: CommandContext, quiet: boolean): ProgressView {
  if (quiet) return { update() {}, stop() {} };
  return context.io.stderr.isTTY === true ? terminalProgress(context) : plainProgress(context);
}

function plainProgress({ io }: CommandContext): ProgressView {
  let meter: Meter | null = null;
  let lastLine = 0;
  return {
    update(step) {
      const now = io.monotonic();
      const fresh = meter === null || meter.stage !== step.stage;
      if (fresh) meter = createMeter(step.stage, now);
      (meter as Meter).add(step, now);
      if (!fresh && now - lastLine < LINE_EVERY_MS) return;
      lastLine = now;
      const parts = describe(step, meter as Meter, now, false);
      io.stderr.write(`stillwatch: ${[step.stage, parts.join(', ')].filter((part) => part !== '').join(' ')}\n`);
    },
    stop() {},
  };
}

function terminalProgress({ io, err }: CommandContext): ProgressView {
  let current: { bar: cliProgress.SingleBar; meter: Meter; step: Step } | null = null;

  const close = (finished: boolean): void => {
    if (current === null) return;
    const { bar, step } = current;
    if (finished && step.total > 0) {
      current.step = { ...step, done: step.total };
      bar.update(step.total);
    }
    bar.stop();
    current = null;
  };

  // The library passes its own numbers, which lack the unit and the rate of the step.
  const line = (): string => {
    if (current === null) return '';
    const { step, meter } = current;
    const share = step.total > 0 ? Math.min(1, step.done / step.total) : null;
    const full = Math.round((share ?? 0) * BAR_WIDTH);
    const drawn = err.cyan('█'.repeat(full)) + err.dim('░'.repeat(BAR_WIDTH - full));
    const done = share === null ? '    ' : `${String(Math.floor(share * 100)).padStart(3)}%`;
    const room = (io.stderr.columns ?? 80) - BAR_WIDTH - 20;
    const parts = describe(step, meter, io.monotonic(), true);
    return `  ${err.bold(step.stage.padEnd(9))} ${drawn} ${done}  ${err.dim(asManyAsFit(parts, room))}`;
  };

  return {
    update(step) {
      const now = io.monotonic();
      if (current !== null && current.meter.stage !== step.stage) close(true);
      if (current !== null) {
        current.step = step;
        current.meter.add(step, now);
        current.bar.setTotal(Math.max(1, step.total));
        current.bar.update(step.done);
        return;
      }
      const meter = createMeter(step.stage, now);
      meter.add(step, now);
      const stream = io.stderr as NodeJS.WriteStream;
      current = {
        meter,
        step,
        bar: new cliProgress.SingleBar({ stream, fps: 10, hideCursor: true, format: line }),
      };
      current.bar.start(Math.max(1, step.total), step.done);
    },
    stop: () => close(current !== null && current.step.done >= current.step.total),
  };
}

/** As many parts as fit on the line, in their order: a wrapped bar would be drawn on a new line every time. */
function asManyAsFit(parts: readonly string[], room: number): string {
  let text = '';
  for (const part of parts) {
    const longer = text === '' ? part : `${text} · ${part}`;
    if (longer.length > room) break;
    text = longer;
  }
  return text;
}

/** The known parts of a progress line, most important first. `short` when a percentage is already shown. */
function describe(step: Step, meter: Meter, now: number, short: boolean): string[] {
  const parts: string[] = [];
  const finished = step.total > 0 && step.done >= step.total;
  const elapsed = now - meter.started;
  const rates = finished ? meter.overall(now) : meter.recent();
  if (step.unit === 'steps' || step.unit === 'share') {
    if (finished && elapsed > 0) parts.push(duration(elapsed));
    else if (step.unit === 'share') {
      if (!short) parts.push(`${Math.floor(100 * step.done)}%`);
    } else if (step.total > 1) parts.push(`step ${count(step.done)} of ${count(step.total)}`);
    if (!finished && step.left !== undefined) parts.push(timeLeft(step.left));
    return parts;
  }
  const amount = step.unit === 'bytes' ? bytes : (n: number): string => `${count(n)} exchanges`;
  if (finished) parts.push(`${amount(step.done)} in ${duration(elapsed)}`);
  else if (step.total === 0) parts.push(amount(step.done));
  else if (!short) parts.push(`${step.unit === 'bytes' ? bytes(step.done) : count(step.done)} of ${amount(step.total)}`);
  if (!finished && step.total > 0 && rates.done > 0) {
    parts.push(timeLeft(((step.total - step.done) / rates.done) * 1000));
  }
  if (step.unit === 'bytes' && rates.done > 0) parts.push(`${bytes(rates.done)}/s`);
  const exchanges = step.unit === 'exchanges' ? rates.done : rates.exchanges;
  if (exchanges > 0) parts.push(`${count(exchanges)} exchanges/s`);
  if (step.rejected > 0) parts.push(`${count(step.rejected)} set aside`);
  return parts;
}

/** In whole seconds, and never none before the end. */
function timeLeft(ms: number): string {
  return `${duration(Math.max(1, Math.round(ms / SECOND)) * SECOND)} left`;
}

/** Per second. */
interface Rates {
  readonly done: number;
  readonly exchanges: number;
}

interface Meter {
  readonly stage: string;
  readonly started: number;
  add(step: Step, now: number): void;
  /** Over the last few seconds. */
  recent(): Rates;
  /** Since the stage began. */
  overall(now: number): Rates;
}

interface Sample extends Rates {
  readonly at: number;
}

function createMeter(stage: string, started: number): Meter {
  let first: Sample | null = null;
  const samples: Sample[] = [];
  return {
    stage,
    started,
    add({ done, exchanges }, now) {
      const sample = { at: now, done, exchanges };
      first ??= sample;
      samples.push(sample);
      while (samples.length > 2 && (samples[1] as Sample).at <= now - RATE_WINDOW_MS) samples.shift();
    },
    recent: () => rates(samples[0] ?? null, samples.at(-1) ?? null, samples.at(-1)?.at ?? started),
    overall: (now) => rates(first, samples.at(-1) ?? null, now),
  };
}

function rates(from: Sample | null, to: Sample | null, until: number): Rates {
  const seconds = from === null ? 0 : (until - from.at) / 1000;
  // Two reports at almost the same time would give an arbitrary rate.
  if (from === null || to === null || seconds < 0.05) return { done: 0, exchanges: 0 };
  return { done: (to.done - from.done) / seconds, exchanges: (to.exchanges - from.exchanges) / seconds };
}
