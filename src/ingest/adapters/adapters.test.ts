import { describe, expect, it } from 'vitest';
import { fixture, inDirectory, parseLines, type ReadLog, readLog } from '../fixtures/read.ts';

const read = (...names: string[]): Promise<ReadLog> => readLog(names.map(fixture));
const byId = (log: ReadLog, id: string) => log.exchanges.find((exchange) => exchange.id === id);
const reasons = (log: ReadLog) => log.rejections.map((rejection) => `${rejection.line}:${rejection.reason}`);

describe('openai-shaped logs', () => {
  it('read chat completions with envelope, headers, usage and cached tokens', async () => {
    const log = await read('openai.ndjson');
    expect(log.blocks.map((block) => block.format)).toEqual(['openai']);
    expect(byId(log, 'oa-1')).toMatchObject({
      time: Date.parse('2026-03-01T09:00:00.120Z'),
      account: 'org-canal',
      sub_account: 'mira',
      model: 'gpt-x',
      request: { temperature: 0, max_completion_tokens: 50 },
      response: { text: 'B+', stop_reason: 'stop' },
      usage: { input_tokens: 31, output_tokens: 2, cache_read_tokens: 16, reasoning_tokens: 0 },
      client: { ip: '198.51.100.4', user_agent: 'openai-node/5.0' },
      status: 200,
      latency_ms: 640,
    });
  });

  it('join streamed answers and never keep a key', async () => {
    const log = await read('openai.ndjson');
    const exchange = byId(log, 'oa-2');
    expect(exchange?.response).toMatchObject({ text: 'A windlass.', stop_reason: 'stop' });
    expect(exchange?.account).toMatch(/^key_[0-9a-f]{24}$/);
    expect(exchange?.sub_account).toBe('end-user-9');
    expect(JSON.stringify(log)).not.toContain('sk-not-a-real-key');
  });

  it('read the Responses API inside HTTP wrappers, its tool items, reasoning and signatures', async () => {
    const exchange = byId(await read('openai.ndjson'), 'resp_1');
    expect(exchange).toMatchObject({
      account: 'proj-7',
      time: 1_772_355_700_500,
      request: { system: 'Think first.', reasoning_effort: 'high', max_tokens: 900 },
      response: { text: 'Start at the weir.', thinking: true, signatures: ['sig-0001'] },
      usage: { reasoning_tokens: 22 },
      client: { user_agent: 'curl/8' },
      status: 200,
    });
    expect(exchange?.request.messages?.[1]?.content).toMatchObject([{ type: 'tool_use', name: 'map', input: { km: 5 } }]);
    expect(exchange?.request.messages?.[2]?.content).toMatchObject([{ type: 'tool_result', content: '5 km found' }]);
  });

  it('see refusals, leave image data out, ignore embeddings, and ask for an account or a time where there is none', async () => {
    const log = await read('openai.ndjson');
    expect(byId(log, 'oa-4')?.response).toMatchObject({ refused: true, text: 'I cannot help with that.' });
    expect(JSON.stringify(byId(log, 'oa-4'))).not.toContain('base64');
    expect(log.ignored).toEqual({ not_a_generation: 1 });
    expect(reasons(log)).toEqual(['6:no_account', '7:no_time']);
    expect(log.rejections[0].expected).toContain('organization');
  });

  it('with the wire format around them still have their bodies read whole, Gemini bodies too', async () => {
    await inDirectory(async (put) => {
      const envelope = { time: '2026-03-01T09:00:00Z', account: 'a', model: 'm', usage: { input_tokens: 3 } };
      const path = await put(
        'log',
        [
          {
            ...envelope,
            id: 'chat',
            request: { messages: [{ role: 'user', content: 'q' }] },
            response: { choices: [{ message: { content: 'r' } }] },
          },
          {
            ...envelope,
            id: 'gemini',
            request: {
              systemInstruction: { parts: [{ text: 's' }] },
              contents: [
                {
                  role: 'user',
                  parts: [{ text: 'q' }, { inlineData: { mimeType: 'image/png', data: 'AAAA' } }],
                },
              ],
              generationConfig: { maxOutputTokens: 9 },
            },
            response: {
              candidates: [{ content: { parts: [{ text: 't', thought: true }, { text: 'r' }] }, finishReason: 'STOP' }],
              usageMetadata: { promptTokenCount: 4, candidatesTokenCount: 5, thoughtsTokenCount: 6 },
            },
          },
        ]
          .map((record) => JSON.stringify(record))
          .join('\n'),
      );
      const log = await readLog([path]);
      expect(log.blocks[0].format).toBe('openai');
      expect(byId(log, 'chat')).toMatchObject({ response: { text: 'r' }, usage: { input_tokens: 3 } });
      expect(byId(log, 'gemini')).toMatchObject({
        request: {
          system: [{ text: 's' }],
          messages: [{ role: 'user', content: [{ type: 'text', text: 'q' }, { type: 'image' }] }],
          max_tokens: 9,
        },
        response: { text: 'r', stop_reason: 'STOP', thinking: true },
        usage: { input_tokens: 3, output_tokens: 5, reasoning_tokens: 6 },
      });
    });
  });

  it('give the same derived id for the same content, wherever it stands', () => {
    const line =
      '{"time":"2026-03-01T09:00:00Z","account":"a","request":{"model":"m","messages":[{"role":"user","content":"x"}]}}';
    const first = parseLines([line], 'openai');
    const second = parseLines(['', line], 'openai');
    expect(first.exchanges[0].id).toMatch(/^derived-[0-9a-f]{32}$/);
    expect(second.exchanges[0].id).toBe(first.exchanges[0].id);
    expect(first.notes.id_derived).toBe(1);
    const other = parseLines([line.replace('"x"', '"y"')], 'openai');
    expect(other.exchanges[0].id).not.toBe(first.exchanges[0].id);
  });

  it('shorten an identifier that is too long without merging two of them', () => {
    const line = (account: string): string =>
      JSON.stringify({ id: 'i', time: 1772352000000, account, request: { model: 'm', messages: [] } });
    const log = parseLines([line(`${'a'.repeat(300)}1`), line(`${'a'.repeat(300)}2`)], 'openai');
    expect(log.exchanges.map((exchange) => exchange.account.length)).toEqual([128, 128]);
    expect(log.exchanges[0].account).not.toBe(log.exchanges[1].account);
    expect(log.notes.long_identifier_shortened).toBe(2);
  });
});

describe('anthropic-shaped logs', () => {
  it('keep thinking, signatures and tool results, and take the session out of the user id', async () => {
    const log = await read('anthropic.ndjson');
    expect(log.blocks[0].format).toBe('anthropic');
    const exchange = byId(log, 'an-1');
    expect(exchange).toMatchObject({
      account: 'wrk-1',
      api_key: 'key-22',
      sub_account: 'user_ab12_account_0f0f-11',
      session: '9c9c-22',
      response: { text: 'Changed the level to 3.', thinking: true, signatures: ['sig-bbbb'] },
      usage: { cache_read_tokens: 180 },
    });
    expect(exchange?.request.messages?.[1]?.content).toMatchObject([
      { type: 'thinking', signature: 'sig-aaaa' },
      { type: 'tool_use', name: 'read' },
    ]);
  });

  it('join event streams and see refusals; without an account the named user is one', async () => {
    const log = await read('anthropic.ndjson');
    expect(byId(log, 'msg_2')).toMatchObject({
      response: { text: 'Hallo' },
      usage: { input_tokens: 12, output_tokens: 5 },
    });
    expect(byId(log, 'an-3')).toMatchObject({ account: 'u-3', response: { refused: true } });
    expect(byId(log, 'an-3')?.sub_account).toBeUndefined();
  });
});

describe('OpenTelemetry spans', () => {
  it('read the current attributes', async () => {
    const log = await read('otlp-spans.ndjson');
    expect(log.exchanges[0]).toMatchObject({
      id: '00000000000000000000000000000001-0000000000000001',
      time: 1_772_362_801_000,
      account: 'org-1',
      sub_account: 'mira',
      session: 'conv-1',
      request: { system: [{ text: 'Be exact.' }], temperature: 0.5, max_tokens: 700 },
      response: { text: '2.4 metres.', stop_reason: 'stop' },
      usage: { input_tokens: 40, output_tokens: 20, cache_read_tokens: 8 },
      client: { ip: '192.0.2.50', user_agent: 'agent/3' },
      latency_ms: 250,
    });
    const messages = log.exchanges[0].request.messages;
    expect(messages?.[1]?.content).toMatchObject([
      { type: 'thinking' },
      { type: 'tool_use', name: 'gauge', input: { lock: 4 } },
    ]);
    expect(messages?.[2]).toMatchObject({
      role: 'user',
      content: [{ type: 'tool_result', content: '2.4 m' }],
    });
  });

  it('read OpenLLMetry, OpenInference, the Vercel AI SDK and span events', async () => {
    const { exchanges } = await read('otlp-spans.ndjson');
    expect(exchanges[1]).toMatchObject({
      account: 'u-44',
      request: {
        messages: [{ role: 'system', content: 'Translate.' }, { content: 'sluice' }],
        tools: [{ name: 'dictionary' }],
      },
      response: { text: 'Schleuse' },
      usage: { input_tokens: 9 },
    });
    expect(exchanges[2]).toMatchObject({
      account: 'u-45',
      session: 's-45',
      request: {
        messages: [{ role: 'user', content: [{ type: 'text', text: 'Count the barges.' }, { type: 'image' }] }],
        max_tokens: 20,
      },
      response: { text: 'Four.' },
    });
    expect(exchanges[3]).toMatchObject({
      account: 'u-46',
      model: 'small-2',
      request: { max_tokens: 64, messages: [{ content: [{ text: 'Name a canal.' }] }] },
      response: { text: 'The Caledonian.', stop_reason: 'stop' },
    });
    expect(exchanges[4]).toMatchObject({
      request: { messages: [{ content: 'Who built it?' }] },
      response: { text: 'Navvies.' },
    });
  });

  it('leave tool, chain and outer spans out, and say what account attribute is missing', async () => {
    const log = await read('otlp-spans.ndjson');
    expect(log.ignored).toEqual({ not_a_generation: 2, other_span: 1, outer_span: 1 });
    expect(reasons(log)).toEqual(['6:no_account']);
  });

  it('join prompts in log records with spans in another file, whichever comes first', async () => {
    for (const order of [
      ['otlp-logs.ndjson', 'otlp-traces-without-content.ndjson'],
      ['otlp-traces-without-content.ndjson', 'otlp-logs.ndjson'],
    ]) {
      const log = await read(...order);
      const exchange = log.exchanges.find((one) => one.account === 'u-59');
      expect(exchange).toMatchObject({
        model: 'gpt-x',
        request: { messages: [{ role: 'system', content: 'Speak plainly.' }, { role: 'user' }] },
        response: { text: 'Pressure shuts them.', stop_reason: 'stop' },
        usage: { input_tokens: 14, output_tokens: 4 },
      });
      expect(log.places[log.exchanges.indexOf(exchange as never)].file).toContain('otlp-traces');
      expect(log.exchanges).toHaveLength(2);
      expect(log.ignored).toEqual({ other_log: 1 });
    }
  });

  it('read a pretty-printed document', async () => {
    const log = await read('otlp-pretty.json');
    expect(log.exchanges).toMatchObject([
      { account: 'u-70', request: { messages: [{ content: [{ text: 'Pretty printed.' }] }] } },
    ]);
  });
});

describe('LiteLLM', () => {
  it('bills the team before the user and the key, and keeps the end user as sub-account', async () => {
    const log = await read('litellm.ndjson');
    expect(byId(log, 'll-1')).toMatchObject({
      account: 'team-3',
      sub_account: 'cust-8',
      api_key: 'h-1',
      time: 1_772_366_400_250,
      latency_ms: 1500,
      model: 'gpt-x-group',
      request: { temperature: 0.3, max_tokens: 10, tools: [{ type: 'function' }] },
      response: { text: '2', thinking: true, signatures: ['sig-l'] },
      usage: { cache_read_tokens: 4 },
      client: { ip: '192.0.2.77' },
      status: 200,
    });
  });

  it('takes ISO times, redacted bodies, failures and replayed payloads', async () => {
    const log = await read('litellm.ndjson');
    expect(byId(log, 'll-2')).toMatchObject({
      status: 429,
      account: 'h-2',
      time: Date.parse('2026-03-01T12:01:00.500Z'),
    });
    expect(byId(log, 'll-2')?.request.messages).toBeUndefined();
    expect(log.notes.body_absent).toBe(1);
    expect(byId(log, 'll-3')).toMatchObject({
      account: 'u-5',
      time: Date.parse('2026-03-01T12:02:00Z'),
      request: { messages: [{ role: 'user', content: 'Just a string prompt' }] },
      response: { text: 'Just a string answer' },
    });
    expect(log.ignored).toEqual({ not_a_generation: 1 });
    expect(reasons(log)).toEqual(['5:no_account']);
  });
});

describe('Bedrock invocation logs', () => {
  it('take the role as account and its session as sub-account', async () => {
    const log = await read('bedrock.ndjson');
    expect(byId(log, 'bd-1')).toMatchObject({
      account: 'arn:aws:sts::111122223333:assumed-role/Harvest',
      sub_account: 'i-01',
      surface: 'bedrock',
      usage: { input_tokens: 21, output_tokens: 11, cache_read_tokens: 5 },
    });
    expect(byId(log, 'bd-3')).toMatchObject({
      account: 'arn:aws:iam::111122223333:user/keeper',
      response: { text: 'hello' },
    });
  });

  it('read Converse bodies with reasoning, tools and images', async () => {
    const exchange = byId(await read('bedrock.ndjson'), 'bd-2');
    expect(exchange).toMatchObject({
      model: 'eu.amazon.nova-x',
      sub_account: 'ten-1',
      request: {
        system: [{ type: 'text', text: 'Use tools.' }],
        max_tokens: 300,
        temperature: 0.7,
        tools: [{ name: 'gauge' }],
      },
      response: { text: '2.4 m', stop_reason: 'end_turn' },
    });
    expect(exchange?.request.messages?.[0]?.content).toEqual([{ type: 'text', text: 'Measure lock 4.' }, { type: 'image' }]);
    expect(exchange?.request.messages?.[1]?.content).toMatchObject([
      { type: 'thinking', thinking: 'Use the gauge.', signature: 'sig-c' },
      { type: 'tool_use', name: 'gauge' },
    ]);
  });

  it('read bodies of models without messages, CloudWatch events, and note bodies kept in S3', async () => {
    const log = await read('bedrock.ndjson');
    expect(byId(log, 'bd-4')).toMatchObject({
      request: { messages: [{ content: 'Describe a weir.' }], max_tokens: 50 },
      response: { text: 'A low dam.' },
    });
    expect(byId(log, 'bd-5')).toMatchObject({
      request: { messages: [{ content: 'Name a river.' }] },
      response: { text: 'The Severn.' },
    });
    expect(byId(log, 'bd-8')?.request.messages?.map((message) => message.role)).toEqual(['user', 'assistant', 'user']);
    expect(byId(log, 'bd-8')?.status).toBe(400);
    expect(byId(log, 'bd-9')?.request.messages?.[0]?.content).toBe('from CloudWatch');
    expect(byId(log, 'bd-6')).toMatchObject({ request: {} });
    expect(log.notes).toMatchObject({ body_in_s3: 1, body_absent: 1 });
    expect(log.ignored).toEqual({ not_a_generation: 1 });
  });
});

describe('Langfuse', () => {
  it('joins a generation with its trace and its update over lines', async () => {
    const log = await read('langfuse-events.ndjson');
    expect(log.exchanges).toMatchObject([
      {
        id: 'g1',
        account: 'org-l',
        sub_account: 'mira',
        session: 's-t1',
        model: 'large-4',
        request: {
          temperature: 0.4,
          max_tokens: 120,
          messages: [{ role: 'system' }, { content: 'Explain silt.' }],
        },
        response: { text: 'Fine mud.' },
        usage: { input_tokens: 12, output_tokens: 4, cache_read_tokens: 2 },
        latency_ms: 2000,
      },
    ]);
    expect(log.places).toEqual([{ file: fixture('langfuse-events.ndjson'), line: 1 }]);
    expect(reasons(log)).toEqual(['5:no_account']);
  });

  it('reads exported observations and traces that hold them', async () => {
    const log = await read('langfuse-export.ndjson');
    expect(byId(log, 'g7')).toMatchObject({
      account: 'u-7',
      request: { messages: [{ content: 'Exported.' }] },
      usage: { input_tokens: 3 },
    });
    expect(log.ignored).toEqual({ not_a_generation: 1, trace: 1 });
    expect(byId(log, 'g8')).toMatchObject({
      account: 'u-8',
      request: { messages: [{ content: 'Nested.' }] },
      response: { text: 'Indeed.' },
    });
  });
});

describe('Azure API Management', () => {
  it('joins split messages in order of their sequence with the gateway row that names the caller', async () => {
    const log = await read('azure-apim.ndjson');
    expect(log.exchanges).toMatchObject([
      {
        id: 'c-1',
        account: 'sub-1',
        sub_account: 'u-1',
        surface: 'azure',
        model: 'gpt-x',
        request: { messages: [{ role: 'system', content: 'Summarise.' }, { role: 'user' }], stream: false },
        response: { text: 'A long path.' },
        usage: { input_tokens: 55, output_tokens: 8 },
        client: { ip: '198.51.100.20:51112' },
        status: 200,
        latency_ms: 321,
      },
    ]);
    expect(log.exchanges[0].request.messages?.[1]?.content).toHaveLength(420);
    expect(reasons(log)).toEqual(['2:no_account']);
    expect(log.rejections[0].expected).toContain('ApiManagementGatewayLogs');
    expect(log.ignored).toEqual({ not_a_generation: 1 });
  });

  it('reads the records that diagnostic settings write to storage', async () => {
    const log = await read('azure-storage.json');
    expect(log.exchanges).toMatchObject([{ id: 'c-5', account: 'sub-2', client: { ip: '198.51.100.21' } }]);
  });
});

describe('Kong', () => {
  it('opens bodies in strings, under whatever name the plugin has', async () => {
    const log = await read('kong.ndjson');
    expect(byId(log, 'kg-1')).toMatchObject({
      time: 1_772_380_800_123,
      account: 'cust-1',
      sub_account: 'eu-1',
      request: { messages: [{ role: 'user', content: 'Route me.' }] },
      response: { text: 'Routed.' },
      usage: { input_tokens: 6, output_tokens: 2 },
      client: { ip: '192.0.2.88', user_agent: 'kongclient/1' },
      latency_ms: 900,
    });
    expect(byId(log, 'kg-2')).toMatchObject({
      account: 'cons-2',
      model: 'small-2',
      request: { stream: true },
    });
    expect(log.notes.body_absent).toBe(1);
    expect(log.ignored).toEqual({ not_an_ai_route: 1 });
    expect(reasons(log)).toEqual(['4:no_account']);
  });
});
