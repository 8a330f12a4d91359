import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { NO_POSTGRES, type PostgresDatabase, postgresIsThere, startPostgres } from '../../../test/postgres/start.ts';
import { startCandidate } from './candidate.ts';
import { type LeaderLocks, postgresLeadership, soleLeadership } from './leader.ts';

/** Leaders are lost by timeouts. */
const TEST_TIMEOUT = 60_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

/** A busy machine may answer a heartbeat late; only silence ends the patience of a test. */
const PULSE = { heartbeat: 50, patience: 30_000 };
const IMPATIENT = { heartbeat: 50, patience: 300 };
/** Longest wait for what happens at once on a machine with nothing else to do, ms. */
const SOON = { timeout: 20_000 };
const never = (): void => {
  throw new Error('the lock was lost');
};

if (!postgresIsThere()) it.skip(`leadership by a PostgreSQL server: ${NO_POSTGRES}`);

describe('the only process', () => {
  it('leads under each name once, until it resigns', async () => {
    const leadership = soleLeadership();
    const lead = await leadership.tryLead('detection', never);
    expect(await leadership.tryLead('detection', never)).toBeNull();
    expect((await leadership.tryLead('events', never))?.held()).toBe(true);
    await lead?.resign();
    expect(lead?.held()).toBe(false);
    const again = await leadership.tryLead('detection', never);
    await lead?.resign();
    expect(again?.held()).toBe(true);
    await leadership.close();
    expect(again?.held()).toBe(false);
  });

  it('does one work after another under a name, one that fails included', async () => {
    const leadership = soleLeadership();
    const order: string[] = [];
    const work = (name: string, wait: number) => async () => {
      await delay(wait);
      order.push(name);
      if (name === 'b') throw new Error('b');
    };
    const all = await Promise.allSettled([
      leadership.alone('x', work('a', 30)),
      leadership.alone('x', work('b', 10)),
      leadership.alone('x', work('c', 0)),
    ]);
    expect(order).toEqual(['a', 'b', 'c']);
    expect(all.map((one) => one.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });
});

describe.runIf(postgresIsThere())('nodes of one PostgreSQL server', () => {
  let server: PostgresDatabase;
  const nodes: LeaderLocks[] = [];

  async function node(url = server.url, pulse = PULSE): Promise<LeaderLocks> {
    const made = await postgresLeadership(url, pulse);
    if (!made.ok) throw new Error(made.problem.message);
    nodes.push(made.value);
    return made.value;
  }

  /** Ends the connections of every leader, as a restart of the server does. */
  const cut = () =>
    server.run(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'stillwatch leader'`);

  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(async () => {
    for (const one of nodes) await one.close();
    await server.stop();
  });

  it('have one leader a name, and another when it resigns', async () => {
    const [a, b] = [await node(), await node()];
    const lead = await a.tryLead('detection', never);
    expect(lead?.held()).toBe(true);
    expect(await b.tryLead('detection', never)).toBeNull();
    expect(await a.tryLead('detection', never)).toBeNull();
    expect(await b.tryLead('events', never)).not.toBeNull();
    await delay(PULSE.heartbeat * 4);
    expect(lead?.held()).toBe(true);
    await lead?.resign();
    const next = await b.tryLead('detection', never);
    expect([lead?.held(), next?.held()]).toEqual([false, true]);
    await b.close();
    expect(next?.held()).toBe(false);
    expect(await a.tryLead('detection', never)).not.toBeNull();
    await a.close();
  });

  it('are told once when their connection dies, and may lead again', async () => {
    const leadership = await node();
    let lost = 0;
    const lead = await leadership.tryLead('cut', () => lost++);
    await cut();
    await expect.poll(() => lost, { timeout: 5_000 }).toBe(1);
    expect(lead?.held()).toBe(false);
    await lead?.resign();
    const again = await leadership.tryLead('cut', never);
    expect(again?.held()).toBe(true);
    await leadership.close();
    await delay(PULSE.heartbeat * 2);
    expect(lost).toBe(1);
  });

  it('know that they lead no more when their connection falls silent', async () => {
    const wire = await startWire(server.url);
    const cutOff = await node(wire.url, IMPATIENT);
    let lost = 0;
    const lead = await cutOff.tryLead('silent', () => lost++);
    await delay(PULSE.heartbeat * 3);
    expect(lead?.held()).toBe(true);
    const silent = performance.now();
    wire.silence();
    await expect.poll(() => lost, { timeout: 5_000, interval: 10 }).toBe(1);
    expect(performance.now() - silent).toBeLessThan(2_000);
    expect(lead?.held()).toBe(false);
    // The server still waits for the silent connection, and gives the lock to nobody.
    const other = await node();
    expect(await other.tryLead('silent', never)).toBeNull();
    wire.cut();
    await expect.poll(async () => (await other.tryLead('silent', never))?.held(), { timeout: 5_000 }).toBe(true);
    await other.close();
    await cutOff.close();
  });

  it('stand for a lead: one has it, another takes it over when it resigns or is cut off', async () => {
    const problems: string[] = [];
    const options = { every: 20, onProblem: ({ code }: { code: string }) => problems.push(code) };
    const [a, b] = [await node(), await node()];
    const candidates = [startCandidate(a, 'seat', options), startCandidate(b, 'seat', options)];
    const told: string[] = [];
    candidates.forEach((one, k) => {
      one.onChange((leads) => told.push(`${k} ${leads}`));
    });
    const leaders = () => candidates.flatMap((one, k) => (one.isLeader() ? [k] : []));
    await expect.poll(leaders, SOON).toHaveLength(1);
    const [first] = leaders() as [number];
    await candidates[first]?.stop();
    await expect.poll(leaders, SOON).toEqual([1 - first]);
    await cut();
    // Out and in again, by itself.
    await expect.poll(() => candidates[1 - first]?.stats(), SOON).toEqual({ leads: 1, elections: 2, failures: 0 });
    await candidates[1 - first]?.stop();
    const other = 1 - first;
    expect(told).toEqual([
      ...(told[0] === `${first} true` ? [`${first} true`] : []),
      `${first} false`,
      ...[true, false, true, false].map((leads) => `${other} ${leads}`),
    ]);
    expect(leaders()).toEqual([]);
    expect(problems).toEqual([]);
  });

  it('stand for a lead while the server is away, and say so', async () => {
    const made = await postgresLeadership('postgres://127.0.0.1:1/x', PULSE);
    if (!made.ok) throw new Error(made.problem.message);
    const problems: string[] = [];
    const candidate = startCandidate(made.value, 'seat', {
      every: 5,
      onProblem: ({ code }) => problems.push(code),
    });
    await expect.poll(() => candidate.stats().failures, SOON).toBeGreaterThan(2);
    expect(new Set(problems)).toEqual(new Set(['record_store_failed']));
    await candidate.stop();
  });

  it('do a work one at a time', async () => {
    const [a, b] = [await node(), await node()];
    let running = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      most = Math.max(most, ++running);
      await delay(50);
      running--;
    };
    await Promise.all([a.alone('migrate', work), b.alone('migrate', work), a.alone('migrate', work)]);
    expect(most).toBe(1);
  });

  it('fail as a Problem that holds no password when the server cannot be reached', async () => {
    const made = await postgresLeadership('postgres://someone:very-secret@127.0.0.1:1/x');
    if (!made.ok) throw new Error('the address is well formed');
    const refused = await made.value.tryLead('detection', never).catch((error) => error);
    expect(refused).toMatchObject({
      problem: { code: 'record_store_failed', message: expect.stringContaining('ECONNREFUSED') },
    });
    expect(JSON.stringify([refused.problem, refused.stack])).not.toContain('very-secret');
  });
});

/** A wire to a server that can fall silent, with no end of either side, and be cut. */
async function startWire(url: string): Promise<{ url: string; silence(): void; cut(): void }> {
  const to = new URL(url);
  const sockets: Socket[] = [];
  const listener = createServer((near) => {
    const far = connect(Number(to.port), to.hostname);
    sockets.push(near, far);
    for (const one of [near, far]) one.on('error', () => {});
    near.pipe(far);
    far.pipe(near);
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const through = new URL(url);
  through.host = `127.0.0.1:${(listener.address() as AddressInfo).port}`;
  return {
    url: through.href,
    silence() {
      for (const one of sockets) one.unpipe().pause();
    },
    cut() {
      for (const one of sockets) one.destroy();
      listener.close();
    },
  };
}
