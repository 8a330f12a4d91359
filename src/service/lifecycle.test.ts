import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { monotonicClock } from '../base/clock.ts';
import { createLife, type LifeOptions } from './lifecycle.ts';
import type { Listener, ServicePart } from './part.ts';

function part(name: string, events: string[], change: Partial<ServicePart> = {}): ServicePart {
  return {
    name,
    start: async () => void events.push(`start ${name}`),
    stop: async () => void events.push(`stop ${name}`),
    ...change,
  };
}

function listener(events: string[]): Listener {
  return {
    name: 'api',
    open: async () => {
      events.push('open');
      return 'http://here';
    },
    close: async () => void events.push('close'),
  };
}

function life(parts: ServicePart[], events: string[], change: Partial<LifeOptions> = {}) {
  return createLife({
    parts,
    listeners: [listener(events)],
    monotonic: monotonicClock,
    drainDelayMs: 0,
    onTrouble: (name, doing, error) => void events.push(`${name} ${doing} ${error}`),
    ...change,
  });
}

describe('the life of the service', () => {
  it('opens its listeners, starts parts in order, and ends in reverse', async () => {
    const events: string[] = [];
    const one = life([part('a', events), part('b', events)], events);
    expect((await one.start()).get('api')).toBe('http://here');
    expect(one.state()).toBe('running');
    expect(await Promise.all([one.stop(1000), one.stop(1000)])).toEqual([[], []]);
    expect(events).toEqual(['open', 'start a', 'start b', 'close', 'stop b', 'stop a']);
    expect(one.state()).toBe('stopped');
  });

  it('stops what had started when a part cannot start, and throws why', async () => {
    const events: string[] = [];
    const bad = part('b', events, { start: () => Promise.reject(new Error('no')), stop: async () => {} });
    const one = life([part('a', events), bad, part('c', events)], events);
    await expect(one.start()).rejects.toThrow('no');
    expect(events).toEqual(['open', 'start a', 'b start Error: no', 'close', 'stop a']);
  });

  it('goes on past a part that does not stop in time, and names it', async () => {
    const events: string[] = [];
    const stuck = part('b', events, { stop: () => sleep(5_000, undefined, { ref: false }) });
    const one = life([part('a', events), stuck], events);
    await one.start();
    const before = performance.now();
    expect(await one.stop(150)).toEqual(['b']);
    expect(performance.now() - before).toBeLessThan(2_000);
    expect(events.slice(-2)).toEqual(['b stop null', 'stop a']);
  });

  it('stops starting when it is told to stop', async () => {
    const events: string[] = [];
    const slow = part('a', events, { start: () => sleep(100) });
    const one = life([slow, part('b', events)], events);
    const starting = one.start();
    await one.stop(1000);
    await starting;
    expect(one.state()).toBe('stopped');
    expect(events).not.toContain('start b');
  });

  it('is ready when it runs and each part is, and says which is not', async () => {
    const events: string[] = [];
    let full = false;
    const parts = [
      part('a', events, {
        ready: () => (full ? { ready: false, reason: 'The journal is full.' } : { ready: true }),
      }),
      part('silent', events, { ready: () => new Promise(() => {}) }),
      part('broken', events, { ready: () => Promise.reject(new Error('acct-7 secret')) }),
    ];
    const one = life(parts.slice(0, 1), events);
    expect(await one.health()).toMatchObject({ state: 'starting', ready: false });
    await one.start();
    expect(await one.health()).toEqual({
      state: 'running',
      ready: true,
      parts: [{ name: 'a', ready: true }],
    });
    full = true;
    expect(await one.health()).toMatchObject({
      ready: false,
      parts: [{ name: 'a', reason: 'The journal is full.' }],
    });
    const stopping = one.stop(1000);
    expect(await one.health()).toMatchObject({ state: 'stopping', ready: false });
    await stopping;

    const other = life(parts.slice(1), events);
    await other.start();
    const { parts: healths } = await other.health();
    expect(healths.map((one) => one.reason)).toEqual([
      'The health check of the part took too long.',
      'The health check of the part failed.',
    ]);
    await other.stop(1000);
  });

  it('goes on serving for a while after it has said that it is not ready', async () => {
    const events: string[] = [];
    const one = life([part('a', events)], events, { drainDelayMs: 100 });
    await one.start();
    const stopping = one.stop(10_000);
    await sleep(20);
    expect((await one.health()).ready).toBe(false);
    expect(events).not.toContain('close');
    await stopping;
    expect(events).toContain('close');
  });
});
