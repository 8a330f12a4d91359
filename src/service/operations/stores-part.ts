/**
 * The stores as a part of the service: checks that they respond, counts failed calls, and closes them after everything else.
 *
 * A busy store is healthy: the embedded engines process one call after another, and a detection run can occupy them for many
 * seconds. A store is unhealthy if it fails a call or has not responded for a long time; for a server, three seconds are long.
 * While a server is away and gateways are served all the same, the part is ready and degraded: otherwise all nodes, which share
 * the server, would leave the load balancer together.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import { type Clock, SECOND } from '../../base/clock.ts';
import type { ExchangeStore } from '../../store/exchanges/exchange-store.ts';
import type { RecordStore } from '../../store/records/record-store.ts';
import type { RecordTables } from '../../store/records/record-tables.ts';
import type { PartStats, ServicePart } from '../part.ts';

/** What embedded stores and stores on servers have in common. */
export interface OpenStores {
  readonly exchanges: ExchangeStore;
  readonly records: RecordStore;
  database(): Promise<Kysely<RecordTables>>;
  /** What the stores run on. Absent: in this process. */
  readonly engines?: { readonly exchanges: string; readonly records: string };
  /** Statistics of the stores, if they have any. */
  stats?(): object;
  close(): Promise<void>;
}

export interface StoresPart<S extends OpenStores> {
  readonly part: ServicePart;
  /** The stores with failed calls counted, for other parts to use. */
  readonly stores: S;
}

/** How long a readiness check waits for a store, and after how long without a response a store counts as unhealthy, ms. */
const ASK_MS = 200;
const PATIENCE_MS = { embedded: 60 * SECOND, server: 3 * SECOND } as const;

export interface StoresPartOptions {
  /** Measures how long a store has been silent, ms. */
  readonly monotonic: Clock;
  /** Whether requests of gateways are answered without the record store. Absent: they are not. */
  readonly withoutRecords?: () => boolean;
}

/** Wraps open stores as a part. */
export function createStoresPart<S extends OpenStores>(opened: S, options: StoresPartOptions): StoresPart<S> {
  const { monotonic, withoutRecords = () => false } = options;
  const errors = { exchanges: 0, records: 0 };
  const stores: S = {
    ...opened,
    exchanges: countFailures(opened.exchanges, () => errors.exchanges++),
    records: countFailures(opened.records, () => errors.records++),
  };
  const answers = {
    exchange: createProbe(() => opened.exchanges.rows('SELECT 1'), patienceWith(onServer(opened, 'exchanges')), monotonic),
    record: createProbe(
      async () => sql`SELECT 1`.execute(await opened.database()),
      patienceWith(onServer(opened, 'records')),
      monotonic,
    ),
  };
  return {
    stores,
    part: {
      name: 'stores',
      async start() {
        // The record store of a new directory may still be in creation.
        await opened.database();
      },
      async ready() {
        const asked = Object.entries(answers).map(async ([store, answer]) => ((await answer()) ? null : store));
        const silent = (await Promise.all(asked)).filter((store) => store !== null);
        if (silent.length === 0) return { ready: true };
        const reason = `No response from the ${silent.join(' store and the ')} store.`;
        const isServing = silent.every((store) =>
          // Accepted exchanges wait in the journal.
          store === 'exchange' ? onServer(opened, 'exchanges') : onServer(opened, 'records') && withoutRecords(),
        );
        return isServing ? { ready: true, degraded: reason } : { ready: false, reason };
      },
      stop: () => opened.close(),
      stats: () => ({ ...(opened.stats?.() as PartStats | undefined), errors }),
    },
  };
}

function onServer({ engines }: OpenStores, store: 'exchanges' | 'records'): boolean {
  const engine = engines?.[store];
  return engine === 'clickhouse' || engine === 'postgresql';
}

/** A server answers such a query beside others; an embedded engine answers one query after another. */
function patienceWith(server: boolean): number {
  return server ? PATIENCE_MS.server : PATIENCE_MS.embedded;
}

/** Checks whether a store is healthy. Sends no new query while an earlier one is open, so that they do not pile up. */
function createProbe(ask: () => Promise<unknown>, patience: number, monotonic: Clock): () => Promise<boolean> {
  let open: Promise<void> | null = null;
  let since = 0;
  let failed = false;
  const answered = (isFailure: boolean) => (): void => {
    failed = isFailure;
    open = null;
  };
  return async () => {
    if (open === null) {
      since = monotonic();
      open = ask().then(answered(false), answered(true));
    }
    const waiting = new AbortController();
    const late = sleep(ASK_MS, undefined, { signal: waiting.signal }).catch(() => {});
    await Promise.race([open, late]);
    waiting.abort();
    return !failed && (open === null || monotonic() - since < patience);
  };
}

/** A proxy that calls `failed` for every rejected call, including failed iterations. */
function countFailures<T extends object>(target: T, failed: () => void): T {
  return new Proxy(target, {
    get(object, name, receiver) {
      const member: unknown = Reflect.get(object, name, receiver);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]): unknown => {
        const result: unknown = Reflect.apply(member, object, args);
        if (result instanceof Promise) result.catch(failed);
        return isIterable(result) ? counting(result, failed) : result;
      };
    },
  });
}

function isIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

async function* counting(items: AsyncIterable<unknown>, failed: () => void): AsyncIterable<unknown> {
  try {
    yield* items;
  } catch (error) {
    failed();
    throw error;
  }
}
