/**
 * Events as they happen, from an id on: server-sent events, or pages of JSON for who asks for application/json. A client that
 * does not read is cut and comes back with the id it had; nothing is kept for it here but the part of a page on its way. A
 * stream ends after a while, so that a key that is no longer good stops being used.
 */
import { once, setMaxListeners } from 'node:events';
import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import { MINUTE, SECOND } from '../../base/clock.ts';
import { type Problem, ProblemError } from '../../base/problem.ts';
import { EVENT_TYPES } from '../../service/events/event.ts';
import type { EventPage, Outbox, StoredEvent } from '../../service/events/outbox.ts';
import type { Api } from '../server.ts';

export interface EventParts {
  readonly outbox: Pick<Outbox, 'read' | 'follow' | 'last'>;
  readonly limits?: Partial<StreamLimits>;
}

export interface StreamLimits {
  /** Streams at once. */
  readonly clients: number;
  /** Bytes that may wait for a client … */
  readonly buffer: number;
  /** … and for how long, ms, before it is cut. */
  readonly patience: number;
  /** A comment when nothing happens for so long, ms: proxies close what is silent. */
  readonly heartbeat: number;
  /** Longest stream, ms. */
  readonly age: number;
}

export interface StreamStats {
  readonly clients: number;
  readonly refused: number;
  readonly cut: number;
  readonly sent: number;
}

const LIMITS: StreamLimits = {
  clients: 200,
  buffer: 262_144,
  patience: 20 * SECOND,
  heartbeat: 15 * SECOND,
  age: 15 * MINUTE,
};
/** ms after which a client that lost its stream comes back. */
const RETRY = 2_000;

const Id = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const Page = z.object({
  events: z.array(
    z.object({
      id: z.number().int(),
      type: z.enum(EVENT_TYPES),
      timestamp: z.string(),
      data: z.record(z.string(), z.unknown()),
    }),
  ),
  next: z.number().int().describe('pass as `after` for more'),
  missed: z.number().int().describe('events behind `after` that are no longer kept'),
});

export function addEventRoutes(app: Api, { outbox, limits }: EventParts): { stats(): StreamStats } {
  const most: StreamLimits = { ...LIMITS, ...limits };
  const closing = new AbortController();
  // Every stream listens to it.
  setMaxListeners(most.clients + 1, closing.signal);
  const counts = { clients: 0, refused: 0, cut: 0, sent: 0 };
  // Before the server waits for its connections to end: these would not by themselves.
  app.addHook('preClose', async () => closing.abort());

  /** Ends with the stream. */
  const stream = async (after: number, raw: ServerResponse): Promise<void> => {
    const over = new AbortController();
    const end = (): void => over.abort();
    raw.once('close', end);
    // A connection that is gone says so by closing.
    raw.on('error', end);
    closing.signal.addEventListener('abort', end);
    const age = setTimeout(end, most.age);
    const beat = setInterval(() => {
      if (raw.writableLength === 0) raw.write(':\n\n');
    }, most.heartbeat);
    try {
      raw.write(`retry: ${RETRY}\n\n`);
      for await (const page of outbox.follow(after, over.signal)) {
        for (const frame of framesOf(page)) {
          if (over.signal.aborted) return;
          raw.write(frame);
          counts.sent++;
          if (raw.writableLength <= most.buffer) continue;
          if (await drained(raw, most.patience, over.signal)) continue;
          counts.cut++;
          raw.destroy();
          return;
        }
      }
    } finally {
      clearTimeout(age);
      clearInterval(beat);
      closing.signal.removeEventListener('abort', end);
      if (!raw.destroyed) raw.end();
    }
  };

  app.get(
    '/v1/events',
    {
      config: { access: { scope: 'read' } },
      // Asked without a body, a stream would be one all the same.
      exposeHeadRoute: false,
      schema: {
        summary: 'Events from an id on: as server-sent events, or a page with Accept: application/json',
        tags: ['events'],
        querystring: z.object({
          after: Id.optional().describe('absent: from now on for a stream, from the first for a page'),
          limit: z.coerce.number().int().min(1).max(500).default(100).describe('of a page'),
        }),
        headers: z.object({ 'last-event-id': Id.optional() }),
        response: { 200: Page },
      },
    },
    async (request, reply) => {
      const asked = request.headers['last-event-id'] ?? request.query.after;
      if (/\bapplication\/json\b/.test(request.raw.headers.accept ?? ''))
        return pageOf(await outbox.read(asked ?? 0, request.query.limit));
      if (counts.clients >= most.clients || closing.signal.aborted) {
        counts.refused++;
        reply.header('retry-after', String(Math.ceil(most.patience / SECOND)));
        throw new ProblemError(full());
      }
      counts.clients++;
      try {
        const after = asked ?? (await outbox.last());
        reply.hijack();
        const { raw } = reply;
        raw.writeHead(200, {
          ...headersOf(reply.getHeaders()),
          'content-type': 'text/event-stream; charset=utf-8',
          'cache-control': 'no-store',
          'x-accel-buffering': 'no',
          // A stream that ends has nothing behind it: a server that stops need not wait for the connection.
          connection: 'close',
        });
        await stream(after, raw).catch((error) => {
          request.log.error({ err: error }, 'a stream of events broke off');
          raw.destroy();
        });
      } finally {
        counts.clients--;
      }
      return reply as never;
    },
  );
  return { stats: () => ({ ...counts }) };
}

function* framesOf({ events, missed, next }: EventPage): Generator<string> {
  if (missed > 0) {
    const id = events[0] === undefined ? next : events[0].id - 1;
    yield `id: ${id}\nevent: missed\ndata: ${JSON.stringify({ missed })}\n\n`;
  }
  for (const event of events)
    yield `id: ${event.id}\nevent: ${event.type}\ndata: ${JSON.stringify(bodyOf(event))}\n\n`;
}

/** As a webhook has it. */
function bodyOf({ type, time, data }: StoredEvent) {
  return { type, timestamp: new Date(time).toISOString(), data };
}

function pageOf({ events, next, missed }: EventPage): z.infer<typeof Page> {
  return { events: events.map((event) => ({ id: event.id, ...bodyOf(event) })), next, missed };
}

/** Whether a client took what was waiting for it in time. */
async function drained(raw: ServerResponse, patience: number, signal: AbortSignal): Promise<boolean> {
  try {
    await once(raw, 'drain', { signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]) });
    return true;
  } catch {
    return signal.aborted;
  }
}

function headersOf(headers: Readonly<Record<string, number | string | string[] | undefined>>) {
  return Object.fromEntries(
    Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function full(): Problem {
  return {
    code: 'too_many_requests',
    message: 'Expected fewer streams of events at once.',
    hint: 'Try again after Retry-After, or ask for pages with Accept: application/json.',
  };
}
