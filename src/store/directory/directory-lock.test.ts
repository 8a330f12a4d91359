import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, openSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockDirectory, lockIsAbandoned } from './directory-lock.ts';
import { heldLock } from './held-lock.ts';
import { currentProcess, livenessOf, startTime } from './process-identity.ts';

const clock = () => Date.UTC(2026, 1, 3);
const onLinux = process.platform === 'linux';
let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'lock-test-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

function leaveLock(change: object): void {
  const holder = { ...currentProcess(), token: 'other', since: '2026-02-01T00:00:00.000Z', ...change };
  writeFileSync(join(directory, 'lock'), JSON.stringify(holder));
}

/** As another process would that takes over. */
function replaceLock(): void {
  rmSync(join(directory, 'lock'));
  leaveLock({});
}

async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await new Promise((resolve) => child.once('exit', resolve));
  return child.pid as number;
}

async function take() {
  const result = await lockDirectory(directory, clock);
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
}

describe('the lock of a data directory', () => {
  it('is refused while it is held, naming the process and since when, and free after release', async () => {
    const lock = await take();
    const second = await lockDirectory(directory, clock);
    expect(second).toMatchObject({ ok: false, problem: { code: 'data_directory_locked', where: directory } });
    expect(second.ok ? '' : second.problem.message).toContain(`process ${process.pid} `);
    expect(second.ok ? '' : second.problem.message).toContain('since 2026-02-03T00:00:00.000Z');
    lock.release();
    (await take()).release();
    expect(readdirSync(directory)).toEqual([]);
  });

  it('is given to exactly one of many that ask at the same moment, also when a dead process held it', async () => {
    leaveLock({ pid: await deadPid() });
    const results = await Promise.all(Array.from({ length: 8 }, () => lockDirectory(directory, clock)));
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(readdirSync(directory)).toEqual(['lock']);
  });

  it('is free at once for whoever finds it without the lock of the kernel, and left as it is by who is refused', async () => {
    // A holder in another container that was killed: its process cannot be checked.
    leaveLock({ space: 'pid:[1]', kernel: true });
    const lock = await take();
    // Whole seconds: a file system's times do not take every millisecond as it is given.
    const long = new Date(Math.floor(Date.now() / 1_000 - 600) * 1_000);
    utimesSync(join(directory, 'lock'), long, long);
    const before = statSync(directory);
    expect((await lockDirectory(directory, clock)).ok).toBe(false);
    const after = statSync(directory);
    expect([after.mtimeMs, after.ctimeMs]).toEqual([before.mtimeMs, before.ctimeMs]);
    expect(statSync(join(directory, 'lock')).mtimeMs).toBe(long.getTime());
    lock.release();
  });

  it('is taken over from a process that is gone', async () => {
    leaveLock({ pid: await deadPid() });
    expect(lockIsAbandoned(directory)).toBe(true);
    await take();
    expect(lockIsAbandoned(directory)).toBe(false);
  });

  it.runIf(onLinux)('is taken over when the process id was given to another process', async () => {
    leaveLock({ start: '1' });
    expect(lockIsAbandoned(directory)).toBe(true);
    await take();
  });

  it.runIf(onLinux)('is taken over after a reboot', async () => {
    leaveLock({ boot: 'an earlier boot' });
    await take();
  });

  it('is taken over when the file is damaged', async () => {
    writeFileSync(join(directory, 'lock'), '{"pid":');
    await take();
  });

  it('is kept for a holder elsewhere that touches it, and taken over from one that has been silent', async () => {
    leaveLock({ space: 'pid:[1]', pid: await deadPid() });
    expect((await lockDirectory(directory, clock)).ok).toBe(false);
    const silent = new Date(Date.now() - 10 * 60_000);
    utimesSync(join(directory, 'lock'), silent, silent);
    await take();
  });

  it('is not removed by a release that comes after somebody else took over', async () => {
    const lock = await take();
    leaveLock({});
    lock.release();
    expect(JSON.parse(readFileSync(join(directory, 'lock'), 'utf8')).token).toBe('other');
  });
});

describe('the lock in the hands of its holder', () => {
  it('is checked before each write, and lost for good when the file is gone or names another process', async () => {
    for (const lose of [() => rmSync(join(directory, 'lock')), () => replaceLock()]) {
      rmSync(join(directory, 'lock'), { force: true });
      const losses: string[] = [];
      const taken = await lockDirectory(directory, clock, ({ code, message }) => losses.push(`${code} ${message}`));
      if (!taken.ok) throw new Error(taken.problem.message);
      taken.value.check();
      lose();
      const before = readdirSync(directory);
      expect(taken.value.check).toThrow(/own lock/);
      expect(taken.value.check).toThrow(/own lock/);
      expect(losses).toEqual([expect.stringContaining('data_directory_lost')]);
      taken.value.release();
      expect(readdirSync(directory)).toEqual(before);
    }
  });

  it('is lost by a pause after which others may take it, unless the kernel keeps them out', () => {
    for (const kernel of [true, false]) {
      let now = 1_000;
      leaveLock({});
      const path = join(directory, 'lock');
      const descriptor = openSync(path, 'r+');
      const lock = heldLock({ path, descriptor, token: 'other', kernel, onLost: () => {}, monotonic: () => now });
      now += 100;
      lock.check();
      now += 20;
      if (kernel) lock.check();
      else expect(lock.check).toThrow('not renewed for 120 s');
      lock.release();
    }
  });

  it.runIf(onLinux)('ends the process before it writes again', async () => {
    const script = `
      import { pathToFileURL } from 'node:url';
      import { rmSync, writeFileSync } from 'node:fs';
      const [module, directory] = process.argv.slice(1);
      const { lockDirectory } = await import(pathToFileURL(module).href);
      const { value } = await lockDirectory(directory, Date.now);
      value.check();
      rmSync(directory + '/lock');
      try { value.check(); } finally { writeFileSync(directory + '/written', ''); }`;
    const args = ['--import', 'tsx', '--input-type=module', '-e', script];
    const run = spawnSync(process.execPath, [...args, join(import.meta.dirname, 'directory-lock.ts'), directory], {
      encoding: 'utf8',
    });
    expect([run.signal, run.stderr]).toEqual(['SIGKILL', expect.stringContaining('data_directory_lost')]);
    expect(readdirSync(directory)).toEqual([]);
  });
});

describe('process identity', () => {
  it.runIf(onLinux)('reads the start time of this process and none of an absent one', async () => {
    expect(startTime(process.pid)).toMatch(/^\d+$/);
    expect(startTime(await deadPid())).toBeNull();
  });

  it('finds itself alive and another container elsewhere', () => {
    const self = currentProcess();
    expect(livenessOf(self, self, true)).toBe('alive');
    expect(livenessOf({ ...self, space: 'pid:[1]' }, self, true)).toBe('elsewhere');
    expect(livenessOf({ ...self, boot: 'another boot' }, self, false)).toBe('elsewhere');
    expect(livenessOf({ ...self, boot: 'another boot' }, self, true)).toBe('dead');
  });
});
