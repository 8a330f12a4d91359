/**
 * Limits password guessing. Failed logins are counted in a time window for each login from each network, for each network,
 * and, with a much higher limit, for each login from anywhere: an attacker who fails on purpose with someone else's login
 * locks out their own network first. Each node counts in its own memory, so n nodes allow n times the attempts.
 */
import { type Clock, MINUTE } from '../base/clock.ts';

export interface LoginThrottle {
  /** Time until this login may be tried from this network again, ms; 0 means now. */
  wait(login: string, network: string): number;
  /** Counts a failed login. */
  failed(login: string, network: string): void;
  /** Resets the failures of this login from this network. */
  succeeded(login: string, network: string): void;
}

export interface LoginThrottleOptions {
  readonly monotonic: Clock;
  /** Failures per window after which logins are refused: of a login from one network (default 5) … */
  readonly loginFromNetwork?: number;
  /** … from one network (default 30) … */
  readonly network?: number;
  /** … and of a login from anywhere (default 100). */
  readonly login?: number;
  /** Length of the window, ms (default 15 minutes). */
  readonly window?: number;
}

/** Maximum number of counters; the oldest is dropped first. */
const MOST = 20_000;

/** Makes the login throttle of one node. */
export function createLoginThrottle(options: LoginThrottleOptions): LoginThrottle {
  const { monotonic, loginFromNetwork = 5, network: ofNetwork = 30, login: ofLogin = 100 } = options;
  const window = options.window ?? 15 * MINUTE;
  const failures = new Map<string, { count: number; since: number }>();

  const keysOf = (login: string, network: string): readonly (readonly [string, number])[] => [
    [JSON.stringify([login, network]), loginFromNetwork],
    [JSON.stringify([null, network]), ofNetwork],
    [JSON.stringify([login]), ofLogin],
  ];
  const alive = (key: string): { count: number; since: number } | undefined => {
    const entry = failures.get(key);
    if (entry === undefined || monotonic() - entry.since < window) return entry;
    failures.delete(key);
    return undefined;
  };

  return {
    wait(login, network) {
      let wait = 0;
      for (const [key, most] of keysOf(login, network)) {
        const entry = alive(key);
        if (entry !== undefined && entry.count >= most) wait = Math.max(wait, entry.since + window - monotonic());
      }
      return wait;
    },
    failed(login, network) {
      for (const [key] of keysOf(login, network)) {
        const entry = alive(key);
        if (entry !== undefined) entry.count++;
        else {
          failures.set(key, { count: 1, since: monotonic() });
          if (failures.size > MOST) failures.delete(failures.keys().next().value as string);
        }
      }
    },
    succeeded(login, network) {
      failures.delete(JSON.stringify([login, network]));
    },
  };
}
