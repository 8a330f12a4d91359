/**
 * The life of the service: listeners open, parts start in their order; at the end listeners close and parts stop in reverse, all
 * of it by a deadline. What fails to start takes down what had started. Leaves out what the parts are (src/serve.ts)
 * and who asks for the end (src/cli/serve/serve-command.ts).
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../base/clock.ts';
import type { Listener, PartStats, Readiness, ServicePart } from './part.ts';

export type LifeState = 'starting' | 'running' | 'stopping' | 'stopped';

export interface PartHealth {
  readonly name: string;
  readonly ready: boolean;
  readonly reason?: string;
}

export interface Health {
  readonly state: LifeState;
  /** Whether requests should come here. */
  readonly ready: boolean;
  readonly parts: readonly PartHealth[];
}

export interface Life {
  state(): LifeState;
  /** Opens and starts everything; gives the address of each listener. Throws what a part threw, once the rest is stopped. */
  start(): Promise<ReadonlyMap<string, string>>;
  /** Ends it; gives the names of what did not end well or in time. May be called again: the same end. */
  stop(graceMs: number): Promise<readonly string[]>;
  health(): Promise<Health>;
  stats(): ReadonlyMap<string, PartStats>;
}

export interface LifeOptions {
  readonly parts: readonly ServicePart[];
  readonly listeners: readonly Listener[];
  readonly clock: Clock;
  /** ms to go on serving after `/readyz` has begun to say no. */
  readonly drainDelayMs: number;
  /** Told of each part that did not stop well; `error` is null when it ran out of time. */
  onTrouble(name: string, doing: 'start' | 'stop', error: unknown): void;
}

/** A part that does not say within this how it is, is not well. */
const READY_MS = 1_000;

export function createLife({ parts, listeners, clock, drainDelayMs, onTrouble }: LifeOptions): Life {
  let state: LifeState = 'starting';
  const started: ServicePart[] = [];
  const opened: Listener[] = [];
  let ending: Promise<readonly string[]> | null = null;

  const shut = async (graceMs: number): Promise<readonly string[]> => {
    const wasRunning = state === 'running';
    state = 'stopping';
    const deadline = clock() + graceMs;
    if (wasRunning && drainDelayMs > 0) await sleep(Math.min(drainDelayMs, graceMs / 2));
    const failed: string[] = [];
    const end = async (name: string, work: Promise<void>): Promise<void> => {
      try {
        if (await within(work, deadline - clock())) return;
        onTrouble(name, 'stop', null);
      } catch (error) {
        onTrouble(name, 'stop', error);
      }
      failed.push(name);
    };
    await Promise.all(opened.map((listener) => end(listener.name, listener.close(deadline))));
    for (const part of started.toReversed()) {
      if (part.stop !== undefined) await end(part.name, part.stop(deadline));
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
      // Stopped while it was starting: what had started is being stopped.
      if (state === 'starting') state = 'running';
      return addresses;
    },

    stop(graceMs) {
      ending ??= shut(graceMs);
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
  if (!started) return { name: part.name, ready: false, reason: 'It has not started yet.' };
  const readiness = await readinessOf(part);
  return readiness.ready
    ? { name: part.name, ready: true }
    : { name: part.name, ready: false, reason: readiness.reason };
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
    // What it threw may quote data; the log of the part has it.
    return { ready: false, reason: 'It failed to say how it is.' };
  }
  return answer ?? { ready: false, reason: 'It did not say in time how it is.' };
}

/** Whether `work` was done in time. One that is late goes on; what it throws then is nobody's. */
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
