/**
 * Makes a checkout runnable: installs packages when they are missing or do not match package-lock.json, and
 * compiles when a source changed. Costs a few milliseconds when there is nothing to do. Uses Node alone, since
 * it must run before anything is installed. An installed package has no sources and never gets here.
 *
 *   node scripts/ensure.mjs                     install and build
 *   node scripts/ensure.mjs --then vitest run   and then run a tool of node_modules/.bin, with its arguments
 *
 * Everything it prints goes to standard error: standard output belongs to the command that follows.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const INSTALL_STAMP = join(ROOT, 'node_modules', '.stillwatch-lock');
const BUILD_STAMP = join(ROOT, 'dist', '.stillwatch-build.json');
const BUILD_LOCK = join(ROOT, 'node_modules', '.stillwatch-building');
const TEMPLATE_SCRIPT = 'scripts/write-record-template.mjs';
/** Source of the kernels: compiled by `npm run kernels` alone. */
const ASSEMBLY = 'src/wire/assembly';
const LEAST_NODE = [20, 19];
/** A build takes seconds; a lock older than this belongs to a process that was killed. */
const STALE_LOCK_MS = 180_000;
const LOOK_AGAIN_MS = 100;

/** A failure that is the machine's or the checkout's: told in a sentence, without a stack. */
class EnsureError extends Error {
  constructor(message, hint) {
    super(message);
    this.hint = hint;
  }
}

export function ensure() {
  checkNode();
  ensureInstalled();
  ensureBuilt();
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1])) return;
  throw new EnsureError(
    `expected Node.js ${LEAST_NODE.join('.')} or later, got ${process.versions.node}`,
    'Install a newer Node.js: https://nodejs.org',
  );
}

function ensureInstalled() {
  const lockfile = readFileSync(join(ROOT, 'package-lock.json'));
  const wanted = createHash('sha256').update(lockfile).digest('hex');
  if (readText(INSTALL_STAMP) === wanted) return;
  // Packages that came another way (npm ci by hand, a cache in CI) are fine when they are the locked ones.
  if (!matchesLockfile(JSON.parse(lockfile.toString('utf8')))) {
    say('installing packages (npm ci)');
    run(
      'npm',
      ['ci', '--no-audit', '--no-fund', '--loglevel=error'],
      'npm ci failed',
      'Check the network and the package registry, then run the command again.',
    );
  }
  writeFileSync(INSTALL_STAMP, wanted);
}

/** npm keeps a copy of what it installed; every package in it must be the locked one, and none may be missing. */
function matchesLockfile(lock) {
  const text = readText(join(ROOT, 'node_modules', '.package-lock.json'));
  if (text === null) return false;
  const installed = JSON.parse(text).packages ?? {};
  for (const [path, entry] of Object.entries(lock.packages)) {
    if (path === '' || entry.link === true) continue;
    const got = installed[path];
    if (got === undefined) {
      // Packages for other systems are locked but not installed.
      if (entry.optional === true) continue;
      return false;
    }
    if (got.version !== entry.version || got.integrity !== entry.integrity) return false;
    if (!existsSync(join(ROOT, path, 'package.json'))) return false;
  }
  return true;
}

function ensureBuilt() {
  if (isBuilt(sources())) return;
  const lock = takeBuildLock();
  try {
    const now = sources();
    // Another process may have built while this one waited.
    if (isBuilt(now)) return;
    const before = readStamp();
    // A compiler does not remove the output of a source that is gone.
    if (before === null || Object.keys(before).some((path) => !(path in now))) {
      rmSync(join(ROOT, 'dist'), { recursive: true, force: true });
    }
    rmSync(BUILD_STAMP, { force: true });
    say('building');
    run(
      process.execPath,
      [join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.build.json'],
      'the build failed',
      'The compiler said why, above.',
    );
    copyData(now);
    ensureRecordTemplate(before ?? {}, now);
    writeFileSync(BUILD_STAMP, JSON.stringify(now));
  } finally {
    closeSync(lock);
    rmSync(BUILD_LOCK, { force: true });
  }
}

/** Data that modules read at run time (the trained model, the kernels): the compiler copies only what is imported. */
function copyData(now) {
  for (const path of Object.keys(now)) {
    if (path.endsWith('.ts') || !/^(src|sim)\//.test(path)) continue;
    mkdirSync(dirname(join(ROOT, 'dist', path)), { recursive: true });
    copyFileSync(join(ROOT, path), join(ROOT, 'dist', path));
  }
}

/** The packed empty record store; made anew only when packages or what makes its schema may have changed. */
function ensureRecordTemplate(before, now) {
  const file = join(ROOT, 'dist', 'src', 'store', 'directory', 'record-template.tar.gz');
  const decides = (path) =>
    ['package-lock.json', TEMPLATE_SCRIPT].includes(path) ||
    /^src\/store\/records\/(record-migrations|pglite-dialect|migrations\/.*)\.ts$/.test(path);
  const changed = Object.keys(now).some((path) => decides(path) && before[path] !== now[path]);
  if (!changed && existsSync(file)) return;
  run(
    process.execPath,
    [join(ROOT, TEMPLATE_SCRIPT), file],
    'the record store could not be prepared',
    'PGlite said why, above.',
  );
}

function isBuilt(now) {
  const before = readStamp();
  if (before === null) return false;
  const paths = Object.keys(now);
  return paths.length === Object.keys(before).length && paths.every((path) => before[path] === now[path]);
}

function readStamp() {
  const text = readText(BUILD_STAMP);
  return text === null ? null : JSON.parse(text);
}

/** Path -> time and size of everything the build reads. */
function sources() {
  const found = {};
  const add = (path) => {
    // As text: putting a thousand paths in order takes longer than asking for their files.
    const { mtimeMs, size } = statSync(`${ROOT}/${path}`);
    found[path] = `${mtimeMs}:${size}`;
  };
  const walk = (folder) => {
    for (const entry of readdirSync(join(ROOT, folder), { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (entry.name !== 'fixtures' && path !== ASSEMBLY) walk(path);
      } else if (/\.(ts|bin|wasm)$/.test(entry.name) && !entry.name.endsWith('.test.ts')) add(path);
    }
  };
  walk('src');
  walk('sim');
  for (const path of ['tsconfig.json', 'tsconfig.build.json', 'package-lock.json', TEMPLATE_SCRIPT]) add(path);
  return found;
}

/** One build at a time: two compilers would write the same files while a third process reads them. */
function takeBuildLock() {
  for (;;) {
    try {
      const lock = openSync(BUILD_LOCK, 'wx');
      writeSync(lock, String(process.pid));
      return lock;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (lockIsStale()) rmSync(BUILD_LOCK, { force: true });
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_AGAIN_MS);
  }
}

function lockIsStale() {
  try {
    if (Date.now() - statSync(BUILD_LOCK).mtimeMs > STALE_LOCK_MS) return true;
    const pid = Number(readFileSync(BUILD_LOCK, 'utf8'));
    if (!(pid > 0)) return false;
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

function run(command, args, failure, hint) {
  // The child's standard output joins our standard error: `--json` must stay one document.
  const { status, error } = spawnSync(command, args, {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (error !== undefined) throw new EnsureError(`${failure}: ${command} could not be started (${error.code})`, hint);
  if (status !== 0) throw new EnsureError(failure, hint);
}

function readText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function say(text) {
  process.stderr.write(`stillwatch: ${text} ...\n`);
}

/** Runs `work`; a failure of ours ends the process with the exit code of "the machine, not the input". */
export function orExplain(work) {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof EnsureError)) throw error;
    process.stderr.write(`error[not_ready]: ${error.message}\n  hint:  ${error.hint}\n`);
    process.exit(4);
  }
}

function main(args) {
  orExplain(ensure);
  if (args.length === 0) return;
  const [flag, tool, ...rest] = args;
  if (flag !== '--then' || tool === undefined) {
    process.stderr.write(`error[usage]: expected nothing or --then TOOL ARGUMENTS, got '${args.join(' ')}'\n`);
    process.exit(2);
  }
  const { status, signal } = spawnSync(join(ROOT, 'node_modules', '.bin', tool), rest, {
    cwd: ROOT,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  process.exit(status ?? (signal === 'SIGINT' ? 130 : 1));
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  main(process.argv.slice(2));
}
