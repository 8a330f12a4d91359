/**
 * A disk that fails under a running service: every request is answered, the service is not ready, and it ends with a clear exit; started
 * again on the disk, it has what it answered. Needs root and loop devices.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it, onTestFinished, vi } from 'vitest';
import { PowerCutDisk, whyNoPowerCut } from './power-cut-disk.ts';

/** A service starts twice; both times its engines open. */
const TEST_TIMEOUT = 240_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

const MAIN = join(import.meta.dirname, '..', '..', 'bin', 'stillwatch.mjs');
/** Longest time for an answer, with whatever the status, ms. */
const ANSWER_MS = 20_000;
/** Longest time until the service has ended: 5 s until it stops, and at most 25 s for that. */
const END_MS = 60_000;

interface Served {
  readonly address: string;
  readonly adminKey: string | null;
  /** Exit code and standard error. */
  readonly ended: Promise<{ code: number | null; stderr: string }>;
}

async function serve(data: string): Promise<Served> {
  const child = spawn(process.execPath, [MAIN, 'serve', '--data', data, '--port', '0', '--json'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('STILLWATCH_'))),
  });
  const errors = text(child.stderr);
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await exit;
  });
  const first = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    void exit.then(async () => reject(new Error(await errors)));
  });
  const { address, admin_key: adminKey, error } = JSON.parse(first);
  if (error !== undefined) throw new Error(`${error.code}: ${error.message}`);
  return { address, adminKey, ended: exit.then(async (code) => ({ code, stderr: await errors })) };
}

interface Answer {
  readonly status: number;
  readonly body: { readonly code?: string; readonly token?: string };
}

async function call(url: string, key: string, body?: object): Promise<Answer> {
  const response = await fetch(url, {
    headers: { authorization: `Bearer ${key}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    signal: AbortSignal.timeout(ANSWER_MS),
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}

const reason = whyNoPowerCut();
if (reason !== null) it.skip(`answers, and ends, when its disk fails: ${reason}`);
else {
  it('answers every request when its disk fails, is not ready, ends, and starts again with what it answered', async () => {
    const disk = new PowerCutDisk();
    onTestFinished(() => disk.remove());
    const data = join(disk.path, 'data');
    const { address, adminKey, ended } = await serve(data);
    const admin = adminKey as string;
    const makeKey = (label: string): Promise<Answer> => call(`${address}/v1/keys`, admin, { label, scopes: ['ingest'] });
    const made = await makeKey('before');
    expect(made.status).toBe(201);

    disk.cutPower();
    const failed = performance.now();
    const answers = [await makeKey('one'), await makeKey('two'), await makeKey('three')];
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual(answers.map(() => [503, 'record_store_broken']));
    expect((await call(`${address}/readyz`, admin)).status).toBe(503);
    expect(performance.now() - failed).toBeLessThan(ANSWER_MS);

    const end = await Promise.race([ended, delay(END_MS, null, { ref: false })]);
    expect(end?.code).toBe(4);
    expect(end?.stderr).toContain('record_store_broken');
    console.log(`answered, and ended ${Math.round(performance.now() - failed)} ms after the disk failed`);

    disk.powerOn();
    const again = await serve(data);
    expect((await call(`${again.address}/v1/session`, made.body.token as string)).status).not.toBe(401);
  });
}
