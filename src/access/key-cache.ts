/**
 * The rows of API keys as the database last gave them. A row is fresh for a few seconds, and kept beyond that for when the database
 * does not answer. Ids that it does not have are remembered apart, so that made-up keys displace no good ones.
 */
import { type Clock, MINUTE, SECOND } from '../base/clock.ts';
import type { ApiKeyRow } from '../store/records/tables/access.ts';
import type { KeyLookups } from './key-lookups.ts';
import { scopesIn } from './keys.ts';
import { GATEWAY_SCOPES, type Principal } from './principal.ts';

/** How long a cached row is fresh, ms: the time in which a revocation reaches other nodes. */
export const CACHE_LIFE = 5 * SECOND;
/** Interval at which the last use of a key is recorded, ms. */
export const RECORDING_INTERVAL = MINUTE;
/** Maximum number of keys, and of unknown ids. */
const MOST = 50_000;
const MOST_UNKNOWN = 10_000;

export interface KnownKey {
  readonly row: ApiKeyRow;
  readonly principal: Principal;
  /** When the database confirmed it, monotonic ms. */
  readonly confirmed: number;
  /** When its last use was recorded, monotonic ms. */
  useRecorded: number;
}

/** A confirmed key, to be kept on disk. */
export interface KeyCopy {
  /** With gateway scopes only. */
  readonly row: ApiKeyRow;
  /** ms since the epoch. */
  readonly confirmed: number;
}

export interface KeyCacheOptions {
  readonly tenant: string;
  readonly clock: Clock;
  readonly monotonic: Clock;
}

/** The cache of one node. */
export class KeyCache {
  private readonly lookups: KeyLookups;
  private readonly options: KeyCacheOptions;
  /** Least recently confirmed first. */
  private readonly known = new Map<string, KnownKey>();
  /** When the database said that it does not have an id, monotonic ms. */
  private readonly unknown = new Map<string, number>();
  /** Look-ups under way. If their key was dropped meanwhile, what they find may be outdated and is not cached. */
  private readonly asking = new Set<{ readonly id: string; dropped: boolean }>();
  /** When the database last confirmed a key, monotonic ms. */
  lastConfirmed = Number.NEGATIVE_INFINITY;

  constructor(lookups: KeyLookups, options: KeyCacheOptions) {
    this.lookups = lookups;
    this.options = options;
  }

  /** A fresh row; null if the database did not have the key a moment ago; undefined if it has to be asked. */
  fresh(id: string): KnownKey | null | undefined {
    const kept = this.known.get(id);
    if (kept !== undefined) return this.isFresh(kept.confirmed) ? kept : undefined;
    return this.isFresh(this.unknown.get(id)) ? null : undefined;
  }

  /** The last row, however old. */
  kept(id: string): KnownKey | undefined {
    return this.known.get(id);
  }

  /** Asks the database. Throws if it does not answer. */
  async ask(id: string): Promise<KnownKey | null> {
    const asked = { id, dropped: false };
    this.asking.add(asked);
    const row = await this.lookups.row(id).finally(() => this.asking.delete(asked));
    if (row === null) {
      this.known.delete(id);
      if (!asked.dropped) remember(this.unknown, id, this.options.monotonic(), MOST_UNKNOWN);
      return null;
    }
    const found = this.knownOf(row);
    if (asked.dropped) return found;
    this.lastConfirmed = found.confirmed;
    this.unknown.delete(id);
    remember(this.known, id, found, MOST);
    return found;
  }

  /** The confirmed keys that gateways use, with nothing but that use. */
  copy(): KeyCopy[] {
    const { clock, monotonic } = this.options;
    const offset = clock() - monotonic();
    return [...this.known.values()].flatMap(({ row, confirmed }) => {
      const scopes = scopesIn(row.scopes).filter((scope) => GATEWAY_SCOPES.has(scope));
      return scopes.length === 0 ? [] : [{ row: { ...row, scopes: scopes.join(' ') }, confirmed: confirmed + offset }];
    });
  }

  /** Takes in what an earlier process confirmed, as old as it is. */
  restore(copies: readonly KeyCopy[]): void {
    const { clock, monotonic } = this.options;
    for (const { row, confirmed } of copies) {
      const age = Math.max(CACHE_LIFE, clock() - confirmed);
      const known = { ...this.knownOf(row), confirmed: monotonic() - age };
      this.lastConfirmed = Math.max(this.lastConfirmed, known.confirmed);
      remember(this.known, row.id, known, MOST);
    }
  }

  /** Drops a key, and what is being looked up of it. */
  forget(id: string): void {
    this.known.delete(id);
    this.unknown.delete(id);
    this.lookups.forget(id);
    for (const asked of this.asking) if (asked.id === id) asked.dropped = true;
  }

  private isFresh(since: number | undefined): boolean {
    return since !== undefined && this.options.monotonic() - since < CACHE_LIFE;
  }

  private knownOf(row: ApiKeyRow): KnownKey {
    const { tenant, clock, monotonic } = this.options;
    const now = monotonic();
    const age = clock() - Number(row.last_used ?? 0);
    const recently = age >= 0 && age < RECORDING_INTERVAL ? now - age : Number.NEGATIVE_INFINITY;
    return {
      row,
      principal: { kind: 'key', id: row.id, name: row.label, tenant, scopes: new Set(scopesIn(row.scopes)) },
      confirmed: now,
      useRecorded: this.known.get(row.id)?.useRecorded ?? recently,
    };
  }
}

function remember<T>(map: Map<string, T>, id: string, value: T, most: number): void {
  map.delete(id);
  map.set(id, value);
  if (map.size > most) map.delete(map.keys().next().value as string);
}
