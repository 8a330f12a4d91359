/**
 * The two cookies: a session's, and what a browser keeps while it is at the identity provider. `__Host-` makes browsers
 * refuse one that a neighbouring host name or an unencrypted page has set.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PendingLogin } from '../access/oidc/login.ts';
import type { Site } from './site.ts';

/** The request header with the token against cross-site requests. */
export const CSRF_HEADER = 'x-csrf-token';
/** How long a login at the provider may take, seconds. */
const PENDING_LIFE = 600;
/** base64url, as openid-client makes these three. */
const PENDING_FORM = /^([\w-]{20,128})\.([\w-]{20,128})\.([\w-]{43,128})$/;

/** The session's id in a request's cookie; not checked. */
export function sessionIn(request: FastifyRequest, site: Site): string | undefined {
  return request.cookies[nameOf('session', site)];
}

export function setSession(reply: FastifyReply, site: Site, id: string, expires: number): void {
  reply.setCookie(nameOf('session', site), id, { ...attributes(site), expires: new Date(expires) });
}

export function clearSession(reply: FastifyReply, site: Site): void {
  reply.clearCookie(nameOf('session', site), attributes(site));
}

export function setPending(reply: FastifyReply, site: Site, pending: PendingLogin, returnTo: string): void {
  const value = `${pending.state}.${pending.nonce}.${pending.verifier}`;
  reply.setCookie(nameOf('login', site), value, { ...attributes(site), maxAge: PENDING_LIFE });
  reply.setCookie(nameOf('return', site), returnTo, { ...attributes(site), maxAge: PENDING_LIFE });
}

/** What was kept, once: the answer takes it from the browser. */
export function takePending(
  request: FastifyRequest,
  reply: FastifyReply,
  site: Site,
): { pending: PendingLogin; returnTo: string } | null {
  const value = request.cookies[nameOf('login', site)] ?? '';
  const returnTo = request.cookies[nameOf('return', site)] ?? '/';
  for (const name of ['login', 'return'] as const) reply.clearCookie(nameOf(name, site), attributes(site));
  const [, state, nonce, verifier] = PENDING_FORM.exec(value) ?? [];
  if (state === undefined || nonce === undefined || verifier === undefined) return null;
  return { pending: { state, nonce, verifier }, returnTo: isOwnPath(returnTo) ? returnTo : '/' };
}

/** A path on this site, and nothing that a browser takes for another host. */
export function isOwnPath(path: string): boolean {
  return path.length <= 512 && /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(path);
}

function nameOf(what: 'session' | 'login' | 'return', { secure }: Site): string {
  return `${secure ? '__Host-' : ''}stillwatch-${what}`;
}

/** Lax and not strict: who comes back from the provider, or by a link in a ticket, is still logged in. */
function attributes({ secure }: Site) {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;
}
