/**
 * `stillwatch doctor`: checks whether this machine can run Stillwatch, and says what to do where it cannot. It changes
 * nothing and does not open a data directory, so a running analysis is not disturbed.
 */
import { existsSync, readFileSync } from 'node:fs';
import { access, constants, statfs } from 'node:fs/promises';
import { availableParallelism, tmpdir, totalmem } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { bytes, plural } from '../../base/format.ts';
import { readVersion } from '../../store/directory/directory-files.ts';
import { lockIsAbandoned } from '../../store/directory/directory-lock.ts';
import { LOCK_FILE } from '../../store/directory/lock-file.ts';
import type { CommandContext } from '../terminal/context.ts';
import { EXIT } from '../terminal/exit-codes.ts';
import type { Colors, Io } from '../terminal/io.ts';
import { type ServerFlags, serversOf } from '../terminal/server-flags.ts';
import { labelled, printable, widthOf } from '../terminal/text.ts';
import type { Check } from './check.ts';

/** The options of `doctor`. */
export interface DoctorFlags extends ServerFlags {
  readonly data?: string;
  /** Also checks what the service needs. */
  readonly serve?: boolean;
  readonly config?: string;
  readonly json?: boolean;
}

/** The oldest Node.js that runs the code, as in the "engines" of package.json. */
export const LEAST_NODE = { major: 20, minor: 19 } as const;
/** Bytes; enough for a million exchanges. Less may do for small logs. */
const LEAST_MEMORY = 2e9;
const LITTLE_DISK = 5e9;
const LEAST_DISK = 0.5e9;

/** Runs all checks, prints them and returns the exit code: 4 when one fails. */
export async function runDoctor(flags: DoctorFlags, context: CommandContext): Promise<number> {
  const { io } = context;
  const scratch = io.env.STILLWATCH_TMPDIR || tmpdir();
  const serve =
    flags.serve === true || flags.config !== undefined
      ? await (await import('./doctor-serve.ts')).serveChecks(flags.config, context)
      : { checks: [] };
  const data = flags.data ?? serve.data;
  const checks = [
    nodeCheck(process.versions.node),
    memoryCheck(totalmem()),
    coresCheck(availableParallelism()),
    await diskCheck('temporary disk', scratch, 'set STILLWATCH_TMPDIR to another disk'),
    await engineCheck('chDB', loadChdb),
    await engineCheck('PGlite', loadPglite),
    simulatorCheck(context),
    ...serve.checks,
    ...(data === undefined ? [] : await dataChecks(data)),
    ...(await serverChecks(flags, io.env)),
  ];
  if (flags.json === true) io.stdout.write(`${JSON.stringify({ version: context.services.version, checks })}\n`);
  else io.stdout.write(checksText(checks, widthOf(io.stdout), context.out));
  return checks.some((check) => check.state === 'fail') ? EXIT.environment : EXIT.ok;
}

/** @param version of Node.js, such as 20.19.0 */
export function nodeCheck(version: string): Check {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const name = 'Node.js';
  if (major > LEAST_NODE.major || (major === LEAST_NODE.major && minor >= LEAST_NODE.minor)) {
    return { name, state: 'ok', found: version };
  }
  return {
    name,
    state: 'fail',
    found: version,
    advice: `install Node.js ${LEAST_NODE.major}.${LEAST_NODE.minor} or later`,
  };
}

/** @param total memory of the machine, bytes */
export function memoryCheck(total: number): Check {
  const found = `${bytes(total)} in total`;
  if (total >= LEAST_MEMORY) return { name: 'memory', state: 'ok', found };
  return {
    name: 'memory',
    state: 'warn',
    found,
    advice: `large logs need ${bytes(LEAST_MEMORY)}: use a larger machine, or --workers 1`,
  };
}

function coresCheck(cores: number): Check {
  return { name: 'processor', state: 'ok', found: plural(cores, 'core') };
}

/** Free space and write permission at a path, or at the nearest folder above it that exists. */
async function diskCheck(name: string, path: string, remedy: string): Promise<Check> {
  let folder = resolve(path);
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  try {
    await access(folder, constants.W_OK);
    const { bavail, bsize } = await statfs(folder);
    const free = bavail * bsize;
    const found = `${bytes(free)} free at ${folder}`;
    if (free < LEAST_DISK) return { name, state: 'fail', found, advice: `free up space or ${remedy}` };
    if (free < LITTLE_DISK)
      return {
        name,
        state: 'warn',
        found,
        advice: `enough for small logs only: free up space or ${remedy}`,
      };
    return { name, state: 'ok', found };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    return {
      name,
      state: 'fail',
      found: `${folder} is not writable (${code})`,
      advice: `check its owner and mode, or ${remedy}`,
    };
  }
}

/** Loads an engine and queries it: an installed package may still not run on this machine. */
async function engineCheck(name: string, load: () => Promise<string>): Promise<Check> {
  try {
    return { name, state: 'ok', found: await load() };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException | null)?.code;
    return {
      name,
      state: 'fail',
      found: `cannot be loaded${typeof code === 'string' ? ` (${code})` : ''}`,
      advice: 'reinstall with: npm ci; the embedded engines run on Linux (glibc) and macOS, x64 and arm64',
    };
  }
}

async function loadChdb(): Promise<string> {
  const chdb = await import('chdb');
  return `ClickHouse ${chdb.query('SELECT version()', 'TabSeparated').trim()}`;
}

async function loadPglite(): Promise<string> {
  const { PGlite } = await import('@electric-sql/pglite');
  const database = await PGlite.create();
  try {
    const { rows } = await database.query<{ server_version: string }>('SHOW server_version');
    return `PostgreSQL ${rows[0]?.server_version ?? ''}`;
  } finally {
    await database.close();
  }
}

function simulatorCheck({ services }: CommandContext): Check {
  if (services.loadSimulator !== undefined) return { name: 'simulator', state: 'ok', found: 'included' };
  return {
    name: 'simulator',
    state: 'warn',
    found: 'not included in this build',
    advice: 'to use demo or simulate, run them from a checkout of the repository',
  };
}

async function dataChecks(path: string): Promise<Check[]> {
  const name = 'data directory';
  const disk = await diskCheck('data disk', path, 'move the data directory to another disk');
  if (!existsSync(path))
    return [disk, { name, state: 'ok', found: `${path} does not exist yet; analyze --data creates it` }];
  const version = readVersion(path);
  if (!version.ok)
    return [disk, { name, state: 'fail', found: version.problem.message, advice: version.problem.hint ?? '' }];
  if (!version.value) {
    return [
      disk,
      {
        name,
        state: 'warn',
        found: `${path} is not a data directory`,
        advice: 'pass the directory that analyze --data was given',
      },
    ];
  }
  return [disk, { name, state: 'ok', found: path }, lockCheck(path)];
}

/** Checks the ClickHouse and PostgreSQL servers that an option or the environment names. */
export async function serverChecks(flags: ServerFlags, env: Io['env']): Promise<Check[]> {
  const { clickhouseUrl, postgresUrl, cluster } = serversOf(flags, env);
  if (clickhouseUrl === undefined && postgresUrl === undefined) return [];
  const { checkClickHouse, checkPostgres } = await import('../../store/servers/server-checks.ts');
  return [
    ...(clickhouseUrl === undefined ? [] : await checkClickHouse(clickhouseUrl, cluster)),
    ...(postgresUrl === undefined ? [] : await checkPostgres(postgresUrl)),
  ];
}

/** Who holds the lock of a data directory, without taking it. */
export function lockCheck(directory: string): Check {
  const name = 'lock';
  const path = join(directory, LOCK_FILE);
  if (!existsSync(path)) return { name, state: 'ok', found: 'free' };
  if (lockIsAbandoned(directory)) {
    return {
      name,
      state: 'warn',
      found: 'left behind by a process that has ended',
      advice: 'no action needed: the next run takes the lock over',
    };
  }
  return {
    name,
    state: 'warn',
    found: `held by ${lockHolder(path)}`,
    advice: 'wait until that process has finished; only one can use the directory at a time',
  };
}

/** Process, host and start time from the lock file, which may disappear while it is read. */
function lockHolder(path: string): string {
  try {
    const holder = JSON.parse(readFileSync(path, 'utf8')) as {
      pid?: unknown;
      host?: unknown;
      since?: unknown;
    };
    return printable(`process ${holder.pid} on ${holder.host} since ${holder.since}`, 200);
  } catch {
    return 'another process';
  }
}

function checksText(checks: readonly Check[], width: number, colors: Colors): string {
  const marks = { ok: colors.green('ok'), warn: colors.yellow('warn'), fail: colors.red('fail') };
  const lines = checks.map((check) => {
    const text = check.advice === undefined ? check.found : `${check.found}: ${check.advice}`;
    return labelled(`${marks[check.state]}${' '.repeat(6 - check.state.length)}${check.name}`, text, 2, 24, width);
  });
  const failed = checks.filter((check) => check.state === 'fail').length;
  const verdict = failed === 0 ? 'Ready.' : `${plural(failed, 'check')} failed: Stillwatch cannot run here yet.`;
  return `${lines.join('\n')}\n\n  ${verdict}\n`;
}
