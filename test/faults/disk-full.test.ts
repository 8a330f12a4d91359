/**
 * The disk of a running service is filled and given back, on a small file system in memory: /readyz says so within five seconds
 * each way, with and without traffic, refused requests have a code, and nothing acknowledged is lost.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { exchange, ndjson } from '../intake-server.ts';
import { type SpawnedService, spawnService } from './spawned-service.ts';

/** A service starts on a disk that has to be made first. */
const TEST_TIMEOUT = 240_000;
const DISK = '400m';
const WITHIN_MS = 5_000;

/** Why no disk can be made here; null if one can. */
function whyNoDisk(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'needs root on Linux';
  const probe = mkdtempSync(join(tmpdir(), 'disk-probe-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=100k', 'none', probe], { stdio: 'ignore' });
    execFileSync('umount', [probe]);
    return null;
  } catch {
    return 'needs a kernel that mounts tmpfs';
  } finally {
    rmSync(probe, { recursive: true, force: true });
  }
}

/** Waits for a status of /readyz. @returns how long it took, ms */
async function readyAs(service: SpawnedService, wanted: number): Promise<number> {
  const began = performance.now();
  while (performance.now() - began < 30_000) {
    if ((await service.call('GET', '/readyz', { key: null })).status === wanted) return performance.now() - began;
    await delay(50);
  }
  throw new Error(`/readyz was never ${wanted}`);
}

const reason = whyNoDisk();
if (reason !== null) it.skip(`a full disk under a service: ${reason}`);
else {
  it(
    'a full disk and one given back show in /readyz within five seconds, and nothing acknowledged is lost',
    async () => {
      const disk = mkdtempSync(join(tmpdir(), 'disk-full-'));
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK}`, 'none', disk]);
      onTestFinished(() => {
        execFileSync('umount', ['-l', disk]);
        rmSync(disk, { recursive: true, force: true });
      });
      const service = await spawnService({
        STILLWATCH_DATA: join(disk, 'data'),
        // No run writes meanwhile.
        STILLWATCH_DETECTION_MIN_INTERVAL_MS: '3600000',
      });
      let sent = 0;
      const acknowledged: string[] = [];
      const send = async (): Promise<{ status: number; code: string | undefined }> => {
        const id = `disk-${sent++}`;
        const { status, body } = await service.call('POST', '/v1/exchanges', { body: ndjson([exchange(id)]) });
        if (status === 200) acknowledged.push(id);
        return { status, code: (body as { code?: string }).code };
      };
      const took: Record<string, number> = {};
      for (const traffic of [false, true]) {
        expect((await send()).status).toBe(200);
        await readyAs(service, 200);
        const ballast = join(disk, 'ballast');
        fill(ballast, disk);
        let stopping = false;
        const refused = new Set<string>();
        const sender = (async () => {
          while (traffic && !stopping) {
            const { status, code } = await send();
            if (status !== 200) refused.add(`${status} ${code}`);
            await delay(20);
          }
        })();
        took[`full, traffic ${traffic}`] = await readyAs(service, 503);
        await delay(1_000);
        // The last page of the journal takes a few small requests.
        for (let tries = 0; tries < 100 && (await send()).status === 200; tries++);
        expect(await send()).toEqual({ status: 503, code: 'unavailable' });
        expect((await service.call('GET', '/readyz', { key: null })).status).toBe(503);
        expect((await service.call('GET', '/v1/decisions/account-9')).status, 'decisions go on').toBe(200);
        rmSync(ballast);
        took[`given back, traffic ${traffic}`] = await readyAs(service, 200);
        stopping = true;
        await sender;
        expect([...refused].filter((one) => one !== '503 unavailable')).toEqual([]);
      }
      console.log('until /readyz changed, ms:', took);
      for (const ms of Object.values(took)) expect(ms).toBeLessThan(WITHIN_MS);
      const { body } = await service.call('POST', '/v1/exchanges', {
        body: ndjson(acknowledged.map((id) => exchange(id))),
      });
      expect(body).toMatchObject({ accepted: 0, duplicates: acknowledged.length });
      expect(await service.metric('stillwatch_http_refusals_total{code="unavailable"}')).toBeGreaterThan(0);
      const failures = service.log.filter(({ level }) => level === 'error' || level === 'fatal');
      expect(failures.length).toBeGreaterThan(0);
      for (const line of failures) expect(codeOf(line), JSON.stringify(line)).toBeDefined();
    },
    TEST_TIMEOUT,
  );
}

/** Fills a disk to its last block. */
function fill(path: string, disk: string): void {
  const { bavail, bsize } = statfsSync(disk);
  for (const size of [bavail * bsize, bsize]) {
    for (let tries = 0; tries < 1_000; tries++) {
      try {
        writeFileSync(path, Buffer.alloc(Math.min(size, 1024 * 1024)), { flag: 'a' });
      } catch {
        break;
      }
    }
  }
}

function codeOf(line: Record<string, unknown>): unknown {
  const { code, problem, err } = line as { code?: unknown; problem?: { code?: unknown }; err?: { code?: unknown } };
  return code ?? problem?.code ?? err?.code;
}
