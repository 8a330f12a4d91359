/** A record store of its own with access over it, a clock in the test's hands, and a server. For tests of access. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { type Access, type AccessOptions, createAccess } from '../src/access/access.ts';
import type { Principal, Scope } from '../src/access/principal.ts';
import { createAuthenticator } from '../src/api/authenticator.ts';
import { addAccessRoutes } from '../src/api/routes/access.ts';
import { type Api, createServer, type ServerOptions } from '../src/api/server.ts';
import { createSite, type Site } from '../src/api/site.ts';
import { openEmbeddedRecords } from '../src/store/directory/embedded-records.ts';
import { migrateRecordStore } from '../src/store/records/record-migrations.ts';
import type { RecordTables } from '../src/store/records/record-tables.ts';

export interface RecordsWorld {
  readonly db: Kysely<RecordTables>;
  close(): Promise<void>;
}

/** A new record store: a database of the server that STILLWATCH_TEST_POSTGRES_URL names, or PGlite in a temporary folder. */
export async function openRecords(): Promise<RecordsWorld> {
  const server = process.env.STILLWATCH_TEST_POSTGRES_URL;
  if (server) return openServerRecords(server);
  const directory = mkdtempSync(join(tmpdir(), 'access-test-'));
  const records = openEmbeddedRecords({ directory: join(directory, 'pglite'), durable: false });
  return {
    db: await records.database(),
    async close() {
      await records.store.close();
      rmSync(directory, { recursive: true });
    },
  };
}

async function openServerRecords(server: string): Promise<RecordsWorld> {
  const name = `access_test_${randomUUID().replaceAll('-', '')}`;
  const asked = async (statement: string): Promise<void> => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  await asked(`CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const pool = new pg.Pool({ connectionString: url.href });
  const db = new Kysely<RecordTables>({ dialect: new PostgresDialect({ pool }) });
  const migrated = await migrateRecordStore(db);
  if (!migrated.ok) throw new Error(migrated.problem.message);
  return {
    db,
    async close() {
      await db.destroy();
      await asked(`DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

/** A clock that stands still until it is moved. */
export function heldClock(start = Date.parse('2026-03-01T10:00:00Z')) {
  let now = start;
  return Object.assign(() => now, {
    move(ms: number) {
      now += ms;
    },
  });
}

export interface AccessServer {
  readonly app: Api;
  readonly access: Access;
  readonly site: Site;
  readonly clock: ReturnType<typeof heldClock>;
  /** A key of this deployment. */
  key(...scopes: Scope[]): Promise<string>;
}

export const PUBLIC_URL = 'https://stillwatch.example';

/** Access and its routes on a server, over a store that is there. */
export async function serveAccess(
  db: Kysely<RecordTables>,
  options: Partial<AccessOptions> & {
    publicUrl?: string;
    server?: Partial<ServerOptions>;
    routes?: (app: Api) => void;
  } = {},
): Promise<AccessServer> {
  const clock = heldClock();
  const access = createAccess(db, {
    clock,
    monotonic: clock,
    passwords: { cost: { log2: 10, blocks: 8, lanes: 1 } },
    ...options,
  });
  const site = createSite(options.publicUrl ?? PUBLIC_URL);
  const authenticator = createAuthenticator({ ...access, site });
  const app = await createServer({ authenticator, bodyLimit: 100_000, ...options.server }, (api) => {
    addAccessRoutes(api, { access, site, clock });
    options.routes?.(api);
  });
  return {
    app,
    access,
    site,
    clock,
    key: async (...scopes) => (await access.keys.create({ label: 'test', scopes }, 'system')).token,
  };
}

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

export const somebody: Pick<Principal, 'kind' | 'id'> = { kind: 'person', id: 'tester' };
