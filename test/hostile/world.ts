/** A small world with campaigns, sent to the service as if it had just happened, so that hostile requests meet decisions. */
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { liveWorld } from '../live-world.ts';
import type { HostileService } from './service.ts';

const BATCH = 500;
const PATIENCE_MS = 120_000;
const TIMES = /"(time|created|status_time|released)":("[^"]*"|\d+)/g;

/** Resolves when a look has proposed decisions. */
export async function sendWorld(service: HostileService, root: string): Promise<void> {
  const world = await liveWorld(root, { world: 'feb-2026', scale: 0.002, seed: 3, days: 10, honest: 0.2 }, [1]);
  const behind = Date.now() - world.end;
  const authorization = `Bearer ${service.adminKey}`;
  for (const path of world.parts.flat()) {
    const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
    for (let at = 0; at < lines.length; at += BATCH) {
      const body = lines
        .slice(at, at + BATCH)
        .join('\n')
        .replaceAll(TIMES, (_, name, time) => later(name, time, behind));
      const answer = await fetch(`${service.address}/v1/exchanges`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/x-ndjson' },
        body,
      });
      if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
    }
  }
  for (const end = Date.now() + PATIENCE_MS; ; await delay(500)) {
    const answer = await fetch(`${service.address}/v1/decision-proposals`, { headers: { authorization } });
    const { proposals } = (await answer.json()) as { proposals: unknown[] };
    if (proposals.length > 0) return;
    if (Date.now() > end) throw new Error('no look proposed anything');
  }
}

function later(name: string, time: string, behind: number): string {
  const value = JSON.parse(time) as string | number;
  const ms = typeof value === 'number' ? value : Date.parse(value);
  return `"${name}":${JSON.stringify(new Date(ms + behind).toISOString())}`;
}
