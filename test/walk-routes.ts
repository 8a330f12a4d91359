/**
 * Asks every route of a server as nobody, with too little, as somebody of another tenant, and as a page of another site
 * would with somebody's cookie, and tells which answered otherwise than it must. Routes come from the server's own list, hidden ones and HEAD included, and from its OpenAPI
 * document. No body is sent: who may not call is turned away before one is read.
 */
import { SCOPES, type Scope } from '../src/access/principal.ts';
import type { Api } from '../src/api/server.ts';

export interface WalkKeys {
  /** A key of this deployment with these scopes. */
  key(...scopes: Scope[]): Promise<string>;
  /** A key for everything, of another tenant. */
  readonly foreign: string;
  /** The Cookie header of an administrator who has logged in. */
  readonly cookie?: string;
}

export interface Walk {
  /** `METHOD /path`, whether guarded or not. */
  readonly routes: readonly string[];
  /** Those that ask for nobody. */
  readonly open: readonly string[];
  /** Those that any key or person may call. */
  readonly signedIn: readonly string[];
  /** What was answered otherwise: `METHOD /path: without a key: expected 401, got 200`. */
  readonly wrong: readonly string[];
}

const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';

export async function walkRoutes(app: Api, { key, foreign, cookie }: WalkKeys): Promise<Walk> {
  await app.ready();
  const wrong: string[] = [];
  let asked = 0;
  const without = new Map<Scope, string>();
  for (const scope of SCOPES) without.set(scope, await key(...SCOPES.filter((other) => other !== scope)));
  const everything = await key(...SCOPES);

  const expectStatus = async (
    method: string,
    url: string,
    as: string,
    headers: Record<string, string>,
    status: number,
  ): Promise<void> => {
    const answer = await app.inject({
      method: method as Method,
      url: url.replaceAll(/:[A-Za-z_]+(\([^)]*\))?|\*/g, 'x'),
      // Each from an address of its own, so that failing so often is not what turns it away.
      remoteAddress: `10.${(asked >> 16) & 255}.${(asked >> 8) & 255}.${asked++ & 255}`,
      headers,
    });
    const told = `${method} ${url}: ${as}: expected ${status}, got ${answer.statusCode}`;
    if (answer.statusCode !== status) wrong.push(told);
    else if (method !== 'HEAD' && !String(answer.headers['content-type']).startsWith('application/problem+json'))
      wrong.push(`${told}, but no problem`);
  };

  for (const { method, url, access } of app.routeList) {
    if (access === 'open') continue;
    await expectStatus(method, url, 'without a key', {}, 401);
    await expectStatus(method, url, "with another tenant's key", bearer(foreign), 401);
    await expectStatus(method, url, 'with a key that none has', bearer(foreign.replace(/.$/, '!')), 401);
    if (cookie !== undefined && !SAFE.has(method))
      await expectStatus(method, url, 'with a cookie and no token', { cookie }, 403);
    if (access === 'signed-in') continue;
    await expectStatus(method, url, 'with a wrong scope', bearer(without.get(access.scope) as string), 403);
    if (access.person !== undefined) await expectStatus(method, url, 'with a key, not a person', bearer(everything), 403);
  }

  const routes = app.routeList.map(({ method, url }) => `${method} ${url}`);
  const known = new Set(app.routeList.map(({ method, url }) => `${method} ${url.replaceAll(/:([A-Za-z_]+)/g, '{$1}')}`));
  const { paths = {} } = app.swagger() as { paths?: Record<string, Record<string, unknown>> };
  for (const [path, methods] of Object.entries(paths))
    for (const method of Object.keys(methods))
      if (!known.has(`${method.toUpperCase()} ${path}`))
        wrong.push(`${method.toUpperCase()} ${path}: in the document, and no route`);
  const withAccess = (access: string) =>
    app.routeList.filter((route) => route.access === access).map(({ method, url }) => `${method} ${url}`);
  return { routes, open: withAccess('open'), signedIn: withAccess('signed-in'), wrong };
}
