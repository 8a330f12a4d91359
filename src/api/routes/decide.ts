/**
 * One request to the model before it runs: as an exchange without its answer, or as the body that the provider's clients send,
 * with the account in headers. Both read every dialect that the logs of chat providers have.
 */
import { z } from 'zod';
import { ProblemError } from '../../base/problem.ts';
import { bodyUser } from '../../ingest/adapters/chat-log.ts';
import { splitUser } from '../../ingest/adapters/fields.ts';
import { readRequestBody } from '../../ingest/body/request.ts';
import { asIdentifier, asObject } from '../../ingest/values.ts';
import { ACTIONS } from '../../model/vocabulary.ts';
import { Exchange, RequestBody } from '../../model/wire.ts';
import type { AskedExchange } from '../../service/decisions/decide-exchange.ts';
import type { DecisionService } from '../../service/decisions/decisions.ts';
import { timeText } from '../../service/decisions/reconcile-hash.ts';
import { CALLER_HEADERS, callerNamedIn } from '../caller-headers.ts';
import type { Api } from '../server.ts';

const tags = ['decisions'];
const access = { scope: 'decide' } as const;
const time = z.iso.datetime();

const decided = { account: true, sub_account: true, model: true, surface: true, request: true } as const;

/** Where dialects other than Chat Completions and Messages have their text. */
const OTHER_CONTENT = ['input', 'instructions', 'prompt', 'contents'] as const;
/** Fields of which a body for a model has at least one; a conversation that the provider keeps has no text of its own. */
const CONTENT = ['messages', ...OTHER_CONTENT, 'previous_response_id', 'conversation'] as const;

/** Strict about names, since a misspelt `sub_account` would decide about the whole account; gateways may send whole exchanges. */
const DecidedExchange = z.strictObject({
  ...Exchange.pick(decided).shape,
  request: z.preprocess(inOtherDialect, RequestBody),
  ...Object.fromEntries(Object.keys(Exchange.omit(decided).shape).map((name) => [name, z.unknown().optional()])),
});

const ProviderBody = z
  .looseObject({
    model: Exchange.shape.model,
    messages: z.array(z.unknown()).optional().describe('Chat Completions and Messages.'),
    input: z
      .union([z.string(), z.array(z.unknown())])
      .optional()
      .describe('Responses.'),
  })
  .refine((body) => CONTENT.some((name) => body[name] !== undefined), {
    message: 'expected messages (Chat Completions, Messages) or input (Responses)',
  });

const ExchangeDecided = z.object({
  action: z.enum(ACTIONS),
  reason: z.string(),
  since: time.nullable(),
  until: time.nullable(),
  policy: z.string(),
  decision: z.string().nullable(),
  rule: z.string().nullable().describe('The request rule that made the action stronger.'),
  matched: z
    .array(z.object({ campaign: z.string(), segment: z.string() }))
    .describe('Segments of campaigns found in its text, at most eight.'),
});

export interface DecideRouteParts {
  readonly decisions: DecisionService;
  /** The id under which an account or a user is stored, if it is a mail address or the like. */
  readonly storedId: (id: string) => string;
}

/** Adds `POST /v1/decide` and `POST /v1/decide/request`. */
export function addDecideRoutes(app: Api, { decisions, storedId }: DecideRouteParts): void {
  const decide = (exchange: AskedExchange): z.infer<typeof ExchangeDecided> => {
    const { account, sub_account } = exchange;
    const { since, until, ...answer } = decisions.decide({
      ...exchange,
      account: storedId(account),
      sub_account: sub_account ? storedId(sub_account) : sub_account,
    });
    return {
      ...answer,
      matched: [...answer.matched],
      since: since === null ? null : timeText(since),
      until: until === null ? null : timeText(until),
    };
  };

  app.post(
    '/v1/decide',
    {
      config: { access },
      schema: {
        operationId: 'decideExchange',
        tags,
        summary: 'Decides about one exchange before it runs',
        description:
          'Takes an exchange without its answer. Other fields of an exchange are left out; a field that no exchange has is refused. `request` may be the body of Chat Completions, Responses or Messages as it came.',
        body: DecidedExchange,
        response: { 200: ExchangeDecided },
      },
    },
    async (request) => decide(request.body),
  );

  app.post(
    '/v1/decide/request',
    {
      config: { access },
      schema: {
        operationId: 'decideRequest',
        tags,
        summary: "Decides about a provider's request body before it runs",
        description:
          'Takes the body of Chat Completions, Responses or Messages as it came; headers name the account. The end user is that of the header, or else the one that the body names, as in logs.',
        headers: z.object(CALLER_HEADERS),
        body: ProviderBody,
        response: { 200: ExchangeDecided },
      },
    },
    async (request) => {
      const { account, subAccount } = callerNamedIn(request.headers);
      const { body } = request;
      const read = RequestBody.safeParse(readRequestBody(body).request);
      if (!read.success) throw new ProblemError(unreadable());
      const user = subAccount ?? splitUser(asIdentifier(bodyUser(body))).id ?? null;
      return decide({ account, sub_account: user, model: body.model, request: read.data });
    },
  );
}

/** A body without messages whose text has another name, with messages; anything else as it is. */
function inOtherDialect(value: unknown): unknown {
  const body = asObject(value);
  if (body === undefined || (body.messages !== undefined && body.messages !== null)) return value;
  return OTHER_CONTENT.some((name) => body[name] !== undefined) ? readRequestBody(body).request : value;
}

function unreadable() {
  return {
    code: 'bad_request',
    message: 'Expected the body of a request to a model, got one whose messages cannot be read.',
    where: 'body',
    hint: 'Send the body of Chat Completions, Responses or Messages as it came.',
  };
}
