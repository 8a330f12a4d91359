/**
 * Deletes expired data at regular intervals, on the leading node: exchanges from the exchange store, detection runs from the
 * record store. Leaves out events, which the outbox deletes, and decisions, which the decision service deletes. The audit log
 * is never deleted.
 */
import { type Kysely, sql } from 'kysely';
import { type Clock, DAY, HOUR, LONGEST_TIMER, MINUTE } from '../../base/clock.ts';
import type { ExchangeStore } from '../../store/exchanges/exchange-store.ts';
import type { RecordTables } from '../../store/records/record-tables.ts';
import type { Config } from '../config/schema.ts';
import type { WindowEnd } from '../detection/detection-window.ts';
import type { ServicePart } from '../part.ts';

export interface RetentionOptions {
  readonly exchanges: Pick<ExchangeStore, 'countBefore' | 'deleteBefore' | 'rows'>;
  /** From where the age of exchanges counts: as the detection window ends. Default: the clock. */
  readonly windowEnd?: WindowEnd;
  database(): Promise<Kysely<RecordTables>>;
  readonly settings: Config['retention'];
  readonly clock: Clock;
  /** Whether this node leads and has to do the clean-up. */
  isLeader(): boolean;
  /** Whether the clock can be believed; if not, nothing is deleted. */
  settled(): boolean;
  /** Called when a clean-up was held back because the clock was set. */
  onHeld(): void;
  onError(error: unknown): void;
}

/** Numbers of rows. */
export interface Deleted {
  readonly exchanges: number;
  readonly runs: number;
}

export interface Retention {
  readonly part: ServicePart;
  /** Deletes expired rows now, on any node. With `dry` it only counts them. */
  run(dry: boolean): Promise<Deleted>;
}

/** Time from the start to the first clean-up, ms: the service is busy at first. */
const FIRST_MS = 10 * MINUTE;

/** Makes the clean-up. It begins when its part is started. */
export function createRetention(options: RetentionOptions): Retention {
  const { exchanges, settings, clock } = options;
  const deleted = { exchanges: 0, runs: 0 };
  const runs = { succeeded: 0, failed: 0, held: 0 };
  let lastRun = 0;
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> = Promise.resolve();

  const run = async (dry: boolean): Promise<Deleted> => {
    const now = clock();
    const newest = options.windowEnd === 'newest_exchange' ? await newestExchange(exchanges) : null;
    // A log of the past must not be deleted as soon as it is there; one that goes on is deleted as any other.
    const exchangesBefore = Math.min(now, newest ?? now) - settings.exchanges_days * DAY;
    const runsBefore = now - settings.runs_days * DAY;
    const db = await options.database();
    if (dry) {
      return {
        exchanges: await exchanges.countBefore(exchangesBefore),
        runs: Number((await oldRuns(db, runsBefore).select(db.fn.countAll().as('n')).executeTakeFirstOrThrow()).n),
      };
    }
    const gone = {
      exchanges: await exchanges.deleteBefore(exchangesBefore),
      runs: await deleteRuns(db, runsBefore),
    };
    deleted.exchanges += gone.exchanges;
    deleted.runs += gone.runs;
    return gone;
  };

  const round = async (): Promise<void> => {
    if (!options.isLeader()) return;
    if (!options.settled()) {
      runs.held++;
      options.onHeld();
      return;
    }
    try {
      await run(false);
      runs.succeeded++;
      lastRun = clock();
    } catch (error) {
      runs.failed++;
      options.onError(error);
    }
  };
  const schedule = (ms: number): void => {
    timer = setTimeout(() => {
      running = round();
      void running.then(() => {
        if (timer !== null) schedule(Math.min(LONGEST_TIMER, settings.every_hours * HOUR));
      });
    }, ms);
    timer.unref();
  };

  return {
    run,
    part: {
      name: 'retention',
      async start() {
        schedule(FIRST_MS);
      },
      async stop() {
        if (timer !== null) clearTimeout(timer);
        timer = null;
        await running;
      },
      stats: () => ({ deleted, runs, lastRunMs: lastRun }),
    },
  };
}

/** The time of the newest exchange in the store, ms since the epoch; null if there is none. */
async function newestExchange(exchanges: RetentionOptions['exchanges']): Promise<number | null> {
  const [row] = await exchanges.rows<{ newest: string }>(
    'SELECT toString(max(time)) AS newest FROM exchanges HAVING count() > 0',
  );
  return row === undefined ? null : Number(row.newest);
}

/** Expired runs, except the last one and those that campaigns still refer to. */
function oldRuns(db: Kysely<RecordTables>, before: number) {
  return db
    .selectFrom('runs')
    .where('finished', '<', before)
    .where('run', '<', (eb) => eb.selectFrom('runs').select(sql<number>`max(run)`.as('newest')))
    .where('run', 'not in', (eb) => eb.selectFrom('campaigns').select('run'));
}

async function deleteRuns(db: Kysely<RecordTables>, before: number): Promise<number> {
  const gone = await db.deleteFrom('runs').where('run', 'in', oldRuns(db, before).select('run')).executeTakeFirst();
  return Number(gone.numDeletedRows);
}
