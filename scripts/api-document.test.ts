import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCOPES } from '../src/access/principal.ts';
import type { Authenticator } from '../src/api/access-hook.ts';
import type { Api } from '../src/api/server.ts';
import { wholeApi } from './api-document.ts';

const administrator: Authenticator = {
  authenticate: async () => ({
    ok: true,
    value: { kind: 'person', id: 'p', name: 'P', tenant: 'default', scopes: new Set(SCOPES), role: 'admin' },
  }),
};

/**
 * Health checks take what load balancers add; the parameters of the callback are the identity provider's, and those of a check are
 * what the client of a gateway sent.
 */
const FREE_QUERY = ['/healthz', '/readyz', '/v1/oidc/callback', '/v1/check', '/v1/check/*'];
/** The body of a check is what the client of a gateway sent, and is not read; that of a request to a model is its provider's. */
const FREE_BODY = ['/v1/check', '/v1/check/*', '/v1/decide/request'];

const DECISION = `D-${'0'.repeat(20)}`;

let app: Api;
beforeAll(async () => {
  app = await wholeApi(administrator);
});
afterAll(() => app.close());

function ask(method: string, url: string, query: string, payload?: object) {
  return app.inject({
    method: method as 'GET',
    url: `${url.replace(/:[a-z]+/, url.startsWith('/v1/decisions') ? DECISION : 'x1')}${query}`,
    ...(payload === undefined ? {} : { payload }),
  });
}

describe('every route', () => {
  it('refuses a query parameter that it does not have, and lists those that exist', async () => {
    const wrong: string[] = [];
    for (const { method, url } of app.routeList) {
      if (method === 'HEAD' || FREE_QUERY.includes(url)) continue;
      const answer = await ask(method, url, '?limits=1', method === 'GET' ? undefined : {});
      if (answer.statusCode !== 400 || answer.json().code !== 'unknown_parameter') wrong.push(`${method} ${url}`);
    }
    expect(wrong).toEqual([]);
    const { detail, where, hint } = (await ask('GET', '/v1/keys', '?limits=1')).json();
    expect([detail, where, hint]).toEqual([
      'Expected only query parameters that this route has, got "limits".',
      'query/limits',
      'This route has: limit, cursor.',
    ]);
  });

  it('refuses a field that its body does not have, records of a log aside, and lists those that exist', async () => {
    const wrong: string[] = [];
    for (const { method, url, access } of app.routeList) {
      if (FREE_BODY.includes(url)) continue;
      if (['GET', 'HEAD'].includes(method) || (typeof access === 'object' && access.scope === 'ingest')) continue;
      const answer = await ask(method, url, '', { sub_acount: 'x' });
      if (answer.statusCode !== 400 || answer.json().code !== 'unknown_field')
        wrong.push(`${method} ${url}: ${answer.body}`);
    }
    expect(wrong).toEqual([]);
    const { where, hint } = (await ask('POST', '/v1/webhooks', '', { url: 'https://a.example', event: [] })).json();
    expect([where, hint]).toEqual(['body', 'The fields are: url, events.']);
  });

  it('names fields at the place where the unknown one stands', async () => {
    const rule = { name: 'r', at: 'finding', when: 'true', give: { action: 'watch', untill: '1d' }, reason: 'r' };
    const answer = await ask('POST', '/v1/policy-check', '', { format: 1, version: 'v', rules: [rule] });
    expect(answer.json()).toMatchObject({
      code: 'unknown_field',
      where: 'body/rules/0/give',
      hint: 'The fields are: action, expires_after, delay, jitter, approvals.',
    });
  });

  it('repeats no name that may be a secret', async () => {
    const answer = await ask('GET', '/v1/keys', `?${'s'.repeat(50)}=1`);
    expect(answer.statusCode).toBe(400);
    expect(answer.body).not.toContain('sss');
  });
});
