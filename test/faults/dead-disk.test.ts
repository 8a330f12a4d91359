/**
 * A disk that fails under a running service: every request is answered, the service is not ready, and it ends with a clear exit; started
 * again on the disk, it has what it answered. Needs root and loop devices.
 */
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it, onTestFinished, vi } from 'vitest';
import { PowerCutDisk, whyNoPowerCut } from './power-cut-disk.ts';
import { spawnService } from './spawned-service.ts';

/** A service starts twice; both times its engines open. */
const TEST_TIMEOUT = 240_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

/** Longest time for an answer, with whatever the status, ms. */
const ANSWER_MS = 20_000;
/** Longest time until the service has ended: 5 s until it stops, and at most 25 s for that. */
const END_MS = 60_000;

/** Waits for an answer as long as one may take. */
async function inTime<T>(answer: Promise<T>): Promise<T> {
  const late = delay(ANSWER_MS, null, { ref: false });
  const first = await Promise.race([answer, late]);
  if (first === null) throw new Error(`no answer within ${ANSWER_MS} ms`);
  return first;
}

const reason = whyNoPowerCut();
if (reason !== null) it.skip(`answers, and ends, when its disk fails: ${reason}`);
else {
  it('answers every request when its disk fails, is not ready, ends, and starts again with what it answered', async () => {
    const disk = new PowerCutDisk();
    onTestFinished(() => disk.remove());
    const data = join(disk.path, 'data');
    const service = await spawnService({ STILLWATCH_DATA: data });
    const makeKey = (label: string) => inTime(service.call('POST', '/v1/keys', { body: { label, scopes: ['ingest'] } }));
    const made = await makeKey('before');
    expect(made.status).toBe(201);

    disk.cutPower();
    const failed = performance.now();
    const answers = [await makeKey('one'), await makeKey('two'), await makeKey('three')];
    for (const answer of answers) expect(answer).toMatchObject({ status: 503, body: { code: 'record_store_broken' } });
    expect((await inTime(service.call('GET', '/readyz'))).status).toBe(503);
    expect(performance.now() - failed).toBeLessThan(ANSWER_MS);

    expect(await Promise.race([service.ended, delay(END_MS, 'still running', { ref: false })])).toBe(4);
    expect(JSON.stringify(service.log)).toContain('record_store_broken');
    console.log(`answered, and ended ${Math.round(performance.now() - failed)} ms after the disk failed`);

    disk.powerOn();
    const again = await spawnService({ STILLWATCH_DATA: data });
    const { token } = made.body as { token: string };
    expect((await again.call('GET', '/v1/session', { key: token })).status).not.toBe(401);
  });
}
