/** A record store of its own with access over it, a clock in the test's hands, and a server. For tests of access. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { type Access, type AccessOptions, createAccess } from '../src/access/access.ts';
import type { Principal, Scope } from '../src/access/principal.ts';
import { createAuthenticator } from '../src/api/authenticator.ts';
import { addAccessRoutes } from '../src/api/routes/access.ts';
import { type Api, createServer, type ServerOptions } from '../src/api/server.ts';
import { createSite, type Site } from '../src/api/site.ts';
import { openEmbeddedRecords } from '../src/store/embedded-records.ts';
import type { RecordTables } from '../src/store/record-tables.ts';

export interface RecordsWorld {
  readonly db: Kysely<RecordTables>;
  close(): Promise<void>;
}

/** A new record store in a temporary folder. */
export async function openRecords(): Promise<RecordsWorld> {
  const directory = mkdtempSync(join(tmpdir(), 'access-test-'));
  const records = openEmbeddedRecords(join(directory, 'pglite'));
  return {
    db: await records.database(),
    async close() {
      await records.store.close();
      rmSync(directory, { recursive: true });
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
