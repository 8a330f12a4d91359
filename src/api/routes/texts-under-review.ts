/** Texts under review as the last detection run found them. They carry no action: a person reads them. */
import { z } from 'zod';
import { LIMITS } from '../../base/limits.ts';
import { ProblemError } from '../../base/problem.ts';
import { TEXT_EXPLANATIONS, TextUnderReview } from '../../model/text-under-review.ts';
import type { WindowReader } from '../../service/detection/detection-window.ts';
import type { TextReader } from '../../service/detection/text-reader.ts';
import { EMPTY_REASONS, emptyReason, WindowBody, windowBody, withWindow } from '../detection-window.ts';
import type { Api } from '../server.ts';

const time = z.string().describe('RFC 3339');

const TextList = z
  .object({
    window: WindowBody,
    empty_because: z.enum(EMPTY_REASONS).nullable().describe('Why there is no text, as for campaigns.'),
    texts: z.array(
      z.object({
        id: z.string(),
        score: z.number().describe('0 to 1, for the order of the list; no probability'),
        users: z.number().int().describe('accounts, and end users of routers'),
        exchanges: z.number().int().describe('exchanges that carry the text, at least'),
        explanation: z.enum(TEXT_EXPLANATIONS).describe('the explanation that is nearest'),
        first_seen: time,
        last_seen: time,
      }),
    ),
    left_out: z.number().int().describe('texts that the run found and did not keep, because others have higher scores'),
    next: z.number().int().nullable().describe('ask from here for more; null at the end'),
  })
  .meta({ id: 'TextPage' });

const TextBody = TextUnderReview.extend({ window: WindowBody }).meta({ id: 'TextWithWindow' });

/** Adds the routes that read texts under review; every node gives the same answers. */
export function addTextRoutes(app: Api, texts: TextReader, windows: WindowReader): void {
  app.get(
    '/v1/texts-under-review',
    {
      config: { access: { scope: 'read' } },
      schema: {
        operationId: 'listTextsUnderReview',
        summary: 'Lists the texts under review of the last detection run, highest score first',
        tags: ['campaigns'],
        querystring: z.object({
          from: z.coerce.number().int().min(0).max(1_000_000).default(0),
          limit: z.coerce.number().int().min(1).max(200).default(50),
        }),
        response: { 200: TextList },
      },
    },
    async ({ query: { from, limit } }) => {
      const found = await texts.list(from, limit);
      const window = await windows.current();
      return {
        window: windowBody(window),
        empty_because: from === 0 && found.length === 0 ? emptyReason(window) : null,
        texts: found,
        left_out: await texts.leftOut(),
        next: found.length < limit ? null : from + limit,
      };
    },
  );

  app.get(
    '/v1/texts-under-review/:id',
    {
      config: { access: { scope: 'read' }, problems: ['not_found'] },
      schema: {
        operationId: 'getTextUnderReview',
        summary: 'One text under review with its users and what speaks for and against a harvest',
        tags: ['campaigns'],
        params: z.object({ id: z.string().min(1).max(LIMITS.idChars) }),
        response: { 200: TextBody },
      },
    },
    async ({ params }, reply) => {
      const body = await texts.body(params.id);
      if (body === null)
        throw new ProblemError({
          code: 'not_found',
          message: 'Expected the id of a text under review of the last detection run, got another.',
          hint: 'GET /v1/texts-under-review lists them.',
        });
      // Text that was made from a TextUnderReview: parsing it and writing it again would hold the thread for a large one.
      return reply.type('application/json').send((await withWindow(body, windows)) as never);
    },
  );
}
