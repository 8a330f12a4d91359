/**
 * What becomes known of each request: its id, method, route, status, duration and who asked by public id. The route is
 * the pattern and never the path, which may name an account. Ids that a caller sends are taken when they can only be
 * ids. Leaves out what is done with it: a log line, a metric.
 */

import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

export interface DoneRequest {
  readonly id: string;
  readonly method: string;
  /** Null for a path that no route has. */
  readonly route: string | null;
  readonly status: number;
  readonly ms: number;
  /** Public id of a key or person; null on open routes and when nobody was proved. */
  readonly principal: string | null;
  /** The caller's W3C trace context, as it was sent: what is not one is for nobody. */
  readonly traceparent: string | null;
  /** The caller went away before the answer was whole. */
  readonly aborted: boolean;
}

export type RequestObserver = (request: DoneRequest) => void;

const REQUEST_ID = 'x-request-id';
/** A UUID or 32 hexadecimal digits: long enough to be random, and no name, address or number of anybody. */
const ID = /^[0-9a-f]{32}$|^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** W3C Trace Context, version 00: version, trace, parent, flags. */
const TRACEPARENT = /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/;
const NO_TRACE = '0'.repeat(32);

/** The id of a request: x-request-id, or the trace it is part of, or a new one. */
export function requestId({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers[REQUEST_ID];
  if (typeof given === 'string' && ID.test(given)) return given.toLowerCase();
  const trace = TRACEPARENT.exec(String(headers.traceparent ?? ''))?.[1];
  return trace === undefined || trace === NO_TRACE ? randomUUID() : trace;
}

/** Calls `observe` once for every request, and answers each with its id. */
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
      ms: reply.elapsedTime,
      principal: request.principal?.id ?? null,
      traceparent: traceparentOf(request.raw),
      aborted: request.raw.aborted,
    });
  });
}

/** What there is to know of a request whose path was not understood, and which no hook saw. */
export function unroutedRequest(
  { id, method, raw }: FastifyRequest,
  { statusCode }: FastifyReply,
): DoneRequest {
  return {
    id,
    method,
    route: null,
    status: statusCode,
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
