/**
 * The address under which browsers reach this service, and the check that a request comes from its own pages. Leaves out
 * authentication (authenticator.ts).
 */
import type { FastifyRequest } from 'fastify';
import { isLoopback } from '../access/oidc/settings.ts';
import { fail, ok, type Problem, type Result } from '../base/problem.ts';

export interface Site {
  /** Scheme, host and port as browsers see them. */
  readonly origin: string;
  /** Whether cookies are restricted to encrypted connections: always, except for plain http on this machine. */
  readonly secure: boolean;
  /** Refuses a request made by a page of another site. Problem code: `cross_site`. */
  fromOwnPage(request: FastifyRequest): Result<null>;
}

/** @param publicUrl URL under which people reach the service, such as `https://stillwatch.example` */
export function createSite(publicUrl: string): Site {
  const { origin, protocol, hostname } = new URL(publicUrl);
  const local = isLoopback(hostname);
  return {
    origin,
    secure: protocol === 'https:' || !local,
    fromOwnPage({ headers }) {
      // Set by the browser; pages cannot change it.
      const site = headers['sec-fetch-site'];
      if (site === 'cross-site' || site === 'same-site') return fail(crossSite());
      const from = headers.origin;
      if (from === undefined || from === origin) return ok(null);
      // On this machine any port is allowed, with the names localhost and 127.0.0.1, but not other names that resolve to
      // this machine (DNS rebinding).
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
    hint: 'If people reach the service under this address, set it as public_url.',
  };
}
