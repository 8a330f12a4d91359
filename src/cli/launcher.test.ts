/** The real binary: spawned as a user would, on real input. The first test builds if a source has changed. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { VERSION } from '../base/version.ts';
import { ENVIRONMENT_CODES, EXIT, exitCodeOf } from './terminal/exit-codes.ts';

/** Each test starts the command as a process, which may have to build first. */
const TEST_TIMEOUT = 180_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

const repository = fileURLToPath(new URL('../../', import.meta.url));
const launcher = join(repository, 'bin', 'stillwatch.mjs');

let root = '';
let scratch = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'stillwatch-launcher-'));
  scratch = join(root, 'scratch');
  mkdirSync(scratch);
  const built = stillwatch('--version');
  if (built.code !== 0) throw new Error(`the launcher does not start: ${built.err}`);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

function environment(): NodeJS.ProcessEnv {
  const { NO_COLOR: _no, FORCE_COLOR: _force, STILLWATCH_DEBUG: _debug, ...rest } = process.env;
  return { ...rest, STILLWATCH_TMPDIR: scratch };
}

function stillwatch(...args: string[]): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [launcher, ...args], {
    encoding: 'utf8',
    cwd: root,
    env: environment(),
  });
  return { code: status, out: stdout, err: stderr };
}

function start(...args: string[]): ChildProcess {
  return spawn(process.execPath, [launcher, ...args], { cwd: root, env: environment(), stdio: 'pipe' });
}

function exchange(i: number): string {
  return `${JSON.stringify({
    id: `x${i}`,
    time: Date.UTC(2026, 1, 1) + i * 60_000,
    account: `acct-${i % 7}`,
    model: 'm-1',
    request: {
      messages: [{ role: 'user', content: `Could you tell me what number ${i} is good for, in two lines?` }],
    },
  })}\n`;
}

function writeLog(name: string, lines: number): string {
  const path = join(root, name);
  writeFileSync(path, Array.from({ length: lines }, (_, i) => exchange(i)).join(''));
  return path;
}

describe('the launcher', () => {
  test('prints the version of package.json', () => {
    const { version } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
      version: string;
    };
    expect(stillwatch('--version')).toEqual({ code: 0, out: `${version}\n`, err: '' });
    expect(VERSION).toBe(version);
  });

  test('answers --help without loading an engine, and has the simulator at hand', () => {
    const { code, out } = stillwatch('--help');
    expect(code).toBe(0);
    expect(out).toContain('Usage: stillwatch');
    expect(stillwatch('simulate', '--help').out).toContain('feb-2026');
    const trace = `
      const { register } = await import('node:module');
      const seen = [];
      const load = process.dlopen;
      process.dlopen = (...args) => { seen.push(args[1]); return load.apply(process, args); };
      process.argv.splice(1, process.argv.length, ${JSON.stringify(launcher)}, '--help');
      process.on('exit', () => console.log('native:' + seen.length));
      await import(${JSON.stringify(launcher)});`;
    const traced = spawnSync(process.execPath, ['--input-type=module', '-e', trace], {
      encoding: 'utf8',
      env: environment(),
    });
    expect(traced.stdout).toContain('native:0');
  });

  test('explains a wrong command line and exits with 2', () => {
    const { code, out, err } = stillwatch('analyse', 'x');
    expect({ code, out }).toEqual({ code: EXIT.usage, out: '' });
    expect(err).toBe("error[usage]: unknown command 'analyse'\n  hint:  Did you mean analyze? See: stillwatch --help\n");
  });

  test('a missing file is bad input', () => {
    const { code, err } = stillwatch('analyze', join(root, 'nowhere.ndjson'), '--out', join(root, 'o0'));
    expect(code).toBe(EXIT.input);
    expect(err).toContain('error[path_not_found]');
  });

  test('a reader that has seen enough is no failure', () => {
    const { status, stderr } = spawnSync(
      'bash',
      ['-c', `set -o pipefail; "${process.execPath}" "${launcher}" --help | true`],
      { encoding: 'utf8', env: environment() },
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});

describe('analyze', () => {
  test('--json is one document on standard output, progress is plain lines on standard error, nothing is left behind', () => {
    const out = join(root, 'o1');
    const log = writeLog('log.ndjson', 300);
    const got = stillwatch('analyze', log, '--out', out, '--json');
    expect(got.code, got.err).toBe(0);
    const document = JSON.parse(got.out);
    expect(document.summary.input).toMatchObject({ exchanges: 300, rejected: 0 });
    expect(Object.values(document.actions as Record<string, number>).reduce((a, b) => a + b)).toBe(7);
    for (const path of Object.values(document.files as Record<string, string>)) expect(existsSync(path), path).toBe(true);
    expect(got.err).toMatch(/^stillwatch: open/m);
    expect(got.err).toMatch(/^stillwatch: read/m);
    expect(got.err).not.toContain('\u001B');
    expect(readdirSync(scratch)).toEqual([]);
  });

  test('reads standard input, and prints a summary that is safe to pipe', () => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [launcher, 'analyze', '-', '--out', join(root, 'o2'), '--quiet'],
      {
        input: Array.from({ length: 50 }, (_, i) => exchange(i)).join(''),
        encoding: 'utf8',
        env: environment(),
      },
    );
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(
      readFileSync(join(root, 'o2', 'accounts.ndjson'), 'utf8')
        .trim()
        .split('\n'),
    ).toHaveLength(7);
  });

  test('a file that is no log exits with 3 and prints one JSON error', () => {
    writeFileSync(join(root, 'poem.txt'), 'roses are red\nviolets are blue\n');
    const { code, out, err } = stillwatch('analyze', join(root, 'poem.txt'), '--out', join(root, 'o3'), '--json');
    expect(code).toBe(EXIT.input);
    expect(JSON.parse(out).error.code).toBe('nothing_readable');
    expect(err).toContain('error[nothing_readable]');
    expect(err).not.toContain('    at ');
  });

  test('--data adds to what is there; a held directory is refused with 4; migrate and doctor know it', {
    timeout: 180_000,
  }, async () => {
    const data = join(root, 'data');
    const log = writeLog('again.ndjson', 40);
    expect(stillwatch('analyze', log, '--out', join(root, 'o4'), '--data', data, '--quiet').code).toBe(0);
    const second = stillwatch('analyze', log, '--out', join(root, 'o4'), '--data', data, '--json');
    expect(JSON.parse(second.out).summary.input).toMatchObject({ exchanges: 0, duplicates: 40 });

    const migrated = stillwatch('migrate', '--data', data, '--json');
    expect(migrated.code, migrated.err).toBe(0);
    expect(JSON.parse(migrated.out)).toMatchObject({ applied: [] });
    expect(JSON.parse(migrated.out).from).toBe(JSON.parse(migrated.out).to);

    const holder = start('analyze', '-', '--out', join(root, 'o5'), '--data', data);
    try {
      // Its standard input stays open, so it holds the directory until it is killed.
      await until(holder, () => existsSync(join(root, 'o5', 'rejected.ndjson')));
      const refused = stillwatch('analyze', log, '--out', join(root, 'o6'), '--data', data);
      expect(refused.code).toBe(EXIT.environment);
      expect(refused.err).toContain('error[data_directory_locked]');
      expect(refused.err).toContain(String(holder.pid));
      const kept = stillwatch('backup', '--data', data, '--out', join(root, 'backup'));
      expect(kept.code).toBe(EXIT.environment);
      expect(kept.err).toContain('POST /v1/backups');
      const looked = stillwatch('doctor', '--data', data, '--json');
      const lock = JSON.parse(looked.out).checks.find((check: { name: string }) => check.name === 'lock');
      expect(lock).toMatchObject({ state: 'warn', found: expect.stringContaining(`process ${holder.pid}`) });
    } finally {
      holder.kill('SIGKILL');
      await closed(holder);
    }
    const after = stillwatch('doctor', '--data', data);
    expect(after.code).toBe(0);
    expect(after.out).toContain('left behind by a process that has ended');
  });

  test('Ctrl-C stops cleanly, says what is kept, and leaves nothing behind', async () => {
    const child = start('analyze', '-', '--out', join(root, 'o7'));
    // Standard input stays open: only the interrupt can end this run.
    child.stdin?.write(exchange(1));
    await until(child, () => existsSync(join(root, 'o7', 'rejected.ndjson')));
    const end = ended(child);
    child.kill('SIGINT');
    const { code, err } = await end;
    expect(code).toBe(EXIT.interrupted);
    expect(err).toContain('press Ctrl-C again');
    expect(err).toMatch(/^interrupted: .*Nothing was kept/m);
    expect(readdirSync(scratch)).toEqual([]);
  });
});

describe('migrate', () => {
  test('refuses a path without a data directory rather than making one', () => {
    const { code, err } = stillwatch('migrate', '--data', join(root, 'mistyped'));
    expect(code).toBe(EXIT.environment);
    expect(err).toContain('error[data_directory_absent]');
    expect(existsSync(join(root, 'mistyped'))).toBe(false);
  });
});

describe('the reference', () => {
  const errors = readFileSync(join(repository, 'docs/reference/errors.md'), 'utf8');

  test('lists every error code of the sources, under the exit code it has', () => {
    const sources = ['src', 'sim', 'scripts', 'bin'].flatMap((folder) => filesBelow(join(repository, folder)));
    const used = new Set<string>();
    for (const path of sources) {
      if (!/\.(ts|mjs)$/.test(path) || path.endsWith('.test.ts')) continue;
      for (const found of readFileSync(path, 'utf8').matchAll(/\bcode(?:: | = )'([a-z_]+)'|error\[(not_ready)\]: /g)) {
        used.add((found[1] ?? found[2]) as string);
      }
    }
    // zod's, of an issue of its own.
    used.delete('custom');
    expect(used.size).toBeGreaterThan(20);
    const sections = new Map<string, number>();
    let section: number = EXIT.interrupted;
    for (const line of errors.split('\n')) {
      const heading = line.match(/^## .*\(exit code (\d+)\)|^## Stillwatch \(exit code (\d+)\)|^## Not/);
      if (heading !== null) section = Number(heading[1] ?? heading[2] ?? EXIT.interrupted);
      const code = line.match(/^\| `([a-z_]+)` \|/)?.[1];
      if (code !== undefined) sections.set(code, section);
    }
    expect([...sections.keys()].sort()).toEqual([...used].sort());
    for (const code of ENVIRONMENT_CODES) expect(used, `${code} is used somewhere`).toContain(code);
    for (const [code, exit] of sections) {
      if (code !== 'not_ready') expect(exitCodeOf({ code, message: '' }), code).toBe(exit);
    }
  });

  test('lists every exit code', () => {
    const page = readFileSync(join(repository, 'docs/reference/command-line.md'), 'utf8');
    const listed = [...page.matchAll(/^\| (\d+) \| (\w+) \|/gm)].map((row) => [row[2], Number(row[1])]);
    expect(Object.fromEntries(listed)).toEqual(EXIT);
  });
});

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

/** Waits until something holds, for as long as the child lives. */
async function until(child: ChildProcess, holds: () => boolean): Promise<void> {
  let err = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    err += chunk.toString('utf8');
  });
  while (!holds()) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`ended too early: ${err}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function ended(child: ChildProcess): Promise<{ code: number | null; err: string }> {
  let err = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    err += chunk.toString('utf8');
  });
  await closed(child);
  return { code: child.exitCode, err };
}

async function closed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((resolve) => child.once('close', () => resolve()));
}
