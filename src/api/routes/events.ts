/**
 * /v1/events: events from an id on, as a stream of server-sent events, or as pages of JSON with `Accept: application/json`. A
 * client that does not read is disconnected and resumes from the last id it received; the server buffers only part of a
 * page for it. Streams end after a while, so that revoked keys stop working.
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
  /** Maximum number of open streams. */
  readonly clients: number;
  /** Bytes that may wait for a client to read them … */
  readonly buffer: number;
  /** … and for how long, ms, before it is disconnected. */
  readonly patience: number;
  /** Interval of the comments that keep proxies from closing an idle stream, ms. */
  readonly heartbeat: number;
  /** Maximum duration of a stream, ms. */
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
/** How long clients wait before they reconnect, ms. */
const RETRY = 2_000;

const Id = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const Page = z
  .object({
    events: z.array(
      z.object({
        id: z.number().int().describe('Counts up from 1 without gaps.'),
        type: z.enum(EVENT_TYPES),
        timestamp: z.string().describe('RFC 3339.'),
        data: z.record(z.string(), z.unknown()),
      }),
    ),
    next: z.number().int().describe('Pass this as `after` to get the following events.'),
    missed: z.number().int().describe('How many events after `after` have expired and are lost.'),
  })
  .meta({ id: 'EventPage' });

/** Adds the route of events. Open streams end when the server closes. */
export function addEventRoutes(app: Api, { outbox, limits }: EventParts): { stats(): StreamStats } {
  const most: StreamLimits = { ...LIMITS, ...limits };
  const closing = new AbortController();
  // Every open stream adds a listener.
  setMaxListeners(most.clients + 1, closing.signal);
  const counts = { clients: 0, refused: 0, cut: 0, sent: 0 };
  // Before the server waits for its connections to end: streams would not end on their own.
  app.addHook('preClose', async () => closing.abort());

  app.get(
    '/v1/events',
    {
      config: { access: { scope: 'read' } },
      // A HEAD request would open a stream as well.
      exposeHeadRoute: false,
      schema: {
        operationId: 'listEvents',
        summary: 'Stream or list events',
        description:
          'Returns a stream of server-sent events, or one page of events with `Accept: application/json`. To resume a stream, send the last id in the header Last-Event-ID.',
        tags: ['events'],
        querystring: z.object({
          after: Id.optional().describe(
            'Return events after this id. If absent, a stream begins with the next event and a page with the oldest one.',
          ),
          limit: z.coerce.number().int().min(1).max(500).default(100).describe('Maximum number of events on a page.'),
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
          // So that a stopping server need not wait for the connection once the stream has ended.
          connection: 'close',
        });
        await streamEvents(outbox, after, raw, most, closing.signal, counts).catch((error) => {
          request.log.error({ err: error }, 'an event stream failed');
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

/**
 * Sends events until the client leaves, the stream reaches its maximum duration or the server closes.
 * @param after id after which to begin
 */
async function streamEvents(
  outbox: EventParts['outbox'],
  after: number,
  raw: ServerResponse,
  most: StreamLimits,
  closing: AbortSignal,
  counts: { sent: number; cut: number },
): Promise<void> {
  const over = new AbortController();
  const end = (): void => over.abort();
  raw.once('close', end);
  // A broken connection also emits close.
  raw.on('error', end);
  closing.addEventListener('abort', end);
  // Either may have happened while the newest event was looked up; neither happens again.
  if (raw.destroyed || closing.aborted) end();
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
        // A response that took everything in has no drain to wait for.
        if (raw.writableLength <= most.buffer || !raw.writableNeedDrain) continue;
        if (await drained(raw, most.patience, over.signal)) continue;
        counts.cut++;
        raw.destroy();
        return;
      }
    }
  } finally {
    clearTimeout(age);
    clearInterval(beat);
    closing.removeEventListener('abort', end);
    if (!raw.destroyed) raw.end();
  }
}

function* framesOf({ events, missed, next }: EventPage): Generator<string> {
  if (missed > 0) {
    const id = events[0] === undefined ? next : events[0].id - 1;
    yield `id: ${id}\nevent: missed\ndata: ${JSON.stringify({ missed })}\n\n`;
  }
  for (const event of events) yield `id: ${event.id}\nevent: ${event.type}\ndata: ${JSON.stringify(bodyOf(event))}\n\n`;
}

/** The same form as in webhooks. */
function bodyOf({ type, time, data }: StoredEvent) {
  return { type, timestamp: new Date(time).toISOString(), data };
}

function pageOf({ events, next, missed }: EventPage): z.infer<typeof Page> {
  return { events: events.map((event) => ({ id: event.id, ...bodyOf(event) })), next, missed };
}

/** Waits until the client has read what was buffered. @returns false if it did not in time */
async function drained(raw: ServerResponse, patience: number, signal: AbortSignal): Promise<boolean> {
  try {
    await once(raw, 'drain', { signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]) });
    return true;
  } catch {
    return signal.aborted;
  }
}

function headersOf(headers: Readonly<Record<string, number | string | string[] | undefined>>) {
  return Object.fromEntries(Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

function full(): Problem {
  return {
    code: 'too_many_requests',
    message: 'Expected fewer open event streams, got one more than the maximum.',
    hint: 'Wait for the seconds in the Retry-After header, or request pages with Accept: application/json.',
  };
}
