/** /v1/keys: list, create, rotate and revoke API keys. For administrators. */
import { z } from 'zod';
import type { Access } from '../../access/access.ts';
import { DisplayName } from '../../access/display-name.ts';
import { SCOPES } from '../../access/principal.ts';
import { type Clock, DAY, MINUTE } from '../../base/clock.ts';
import { orThrow, ProblemError } from '../../base/problem.ts';
import { callerOf } from '../caller.ts';
import type { Api } from '../server.ts';
import { Id, KeyBody, keyBody, NewKeyBody, NextPage, PageLimit } from './access-schemas.ts';

const ADMIN = { access: { scope: 'admin' } } as const;
const LONGEST_LIFE = 3660 * DAY;
const LONGEST_OVERLAP = 90 * 24 * 60;

/** Adds the routes for API keys. */
export function addKeyRoutes(app: Api, { keys, clock }: Pick<Access, 'keys'> & { clock: Clock }): void {
  app.get(
    '/v1/keys',
    {
      config: ADMIN,
      schema: {
        operationId: 'listKeys',
        summary: 'List API keys, newest first',
        tags: ['access'],
        querystring: z.object({ limit: PageLimit, cursor: Id.optional() }),
        response: {
          200: z.object({
            keys: z.array(KeyBody),
            next: z.string().nullable().describe(NextPage),
          }),
        },
      },
    },
    async ({ query: { limit, cursor } }) => {
      const listed = orThrow(await keys.list(limit, cursor));
      return { keys: listed.map(keyBody), next: listed.length < limit ? null : (listed.at(-1)?.id ?? null) };
    },
  );

  app.post(
    '/v1/keys',
    {
      config: ADMIN,
      schema: {
        operationId: 'createKey',
        summary: 'Create an API key',
        tags: ['access'],
        body: z.strictObject({
          label: DisplayName,
          scopes: z.array(z.enum(SCOPES)).min(1).max(SCOPES.length),
          expires: z.iso
            .datetime({ offset: true })
            .optional()
            .describe('When the key ends, at most ten years from now. If absent, the key is valid until it is revoked.'),
        }),
        response: { 201: NewKeyBody },
      },
    },
    async (request, reply) => {
      const { label, scopes, expires } = request.body;
      const ends = expires === undefined ? null : checkedEnd(Date.parse(expires), clock());
      const made = await keys.create({ label, scopes, expires: ends }, callerOf(request));
      return reply.code(201).send({ key: keyBody(made.key), token: made.token });
    },
  );

  app.post(
    '/v1/keys/:id/rotate',
    {
      config: { ...ADMIN, problems: ['not_found', 'conflict'] },
      schema: {
        operationId: 'rotateKey',
        summary: 'Rotate an API key',
        description: 'Creates a key with the same label and scopes. The old key stays valid for the overlap, then ends.',
        tags: ['access'],
        params: z.object({ id: Id }),
        body: z.strictObject({
          overlap_minutes: z
            .number()
            .int()
            .min(0)
            .max(LONGEST_OVERLAP)
            .default(24 * 60)
            .describe('How long the old key stays valid, in minutes.'),
        }),
        response: { 201: NewKeyBody },
      },
    },
    async (request, reply) => {
      const overlap = request.body.overlap_minutes * MINUTE;
      const made = orThrow(await keys.rotate(request.params.id, overlap, callerOf(request)));
      return reply.code(201).send({ key: keyBody(made.key), token: made.token });
    },
  );

  app.post(
    '/v1/keys/:id/revoke',
    {
      config: { ...ADMIN, problems: ['not_found'] },
      schema: {
        operationId: 'revokeKey',
        summary: 'Revoke an API key',
        description: 'Takes effect immediately on this node, and within five seconds on others.',
        tags: ['access'],
        params: z.object({ id: Id }),
        response: { 200: KeyBody },
      },
    },
    async (request) => keyBody(orThrow(await keys.revoke(request.params.id, callerOf(request)))),
  );
}

function checkedEnd(expires: number, now: number): number {
  if (expires > now && expires <= now + LONGEST_LIFE) return expires;
  throw new ProblemError({
    code: 'bad_request',
    message: 'Expected a time in the future, at most ten years from now, got another time.',
    where: 'body/expires',
    hint: 'Omit it for a key that is valid until it is revoked.',
  });
}
