/** Problems as HTTP responses (RFC 9457, application/problem+json). */
import type { FastifyError, FastifyReply, FastifyRequest, FastifySchemaValidationError } from 'fastify';
import { z } from 'zod';
import { type Problem, ProblemError } from '../base/problem.ts';
import { PROBLEM_STATUSES } from './problem-statuses.ts';
import { fieldsAt } from './schema-fields.ts';
import { isMistyped } from './strict-requests.ts';

const STATUS: Readonly<Record<string, number>> = PROBLEM_STATUSES;

/** The body of every error response, as the OpenAPI document shows it. */
export const ProblemBody = z
  .object({
    type: z.literal('about:blank').describe('Always about:blank: `code` identifies the problem.'),
    title: z.string(),
    status: z.number().int().describe('The HTTP status.'),
    code: z.string().describe('Stable, in snake_case. The reference of errors explains each.'),
    detail: z.string().describe('What was expected and what came. Contains no prompt, key or raw identifier.'),
    where: z.string().optional().describe('The field or parameter, such as `body/label` or `query/limit`.'),
    hint: z.string().optional().describe('What to do next.'),
  })
  .describe('A problem (RFC 9457).')
  .meta({ id: 'Problem' });
export type ProblemBody = z.infer<typeof ProblemBody>;

/** The HTTP status of a problem. */
export function statusOf(problem: Problem): number {
  return STATUS[problem.code] ?? 500;
}

/** The problem as the body of a response. */
export function problemBody(problem: Problem): ProblemBody {
  return {
    type: 'about:blank',
    title: problem.code.replaceAll('_', ' '),
    status: statusOf(problem),
    code: problem.code,
    detail: problem.message,
    where: problem.where,
    hint: problem.hint,
  };
}

const codes = new WeakMap<FastifyReply, string>();

/** The code of the problem that was sent as the response; null if the response is no problem. */
export function problemCodeOf(reply: FastifyReply): string | null {
  return codes.get(reply) ?? null;
}

/** Default Retry-After by status, in seconds. */
const RETRY_AFTER: Readonly<Record<number, number>> = { 429: 1, 503: 5 };

/** Sends a problem as the response. Sets Retry-After for 429 and 503 unless it is set already. */
export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  codes.set(reply, problem.code);
  const status = statusOf(problem);
  const wait = RETRY_AFTER[status];
  if (wait !== undefined && !reply.hasHeader('retry-after')) reply.header('retry-after', wait);
  return reply
    .code(status)
    .type('application/problem+json')
    .send(JSON.stringify(problemBody(problem)));
}

/** Fastify's error handler. Bugs are logged; the caller only learns that the request failed. */
export function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof ProblemError) {
    if (statusOf(error.problem) >= 500) request.log.error({ problem: error.problem }, 'request failed');
    return sendProblem(reply, error.problem);
  }
  if (error.validation) return sendProblem(reply, invalidRequest(error, error.validation, request));
  const status = error.statusCode ?? 500;
  if (status < 500) {
    const code = Object.entries(STATUS).find(([, value]) => value === status)?.[0] ?? 'bad_request';
    return sendProblem(reply, { code, message: error.message });
  }
  request.log.error({ err: error }, 'request failed');
  if (isStoreOutage(error)) {
    return sendProblem(reply, {
      code: 'unavailable',
      message: 'The record store does not answer; nothing was acknowledged.',
      hint: 'Try again in a few seconds. GET /readyz shows what does not answer.',
    });
  }
  return sendProblem(reply, {
    code: 'internal',
    message: 'The request failed because of an internal error; nothing was acknowledged.',
    hint: 'Try again. The log of the service has the error.',
  });
}

/** System errors of a connection, and SQL states of a server that is away, full or stopping (classes 08, 53 and 57). */
const OUTAGE =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOSPC|(08|53|57)[0-9A-Z]{3})$/;

function isStoreOutage({ code }: { readonly code?: unknown }): boolean {
  return typeof code === 'string' && OUTAGE.test(code);
}

/** An unknown field first: a required one may be missing because it was misspelt. */
function invalidRequest(
  error: FastifyError,
  faults: readonly FastifySchemaValidationError[],
  request: FastifyRequest,
): Problem {
  const context = error.validationContext ?? 'body';
  const unknown = faults.find(({ keyword }) => keyword === 'unrecognized_keys');
  const fault = unknown ?? faults[0];
  // The path of the root is "/".
  const path = fault?.instancePath.replace(/\/$/, '') ?? '';
  const problem = {
    message: `Expected a request that matches the API's schema: ${fault === undefined ? error.message : faultOf(fault)}.`,
    where: `${context}${path}`,
  };
  const fields = unknown === undefined ? null : fieldsAt(request.routeOptions.schema?.body, path);
  return fields === null
    ? { code: 'bad_request', ...problem, hint: 'GET /v1/openapi.json contains the schemas.' }
    : { code: 'unknown_field', ...problem, hint: `The fields are: ${fields.join(', ')}.` };
}

/** Names unknown fields if they look like mistyped names. Nothing else of the request is repeated. */
function faultOf({ keyword, message = 'other', params }: FastifySchemaValidationError): string {
  if (keyword !== 'unrecognized_keys') return message;
  const names = params.keys as readonly string[];
  return names.every(isMistyped) ? `no fields ${names.map((name) => `"${name}"`).join(', ')}` : 'no other fields';
}
