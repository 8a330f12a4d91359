/**
 * Observes each request: its id, method, route, status, duration, and the public id of its caller. The route is the pattern,
 * never the path, which may name an account. A request id from the caller is accepted only if it can be nothing but an id.
 * Leaves out the log line and metrics made from it.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { problemCodeOf } from './problem-answer.ts';

export interface DoneRequest {
  readonly id: string;
  readonly method: string;
  /** Pattern of the route, or null for an unknown path. */
  readonly route: string | null;
  readonly status: number;
  /** Code of the problem with which it was refused or failed; null if it was not. */
  readonly code: string | null;
  /** Duration in milliseconds. */
  readonly ms: number;
  /** Public id of the key or person; null on open routes and for unauthenticated requests. */
  readonly principal: string | null;
  /** The caller's W3C trace context if it sent a valid one, else null. */
  readonly traceparent: string | null;
  /** The caller disconnected before the response was complete. */
  readonly aborted: boolean;
}

export type RequestObserver = (request: DoneRequest) => void;

const REQUEST_ID = 'x-request-id';
/** A UUID or 32 hexadecimal digits: random enough, and never a name, address or phone number. */
const ID = /^[0-9a-f]{32}$|^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** W3C Trace Context, version 00: version, trace, parent, flags. */
const TRACEPARENT = /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/;
const NO_TRACE = '0'.repeat(32);

/** The id of a request: x-request-id if valid, else the id of its trace, else a new one. */
export function requestId({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers[REQUEST_ID];
  if (typeof given === 'string' && ID.test(given)) return given.toLowerCase();
  const trace = TRACEPARENT.exec(String(headers.traceparent ?? ''))?.[1];
  return trace === undefined || trace === NO_TRACE ? randomUUID() : trace;
}

/** Calls `observe` once for every request, and returns the request's id in the response header x-request-id. */
export function addRequestObserver(app: FastifyInstance, observe: RequestObserver): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header(REQUEST_ID, request.id);
  });
  app.addHook('onResponse', async (request, reply) => {
    observe({
      id: request.id,
      method: request.method,
      route: request.routeOptions.url ?? null,
      status: reply.statusCode,
      code: problemCodeOf(reply),
      ms: reply.elapsedTime,
      principal: request.principal?.id ?? null,
      traceparent: traceparentOf(request.raw),
      aborted: request.raw.aborted,
    });
  });
}

/** The observation of a request whose path could not be decoded and that therefore no hook has seen. */
export function unroutedRequest({ id, method, raw }: FastifyRequest, reply: FastifyReply): DoneRequest {
  return {
    id,
    method,
    route: null,
    status: reply.statusCode,
    code: problemCodeOf(reply),
    ms: 0,
    principal: null,
    traceparent: traceparentOf(raw),
    aborted: raw.aborted,
  };
}

function traceparentOf({ headers }: Pick<IncomingMessage, 'headers'>): string | null {
  const given = String(headers.traceparent ?? '');
  return TRACEPARENT.test(given) ? given : null;
}
