/** Events over real HTTP: a client that streams as browsers do, and one that does not read. */
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { appendEvents } from '../../../test/append-events.ts';
import { openRecordDatabase, type RecordDatabase } from '../../../test/record-database.ts';
import { scopesOf } from '../../access/principal.ts';
import type { NewEvent } from '../../service/events/event.ts';
import { createOutbox, type Outbox } from '../../service/events/outbox.ts';
import { type Api, createServer } from '../server.ts';
import { addEventRoutes, type StreamLimits, type StreamStats } from './events.ts';

let records: RecordDatabase;
let outbox: Outbox;
let app: Api;
let stats: () => StreamStats;
let origin: string;

const NOW = Date.UTC(2026, 1, 3);
const several = (count: number, padding = 0): NewEvent[] =>
  Array.from({ length: count }, (_, n) => ({
    type: 'campaign.found',
    time: NOW,
    data: { campaign: `C-${n}`, padding: 'x'.repeat(padding) },
  }));

beforeAll(async () => {
  records = await openRecordDatabase('events');
});
afterAll(() => records.close());
beforeEach(async () => {
  await records.db.deleteFrom('events').execute();
  await records.db.updateTable('event_sequence').set({ last: 0 }).execute();
  outbox = createOutbox({ db: records.db, clock: () => NOW });
});
afterEach(() => app.close());

async function serve(limits: Partial<StreamLimits> = {}): Promise<void> {
  const viewer = {
    kind: 'person',
    id: 'p',
    name: 'P',
    tenant: 'default',
    scopes: scopesOf('viewer'),
    role: 'viewer',
  } as const;
  const authenticator = { authenticate: async () => ({ ok: true, value: viewer }) as const };
  app = await createServer({ authenticator, bodyLimit: 1_000 }, (api) => {
    stats = addEventRoutes(api, { outbox, limits }).stats;
  });
  origin = await app.listen({ port: 0, host: '127.0.0.1' });
}

interface Frame {
  readonly id?: string;
  readonly event?: string;
  readonly data?: string;
}

interface Stream {
  /** Reads until `count` events have come, and leaves. Fails if the stream ends before. */
  frames(count: number): Promise<Frame[]>;
}

/** A client as browsers have it. Resolves when the answer has begun: what happens from then on comes. */
async function open(query = '', headers: Record<string, string> = {}): Promise<Stream> {
  const stop = new AbortController();
  const response = await fetch(`${origin}/v1/events${query}`, { headers, signal: stop.signal });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  return { frames: (count) => readFrames(response.body as ReadableStream<Uint8Array>, count, stop) };
}

async function stream(count: number, query = '', headers: Record<string, string> = {}): Promise<Frame[]> {
  return (await open(query, headers)).frames(count);
}

async function readFrames(body: ReadableStream<Uint8Array>, count: number, stop: AbortController): Promise<Frame[]> {
  const frames: Frame[] = [];
  let text = '';
  const reader = body.getReader();
  while (frames.length < count) {
    const { value, done } = await reader.read();
    // Reading on would be answered at once, for ever, and leave no turn to anything else.
    if (done) throw new Error(`expected ${count} events, got ${frames.length} and the end of the stream`);
    text += new TextDecoder().decode(value);
    const parts = text.split('\n\n');
    text = parts.pop() as string;
    for (const part of parts) {
      const fields = Object.fromEntries(part.split('\n').map((line) => /^(\w*): ?(.*)$/.exec(line)?.slice(1) ?? []));
      if (fields.event !== undefined) frames.push(fields);
    }
  }
  stop.abort();
  return frames;
}

describe('GET /v1/events', () => {
  it('streams what is there and what comes, and goes on behind the id that a client had', async () => {
    await serve();
    await appendEvents(records.db, outbox, several(2));
    const first = await open('?after=0');
    await appendEvents(records.db, outbox, several(1));
    const frames = await first.frames(3);
    expect(frames.map(({ id }) => id)).toEqual(['1', '2', '3']);
    expect(frames[0]).toEqual({
      id: '1',
      event: 'campaign.found',
      data: expect.stringContaining('"campaign":"C-0"') as string,
    });
    const resumed = await stream(1, '', { 'last-event-id': '2' });
    expect(resumed.map(({ id }) => id)).toEqual(['3']);
    await expect.poll(() => stats().clients).toBe(0);
  });

  it('streams to many at once without a word from Node about leaks', async () => {
    await serve();
    const warnings: Error[] = [];
    const warned = (warning: Error): number => warnings.push(warning);
    process.on('warning', warned);
    const many = await Promise.all(Array.from({ length: 15 }, () => open()));
    expect(stats().clients).toBe(15);
    await appendEvents(records.db, outbox, several(1));
    await Promise.all(many.map((one) => one.frames(1)));
    process.off('warning', warned);
    expect(warnings).toEqual([]);
  });

  it('begins now without an id, and says what is no longer kept', async () => {
    await serve();
    await appendEvents(records.db, outbox, several(5));
    const fresh = await open();
    await appendEvents(records.db, outbox, several(1));
    expect((await fresh.frames(1)).map(({ id }) => id)).toEqual(['6']);
    await records.db.deleteFrom('events').where('id', '<', 5).execute();
    const late = await stream(2, '?after=1');
    expect(late.slice(0, 2)).toMatchObject([{ id: '4', event: 'missed', data: '{"missed":3}' }, { id: '5' }]);
  });

  it('gives pages to who asks for JSON', async () => {
    await serve();
    await appendEvents(records.db, outbox, several(3));
    const page = async (query: string) => {
      const answer = await fetch(`${origin}/v1/events${query}`, { headers: { accept: 'application/json' } });
      return answer.json() as Promise<{ events: { id: number }[]; next: number; missed: number }>;
    };
    const first = await page('?limit=2');
    expect(first).toMatchObject({ next: 2, missed: 0 });
    expect(first.events[0]).toEqual({
      id: 1,
      type: 'campaign.found',
      timestamp: new Date(NOW).toISOString(),
      data: { campaign: 'C-0', padding: '' },
    });
    expect((await page(`?after=${first.next}`)).events.map(({ id }) => id)).toEqual([3]);
    expect(await page('?after=3')).toEqual({ events: [], next: 3, missed: 0 });
    expect((await fetch(`${origin}/v1/events?after=x`, { headers: { accept: 'application/json' } })).status).toBe(400);
  });

  it('sends a comment when nothing happens', async () => {
    await serve({ heartbeat: 20 });
    const response = await fetch(`${origin}/v1/events`);
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    let text = '';
    while (!text.includes('\n:\n')) {
      const { value, done } = await reader.read();
      expect(done).toBe(false);
      text += new TextDecoder().decode(value);
    }
    await reader.cancel();
  });

  it('cuts a client that does not read, which comes back behind what it had', async () => {
    await serve({ buffer: 10_000, patience: 200 });
    await appendEvents(records.db, outbox, several(300, 60_000));
    const { port } = new URL(origin);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(`GET /v1/events?after=0 HTTP/1.1\r\nhost: x\r\n\r\n`);
    socket.pause();
    await expect.poll(() => stats(), { timeout: 10_000 }).toMatchObject({ cut: 1, clients: 0 });
    expect(stats().sent).toBeLessThan(300);
    socket.destroy();
    expect((await stream(300, '?after=0')).length).toBeGreaterThanOrEqual(300);
  });

  it('refuses more clients than it can have, and lets go of those it has when the server stops', async () => {
    await serve({ clients: 1 });
    const open = await fetch(`${origin}/v1/events`);
    const refused = await fetch(`${origin}/v1/events`);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('20');
    expect(stats()).toMatchObject({ clients: 1, refused: 1 });
    const ended = open.text();
    await app.close();
    expect(await ended).toContain('retry: 2000');
  });

  /** Holds back what begins a stream without an id: where the newest event is. */
  function holdLast(): { asked: Promise<void>; go: () => void } {
    let ask = (): void => {};
    let go = (): void => {};
    const asked = new Promise<void>((resolve) => (ask = resolve));
    const held = new Promise<void>((resolve) => (go = resolve));
    const { last } = outbox;
    outbox = {
      ...outbox,
      async last() {
        ask();
        await held;
        return last();
      },
    };
    return { asked, go };
  }

  it('lets go of a client that left before its stream had begun', async () => {
    const { asked, go } = holdLast();
    await serve();
    const left = new AbortController();
    const refused = expect(fetch(`${origin}/v1/events`, { signal: left.signal })).rejects.toThrow();
    await asked;
    const connections = () => new Promise((resolve) => app.server.getConnections((_, count) => resolve(count)));
    left.abort();
    await refused;
    await expect.poll(connections).toBe(0);
    go();
    await expect.poll(() => stats().clients).toBe(0);
  });

  it('lets go of a stream that had not begun when the server stops', async () => {
    const { asked, go } = holdLast();
    await serve();
    const answer = fetch(`${origin}/v1/events`);
    await asked;
    const closed = app.close();
    // Once it has told its streams to end.
    await expect.poll(() => app.server.listening).toBe(false);
    go();
    await closed;
    expect(await (await answer).text()).not.toContain('data:');
  });

  it('ends a stream after a while, so that its credentials are looked at again', async () => {
    await serve({ age: 100 });
    const response = await fetch(`${origin}/v1/events`);
    expect(await response.text()).toContain('retry');
  });
});
