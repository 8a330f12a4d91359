/**
 * The clock of a running service is set two days ahead and back, twice, by libfaketime: the wall clock of the whole process, its
 * engines included, and not the monotonic clock. Detection goes on at its pace and covers everything that was accepted.
 */
import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { exchange, ndjson } from '../intake-server.ts';
import { type SpawnedService, spawnService } from './spawned-service.ts';

/** A service starts, and detection runs a dozen times. */
const TEST_TIMEOUT = 2_400_000;
/** Longest wait for a run on a busy machine. */
const LONGEST_MS = 400_000;
const INTERVAL_MS = 3_000;
const DAY = 86_400;
const RUNS = 'stillwatch_detection_looks_total';
const UNSEEN = 'stillwatch_detection_unseen_age_seconds';

/** The library where Debian keeps it; null if it is not installed. */
function faketime(): string | null {
  const root = '/usr/lib';
  if (!existsSync(root)) return null;
  for (const folder of readdirSync(root)) {
    const path = join(root, folder, 'faketime', 'libfaketime.so.1');
    if (existsSync(path)) return path;
  }
  return null;
}

let sent = 0;

/** Sends an exchange of the present time and waits for a run that covers it. @returns how long that took, ms */
async function covered(service: SpawnedService): Promise<number> {
  const runs = (await service.metric(RUNS)) as number;
  const line = exchange(`step-${sent++}`, { time: Date.now() });
  const answer = await service.call('POST', '/v1/exchanges', { body: ndjson([line]) });
  expect(answer).toMatchObject({ status: 200, body: { accepted: 1, rejected: 0 } });
  const began = performance.now();
  const end = began + LONGEST_MS;
  while (performance.now() < end) {
    const age = (await service.metric(UNSEEN)) as number;
    expect(age).toBeGreaterThanOrEqual(0);
    if (((await service.metric(RUNS)) as number) > runs && (await service.metric('stillwatch_detection_exchanges')) === sent)
      return performance.now() - began;
    await delay(500);
  }
  throw new Error(`no detection run covered ${sent} exchanges: ${await service.metric('stillwatch_detection_exchanges')}`);
}

const library = faketime();
if (library === null) it.skip('clock steps: needs libfaketime (apt-get install libfaketime)');
else {
  it(
    'a clock that is set two days ahead and back stops nothing, and every step is logged and counted',
    async () => {
      const root = mkdtempSync(join(tmpdir(), 'clock-steps-'));
      onTestFinished(() => rmSync(root, { recursive: true, force: true }));
      const file = join(root, 'offset');
      // At once: the library ends a process that reads half a file.
      const setClock = (seconds: number): void => {
        writeFileSync(`${file}.new`, `${seconds < 0 ? '' : '+'}${seconds}`);
        renameSync(`${file}.new`, file);
      };
      setClock(0);
      const service = await spawnService({
        STILLWATCH_DATA: join(root, 'data'),
        STILLWATCH_DETECTION_MIN_INTERVAL_MS: String(INTERVAL_MS),
        LD_PRELOAD: library,
        FAKETIME_TIMESTAMP_FILE: file,
        FAKETIME_CACHE_DURATION: '1',
        FAKETIME_DONT_FAKE_MONOTONIC: '1',
      });
      const before = await covered(service);
      const took: number[] = [];
      let longest = before;
      const offsets = [2 * DAY, 0, -2 * DAY, 0];
      for (const offset of offsets) {
        setClock(offset);
        await delay(3_000);
        // A sender's clock is right: it does not follow the service's.
        const ms = await covered(service);
        took.push(ms);
        // The run under way may have missed it. Runs take half of the time at most: a pause as long follows, and then its own run.
        const run = ((await service.metric('stillwatch_detection_last_duration_seconds')) as number) * 1_000;
        longest = Math.max(longest, run);
        expect(ms, `the longest run took ${longest} ms`).toBeLessThan(2 * INTERVAL_MS + 5 * longest);
      }
      console.log(
        'covered after',
        { before: Math.round(before), steps: took.map(Math.round), longest_run: Math.round(longest) },
        'ms',
      );
      const steps = service.log.filter(({ msg }) => msg === 'the clock was set').map(({ step_ms }) => step_ms as number);
      expect(steps.map((ms) => Math.round(ms / 1_000 / DAY))).toEqual([2, -2, -2, 2]);
      expect(await service.metric('stillwatch_clock_steps_total{direction="forward"}')).toBe(2);
      expect(await service.metric('stillwatch_clock_steps_total{direction="back"}')).toBe(2);
      expect((await service.call('GET', '/readyz')).status).toBe(200);
    },
    TEST_TIMEOUT,
  );
}
