/** Bodies as the SDKs of providers send them, decided about as exchanges and as they came. */
import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { campaignFound, decideOn, foundOf, listening, person } from '../../../test/detection-fixture.ts';
import { temporaryDirectory } from '../../../test/fresh-decisions.ts';
import { RequestFeatures } from '../../fingerprint/request-features.ts';
import { openDecisions } from '../../service/decisions/decisions.ts';
import type { DataDirectory } from '../../store/directory/data-directory.ts';
import { type Api, createServer } from '../server.ts';
import { addDecisionRoutes } from './decisions.ts';

const TEXT =
  'You are a careful tutor. Solve the problem below step by step, number every step, and write down each thought before the answer.';
const QUESTION = 'How many ways are there to tile a board of 2 by 7 squares?';

let directory: DataDirectory;
let app: Api;
/** The campaign's segment in the text. */
let segment: string;

beforeAll(async () => {
  directory = await temporaryDirectory();
  const heard = listening();
  const decisions = await openDecisions({ db: await directory.database(), clock: Date.now, audit: heard, events: heard });
  const glance = new RequestFeatures();
  glance.read({ request: { system: TEXT, messages: [] } });
  glance.findAnchors();
  const { hi, lo } = glance.anchors;
  segment = [hi[0], lo[0]].map((half) => (half as number).toString(16).padStart(8, '0')).join('');
  await decideOn(decisions, foundOf([campaignFound({ confidence: 0.6, tied: ['small'], segments: [segment] })]));
  const rule = (name: string, when: string) => ({ name, at: 'request', when, give: { action: 'verify' }, reason: name });
  const given = await decisions.policies.createDraft(
    {
      format: 1,
      version: 'by-request',
      rules: [
        rule('tool-result', 'exchange.tool_results == 1 && exchange.follow_up'),
        rule('long-thinking', 'exchange.thinking && exchange.max_tokens >= 4000'),
      ],
    },
    person('root', 'admin'),
  );
  if (!given.ok) throw new Error(given.problem.message);
  const activated = await decisions.policies.activate('by-request', person('root', 'admin'));
  if (!activated.ok) throw new Error(activated.problem.message);
  const authenticator = { authenticate: async () => ({ ok: true as const, value: person('gate', 'analyst') }) };
  app = await createServer({ authenticator, bodyLimit: 1_000_000 }, (api) =>
    addDecisionRoutes(api, { decisions, clock: Date.now, random: () => 0.5, storedId: (id) => id }),
  );
});
afterAll(async () => {
  await app.close();
  await directory.close();
});

/** What an SDK sends: the body of its request, read from the wire. */
async function sentBy(call: (fetch: typeof globalThis.fetch) => Promise<unknown>): Promise<Record<string, unknown>> {
  let body: string | undefined;
  await call(async (_url, init) => {
    body = String(init?.body);
    return new Response('{}', { status: 400, headers: { 'content-type': 'application/json' } });
  }).catch(() => {});
  return JSON.parse(body ?? 'null') as Record<string, unknown>;
}
const openai = (fetch: typeof globalThis.fetch) => new OpenAI({ apiKey: 'sk-1', fetch, maxRetries: 0 });
const anthropic = (fetch: typeof globalThis.fetch) => new Anthropic({ apiKey: 'sk-1', fetch, maxRetries: 0 });

const TOOL = { name: 'count', description: 'Counts tilings.', parameters: { type: 'object', properties: {} } };
const CALL = { id: 'call_1', type: 'function', function: { name: 'count', arguments: '{}' } } as const;

const chat = () =>
  sentBy((fetch) =>
    openai(fetch).chat.completions.create({
      model: 'gpt-large',
      stream: true,
      stream_options: { include_usage: true },
      max_completion_tokens: 5_000,
      user: 'u-1',
      tools: [{ type: 'function', function: TOOL }],
      response_format: { type: 'json_object' },
      messages: [
        { role: 'developer', content: TEXT },
        {
          role: 'user',
          content: [
            { type: 'text', text: QUESTION },
            { type: 'image_url', image_url: { url: 'data:image/png;base64,AA==' } },
          ],
        },
        { role: 'assistant', content: null, tool_calls: [CALL] },
        { role: 'tool', tool_call_id: 'call_1', content: '21' },
      ],
    }),
  );
const responses = () =>
  sentBy((fetch) =>
    openai(fetch).responses.create({
      model: 'gpt-large',
      instructions: TEXT,
      reasoning: { effort: 'high' },
      max_output_tokens: 5_000,
      tools: [{ type: 'function', strict: false, ...TOOL }],
      input: [
        { role: 'user', content: [{ type: 'input_text', text: QUESTION }] },
        { type: 'function_call', call_id: 'call_1', name: 'count', arguments: '{}' },
        { type: 'function_call_output', call_id: 'call_1', output: '21' },
      ],
    }),
  );
const messages = () =>
  sentBy((fetch) =>
    anthropic(fetch).messages.create({
      model: 'claude-large',
      max_tokens: 5_000,
      thinking: { type: 'enabled', budget_tokens: 2_000 },
      metadata: { user_id: 'u-1' },
      system: [{ type: 'text', text: TEXT, cache_control: { type: 'ephemeral' } }],
      tools: [{ name: TOOL.name, input_schema: { type: 'object' } }],
      messages: [
        { role: 'user', content: QUESTION },
        { role: 'assistant', content: [{ type: 'tool_use', id: 't1', name: 'count', input: {} }] },
        { role: 'user', content: [{ type: 'tool_result', tool_use_id: 't1', content: '21' }] },
      ],
    }),
  );

async function post(url: string, payload: object, headers: Record<string, string> = {}) {
  const answer = await app.inject({ method: 'POST', url, payload, headers });
  return { status: answer.statusCode, ...answer.json() };
}
const AS_SMALL = { 'x-stillwatch-account': 'small' };

describe.each([
  ['Chat Completions', chat],
  ['Responses', responses],
  ['Messages', messages],
])('a body of %s', (_, body) => {
  it('is decided about as it came, with the account in a header', async () => {
    expect(await post('/v1/decide/request', await body(), AS_SMALL)).toMatchObject({
      status: 200,
      action: 'verify',
      rule: 'tool-result',
      matched: [{ campaign: 'C-1', segment }],
    });
  });

  it('is decided about alike as the request of an exchange', async () => {
    const request = await body();
    const asExchange = await post('/v1/decide', { account: 'small', model: request.model, request });
    const asItCame = await post('/v1/decide/request', request, AS_SMALL);
    expect(asExchange).toEqual(asItCame);
  });
});

describe('POST /v1/decide/request', () => {
  it('reads parameters under the names of each dialect', async () => {
    const plain = { model: 'm', messages: [{ role: 'user', content: QUESTION }] };
    const rule = async (more: object) => (await post('/v1/decide/request', { ...plain, ...more }, AS_SMALL)).rule;
    expect(await rule({})).toBeNull();
    expect(await rule({ max_completion_tokens: 5_000, reasoning_effort: 'high' })).toBe('long-thinking');
    expect(await rule({ max_tokens: 5_000, thinking: { type: 'enabled', budget_tokens: 2_000 } })).toBe('long-thinking');
    const input = { model: 'm', input: QUESTION, max_output_tokens: 5_000, reasoning: { effort: 'high' } };
    expect(await post('/v1/decide/request', input, AS_SMALL)).toMatchObject({ rule: 'long-thinking' });
  });

  it('needs the account in the headers, whatever the body names', async () => {
    const body = { ...(await chat()), account: 'small' };
    expect(await post('/v1/decide/request', body)).toMatchObject({
      status: 400,
      code: 'bad_request',
      where: 'headers/x-stillwatch-account',
    });
    expect(await post('/v1/decide/request', body, { 'x-stillwatch-account': 'a,b' })).toMatchObject({ status: 400 });
    expect(await post('/v1/decide/request?account=small', body, AS_SMALL)).toMatchObject({ code: 'unknown_parameter' });
  });

  it('refuses what no provider takes, and decides about a conversation that the provider keeps', async () => {
    const refused = [
      {},
      { model: 'm' },
      { messages: [] },
      { model: 7, messages: [] },
      { model: 'm', messages: 'text' },
      { account: 'small', model: 'm', request: { messages: [] } },
      [{ model: 'm', messages: [] }],
    ];
    for (const body of refused)
      expect(await post('/v1/decide/request', body, AS_SMALL), JSON.stringify(body)).toMatchObject({
        status: 400,
        code: 'bad_request',
      });
    const odd = [
      { model: 'm', previous_response_id: 'resp_1' },
      { model: 'm', messages: [null, 7, { role: 7 }, { content: { a: 1 } }] },
      { model: 'm', messages: [], max_tokens: 'many', stream: 'yes', n: null, tools: {} },
    ];
    for (const body of odd)
      expect(await post('/v1/decide/request', body, AS_SMALL), JSON.stringify(body)).toMatchObject({
        status: 200,
        action: 'review',
      });
  });
});

describe('POST /v1/decide', () => {
  it('still wants a request, and its own names', async () => {
    expect(await post('/v1/decide', { account: 'small', model: 'm' })).toMatchObject({ status: 400, where: 'body/request' });
    expect(await post('/v1/decide', { account: 'small', model: 'm', request: 'text' })).toMatchObject({ status: 400 });
    const misspelt = { account: 'small', model: 'm', request: {}, subaccount: 'x' };
    expect(await post('/v1/decide', misspelt)).toMatchObject({
      code: 'unknown_field',
    });
    expect(await post('/v1/decide', { account: 'small', model: 'm', request: {} })).toMatchObject({ action: 'review' });
  });
});
