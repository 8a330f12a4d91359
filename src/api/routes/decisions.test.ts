import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { campaignFound, decideOn, foundOf, listening, person } from '../../../test/detection-fixture.ts';
import type { Principal, Role } from '../../access/principal.ts';
import { DAY, HOUR } from '../../base/clock.ts';
import { type DecisionService, openDecisions } from '../../service/decisions/decisions.ts';
import { type DataDirectory, openDataDirectory } from '../../store/directory/data-directory.ts';
import { type Api, createServer } from '../server.ts';
import { addDecisionWorkRoutes } from './decision-work.ts';
import { addDecisionRoutes } from './decisions.ts';
import { addPolicyRoutes } from './policies.ts';

const START = Date.parse('2026-03-01T00:00:00Z');
let directory: DataDirectory;
let decisions: DecisionService;
let app: Api;
let now = START;
let caller: Principal = person('ann', 'admin');
const heard = listening();
/** As the intake stores ids that are mail addresses. */
const storedId = (id: string): string => id.replace(/^(\w+)@example\.com$/, '$1');

beforeAll(async () => {
  const opened = await openDataDirectory();
  if (!opened.ok) throw new Error(opened.problem.message);
  directory = opened.value;
  const clock = () => now;
  decisions = await openDecisions({ db: await directory.database(), clock, audit: heard, events: heard });
  const authenticator = { authenticate: async () => ({ ok: true as const, value: caller }) };
  app = await createServer({ authenticator, bodyLimit: 1_000_000 }, (api) => {
    addDecisionRoutes(api, { decisions, clock, random: () => 0.5, storedId });
    addDecisionWorkRoutes(api, { decisions, storedId, clock });
    addPolicyRoutes(api, { decisions, clock });
  });
  await decideOn(
    decisions,
    foundOf([
      campaignFound({ id: 'C-1', confidence: 0.95, tied: ['big'] }),
      campaignFound({ id: 'C-2', confidence: 0.6, tied: ['a/b', 'small'] }),
    ]),
  );
});
afterAll(async () => {
  await app.close();
  await directory.close();
});

const as = (name: string, role: Role) => {
  caller = person(name, role);
};
async function call(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  payload?: object,
  headers?: Record<string, string>,
) {
  const answer = await app.inject({
    method,
    url,
    ...(payload ? { payload } : {}),
    ...(headers ? { headers } : {}),
  });
  return {
    status: answer.statusCode,
    headers: answer.headers,
    body: answer.body === '' ? null : answer.json(),
  };
}

describe('GET /v1/decisions/{account}', () => {
  it('says what, why, since when, until when and under which policy, and is not sent twice', async () => {
    as('gate', 'analyst');
    const answer = await call('GET', '/v1/decisions/a%2Fb');
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      account: 'a/b',
      action: 'review',
      campaign: 'C-2',
      policy: 'default-4',
      rule: 'review',
      since: '2026-03-01T00:00:00.000Z',
      until: '2026-03-15T00:00:00.000Z',
    });
    expect(answer.headers['cache-control']).toBe('private, max-age=10');
    const again = await call('GET', '/v1/decisions/a%2Fb', undefined, {
      'if-none-match': String(answer.headers.etag),
    });
    expect(again).toMatchObject({ status: 304, body: null });
    now = START + 14 * DAY - 3_500;
    expect((await call('GET', '/v1/decisions/a%2Fb')).headers['cache-control']).toBe('private, max-age=3');
    now = START + 14 * DAY;
    const over = await call('GET', '/v1/decisions/a%2Fb', undefined, {
      'if-none-match': String(answer.headers.etag),
    });
    expect(over).toMatchObject({ status: 200, body: { action: 'allow', decision: null, since: null } });
    now = START;
    expect((await call('GET', '/v1/decisions/nobody?sub_account=x')).body).toMatchObject({
      account: 'nobody',
      sub_account: 'x',
      action: 'allow',
    });
    expect((await call('GET', `/v1/decisions/${'x'.repeat(200)}`)).status).toBe(400);
  });

  it('names the decision that waits for its delay, until it is in force', async () => {
    as('gate', 'analyst');
    const [waiting] = (await call('GET', '/v1/decisions/big/history')).body.decisions.filter(
      ({ state }: { state: string }) => state === 'scheduled',
    );
    const reason = `No decision is in force yet: decision ${waiting.id} enforces verify from ${waiting.enforce_from} on.`;
    const early = await call('GET', '/v1/decisions/big');
    expect(early.body).toMatchObject({ action: 'allow', decision: null, reason });
    expect(early.headers.etag).toBe(`"waiting-${waiting.id}"`);
    const exchange = { account: 'big', model: 'm', request: {} };
    expect((await call('POST', '/v1/decide', exchange)).body).toMatchObject({ action: 'allow', reason });
    expect((await call('GET', '/v1/decisions/big?sub_account=u')).body.reason).toBe(reason);
    expect((await call('GET', '/v1/decisions/nobody')).body.reason).toBe('No decision is in force.');
    now = Date.parse(waiting.enforce_from);
    const later = await call('GET', '/v1/decisions/big', undefined, { 'if-none-match': String(early.headers.etag) });
    expect(later).toMatchObject({ status: 200, body: { action: 'verify', decision: waiting.id } });
    now = START;
  });

  it('answers for the id that is stored in the place of a mail address, here and before a request runs', async () => {
    as('gate', 'analyst');
    const stored = await call('GET', '/v1/decisions/small');
    const named = await call('GET', '/v1/decisions/small%40example.com');
    expect(named.body).toEqual(stored.body);
    expect(named.body).toMatchObject({ account: 'small', campaign: 'C-2' });
    const history = await call('GET', '/v1/decisions/small%40example.com/history');
    expect(history.body.decisions).not.toEqual([]);
    const exchange = { account: 'small@example.com', model: 'm', request: {} };
    expect((await call('POST', '/v1/decide', exchange)).body.decision).toBe(stored.body.decision);
  });

  it('is for who has the scope decide', async () => {
    as('v', 'viewer');
    for (const url of ['/v1/decisions/a', '/v1/decisions', '/v1/decision-snapshot', '/v1/decision-hash']) {
      expect((await call('GET', url)).status, url).toBe(403);
    }
    expect((await call('POST', '/v1/decide', { account: 'a', model: 'm', request: {} })).status).toBe(403);
  });
});

describe('POST /v1/decide', () => {
  it('answers for one exchange, and refuses what is none', async () => {
    as('gate', 'analyst');
    const body = {
      account: 'small',
      model: 'm',
      request: { messages: [{ role: 'user', content: 'Hello' }] },
    };
    expect(await call('POST', '/v1/decide', body)).toMatchObject({
      status: 200,
      body: { action: 'review', policy: 'default-4', matched: [], since: '2026-03-01T00:00:00.000Z' },
    });
    expect((await call('POST', '/v1/decide', { ...body, account: 7 })).body).toMatchObject({
      code: 'bad_request',
      where: 'body/account',
    });
  });

  it('refuses a body of more values than can be validated in passing, and takes a large one', async () => {
    as('gate', 'analyst');
    const of = (content: readonly unknown[]) => ({
      account: 'small',
      model: 'm',
      request: { messages: [{ role: 'user', content }] },
    });
    expect(await call('POST', '/v1/decide', of(new Array(100_001).fill(0)))).toMatchObject({
      status: 413,
      body: { code: 'too_large', where: 'body' },
    });
    expect((await call('POST', '/v1/decide', of(new Array(10_000).fill({ type: 'text', text: '' })))).status).toBe(200);
  });
});

describe('the copies of clients', () => {
  it('begin with pages, go on with changes, and are checked by a hash', async () => {
    as('gate', 'analyst');
    const pages: string[] = [];
    let cursor: number | null = null;
    for (let bucket: number | null = 0; bucket !== null; ) {
      const { body }: { body: { cursor: number; entries: { account: string }[]; next_bucket: number | null } } = await call(
        'GET',
        `/v1/decision-snapshot?bucket=${bucket}&limit=1`,
      );
      pages.push(...body.entries.map(({ account }) => account));
      cursor ??= body.cursor;
      bucket = body.next_bucket;
    }
    expect(pages.sort()).toEqual(['a/b', 'big', 'small']);
    expect((await call('GET', `/v1/decisions?cursor=${cursor}`)).body).toEqual({
      cursor,
      changes: [],
      more: false,
      retry_after_ms: 7_500,
    });
    const first = (await call('GET', '/v1/decisions?limit=1')).body;
    expect(first).toMatchObject({ more: true, retry_after_ms: 0 });
    // Asked to verify, some hours later, until people have answered what was proposed.
    expect(first.changes[0]).toMatchObject({ account: 'big', decisions: [{ action: 'verify' }] });
    expect(first.changes[0].decisions[0].from > '2026-03-01T01:00:00.000Z').toBe(true);
    const { changes } = (await call('GET', '/v1/decisions')).body;
    expect(changes[1].decisions[0]).toMatchObject({
      action: 'review',
      from: '2026-03-01T00:00:00.000Z',
      until: '2026-03-15T00:00:00.000Z',
    });
    const { body } = await call('GET', '/v1/decision-hash?buckets=true');
    expect(body).toMatchObject({ cursor, items: 3, at: '2026-03-01T00:00:00.000Z' });
    expect(body.hash).toMatch(/^[0-9a-f]{16}$/);
    expect(body.buckets).toHaveLength(256);
    const sum = body.buckets.reduce((total: bigint, one: string) => (total + BigInt(`0x${one}`)) & ((1n << 64n) - 1n), 0n);
    expect(sum.toString(16).padStart(16, '0')).toBe(body.hash);
  });
});

describe('the OpenAPI document', () => {
  it('has every route of decisions and policies', async () => {
    const { status, body } = await call('GET', '/v1/openapi.json');
    expect(status).toBe(200);
    expect(Object.keys(body.paths).sort()).toEqual([
      '/v1/check',
      '/v1/decide',
      '/v1/decide/request',
      '/v1/decision-batches',
      '/v1/decision-hash',
      '/v1/decision-proposals',
      '/v1/decision-snapshot',
      '/v1/decisions',
      '/v1/decisions/{account}',
      '/v1/decisions/{account}/history',
      '/v1/decisions/{id}/approve',
      '/v1/decisions/{id}/propose',
      '/v1/decisions/{id}/reject',
      '/v1/decisions/{id}/replay',
      '/v1/decisions/{id}/undo',
      '/v1/policies',
      '/v1/policies/{version}',
      '/v1/policies/{version}/activate',
      '/v1/policies/{version}/backtest',
      '/v1/policies/{version}/shadow',
      '/v1/policy-check',
    ]);
    expect(body.paths['/v1/decide'].post.requestBody.content['application/json'].schema.properties).toHaveProperty(
      'account',
    );
  });
});

describe('people', () => {
  it('approve what waits for them, if they may, and every decision can be replayed and undone', async () => {
    as('vera', 'viewer');
    const { body } = await call('GET', '/v1/decision-proposals');
    expect(body.proposals).toHaveLength(1);
    const [proposal] = body.proposals;
    expect(proposal).toMatchObject({
      account: 'big',
      action: 'limit',
      state: 'pending',
      approvals_needed: 1,
      families: ['payment', 'intent'],
      // What its approval starts.
      delay_seconds: 3_600,
    });
    expect(proposal.jitter_seconds).toBeGreaterThan(0);
    const about = async (account: string) =>
      (await call('GET', `/v1/decision-proposals?account=${account}`)).body.proposals.map(({ id }: { id: string }) => id);
    expect(await about('big')).toEqual([proposal.id]);
    expect(await about('big%40example.com')).toEqual([proposal.id]);
    expect(await about('small')).toEqual([]);
    as('rita', 'reviewer');
    expect(await call('POST', `/v1/decisions/${proposal.id}/approve`)).toMatchObject({
      status: 403,
      body: {
        detail: 'Expected a logged-in person with at least the role approver, got a person with the role reviewer.',
        hint: 'Ask an administrator for the role, or somebody who has it to do this.',
      },
    });
    const { role: _, ...key } = person('k', 'admin');
    caller = { ...key, kind: 'key' };
    expect((await call('POST', `/v1/decisions/${proposal.id}/approve`)).body.hint).toContain('No key can do this');
    as('ann', 'approver');
    expect(await call('POST', `/v1/decisions/${proposal.id}/approve`)).toMatchObject({
      status: 200,
      body: { state: 'scheduled', approved_by: ['ann'] },
    });
    expect(await call('POST', `/v1/decisions/${proposal.id}/approve`)).toMatchObject({
      status: 409,
      body: { code: 'decision_state' },
    });
    expect(await call('GET', `/v1/decisions/${proposal.id}/replay`)).toMatchObject({
      status: 200,
      body: { same: true },
    });
    expect((await call('POST', `/v1/decisions/${proposal.id}/undo`, {})).status).toBe(400);
    expect(await call('POST', `/v1/decisions/${proposal.id}/undo`, { reason: 'A partner.' })).toMatchObject({
      status: 200,
      body: { state: 'undone', end_reason: 'A partner.' },
    });
    const { decisions: all } = (await call('GET', '/v1/decisions/big/history')).body;
    expect(all).toMatchObject([
      { id: proposal.id, action: 'limit', state: 'undone' },
      { id: proposal.previous, action: 'verify', state: 'superseded' },
    ]);
    expect((await call('GET', '/v1/decisions/D-00000000000000000000/replay')).status).toBe(404);
  });

  it('may not approve what they proposed', async () => {
    as('ann', 'approver');
    const { decision } = (await call('GET', '/v1/decisions/small')).body;
    expect(await call('POST', `/v1/decisions/${decision}/propose`, { action: 'limit', reason: 'By hand.' })).toMatchObject({
      status: 200,
    });
    const [proposal] = (await call('GET', '/v1/decision-proposals')).body.proposals;
    expect(await call('POST', `/v1/decisions/${proposal.id}/approve`)).toMatchObject({
      status: 403,
      body: { code: 'same_person' },
    });
    expect(await call('POST', `/v1/decisions/${proposal.id}/reject`, { reason: 'No.' })).toMatchObject({
      status: 200,
      body: { state: 'rejected' },
    });
  });
});

describe('policies over HTTP', () => {
  const document = {
    format: 1,
    version: 'two',
    rules: [{ name: 'r', at: 'finding', when: 'account.risk > 0.5', give: { action: 'verify' }, reason: 'R' }],
  };

  it('are drafted, checked, tried, shadowed and activated', async () => {
    as('root', 'admin');
    const wrong = { ...document, rules: [{ ...document.rules[0], when: 'account.rsik > 0.5' }] };
    expect(await call('POST', '/v1/policy-check', wrong)).toMatchObject({
      status: 422,
      body: { code: 'bad_policy', where: 'rule r, character 8' },
    });
    expect(await call('POST', '/v1/policy-check', document)).toMatchObject({
      status: 200,
      body: { rules: 1 },
    });
    expect((await call('POST', '/v1/policies', document)).status).toBe(201);
    expect(await call('POST', '/v1/policies', document)).toMatchObject({
      status: 409,
      body: { code: 'policy_exists' },
    });
    expect((await call('PUT', '/v1/policies/two', document)).status).toBe(200);
    const report = await call('POST', '/v1/policies/two/backtest', { limit: 1 });
    expect(report).toMatchObject({
      status: 200,
      body: { looks: 1, accounts: 3, gained: 2, lost: 1, newly_touched: { accounts: 2 } },
    });
    expect(report.body.changes).toHaveLength(1);
    expect(await call('POST', '/v1/policies/two/shadow', { on: true })).toMatchObject({
      status: 200,
      body: { state: 'shadow' },
    });
    expect(await call('GET', '/v1/policies/two/shadow')).toMatchObject({ status: 200, body: { looks: 0 } });
    expect(await call('DELETE', '/v1/policies/two')).toMatchObject({ status: 409 });
    expect(await call('POST', '/v1/policies/two/activate')).toMatchObject({
      status: 200,
      body: { state: 'active', activated_by: 'root' },
    });
    expect(await call('PUT', '/v1/policies/two', document)).toMatchObject({
      status: 409,
      body: { code: 'policy_not_draft' },
    });
    expect((await call('GET', '/v1/policies')).body.policies).toHaveLength(2);
    expect((await call('GET', '/v1/policies/three')).status).toBe(404);
    expect((await call('POST', '/v1/policies', { ...document, version: 'gone' })).status).toBe(201);
    expect((await call('DELETE', '/v1/policies/gone')).status).toBe(204);
    as('ann', 'approver');
    expect((await call('POST', '/v1/policies/default-4/activate')).status).toBe(403);
  });
});

describe('an approval over HTTP', () => {
  interface Body {
    readonly state: string;
    readonly enforce_from: string;
  }
  it('waits for the delay of the policy unless the approver says at once', async () => {
    as('root', 'admin');
    expect((await call('POST', '/v1/policies/default-4/activate')).status).toBe(200);
    await decideOn(decisions, foundOf([campaignFound({ id: 'C-3', confidence: 0.95, tied: ['late', 'now', 'plain'] })]));
    as('ann', 'approver');
    const address = await app.listen({ port: 0, host: '127.0.0.1' });
    const { proposals } = (await call('GET', '/v1/decision-proposals')).body;
    const approve = async (account: string, init: RequestInit) => {
      const { id } = proposals.find((one: { account: string }) => one.account === account);
      const answer = await fetch(`${address}/v1/decisions/${id}/approve`, { method: 'POST', ...init });
      return { id, status: answer.status, body: (await answer.json()) as Body };
    };
    const json = (body: unknown) => ({
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    });
    const actionOf = async (account: string) => {
      const answer = await fetch(`${address}/v1/decisions/${account}`);
      return ((await answer.json()) as { action: string }).action;
    };

    for (const [wrong, code] of [
      [{ at_once: 'yes' }, 'bad_request'],
      [{ atOnce: true }, 'unknown_field'],
    ] as const) {
      expect(await approve('now', json(wrong))).toMatchObject({ status: 400, body: { code } });
    }
    const { id, status, body } = await approve('now', json({ at_once: true }));
    expect([status, body.state, body.enforce_from]).toEqual([200, 'in_force', new Date(now).toISOString()]);
    expect(heard.entries.at(-1)).toMatchObject({
      actor: { id: 'ann' },
      action: 'decision.approved',
      subject: id,
      detail: { at_once: true, state: 'in_force' },
    });
    as('gate', 'admin');
    expect(await actionOf('now')).toBe('limit');
    expect((await call('GET', `/v1/decisions/${id}/replay`)).body).toMatchObject({ same: true });

    as('ann', 'approver');
    for (const [account, init] of [
      ['late', json({ at_once: false })],
      ['plain', {}],
    ] as const) {
      const delayed = await approve(account, init);
      expect(delayed.status, account).toBe(200);
      expect(Date.parse(delayed.body.enforce_from) - now).toBeGreaterThanOrEqual(HOUR);
      expect(heard.entries.at(-1)).toMatchObject({ detail: { at_once: false } });
    }
    as('gate', 'admin');
    expect(await actionOf('late')).toBe('allow');
    expect(await actionOf('plain')).toBe('allow');
  });

  it('may be many at once, of a campaign, after a preview', async () => {
    await decideOn(decisions, foundOf([campaignFound({ id: 'C-5', confidence: 0.95, tied: ['p', 'q'] })]));
    const act = { act: 'approve', campaign: 'C-5', reason: 'Read.', at_once: true };
    as('rita', 'reviewer');
    expect(await call('POST', '/v1/decision-batches', act)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    as('ann', 'approver');
    for (const wrong of [
      { ...act, campaign: undefined },
      { ...act, reason: '' },
      { ...act, ids: [] },
    ])
      expect((await call('POST', '/v1/decision-batches', wrong)).status).toBe(400);
    const preview = await call('POST', '/v1/decision-batches', { ...act, preview: true });
    expect(preview).toMatchObject({ status: 200, body: { batch: null, preview: true, changed: 2, refused: 0 } });
    const done = await call('POST', '/v1/decision-batches', act);
    expect(done).toMatchObject({ status: 200, body: { changed: 2, by_action: preview.body.by_action, refusals: [] } });
    expect(done.body.decisions.map((one: { state: string }) => one.state)).toEqual(['in_force', 'in_force']);
    expect(heard.entries.at(-1)).toMatchObject({ subject: done.body.batch, detail: { count: 2, reason: 'Read.' } });
    as('rita', 'reviewer');
    const undo = { act: 'undo', ids: done.body.decisions.map((one: { id: string }) => one.id), reason: 'A partner.' };
    expect((await call('POST', '/v1/decision-batches', undo)).body).toMatchObject({ changed: 2, refused: 0 });
  });

  it('by one of two says nothing of when the second one has it enforced', async () => {
    as('root', 'admin');
    const rules = [
      {
        name: 'both',
        at: 'finding',
        when: 'campaign.confidence >= 0.9',
        give: { action: 'suspend', approvals: 2, delay: '2h' },
        reason: 'R.',
      },
    ];
    await call('POST', '/v1/policies', { format: 1, version: 'both', rules });
    expect((await call('POST', '/v1/policies/both/activate')).status).toBe(200);
    await decideOn(decisions, foundOf([campaignFound({ id: 'C-4', confidence: 0.95, tied: ['x', 'y'] })]));
    const { proposals } = (await call('GET', '/v1/decision-proposals')).body;
    for (const [account, first, second, after] of [
      ['x', true, false, 2 * HOUR],
      ['y', false, true, 0],
    ] as const) {
      const { id } = proposals.find((one: { account: string }) => one.account === account);
      as('ann', 'approver');
      const one = await call('POST', `/v1/decisions/${id}/approve`, { at_once: first });
      expect(one.body).toMatchObject({ state: 'pending', approved_by: ['ann'] });
      as('bob', 'approver');
      const two = await call('POST', `/v1/decisions/${id}/approve`, { at_once: second });
      expect(two.body).toMatchObject({ state: after === 0 ? 'in_force' : 'scheduled', approved_by: ['ann', 'bob'] });
      expect(Date.parse(two.body.enforce_from) - now, account).toBe(after);
    }
  });

  it('has the choice in the OpenAPI document', async () => {
    const { paths } = (await call('GET', '/v1/openapi.json')).body;
    const { requestBody } = paths['/v1/decisions/{id}/approve'].post;
    expect(JSON.stringify(requestBody.content['application/json'].schema)).toContain('"at_once"');
  });
});
