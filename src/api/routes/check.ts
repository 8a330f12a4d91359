/**
 * `/v1/check`: the decision in force about a caller by status and headers alone, for gateways that ask before each request:
 * nginx's `auth_request`, Envoy's HTTP `ext_authz`, Traefik's `ForwardAuth` and their like. Such gateways send the method, path,
 * query and headers of their client's request, so any of these is taken, and the answer is given before a body is read. Leaves out
 * what the request asks for (decide.ts).
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { assert } from '../../base/assert.ts';
import { type Problem, ProblemError } from '../../base/problem.ts';
import type { DecisionService } from '../../service/decisions/decisions.ts';
import { timeText } from '../../service/decisions/reconcile-hash.ts';
import { CALLER_HEADERS, callerNamedIn } from '../caller-headers.ts';
import { sendProblem } from '../problem-answer.ts';
import type { Api } from '../server.ts';

/** Methods besides GET and HEAD that a client of a gateway may use. */
const OTHER_METHODS = ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;
const LIMIT_STATUS = 'x-stillwatch-limit-status';
/** Retry-After of 429, seconds: always the same, since the end of the decision is not the client's to know. */
const LIMITED_SECONDS = 60;

const config = {
  access: { scope: 'decide' },
  query: 'any',
  keyHeader: true,
  problems: ['account_suspended', 'account_limited'],
} as const;

export interface CheckRouteParts {
  readonly decisions: DecisionService;
  /** The id under which an account or a user is stored, if it is a mail address or the like. */
  readonly storedId: (id: string) => string;
}

/** Adds `/v1/check` and every path below it. */
export function addCheckRoutes(app: Api, { decisions, storedId }: CheckRouteParts): void {
  const onRequest = async (request: FastifyRequest, reply: FastifyReply) => {
    const limitStatus = limitStatusIn(request);
    const { account, subAccount } = callerNamedIn(request.headers);
    const item = decisions.check(storedId(account), subAccount === null ? null : storedId(subAccount));
    const action = item?.action ?? 'allow';
    reply.header('x-stillwatch-action', action);
    if (item !== null) reply.headers({ 'x-stillwatch-decision': item.id, 'x-stillwatch-expires': timeText(item.until) });
    if (action === 'suspend') return sendProblem(reply, suspended());
    if (action === 'limit' && limitStatus === 429) {
      reply.header('retry-after', LIMITED_SECONDS);
      return sendProblem(reply, limited());
    }
    return reply.send();
  };

  app.get(
    '/v1/check',
    {
      config,
      onRequest,
      schema: {
        operationId: 'checkCaller',
        tags: ['decisions'],
        summary: 'The decision about a caller, as a status and headers',
        description:
          'For gateways that ask before each request. Any method, any query and any path below `/v1/check/` is answered alike; a body is not read. The key may come in `X-Stillwatch-Key`; `Authorization` is then not looked at, since it may be that of the client. The statuses 403 and 429 are meant for the client, and their bodies do not say why.',
        headers: z.object({
          ...CALLER_HEADERS,
          [LIMIT_STATUS]: z
            .enum(['200', '429'])
            .optional()
            .describe('The status for a limited account: 200, the default, or 429, which refuses all of its requests.'),
        }),
        response: { 200: z.null().describe('The request may go on: every action but suspend.') },
      },
    },
    answeredBefore,
  );
  const hidden = { config, onRequest, schema: { hide: true }, handler: answeredBefore };
  app.route({ ...hidden, method: [...OTHER_METHODS], url: '/v1/check' });
  app.route({ ...hidden, method: ['GET', ...OTHER_METHODS], url: '/v1/check/*' });
}

/**
 * The hook has answered, so that a body is not read whatever its type and size. Node discards what comes of it, until the time for a
 * request is over; closing at once could lose the answer, and a gateway that fails open would let the request pass.
 */
async function answeredBefore(): Promise<never> {
  assert(false, 'the hook of the route answers');
}

function limitStatusIn({ headers }: FastifyRequest): number {
  const given = headers[LIMIT_STATUS] ?? '200';
  if (given !== '200' && given !== '429') throw new ProblemError(badLimitStatus());
  return Number(given);
}

function suspended(): Problem {
  return {
    code: 'account_suspended',
    message: 'Expected an account that may send requests, got one that is suspended.',
    hint: 'Ask the provider of the API.',
  };
}

function limited(): Problem {
  return {
    code: 'account_limited',
    message: 'Expected an account that may send requests now, got one that is limited.',
    hint: 'Ask the provider of the API.',
  };
}

function badLimitStatus(): Problem {
  return {
    code: 'bad_request',
    message: 'Expected the status 200 or 429 for limited accounts, got something else.',
    where: `headers/${LIMIT_STATUS}`,
    hint: 'Leave out the header for 200.',
  };
}
