/**
 * Sessions as the database last gave them, each fresh for a few seconds. A session that this process ended is dropped at once, and a
 * look-up that was under way at that moment is not kept. Ids that the database does not have are not remembered: they are counted as
 * failures of their address.
 */
import type { Clock } from '../base/clock.ts';
import { CACHE_LIFE } from './key-cache.ts';
import type { Principal } from './principal.ts';

/** Maximum number of sessions. */
const MOST = 10_000;

export interface KnownSession {
  readonly principal: Principal;
  /** The session cannot be believed from this moment on without a look-up, ms since the epoch. */
  readonly until: number;
}

interface Kept extends KnownSession {
  /** When the database confirmed it, monotonic ms. */
  readonly confirmed: number;
}

/** The sessions of one process, by the hash of their id. */
export class SessionCache {
  private readonly monotonic: Clock;
  /** Least recently confirmed first. */
  private readonly known = new Map<string, Kept>();
  /** Raised whenever something ends. */
  private endings = 0;

  constructor(monotonic: Clock) {
    this.monotonic = monotonic;
  }

  /** @param now ms since the epoch */
  fresh(idHash: string, now: number): Principal | undefined {
    const kept = this.known.get(idHash);
    if (kept === undefined || this.monotonic() - kept.confirmed >= CACHE_LIFE || now >= kept.until) return undefined;
    return kept.principal;
  }

  /** Looks a session up, and keeps what was found unless something ended meanwhile. */
  async ask(idHash: string, lookUp: () => Promise<KnownSession | undefined>): Promise<Principal | undefined> {
    const before = this.endings;
    // The age counts from before the query.
    const confirmed = this.monotonic();
    this.known.delete(idHash);
    const found = await lookUp();
    if (found === undefined || this.endings !== before) return found?.principal;
    this.known.delete(idHash);
    this.known.set(idHash, { ...found, confirmed });
    if (this.known.size > MOST) this.known.delete(this.known.keys().next().value as string);
    return found.principal;
  }

  /** Drops a session that has ended. */
  forget(idHash: string): void {
    this.endings++;
    this.known.delete(idHash);
  }

  /** Drops all sessions of a person, whose role, name or account has changed. */
  forgetPerson(id: string): void {
    this.endings++;
    for (const [idHash, { principal }] of this.known) if (principal.id === id) this.known.delete(idHash);
  }
}
