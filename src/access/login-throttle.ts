/**
 * Slows the guessing of passwords down. Failures are counted in a window for each login from one network, for each
 * network, and, with far more room, for each login from anywhere: who fails on purpose with somebody else's login locks
 * out their own network first. Kept in this node's memory: with n nodes an attacker has n times the tries.
 */
import { type Clock, MINUTE } from '../base/clock.ts';

export interface LoginThrottle {
  /** ms until this login may be tried from this network again; 0: now. */
  wait(login: string, network: string): number;
  failed(login: string, network: string): void;
  /** Its failures from this network are forgotten. */
  succeeded(login: string, network: string): void;
}

export interface LoginThrottleOptions {
  readonly clock: Clock;
  /** Failures in a window after which no more is tried. */
  readonly loginFromNetwork?: number;
  readonly network?: number;
  readonly login?: number;
  readonly window?: number;
}

/** Most counters kept; the oldest goes first. */
const MOST = 20_000;

export function createLoginThrottle(options: LoginThrottleOptions): LoginThrottle {
  const { clock, loginFromNetwork = 5, network: ofNetwork = 30, login: ofLogin = 100 } = options;
  const window = options.window ?? 15 * MINUTE;
  const failures = new Map<string, { count: number; since: number }>();

  const keysOf = (login: string, network: string): readonly (readonly [string, number])[] => [
    [JSON.stringify([login, network]), loginFromNetwork],
    [JSON.stringify([null, network]), ofNetwork],
    [JSON.stringify([login]), ofLogin],
  ];
  const alive = (key: string): { count: number; since: number } | undefined => {
    const entry = failures.get(key);
    if (entry === undefined || clock() - entry.since < window) return entry;
    failures.delete(key);
    return undefined;
  };

  return {
    wait(login, network) {
      let wait = 0;
      for (const [key, most] of keysOf(login, network)) {
        const entry = alive(key);
        if (entry !== undefined && entry.count >= most) wait = Math.max(wait, entry.since + window - clock());
      }
      return wait;
    },
    failed(login, network) {
      for (const [key] of keysOf(login, network)) {
        const entry = alive(key);
        if (entry !== undefined) entry.count++;
        else {
          failures.set(key, { count: 1, since: clock() });
          if (failures.size > MOST) failures.delete(failures.keys().next().value as string);
        }
      }
    },
    succeeded(login, network) {
      failures.delete(JSON.stringify([login, network]));
    },
  };
}
