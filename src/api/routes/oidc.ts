/** /v1/oidc: start and finish a login at the identity provider. Added only if one is configured. */
import { z } from 'zod';
import type { Access } from '../../access/access.ts';
import type { OidcLogin } from '../../access/oidc/login.ts';
import { orThrow, ProblemError } from '../../base/problem.ts';
import { LOGIN_PACE } from '../rate-limits.ts';
import type { Api } from '../server.ts';
import { isOwnPath, sessionIn, setPending, setSession, takePending } from '../session-cookie.ts';
import type { Site } from '../site.ts';

export interface OidcParts extends Pick<Access, 'audit' | 'people' | 'sessions'> {
  readonly oidc: OidcLogin;
  readonly site: Site;
}

/** Path of the redirect URI; register it, prefixed with the public URL, at the provider. */
export const CALLBACK = '/v1/oidc/callback';
const OPEN = { access: 'open', rateLimit: LOGIN_PACE } as const;

/** Adds the two routes of an OpenID login. */
export function addOidcRoutes(app: Api, { oidc, audit, people, sessions, site }: OidcParts): void {
  app.get(
    '/v1/oidc/login',
    {
      config: { ...OPEN, problems: ['unavailable'] },
      schema: {
        operationId: 'startOidcLogin',
        summary: 'Start a login at the identity provider',
        description: 'Redirects the browser to the provider.',
        tags: ['access'],
        security: [],
        querystring: z.object({
          return_to: z
            .string()
            .refine(isOwnPath, 'Expected a path of this site.')
            .default('/')
            .describe('Path on this site to return to after the login.'),
        }),
        response: { 303: z.null() },
      },
    },
    async ({ query: { return_to } }, reply) => {
      const { url, pending } = orThrow(await oidc.begin(site.origin + CALLBACK));
      setPending(reply, site, pending, return_to);
      return reply.header('cache-control', 'no-store').redirect(url, 303);
    },
  );

  app.get(
    CALLBACK,
    {
      // The provider adds parameters of its own.
      config: { ...OPEN, query: 'any', problems: ['unauthenticated', 'forbidden', 'unavailable'] },
      schema: {
        operationId: 'finishOidcLogin',
        summary: 'Finish a login at the identity provider',
        description: 'The provider redirects the browser here.',
        tags: ['access'],
        security: [],
        response: { 303: z.null() },
      },
    },
    async (request, reply) => {
      const kept = takePending(request, reply, site);
      if (kept === null)
        throw new ProblemError({
          code: 'unauthenticated',
          message: 'Expected a login that was started in this browser, got none.',
          hint: 'Start at /v1/oidc/login. A login has to be finished within ten minutes.',
        });
      const finished = await oidc.finish(new URL(request.url, site.origin), kept.pending);
      if (!finished.ok && finished.problem.code === 'forbidden')
        await audit.record({
          actor: 'system',
          action: 'person.login_failed',
          subject: 'unknown',
          detail: { why: 'no rule gives a role' },
        });
      const vouched = orThrow(finished);
      const person = orThrow(await people.admit(vouched));
      const session = await sessions.begin(person.id, sessionIn(request, site));
      setSession(reply, site, session.id, session.expires);
      return reply.header('cache-control', 'no-store').redirect(kept.returnTo, 303);
    },
  );
}
