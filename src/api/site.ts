/**
 * Where people's browsers reach this service, and which requests of theirs come from its own pages. Leaves out who the
 * person is (authenticator.ts).
 */
import type { FastifyRequest } from 'fastify';
import { isLoopback } from '../access/oidc/settings.ts';
import { fail, ok, type Problem, type Result } from '../base/problem.ts';

export interface Site {
  /** Scheme, host and port as browsers see them. */
  readonly origin: string;
  /** Whether cookies are for encrypted connections alone: always, but for plain http on this machine. */
  readonly secure: boolean;
  /** Refuses a request that another site's page made. Problem code: `cross_site`. */
  fromOwnPage(request: FastifyRequest): Result<null>;
}

/** `publicUrl` is the address that people use, such as `https://stillwatch.example`. */
export function createSite(publicUrl: string): Site {
  const { origin, protocol, hostname } = new URL(publicUrl);
  const local = isLoopback(hostname);
  return {
    origin,
    secure: protocol === 'https:' || !local,
    fromOwnPage({ headers }) {
      // Browsers that know this header set it themselves; a page cannot.
      const site = headers['sec-fetch-site'];
      if (site === 'cross-site' || site === 'same-site') return fail(crossSite());
      const from = headers.origin;
      if (from === undefined || from === origin) return ok(null);
      // On this machine the port may be any and the name localhost or 127.0.0.1. A name that only resolves to this
      // machine (DNS rebinding) is not among them.
      return local && isLocalOrigin(from, headers.host) ? ok(null) : fail(crossSite());
    },
  };
}

function isLocalOrigin(origin: string, host: string | undefined): boolean {
  if (!URL.canParse(origin)) return false;
  const url = new URL(origin);
  return url.protocol === 'http:' && isLoopback(url.hostname) && url.host === host;
}

function crossSite(): Problem {
  return {
    code: 'cross_site',
    message: "Expected a request from this service's own pages, got one from another site.",
    hint: 'If this is the right address, set it as the public URL of the service.',
  };
}
