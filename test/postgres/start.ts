/**
 * A database of a real PostgreSQL server for one test file: of the server that STILLWATCH_TEST_POSTGRES_URL names, or of
 * a throwaway one that is started from binaries on this machine. Null where there is neither.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

export interface PostgresDatabase {
  readonly url: string;
  /** A statement by another connection, as an administrator. */
  run(sql: string): Promise<Record<string, unknown>[]>;
  stop(): Promise<void>;
  /** Shuts the server down until it is started again; only a throwaway one. */
  shutDown(): Promise<void>;
  startAgain(): Promise<void>;
  /** The process of a throwaway server, the parent of all others; null if the server is not ours. */
  pid(): number | null;
}

type Server = Pick<PostgresDatabase, 'url' | 'stop' | 'shutDown' | 'startAgain' | 'pid'>;

/** Why the tests on a server do not run; names it for whoever reads the list of tests. */
export const NO_POSTGRES =
  'not run: no PostgreSQL (set STILLWATCH_TEST_POSTGRES_URL, or install it: apt-get install postgresql)';

/** Tries to reach a server that starts, every 100 ms: it may have to recover on a busy machine. */
const ANSWER_TRIES = 600;

/** Debian keeps the server's binaries out of the PATH. */
const DEBIAN = '/usr/lib/postgresql';

/** Whether {@link startPostgres} will give a database. */
export function postgresIsThere(): boolean {
  return Boolean(process.env.STILLWATCH_TEST_POSTGRES_URL) || binaries() !== null;
}

/** @param durableIn an empty folder for a throwaway server that syncs as PostgreSQL does by default; absent: one that does not */
export async function startPostgres(durableIn?: string): Promise<PostgresDatabase> {
  const given = process.env.STILLWATCH_TEST_POSTGRES_URL;
  const server = given && durableIn === undefined ? serverOf(given) : await startServer(durableIn);
  const name = `stillwatch_test_${randomUUID().replaceAll('-', '')}`;
  await query(server.url, `CREATE DATABASE ${name}`);
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    run: (sql) => query(url.href, sql),
    shutDown: server.shutDown,
    startAgain: server.startAgain,
    pid: server.pid,
    async stop() {
      await query(server.url, `DROP DATABASE ${name} WITH (FORCE)`);
      await server.stop();
    },
  };
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

function binaries(): string | null {
  const folders = [
    ...(process.env.PATH ?? '').split(':'),
    ...(existsSync(DEBIAN) ? readdirSync(DEBIAN).map((version) => join(DEBIAN, version, 'bin')) : []),
  ];
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres'))) ?? null;
}

/** A server that is not ours to stop. */
function serverOf(url: string): Server {
  const refuse = (): Promise<never> =>
    Promise.reject(new Error('the server of STILLWATCH_TEST_POSTGRES_URL is not stopped'));
  return { url, stop: async () => {}, shutDown: refuse, startAgain: refuse, pid: () => null };
}

async function startServer(durableIn: string | undefined): Promise<Server> {
  const folder = binaries();
  if (folder === null) throw new Error(NO_POSTGRES);
  const directory = durableIn ?? mkdtempSync(join(tmpdir(), 'postgres-test-'));
  // PostgreSQL refuses root: the server runs as another user.
  const user = process.getuid?.() === 0 ? otherUser() : null;
  if (user !== null) chownSync(directory, user.uid, user.gid);
  const data = join(directory, 'data');
  execFileSync(
    join(folder, 'initdb'),
    [
      '-D',
      data,
      '-U',
      'postgres',
      '--auth=trust',
      '--encoding=UTF8',
      '--locale=C.UTF-8',
      ...(durableIn === undefined ? ['--no-sync'] : []),
    ],
    { ...user, stdio: ['ignore', 'ignore', 'inherit'], cwd: '/' },
  );
  const port = await freePort();
  const options = ['-D', data, '-p', String(port), '-k', directory, '-c', 'listen_addresses=127.0.0.1'];
  if (durableIn === undefined) options.push('-c', 'fsync=off');
  const launch = (): { child: ChildProcess; ended: Promise<void> } => {
    const child = spawn(join(folder, 'postgres'), options, { ...user, stdio: 'ignore', cwd: '/' });
    return { child, ended: new Promise<void>((resolve) => child.once('exit', () => resolve())) };
  };
  let running = launch();
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  // A test that fails before it stops the server must not leave it running.
  const kill = (): void => void running.child.kill('SIGQUIT');
  process.once('exit', kill);
  const answers = async (): Promise<void> => {
    for (let tries = 0; ; tries++) {
      try {
        await query(url, 'SELECT 1');
        return;
      } catch (error) {
        if (tries === ANSWER_TRIES) throw error;
        await delay(100);
      }
    }
  };
  const shutDown = async (): Promise<void> => {
    running.child.kill('SIGINT');
    await running.ended;
  };
  await answers();
  return {
    url,
    shutDown,
    pid: () => running.child.pid ?? null,
    async startAgain() {
      running = launch();
      await answers();
    },
    async stop() {
      process.removeListener('exit', kill);
      await shutDown();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** The user that PostgreSQL's package made, or the one that owns nothing. */
function otherUser(): { uid: number; gid: number } {
  const id = (flag: string, user: string): number => Number(execFileSync('id', [flag, user], { encoding: 'utf8' }));
  for (const user of ['postgres', 'nobody']) {
    try {
      return { uid: id('-u', user), gid: id('-g', user) };
    } catch {
      // The next one; `id` has said why.
    }
  }
  throw new Error('neither a user postgres nor nobody to run PostgreSQL as');
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
