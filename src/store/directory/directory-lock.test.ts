import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockDirectory, lockIsAbandoned } from './directory-lock.ts';
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
    leaveLock({ host: 'another-host', pid: await deadPid() });
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

describe('process identity', () => {
  it.runIf(onLinux)('reads the start time of this process and none of an absent one', async () => {
    expect(startTime(process.pid)).toMatch(/^\d+$/);
    expect(startTime(await deadPid())).toBeNull();
  });

  it('finds itself alive and another container elsewhere', () => {
    const self = currentProcess();
    expect(livenessOf(self, self)).toBe('alive');
    expect(livenessOf({ ...self, space: 'pid:[1]' }, self)).toBe('elsewhere');
  });
});
