/**
 * Reads {@link DetectInput} from the stores. The engine groups and counts; what comes back is columns of numbers.
 * A unit is an account, except under a declared router, where each end user is one.
 */
import { availableParallelism } from 'node:os';
import { unlessAborted } from '../base/abort.ts';
import { DAY, HOUR } from '../base/clock.ts';
import { hash64BigInt } from '../kernels/hash.ts';
import { HashIndex } from '../kernels/hash-index.ts';
import type { AccountRecord } from '../model/account-record.ts';
import type { Detour } from '../model/summary.ts';
import { type DetectSource, type Index, numbersOf } from './columns.ts';
import { AnchorCount } from './count/anchor-count.ts';
import { ROW_LAYOUT, rowSql } from './count/row.ts';
import type { Daily, DetectInput, Units } from './detect-input.ts';
import { loadAdoptions } from './load-adoptions.ts';
import { loadAttempts } from './load-attempts.ts';
import { loadBehaviour } from './load-behaviour.ts';
import { loadFrames } from './load-frames.ts';
import { loadGranted } from './load-granted.ts';
import { loadHolders, loadNetworks, mostHolders } from './load-network.ts';
import { loadOutlines } from './load-outlines.ts';
import { loadSignatures } from './load-replays.ts';
import { loadNames, toUnits } from './load-units.ts';

/** User agent and TLS fingerprint as one. */
const CLIENT = 'cityHash64(user_agent, ja4)';

/** How the aggregate stage runs: threads, stopping, progress. */
export interface AggregateOptions {
  /** Threads that count exchanges when they are many; the result is the same. */
  readonly threads?: number;
  /** Stops it: it fails with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Called for each answer, of {@link LOAD_STEPS}. */
  onStep?(done: number): void;
  /** Called for each share of the anchors that was counted a longer way. */
  onDetour?(detour: Detour): void;
}

/** The counted rows, and the answers of {@link loadTraffic}. */
export const LOAD_STEPS = 11;

/** Reads everything that detection needs from the stores. */
export async function loadDetectInput(
  source: DetectSource,
  { threads = availableParallelism(), signal, onStep, onDetour }: AggregateOptions = {},
): Promise<DetectInput> {
  const counts = new AnchorCount({ more: false, threads, onDetour });
  let done = 0;
  const step: Step = (answer) =>
    answer.then((value) => {
      onStep?.(++done);
      return value;
    });
  try {
    const loading = unitSqlOf(source).then((unitSql) => load(source, unitSql, counts, source, step));
    return await unlessAborted(loading, signal);
  } finally {
    await counts.close();
  }
}

/** Takes note of an answer when it is there. */
type Step = <T>(answer: Promise<T>) => Promise<T>;

/**
 * {@link DetectInput} again and again, while exchanges come in: what was counted exchange by exchange is kept, and only what
 * came since is counted. Each is what {@link loadDetectInput} would give. One load at a time.
 */
export class GrowingDetectInput {
  private counts: AnchorCount | null = null;
  private unitSql = '';

  /** Exchanges that the last load counted one by one. */
  counted = 0;

  /** Whether anything is kept. */
  get begun(): boolean {
    return this.counts !== null;
  }

  /**
   * @param source everything
   * @param added what is in it and was not when it was loaded last; not looked at when nothing is kept
   */
  async load(source: DetectSource, added: DetectSource): Promise<DetectInput> {
    const unitSql = await unitSqlOf(source);
    // Other accounts are routers: other units.
    if (unitSql !== this.unitSql) await this.forget();
    const kept = this.counts;
    const before = kept?.exchanges ?? 0;
    const counts = kept ?? new AnchorCount({ more: true, threads: 1 });
    this.unitSql = unitSql;
    this.counts = counts;
    try {
      const input = await load(source, unitSql, counts, kept === null ? source : added);
      this.counted = counts.exchanges - before;
      return input;
    } catch (error) {
      await this.forget();
      throw error;
    }
  }

  /** Keeps nothing: the next load counts everything. */
  async forget(): Promise<void> {
    const counts = this.counts;
    this.counts = null;
    await counts?.close();
  }
}

/** @param added the exchanges that have not been counted yet */
async function load(
  source: DetectSource,
  unitSql: string,
  counts: AnchorCount,
  added: DetectSource,
  step: Step = (answer) => answer,
): Promise<DetectInput> {
  // The records come from another engine, on this thread: they are read while the exchanges are counted.
  const [records, traffic] = await Promise.all([loadRecords(source), loadTraffic(source, unitSql, counts, added, step)]);
  const { unitSums, names, ...loaded } = traffic;
  const units = toUnits(unitSums, names, records);
  return {
    units,
    ...loaded,
    ...(await loadGranted(source, units)),
    window: windowOf(units),
  };
}

async function loadRecords(source: DetectSource): Promise<Map<string, AccountRecord>> {
  const records = new Map<string, AccountRecord>();
  for await (const batch of source.records.accounts()) for (const record of batch) records.set(record.account, record);
  return records;
}

/** What the exchanges say, without what is known of the accounts beside them. */
async function loadTraffic(source: DetectSource, unitSql: string, counts: AnchorCount, added: DetectSource, step: Step) {
  await counts.registerUnits(await step(added.exchanges.spool(rowSql(unitSql), ROW_LAYOUT)));
  // Counted while the engine answers other questions. Whoever waits for it gets its failure, unless another one came first.
  const counting = counts.count().then(() => counts.anchorSums());
  counting.catch(() => {});
  const keys = counts.unitKeys();
  const count = keys.length;
  const index = new HashIndex(keys);
  const at = (keys: BigUint64Array) => index.places(keys, 0);
  // Asked for all at once: the engine answers one query while this thread works on the answer to another. The longest
  // answers come first.
  const [
    names,
    { outlines, shapes: anchorShapes, ...anchorSums },
    networks,
    clients,
    daily,
    adoptions,
    signatures,
    behaviour,
    attempts,
    frames,
  ] = await Promise.all([
    step(loadNames(source, count, index)),
    step(counting.then(async (anchors) => ({ ...anchors, outlines: await loadOutlines(source, anchors.key) }))),
    step(loadNetworks(source, unitSql, count, at)),
    step(loadHolders(source, CLIENT, 'user_agent != 0 OR ja4 != 0', unitSql, count, mostHolders(count), at)),
    step(loadDaily(source, unitSql, at)),
    step(loadAdoptions(source, unitSql, at)),
    step(loadSignatures(source, unitSql, count, at)),
    step(loadBehaviour(source, unitSql, count, counts.exchanges, at)),
    step(loadAttempts(source, unitSql, at)),
    step(loadFrames(source, unitSql, at)),
  ]);
  const { shapes: unitShapes, ...unitSums } = counts.unitSums();
  return {
    unitSums,
    names,
    unitShapes,
    anchors: { ...anchorSums, outlines },
    anchorShapes,
    ...networks,
    clients,
    ...behaviour,
    daily,
    adoptions,
    ...signatures,
    attempts,
    frames,
  };
}

/** The SQL of a unit's hash: the end user under a router, else the account. */
/** The unit of an exchange, as SQL over its columns: its account, or under a router its end user. */
export async function unitSqlOf(source: DetectSource): Promise<string> {
  const routers = await source.records.routers();
  if (routers.length === 0) return 'account';
  const keys = routers.map(({ account }) => `toUInt64('${hash64BigInt(account)}')`);
  return `if(account IN (${keys.join(',')}), unit, account)`;
}

async function loadDaily(source: DetectSource, unitSql: string, at: Index): Promise<Daily> {
  const columns = await source.exchanges.columns(
    `SELECT ${unitSql} AS u, intDiv(time, ${DAY}) AS day, toFloat64(count()) AS n,
       toFloat64(uniqIf(net, net != 0)) AS networks, toFloat64(uniqIf(asn, asn != 0)) AS systems,
       groupBitOr(toUInt32(bitShiftLeft(toUInt32(1), intDiv(time % ${DAY}, ${HOUR})))) AS hours
     FROM exchanges GROUP BY u, day ORDER BY u, day`,
    [
      { name: 'u', type: 'UInt64' },
      { name: 'day', type: 'Int64' },
      { name: 'n', type: 'Float64' },
      { name: 'networks', type: 'Float64' },
      { name: 'systems', type: 'Float64' },
      { name: 'hours', type: 'UInt32' },
    ],
  );
  return {
    unit: at(columns.u as BigUint64Array),
    day: Int32Array.from(numbersOf(columns.day as BigInt64Array)),
    exchanges: columns.n as Float64Array,
    networks: columns.networks as Float64Array,
    systems: columns.systems as Float64Array,
    hours: columns.hours as Uint32Array,
  };
}

function windowOf(units: Units): { from: number; to: number } | null {
  if (units.count === 0) return null;
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < units.count; i++) {
    from = Math.min(from, units.first[i]);
    to = Math.max(to, units.last[i]);
  }
  return { from, to };
}
