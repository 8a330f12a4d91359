/**
 * The lifecycle of the service: opens the listeners and starts the parts in order; at the end closes the listeners and stops the
 * parts in reverse, within a deadline. If a part fails to start, those that have started are stopped. Leaves out what the parts
 * are (src/serve.ts) and what triggers the shutdown (src/cli/serve/serve-command.ts).
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../base/clock.ts';
import type { Listener, PartStats, Readiness, ServicePart } from './part.ts';

export type LifeState = 'starting' | 'running' | 'stopping' | 'stopped';

export interface PartHealth {
  readonly name: string;
  readonly ready: boolean;
  readonly reason?: string;
  /** What fails although the part is ready. */
  readonly degraded?: string;
  /** What works otherwise than by default. */
  readonly note?: string;
}

export interface Health {
  readonly state: LifeState;
  /** Whether the service can take requests. */
  readonly ready: boolean;
  readonly parts: readonly PartHealth[];
}

export interface Life {
  state(): LifeState;
  /**
   * Opens and starts everything. If that fails, stops what has started and then throws the error of the part.
   * @returns the address of each listener, by name
   */
  start(): Promise<ReadonlyMap<string, string>>;
  /**
   * Shuts down within `graceMs` ms. Further calls wait for the same shutdown.
   * @returns the names of listeners and parts that failed or ran out of time
   */
  stop(graceMs: number): Promise<readonly string[]>;
  /** Health of all parts, within a second. */
  health(): Promise<Health>;
  /** Statistics by part. */
  stats(): ReadonlyMap<string, PartStats>;
}

export interface LifeOptions {
  readonly parts: readonly ServicePart[];
  readonly listeners: readonly Listener[];
  /** Measures the time to stop. */
  readonly monotonic: Clock;
  /** How long to go on serving after `/readyz` has turned to 503, ms. */
  readonly drainDelayMs: number;
  /** Called for each part that failed to start or stop; `error` is null if it ran out of time. */
  onTrouble(name: string, doing: 'start' | 'stop', error: unknown): void;
}

/** A part that does not report within this time is not ready, ms. */
const READY_MS = 1_000;

export function createLife({ parts, listeners, monotonic, drainDelayMs, onTrouble }: LifeOptions): Life {
  let state: LifeState = 'starting';
  const started: ServicePart[] = [];
  const opened: Listener[] = [];
  let ending: Promise<readonly string[]> | null = null;

  const shutDown = async (graceMs: number): Promise<readonly string[]> => {
    const wasRunning = state === 'running';
    state = 'stopping';
    const deadline = monotonic() + graceMs;
    if (wasRunning && drainDelayMs > 0) await sleep(Math.min(drainDelayMs, graceMs / 2));
    const failed: string[] = [];
    const close = async (name: string, work: Promise<void>): Promise<void> => {
      try {
        if (await within(work, deadline - monotonic())) return;
        onTrouble(name, 'stop', null);
      } catch (error) {
        onTrouble(name, 'stop', error);
      }
      failed.push(name);
    };
    await Promise.all(opened.map((listener) => close(listener.name, listener.close(deadline))));
    for (const part of started.toReversed()) {
      if (part.stop !== undefined) await close(part.name, part.stop(deadline));
    }
    state = 'stopped';
    return failed;
  };

  const life: Life = {
    state: () => state,

    async start() {
      const addresses = new Map<string, string>();
      try {
        for (const listener of listeners) {
          opened.push(listener);
          addresses.set(listener.name, await listener.open());
        }
        for (const part of parts) {
          if (state !== 'starting') break;
          started.push(part);
          await part.start?.();
        }
      } catch (error) {
        const name = started.length > 0 ? started.at(-1)?.name : opened.at(-1)?.name;
        onTrouble(name ?? 'service', 'start', error);
        await life.stop(READY_MS * 5);
        throw error;
      }
      // Otherwise a shutdown has begun meanwhile.
      if (state === 'starting') state = 'running';
      return addresses;
    },

    stop(graceMs) {
      ending ??= shutDown(graceMs);
      return ending;
    },

    async health() {
      const healths = await Promise.all(parts.map((part) => healthOf(part, started.includes(part))));
      return { state, ready: state === 'running' && healths.every((one) => one.ready), parts: healths };
    },

    stats() {
      const stats = new Map<string, PartStats>();
      for (const part of parts) if (part.stats !== undefined) stats.set(part.name, part.stats());
      return stats;
    },
  };
  return life;
}

async function healthOf(part: ServicePart, started: boolean): Promise<PartHealth> {
  if (!started) return { name: part.name, ready: false, reason: 'The part has not started yet.' };
  const readiness = await readinessOf(part);
  return { name: part.name, ...readiness };
}

async function readinessOf(part: ServicePart): Promise<Readiness> {
  if (part.ready === undefined) return { ready: true };
  let answer: Readiness | null = null;
  try {
    const asked = Promise.resolve(part.ready()).then((readiness) => {
      answer = readiness;
    });
    await within(asked, READY_MS);
  } catch {
    // Without the error, which may quote data; it is in the log of the part.
    return { ready: false, reason: 'The health check of the part failed.' };
  }
  return answer ?? { ready: false, reason: 'The health check of the part took too long.' };
}

/** Whether `work` finished in time. If not, it continues, and its later errors are ignored. */
async function within(work: Promise<void>, ms: number): Promise<boolean> {
  const controller = new AbortController();
  const late = sleep(Math.max(0, ms), false, { signal: controller.signal }).catch(() => false);
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    controller.abort();
    work.catch(() => {});
  }
}
