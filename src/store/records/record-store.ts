/**
 * The record store: accounts, model releases and the results of detection runs. Uses PostgreSQL's SQL through Kysely, on the
 * embedded PGlite or on a server. Identifiers are hashed before they arrive here. Leaves out decisions, events and access, which
 * use the same database through their own modules, and exchanges (exchanges/exchange-store.ts).
 */
import { type Kysely, sql } from 'kysely';
import { ok, type Problem, ProblemError, type Result } from '../../base/problem.ts';
import type { AccountRecord, ReleaseRecord } from '../../model/account-record.ts';
import type { CampaignState, Lineage } from '../../model/lineage.ts';
import { migrateRecordStore } from './record-migrations.ts';
import type { AccountRow, RecordTables } from './record-tables.ts';
import { type LiveRun, type RunRecord, readCampaignRuns, readLastRun, readLineages, writeRun } from './run-history.ts';
import { fromStorable, toStorable } from './storable-text.ts';

/** Accounts per statement. */
const ACCOUNT_BATCH = 4_000;

export interface RecordStore {
  /** Stores accounts. A later record of an account replaces earlier ones, also within a call. */
  upsertAccounts(accounts: readonly AccountRecord[]): Promise<void>;
  /** Stores releases. A later record of a model replaces earlier ones. */
  upsertReleases(releases: readonly ReleaseRecord[]): Promise<void>;
  /** All accounts, ordered by account, in pages of at most `pageRows` (default 4,000). */
  accounts(pageRows?: number): AsyncIterable<AccountRecord[]>;
  /** The accounts that are routers, ordered by account. There are few. */
  routers(): Promise<AccountRecord[]>;
  accountCount(): Promise<number>;
  /** All releases, ordered by release time. */
  releases(): Promise<ReleaseRecord[]>;
  /** Stores a run: its campaigns until the next run, its summary and their figures for the following {@link KEPT_RUNS} runs. */
  saveRun(run: RunRecord, ended: readonly Lineage[], live?: LiveRun): Promise<void>;
  /** The last run; null before the first. */
  lastRun(): Promise<RunRecord | null>;
  /** The campaigns of the last run and those that have ended, for matching the next findings with them. */
  lineages(): Promise<Lineage[]>;
  /** For each of these campaigns, its state in the latest runs, oldest first. */
  campaignRuns(campaigns: readonly string[], latest: number): Promise<Map<string, CampaignState[]>>;
  /** The campaigns of the last run that contain this account. */
  campaignsOf(account: string): Promise<string[]>;
  /** A setting of the store; undefined if it was never saved. */
  setting(name: string): Promise<unknown>;
  saveSetting(name: string, value: unknown): Promise<void>;
  close(): Promise<void>;
}

/** Migrates the schema and opens the store. Closes `db` on failure. */
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
 * An error of the record store as a problem. For errors raised by PostgreSQL, only the SQL state is given, since their messages
 * may quote data. Other errors (files, threads, memory) keep their message.
 * @param doing what failed, to follow "could not"
 */
export function recordProblem(doing: string, error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  // Only errors raised by PostgreSQL have a severity.
  const { code, severity, message } = error as { code?: unknown; severity?: unknown; message?: unknown };
  // If no address of a host responds, the error of the driver has a code but no message.
  const words = severity === undefined ? String(message || code || error) : `SQL state ${code}`;
  return {
    code: 'record_store_failed',
    message: `The record store could not ${doing}: ${words}.`,
    hint:
      HINTS[String(code)] ?? 'Check that the disk is not full and the data directory is writable. Stored data is unchanged.',
  };
}

const UNREACHABLE = 'Check that the PostgreSQL server is running and reachable from here; `stillwatch doctor` tests it.';
const LOGIN = 'Check the user and the password in the PostgreSQL URL.';

/** Hints by SQL state or system error code. */
const HINTS: Readonly<Record<string, string>> = {
  '28000': LOGIN,
  '28P01': LOGIN,
  '3D000': 'Create the database that the PostgreSQL URL names.',
  '42501': 'Grant the user of the PostgreSQL URL the rights listed in docs/how-to/scale-out.md.',
  '53300': 'The server accepts no more connections. Raise its max_connections, or run fewer nodes.',
  '57P03': 'The server is starting or stopping. Try again in a moment.',
  ECONNREFUSED: UNREACHABLE,
  ECONNRESET: UNREACHABLE,
  ENOTFOUND: UNREACHABLE,
  ETIMEDOUT: UNREACHABLE,
};

/** The error of a call after the store was closed. */
export function recordsClosed(): ProblemError {
  return new ProblemError({
    code: 'store_closed',
    message: 'Expected an open record store, got one that is closed.',
    hint: 'The run was stopped. Start it again.',
  });
}

/** Makes the store over a database with a migrated schema. */
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
    upsertAccounts: (accounts) => attempt('store accounts', () => upsertAccounts(db, accounts)),
    upsertReleases: (releases) => attempt('store releases', () => upsertReleases(db, releases)),

    async *accounts(pageRows = ACCOUNT_BATCH) {
      let after: string | null = null;
      for (;;) {
        // By key rather than cursor: PGlite has none, and the table may change between two pages.
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
        const rows = await db.selectFrom('accounts').selectAll().where('router', '=', true).orderBy('account').execute();
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
        const rows = await db.selectFrom('releases').selectAll().orderBy('released').orderBy('model').execute();
        return rows.map((row) => ({ model: fromStorable(row.model), released: Number(row.released) }));
      }),

    saveRun: (run, ended, live) =>
      attempt('save a run', () => db.transaction().execute((tx) => writeRun(tx, run, ended, live))),

    lastRun: () => attempt('read the last run', () => readLastRun(db)),
    lineages: () => attempt('read campaigns', () => readLineages(db)),
    campaignRuns: (campaigns, latest) => attempt('read campaigns', () => readCampaignRuns(db, campaigns, latest)),

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

    setting: (name) => attempt('read a setting', () => readSetting(db, name)),
    saveSetting: (name, value) => attempt('save a setting', () => writeSetting(db, name, value)),

    close() {
      closing ??= db.destroy();
      return closing;
    },
  };
}

async function upsertAccounts(db: Kysely<RecordTables>, accounts: readonly AccountRecord[]): Promise<void> {
  const latest = new Map(accounts.map((record) => [record.account, record]));
  // In the same order on every node, so that nodes writing the same accounts do not deadlock.
  const rows = [...latest.values()].map(toRow).sort((a, b) => byText(a.account, b.account));
  for (let at = 0; at < rows.length; at += ACCOUNT_BATCH) {
    await writeAccounts(db, rows.slice(at, at + ACCOUNT_BATCH));
  }
}

async function upsertReleases(db: Kysely<RecordTables>, releases: readonly ReleaseRecord[]): Promise<void> {
  const latest = new Map(releases.map((release) => [toStorable(release.model), release.released]));
  if (latest.size === 0) return;
  await db
    .insertInto('releases')
    .values([...latest].map(([model, released]) => ({ model, released })).sort((a, b) => byText(a.model, b.model)))
    .onConflict((c) => c.column('model').doUpdateSet((eb) => ({ released: eb.ref('excluded.released') })))
    .execute();
}

async function readSetting(db: Kysely<RecordTables>, name: string): Promise<unknown> {
  const row = await db.selectFrom('settings').select('value').where('name', '=', name).executeTakeFirst();
  return row === undefined ? undefined : JSON.parse(row.value);
}

async function writeSetting(db: Kysely<RecordTables>, name: string, value: unknown): Promise<void> {
  await db
    .insertInto('settings')
    .values({ name, value: JSON.stringify(value) })
    .onConflict((c) => c.column('name').doUpdateSet((eb) => ({ value: eb.ref('excluded.value') })))
    .execute();
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Columns of a batch with their types, for the statement and for parsing the JSON. */
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

/** Passes the batch as one JSON parameter: PostgreSQL allows only 65,535 parameters, and binding them is slower than parsing. */
async function writeAccounts(db: Kysely<RecordTables>, rows: readonly AccountRow[]): Promise<void> {
  const names = Object.keys(ACCOUNT_TYPES);
  const columns = sql.join(names.map((name) => sql.ref(name)));
  const typed = sql.join(Object.entries(ACCOUNT_TYPES).map(([name, type]) => sql`${sql.ref(name)} ${sql.raw(type)}`));
  const replaced = sql.join(
    names.filter((name) => name !== 'account').map((name) => sql`${sql.ref(name)} = ${sql.ref(`excluded.${name}`)}`),
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
