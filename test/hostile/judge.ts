/** What an answer has to be, whatever was asked. */
import type { Request } from './requests.ts';
import { CANARY } from './values.ts';
import type { HttpAnswer } from './wire.ts';

/** Statuses that ask to come back. */
const LATER: ReadonlySet<number> = new Set([429, 503]);

/** Routes that answer protobuf with protobuf, as OTLP says. */
const OTLP: ReadonlySet<string> = new Set(['/v1/traces', '/api/public/otel/v1/traces', '/v1/logs']);

/** What is wrong with an answer; null: nothing. */
export function faultOf(answer: HttpAnswer, request: Request | null): string | null {
  const { status, headers, body } = answer;
  if (status < 200 || status > 599) return `a status ${status}`;
  if (status >= 500 && status !== 503) return `${status}: ${body.slice(0, 300)}`;
  if (LATER.has(status) && headers['retry-after'] === undefined && request?.route.mayBeUnready !== true)
    return `${status} without Retry-After`;
  if (status >= 400) {
    if (body.includes(CANARY)) return `${status} repeats what came: ${body.slice(0, 300)}`;
    if (request?.method === 'HEAD') return null;
    if (request?.route.mayBeUnready === true && status === 503) return null;
    // OTLP has failures in the encoding of the request.
    if (OTLP.has(request?.route.path ?? '') && headers['content-type'] === 'application/x-protobuf') return null;
    return faultOfProblem(answer);
  }
  if (request?.route.ingest === true && body.includes(CANARY)) return `a receipt repeats what came: ${body.slice(0, 300)}`;
  if (status >= 300 || request === null || body === '') return null;
  if (headers['content-type']?.startsWith('application/json') && parsed(body) === undefined)
    return `${status} with what is no JSON: ${body.slice(0, 100)}`;
  return null;
}

function faultOfProblem({ status, headers, body }: HttpAnswer): string | null {
  if (!headers['content-type']?.startsWith('application/problem+json'))
    return `${status} that is no problem but ${headers['content-type']}: ${body.slice(0, 200)}`;
  const problem = parsed(body) as Record<string, unknown> | undefined;
  if (problem?.status !== status || typeof problem.code !== 'string' || typeof problem.detail !== 'string')
    return `${status} with a problem that lacks something: ${body.slice(0, 200)}`;
  return null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
