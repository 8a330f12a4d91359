/**
 * The record store: what is known of accounts and model releases, and what the runs found. PostgreSQL's SQL through
 * Kysely, on the embedded PGlite or on a server. Identifiers are keyed hashes before they come here. Leaves out who may decide on a
 * finding (verify/) and the exchanges themselves (exchange-store.ts).
 */
import { type Kysely, sql } from 'kysely';
import { ok, type Problem, ProblemError, type Result } from '../../base/problem.ts';
import type { AccountRecord, ReleaseRecord } from '../../model/account-record.ts';
import type { CampaignState, Lineage } from '../../model/lineage.ts';
import { migrateRecordStore } from './record-migrations.ts';
import type { AccountRow, RecordTables } from './record-tables.ts';
import {
  type LiveRun,
  type RunRecord,
  readCampaignRuns,
  readLastRun,
  readLineages,
  writeRun,
} from './run-history.ts';
import { fromStorable, toStorable } from './storable-text.ts';

/** Accounts of one statement, written or read. */
const ACCOUNT_BATCH = 4_000;

export interface RecordStore {
  /** Adds accounts; a later record of an account replaces the earlier one, within a call too. */
  upsertAccounts(accounts: readonly AccountRecord[]): Promise<void>;
  upsertReleases(releases: readonly ReleaseRecord[]): Promise<void>;
  /** Every account, in bounded chunks, ordered by account. */
  accounts(pageRows?: number): AsyncIterable<AccountRecord[]>;
  /** The accounts that are routers, ordered by account: there are few. */
  routers(): Promise<AccountRecord[]>;
  accountCount(): Promise<number>;
  /** Ordered by release time. */
  releases(): Promise<ReleaseRecord[]>;
  /** Keeps a run: its campaigns until the next one, its summary and their figures for the {@link KEPT_RUNS} runs that follow. */
  saveRun(run: RunRecord, ended: readonly Lineage[], live?: LiveRun): Promise<void>;
  lastRun(): Promise<RunRecord | null>;
  /** What the next findings are matched against: the campaigns of the last run, and those that have ended. */
  lineages(): Promise<Lineage[]>;
  /** For each of these campaigns what the latest runs said of it, the oldest first. */
  campaignRuns(campaigns: readonly string[], latest: number): Promise<Map<string, CampaignState[]>>;
  /** The last campaigns that name this account. */
  campaignsOf(account: string): Promise<string[]>;
  setting(name: string): Promise<unknown>;
  saveSetting(name: string, value: unknown): Promise<void>;
  close(): Promise<void>;
}

/** Brings the schema up to date and gives the store; `db` is closed when that fails. */
export async function openRecordStore(db: Kysely<RecordTables>): Promise<Result<RecordStore>> {
  try {
    const migrated = await migrateRecordStore(db);
    if (migrated.ok) return ok(createRecordStore(db));
    await db.destroy();
    return migrated;
  } catch (error) {
    await db.destroy();
    return { ok: false, problem: recordProblem('be opened', error) };
  }
}

/**
 * A failure as a Problem. Of an error that PostgreSQL raised only the SQL state is told: its words may quote data. Any
 * other comes from below it (files, threads, memory) and says itself what happened.
 */
export function recordProblem(doing: string, error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  // PostgreSQL's errors alone have a severity.
  const { code, severity, message } = error as { code?: unknown; severity?: unknown; message?: unknown };
  // What the driver throws when no address of a host answers has a code and no words.
  const words = severity === undefined ? String(message || code || error) : `SQL state ${code}`;
  return {
    code: 'record_store_failed',
    message: `The record store could not ${doing}: ${words}.`,
    hint:
      HINTS[String(code)] ??
      'Check that the disk is not full and the data directory is writable. What was stored before is untouched.',
  };
}

const UNREACHABLE =
  'Check that the PostgreSQL server is up and can be reached from here; `stillwatch doctor` tries.';
const LOGIN = 'Check the user and the password in the PostgreSQL URL.';

/** By SQL state, or by the system's code. */
const HINTS: Readonly<Record<string, string>> = {
  '28000': LOGIN,
  '28P01': LOGIN,
  '3D000': 'Create the database that the PostgreSQL URL names.',
  '42501': 'Give the user of the PostgreSQL URL the rights that docs/how-to/scale-out.md lists.',
  '53300': 'The server takes no more connections: raise its max_connections, or run fewer nodes.',
  '57P03': 'The server is starting or stopping; try again in a moment.',
  ECONNREFUSED: UNREACHABLE,
  ECONNRESET: UNREACHABLE,
  ENOTFOUND: UNREACHABLE,
  ETIMEDOUT: UNREACHABLE,
};

export function recordsClosed(): ProblemError {
  return new ProblemError({
    code: 'store_closed',
    message: 'Expected an open record store, got one that was closed.',
    hint: 'The run was stopped; start it again.',
  });
}

/** The store over a database that is migrated. */
export function createRecordStore(db: Kysely<RecordTables>): RecordStore {
  let closing: Promise<void> | null = null;

  const attempt = async <T>(doing: string, work: () => Promise<T>): Promise<T> => {
    if (closing !== null) throw recordsClosed();
    try {
      return await work();
    } catch (error) {
      throw new ProblemError(recordProblem(doing, error));
    }
  };

  return {
    upsertAccounts: (accounts) =>
      attempt('take accounts', async () => {
        const latest = new Map(accounts.map((record) => [record.account, record]));
        // In one order on every node: two that write the same accounts must not wait for each other.
        const rows = [...latest.values()].map(toRow).sort((a, b) => byText(a.account, b.account));
        for (let at = 0; at < rows.length; at += ACCOUNT_BATCH) {
          await writeAccounts(db, rows.slice(at, at + ACCOUNT_BATCH));
        }
      }),

    upsertReleases: (releases) =>
      attempt('take releases', async () => {
        const latest = new Map(releases.map((release) => [toStorable(release.model), release.released]));
        if (latest.size === 0) return;
        await db
          .insertInto('releases')
          .values(
            [...latest]
              .map(([model, released]) => ({ model, released }))
              .sort((a, b) => byText(a.model, b.model)),
          )
          .onConflict((c) =>
            c.column('model').doUpdateSet((eb) => ({ released: eb.ref('excluded.released') })),
          )
          .execute();
      }),

    async *accounts(pageRows = ACCOUNT_BATCH) {
      let after: string | null = null;
      for (;;) {
        // Paged by key: PGlite has no cursor, and the table may change between two pages.
        const page: AccountRow[] = await attempt('read accounts', () => {
          let query = db.selectFrom('accounts').selectAll().orderBy('account').limit(pageRows);
          if (after !== null) query = query.where('account', '>', after);
          return query.execute();
        });
        if (page.length > 0) yield page.map(fromRow);
        if (page.length < pageRows) return;
        after = (page.at(-1) as AccountRow).account;
      }
    },

    routers: () =>
      attempt('read routers', async () => {
        const rows = await db
          .selectFrom('accounts')
          .selectAll()
          .where('router', '=', true)
          .orderBy('account')
          .execute();
        return rows.map(fromRow);
      }),

    accountCount: () =>
      attempt('count accounts', async () => {
        const row = await db
          .selectFrom('accounts')
          .select((eb) => eb.fn.countAll<number>().as('n'))
          .executeTakeFirstOrThrow();
        return Number(row.n);
      }),

    releases: () =>
      attempt('read releases', async () => {
        const rows = await db
          .selectFrom('releases')
          .selectAll()
          .orderBy('released')
          .orderBy('model')
          .execute();
        return rows.map((row) => ({ model: fromStorable(row.model), released: Number(row.released) }));
      }),

    saveRun: (run, ended, live) =>
      attempt('save a run', () => db.transaction().execute((tx) => writeRun(tx, run, ended, live))),

    lastRun: () => attempt('read the last run', () => readLastRun(db)),
    lineages: () => attempt('read campaigns', () => readLineages(db)),
    campaignRuns: (campaigns, latest) =>
      attempt('read campaigns', () => readCampaignRuns(db, campaigns, latest)),

    campaignsOf: (account) =>
      attempt('read campaigns', async () => {
        const rows = await db
          .selectFrom('campaign_accounts')
          .select('campaign')
          .where('account', '=', toStorable(account))
          .orderBy('campaign')
          .execute();
        return rows.map((row) => fromStorable(row.campaign));
      }),

    setting: (name) =>
      attempt('read a setting', async () => {
        const row = await db
          .selectFrom('settings')
          .select('value')
          .where('name', '=', name)
          .executeTakeFirst();
        return row === undefined ? undefined : JSON.parse(row.value);
      }),

    saveSetting: (name, value) =>
      attempt('save a setting', async () => {
        await db
          .insertInto('settings')
          .values({ name, value: JSON.stringify(value) })
          .onConflict((c) => c.column('name').doUpdateSet((eb) => ({ value: eb.ref('excluded.value') })))
          .execute();
      }),

    close() {
      closing ??= db.destroy();
      return closing;
    },
  };
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Column names and types of a batch; the same list builds the statement and reads the JSON. */
const ACCOUNT_TYPES: Readonly<Record<keyof AccountRow, string>> = {
  account: 'text',
  created: 'bigint',
  program: 'text',
  email_domain: 'text',
  email: 'text',
  email_shape: 'text',
  phone: 'text',
  phone_block: 'text',
  payment: 'text[]',
  payment_bin: 'text',
  signup_ip: 'text',
  signup_net: 'text',
  signup_ja4: 'text',
  referrer: 'text',
  verification: 'text',
  status: 'text',
  status_time: 'bigint',
  router: 'boolean',
  grants: 'text',
};

/** One parameter for the whole batch: PostgreSQL takes 65,535 of them, and binding each value costs more than parsing JSON. */
async function writeAccounts(db: Kysely<RecordTables>, rows: readonly AccountRow[]): Promise<void> {
  const names = Object.keys(ACCOUNT_TYPES);
  const columns = sql.join(names.map((name) => sql.ref(name)));
  const typed = sql.join(
    Object.entries(ACCOUNT_TYPES).map(([name, type]) => sql`${sql.ref(name)} ${sql.raw(type)}`),
  );
  const replaced = sql.join(
    names
      .filter((name) => name !== 'account')
      .map((name) => sql`${sql.ref(name)} = ${sql.ref(`excluded.${name}`)}`),
  );
  await sql`
    INSERT INTO accounts (${columns})
    SELECT ${columns} FROM json_to_recordset(${JSON.stringify(rows)}::json) AS batch (${typed})
    ON CONFLICT (account) DO UPDATE SET ${replaced}`.execute(db);
}

function toRow(record: AccountRecord): AccountRow {
  return {
    account: toStorable(record.account),
    created: record.created,
    program: record.program,
    email_domain: orNull(record.emailDomain, toStorable),
    email: orNull(record.email, toStorable),
    email_shape: orNull(record.emailShape, toStorable),
    phone: orNull(record.phone, toStorable),
    phone_block: orNull(record.phoneBlock, toStorable),
    payment: record.payment.map(toStorable),
    payment_bin: orNull(record.paymentBin, toStorable),
    signup_ip: orNull(record.signupIp, toStorable),
    signup_net: orNull(record.signupNet, toStorable),
    signup_ja4: orNull(record.signupJa4, toStorable),
    referrer: orNull(record.referrer, toStorable),
    verification: record.verification,
    status: record.status,
    status_time: record.statusTime,
    router: record.router,
    grants: JSON.stringify(record.grants),
  };
}

function fromRow(row: AccountRow): AccountRecord {
  return {
    account: fromStorable(row.account),
    created: Number(row.created),
    program: row.program,
    emailDomain: orNull(row.email_domain, fromStorable),
    email: orNull(row.email, fromStorable),
    emailShape: orNull(row.email_shape, fromStorable),
    phone: orNull(row.phone, fromStorable),
    phoneBlock: orNull(row.phone_block, fromStorable),
    payment: row.payment.map(fromStorable),
    paymentBin: orNull(row.payment_bin, fromStorable),
    signupIp: orNull(row.signup_ip, fromStorable),
    signupNet: orNull(row.signup_net, fromStorable),
    signupJa4: orNull(row.signup_ja4, fromStorable),
    referrer: orNull(row.referrer, fromStorable),
    verification: row.verification,
    status: row.status,
    statusTime: row.status_time === null ? null : Number(row.status_time),
    router: row.router,
    grants: JSON.parse(row.grants),
  };
}

function orNull(value: string | null, map: (text: string) => string): string | null {
  return value === null ? null : map(value);
}
