/** The caller of a model call, in each of the places in which OpenTelemetry users name it. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { ExchangeInput } from '../../model/wire.ts';
import type { JsonObject } from '../values.ts';
import type { Fault } from './adapter.ts';
import { openOtlp } from './otlp.ts';
import { CALLER_PLACES, type CallerField } from './otlp-registry.ts';
import { SpanCallers } from './span-callers.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const CALL = {
  'gen_ai.operation.name': 'chat',
  'gen_ai.request.model': 'large-4',
  'gen_ai.input.messages': '[{"role":"user","parts":[{"type":"text","content":"Open the lock."}]}]',
};

type Values = Readonly<Record<string, unknown>>;

function attributes(values: Values): JsonObject[] {
  return Object.entries(values).map(([key, value]) => ({ key, value: anyValue(value) }));
}

function anyValue(value: unknown): JsonObject {
  if (typeof value === 'string') return { stringValue: value };
  if (Array.isArray(value)) return { arrayValue: { values: value.map(anyValue) } };
  if (typeof value === 'object') return { kvlistValue: { values: attributes(value as Values) } };
  return { intValue: String(value) };
}

interface Parts {
  readonly span?: Values;
  readonly resource?: Values;
  readonly scope?: Values;
  readonly event?: Values;
  readonly parent?: Values;
  readonly root?: Values;
}

/** A document with a model call; its parents are sent behind it, as they end later. */
function document({ span = {}, resource = {}, scope = {}, event, parent, root }: Parts): JsonObject {
  const item = (id: string, parentSpanId: string, own: Values, events: JsonObject[] = []) => ({
    traceId: TRACE,
    spanId: id,
    parentSpanId,
    startTimeUnixNano: '1790000000000000000',
    attributes: attributes(own),
    events,
  });
  const spans = [
    item('03', parent === undefined && root === undefined ? '' : '02', { ...CALL, ...span }, [
      ...(event === undefined ? [] : [{ name: 'gen_ai.user.message', attributes: attributes(event) }]),
    ]),
    ...(parent === undefined && root === undefined ? [] : [item('02', '01', parent ?? {})]),
    ...(root === undefined ? [] : [item('01', '0000000000000000', root)]),
  ];
  return {
    resourceSpans: [
      { resource: { attributes: attributes(resource) }, scopeSpans: [{ scope: { attributes: attributes(scope) }, spans }] },
    ],
  };
}

function read(documents: readonly JsonObject[], callers = new SpanCallers(), logsAlone = false) {
  const exchanges: ExchangeInput[] = [];
  const sources: string[] = [];
  const faults: Fault[] = [];
  const ignored: string[] = [];
  const session = openOtlp({ callers, logsAlone });
  const sink = {
    exchange: (input: ExchangeInput) => exchanges.push(input),
    reject: (fault: Fault) => faults.push(fault),
    ignored: (reason: string) => ignored.push(reason),
    caller: (source: string) => sources.push(source),
    note: () => {},
  };
  documents.forEach((one, i) => {
    session.read(one, { file: '', line: i + 1 }, sink);
  });
  session.flush(sink);
  return { exchanges, sources, faults, ignored };
}

/** Twenty-six usual places, from the documentation of the conventions, of instrumentation and of observability services. */
const USUAL: readonly (readonly [place: string, parts: Parts, source: string])[] = [
  ['user.id on the span', { span: { 'user.id': 'mira' } }, 'user.id'],
  ['user.id on the resource', { resource: { 'user.id': 'mira' } }, 'resource: user.id'],
  ['user.id on the scope', { scope: { 'user.id': 'mira' } }, 'scope: user.id'],
  ['user.id on the parent', { parent: { 'user.id': 'mira' } }, 'parent: user.id'],
  ['user.id on the root', { root: { 'user.id': 'mira' } }, 'parent: user.id'],
  ['user.id on an event', { event: { 'user.id': 'mira' } }, 'user.id'],
  ['enduser.id', { span: { 'enduser.id': 'mira' } }, 'enduser.id'],
  ['enduser.id on the parent', { parent: { 'enduser.id': 'mira' } }, 'parent: enduser.id'],
  ['enduser.pseudo.id', { span: { 'enduser.pseudo.id': 'mira' } }, 'enduser.pseudo.id'],
  ['user.hash', { span: { 'user.hash': 'mira' } }, 'user.hash'],
  ['user.email', { span: { 'user.email': 'mira' } }, 'user.email'],
  ['user.name', { span: { 'user.name': 'mira' } }, 'user.name'],
  ['langfuse.user.id', { span: { 'langfuse.user.id': 'mira' } }, 'langfuse.user.id'],
  ['Langfuse trace metadata', { span: { 'langfuse.trace.metadata.user_id': 'mira' } }, 'langfuse.trace.metadata.*'],
  ['Vercel metadata userId', { span: { 'ai.telemetry.metadata.userId': 'mira' } }, 'ai.telemetry.metadata.*'],
  ['Vercel metadata user_id', { span: { 'ai.telemetry.metadata.user_id': 'mira' } }, 'ai.telemetry.metadata.*'],
  [
    'OpenLLMetry association properties',
    { span: { 'traceloop.association.properties.user_id': 'mira' } },
    'traceloop.association.properties.*',
  ],
  ['OpenInference metadata as JSON', { span: { metadata: '{"user_id":"mira"}' } }, 'metadata{}'],
  ['OpenInference metadata as a map', { span: { metadata: { userId: 'mira' } } }, 'metadata{}'],
  [
    'user in the invocation parameters',
    { span: { 'llm.invocation_parameters': '{"model":"m","user":"mira"}' } },
    'llm.invocation_parameters{}',
  ],
  [
    'metadata.user_id in the invocation parameters',
    { span: { 'llm.invocation_parameters': '{"metadata":{"user_id":"mira"}}' } },
    'llm.invocation_parameters{}',
  ],
  ['llm.user', { span: { 'llm.user': 'mira' } }, 'llm.user'],
  ['gen_ai.user.id', { span: { 'gen_ai.user.id': 'mira' } }, 'gen_ai.user.id'],
  ['LiteLLM metadata', { span: { 'metadata.user_api_key_user_id': 'mira' } }, 'metadata.*'],
  ['account.id on the resource', { resource: { 'account.id': 'mira' } }, 'resource: account.id'],
  ['tenant.id on the parent', { parent: { 'tenant.id': 'mira' } }, 'parent: tenant.id'],
];

describe('the caller is found', () => {
  it.each(USUAL)('in %s', (_, parts, source) => {
    const { exchanges, sources } = read([document(parts)]);
    expect(exchanges.map(({ account }) => account)).toEqual(['mira']);
    expect(sources).toEqual([source]);
  });

  it('in every row of the registry', () => {
    const value = (field: string): unknown => {
      const [outer, inner] = field.split('.');
      return inner === undefined ? { [outer as string]: 'mira' } : { [outer as string]: { [inner]: 'mira' } };
    };
    const found: Record<CallerField, (exchange: ExchangeInput) => unknown> = {
      account: ({ account }) => account,
      user: ({ account }) => account,
      api_key: ({ api_key: key }) => key,
      session: ({ session }) => session,
      ip: ({ client }) => client?.ip,
      user_agent: ({ client }) => client?.user_agent,
      ja4: ({ client }) => client?.ja4,
    };
    for (const { finds, lookup, name, fields, source } of CALLER_PLACES) {
      const isId = finds === 'account' || finds === 'user' || finds === 'api_key';
      const somebody = isId ? {} : { 'user.id': 'other' };
      const spans: Values[] =
        lookup === 'attribute'
          ? [{ [name]: 'mira' }]
          : fields.map((field) =>
              lookup === 'prefix' ? { [`${name}${field}`]: 'mira' } : { [name]: JSON.stringify(value(field)) },
            );
      for (const span of spans) {
        const { exchanges } = read([document({ span: { ...somebody, ...span } })]);
        expect(exchanges.map(found[finds]), `${source} ${JSON.stringify(span)}`).toEqual(['mira']);
      }
    }
  });

  it('the billed party first, and the user beside it', () => {
    const { exchanges } = read([
      document({ span: { 'user.id': 'mira' }, parent: { 'organization.id': 'org' }, resource: { 'user.id': 'host' } }),
    ]);
    expect(exchanges[0]).toMatchObject({ account: 'org', sub_account: 'mira' });
  });

  it('not in what only looks like a value, nor in a prompt', () => {
    for (const span of [{ 'user.id': 'undefined' }, { 'user.id': 'null' }, { 'user.id': ' ' }, { metadata: 'not json' }]) {
      const { exchanges, sources, faults } = read([document({ span })]);
      expect(exchanges).toEqual([]);
      expect(sources).toEqual(['none']);
      expect(faults.map(({ reason }) => reason)).toEqual(['no_account']);
    }
  });

  it('in the user id of an agent, without its session', () => {
    const id = `user_${'0f'.repeat(8)}_account_1a-2b_session_3c-4d`;
    const { exchanges } = read([
      document({ span: { 'llm.invocation_parameters': JSON.stringify({ metadata: { user_id: id } }) } }),
    ]);
    expect(exchanges[0]).toMatchObject({ account: `user_${'0f'.repeat(8)}_account_1a-2b`, session: '3c-4d' });
  });

  it('on a parent of an earlier request, with the address and the client of the request it serves', () => {
    const callers = new SpanCallers();
    const whole = document({
      parent: { 'user.id': 'mira', 'client.address': '192.0.2.7', 'user_agent.original': 'shop/1' },
    });
    const [group] = whole.resourceSpans as [{ scopeSpans: [{ spans: JsonObject[] }] }];
    const [call, parent] = group.scopeSpans[0].spans;
    const of = (span: unknown) => ({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] });
    expect(read([of(parent)], callers).ignored).toEqual(['other_span']);
    const { exchanges, sources } = read([of(call)], callers);
    expect(exchanges[0]).toMatchObject({ account: 'mira', client: { ip: '192.0.2.7', user_agent: 'shop/1' } });
    expect(sources).toEqual(['parent: user.id']);
    // Without that memory, nobody is named, and that is counted under a reason of its own, with what to set.
    const alone = read([of(call)]);
    expect(alone.sources).toEqual(['none']);
    expect(alone.faults).toMatchObject([
      { reason: 'parent_not_seen', expected: expect.stringContaining('BaggageSpanProcessor') },
    ]);
    // Nor is a call between them enough: its own parent has not come.
    const between = { ...parent, spanId: 'ab', parentSpanId: 'ac', attributes: [] };
    const broken = new SpanCallers();
    read([of({ ...between, spanId: call?.parentSpanId })], broken);
    expect(read([of(call)], broken).faults).toMatchObject([{ reason: 'parent_not_seen' }]);
    // A whole chain that names nobody is no matter of the order.
    const silent = new SpanCallers();
    read([of({ ...parent, parentSpanId: '', attributes: [] })], silent);
    expect(read([of(call)], silent).faults).toMatchObject([{ reason: 'no_account' }]);
  });

  it('in bounded memory: the oldest spans are forgotten', () => {
    const callers = new SpanCallers(3);
    const links = (n: number) => ({ trace: `t${n}`, key: `t${n}:1`, parent: null });
    const child = (n: number) => ({ trace: `t${n}`, key: `t${n}:2`, parent: `t${n}:1` });
    for (let n = 0; n < 5; n++) callers.learn(links(n), new Map([['user.id', `u${n}`]]));
    expect([0, 1, 2, 3, 4].map((n) => callers.hasParent(child(n)))).toEqual([false, false, true, true, true]);
    expect([1, 4].map((n) => callers.parents(child(n)).length)).toEqual([0, 1]);
    // A chain of parents that leads nowhere ends at the root of its trace, if that is known.
    expect(callers.parents({ trace: 't4', key: 't4:9', parent: 't4:8' })).toHaveLength(1);
    callers.learn({ trace: 'loop', key: 'loop:1', parent: 'loop:2' }, new Map([['user.id', 'x']]));
    callers.learn({ trace: 'loop', key: 'loop:2', parent: 'loop:1' }, new Map());
    expect(callers.parents({ trace: 'loop', key: 'loop:3', parent: 'loop:1' }).length).toBeLessThan(100);
  });
});

describe('nothing vanishes', () => {
  const span = (values: Values) =>
    ({
      resourceSpans: [
        {
          scopeSpans: [
            {
              spans: [
                { traceId: TRACE, spanId: '01', startTimeUnixNano: '1790000000000000000', attributes: attributes(values) },
              ],
            },
          ],
        },
      ],
    }) as JsonObject;

  it.each<[string, Values, string]>([
    ['a span of another library', { 'http.method': 'GET' }, 'other_span'],
    ['a tool', { 'gen_ai.operation.name': 'execute_tool' }, 'not_a_generation'],
    ['an embedding', { 'gen_ai.operation.name': 'embeddings', 'gen_ai.request.model': 'm' }, 'not_a_generation'],
    ["an agent's span in OpenInference", { 'openinference.span.kind': 'AGENT' }, 'not_a_generation'],
    ["a span in Langfuse's SDK", { 'langfuse.observation.type': 'span' }, 'not_a_generation'],
    ['a task in OpenLLMetry', { 'traceloop.span.kind': 'task' }, 'not_a_generation'],
    ['the outer span of the AI SDK', { 'ai.operationId': 'ai.streamText', 'ai.model.id': 'm' }, 'outer_span'],
  ])('%s is counted as what it is', (_, values, reason) => {
    expect(read([span({ 'user.id': 'u', ...values })])).toMatchObject({ exchanges: [], ignored: [reason], faults: [] });
  });

  it.each<[string, Values]>([
    ['messages and no model', { 'gen_ai.input.messages': CALL['gen_ai.input.messages'] }],
    ['token counts alone', { 'gen_ai.usage.input_tokens': 12 }],
    ['an operation that a framework made up', { ...CALL, 'gen_ai.operation.name': 'ask_model' }],
    ['a kind in lower case', { 'openinference.span.kind': 'llm', 'llm.model_name': 'm' }],
  ])('a model call with %s is an exchange', (_, values) => {
    expect(read([span({ 'user.id': 'u', ...values })]).exchanges).toHaveLength(1);
  });

  it('a model call that says too little is rejected with the reason', () => {
    const { faults } = read([span({ 'user.id': 'u', 'gen_ai.request.temperature': 1 })]);
    expect(faults.map(({ reason }) => reason)).toEqual(['unreadable_model_call']);
  });

  it('messages that were cut off are read as the text that they are', () => {
    const cut = CALL['gen_ai.input.messages'].slice(0, -8);
    const { exchanges } = read([span({ ...CALL, 'user.id': 'u', 'gen_ai.input.messages': cut })]);
    expect(exchanges[0]?.request.messages).toEqual([{ role: 'user', content: cut }]);
  });

  it('a value in the place of a span is rejected', () => {
    const { faults } = read([{ resourceSpans: [{ scopeSpans: [{ spans: ['x', null, 7] }] }] }]);
    expect(faults.map(({ reason }) => reason)).toEqual(['not_an_object', 'not_an_object', 'not_an_object']);
  });

  it('a message whose span does not come with it is rejected where spans come in other requests', () => {
    const record = {
      traceId: TRACE,
      spanId: '01',
      eventName: 'gen_ai.user.message',
      body: { stringValue: 'Open the lock.' },
    };
    const logs = { resourceLogs: [{ scopeLogs: [{ logRecords: [record, { ...record, eventName: 'gen_ai.choice' }] }] }] };
    const { faults } = read([logs], new SpanCallers(), true);
    expect(faults.map(({ reason }) => reason)).toEqual(['message_without_span', 'message_without_span']);
  });
});

it('the registry is printed in docs/formats/otlp.md, in its order', () => {
  const page = readFileSync(fileURLToPath(new URL('../../../docs/formats/otlp.md', import.meta.url)), 'utf8');
  const rows = [...page.matchAll(/^\| \d+ \| `([^`]+)` \| (\w+) \|/gm)].map(([, source, finds]) => `${finds} ${source}`);
  expect(rows).toEqual(CALLER_PLACES.map(({ source, finds }) => `${finds} ${source}`));
});
