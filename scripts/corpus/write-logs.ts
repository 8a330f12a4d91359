/**
 * Turns a file of prompts (one JSON object a line: class, system, user, tools) into request logs of five gateway
 * formats: honest accounts that each do one kind of work, and a planted group that splits the distillation prompts
 * over accounts of its own. Nothing of the detector is used: it reads the logs like anybody's.
 *
 *   tsx scripts/corpus/write-logs.ts PROMPTS.jsonl OUT [SEED]
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRng, type Rng } from '../../src/base/rng.ts';

interface Prompt {
  readonly class: string;
  readonly family: string;
  readonly system: string | null;
  readonly user: string;
  readonly tools: number;
}

interface Call {
  readonly id: string;
  readonly time: number;
  readonly account: string;
  readonly model: string;
  readonly ip: string;
  readonly agent: string;
  readonly prompt: Prompt;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

const START = Date.UTC(2026, 8, 7);
const DAY = 86_400_000;
const DAYS = 10;
const PLANTED = 24;
const MODELS = ['large-4', 'large-4', 'small-4'];
const AGENTS = [
  'python-requests/2.32',
  'openai-python/1.99',
  'node-fetch/3',
  'okhttp/4.12',
  'axios/1.7',
  'Mozilla/5.0',
  'curl/8.9',
  'anthropic-sdk/0.60',
];

/** The logs by format, and the truth. */
export function writeLogs(
  prompts: readonly Prompt[],
  out: string,
  seed: string,
): { calls: number; planted: string[]; honest: string[] } {
  const rng = createRng(seed);
  mkdirSync(out, { recursive: true });
  const honest: string[] = [];
  const calls: Call[] = [];

  const harvest = prompts.filter((p) => p.class.startsWith('distill_'));
  const planted = Array.from({ length: PLANTED }, () => name(rng));
  const exits = Array.from({ length: 6 }, () => address(rng, '203.0.113.'));
  harvest.forEach((prompt, k) => {
    // Dealt out in turn, day and night, from a handful of addresses.
    const time = START + Math.floor((k / harvest.length) * DAYS * DAY) + rng.int(60_000);
    calls.push(call(rng, planted[k % PLANTED], prompt, time, rng.pick(exits), AGENTS[0], 900));
  });

  const kinds = new Map<string, Prompt[]>();
  for (const prompt of prompts) {
    if (prompt.class.startsWith('distill_')) continue;
    // Pipelines belong to one customer each; people draw on anything of their class.
    const key = prompt.class === 'benign_chat' || prompt.class === 'benign_edu' ? prompt.class : prompt.family;
    kinds.set(key, [...(kinds.get(key) ?? []), prompt]);
  }
  for (const [kind, pool] of kinds) {
    const people = kind === 'benign_chat' || kind === 'benign_edu';
    const accounts = people ? Math.ceil(pool.length / 6) : 1 + rng.int(2);
    for (let a = 0; a < accounts; a++) {
      const account = name(rng);
      honest.push(account);
      const ip = address(rng, `198.51.${rng.int(100)}.`);
      const agent = rng.pick(AGENTS);
      const home = 6 + rng.int(12);
      const n = people ? 6 + rng.int(14) : 20 + rng.int(40);
      for (let k = 0; k < n; k++) {
        const time = START + rng.int(DAYS) * DAY + ((home + Math.abs(rng.normal()) * 3) % 24) * 3_600_000;
        calls.push(call(rng, account, rng.pick(pool), Math.floor(time), ip, agent, people ? 300 : 60));
      }
    }
  }

  calls.sort((a, b) => a.time - b.time);
  const format = new Map<string, keyof typeof WRITERS>();
  const names = Object.keys(WRITERS) as (keyof typeof WRITERS)[];
  const files = new Map<string, string[]>(names.map((f) => [f, []]));
  for (const c of calls) {
    // One customer, one gateway; the planted group comes through all of them.
    if (!format.has(c.account)) format.set(c.account, rng.pick(names));
    const f = format.get(c.account) as keyof typeof WRITERS;
    files.get(f)?.push(JSON.stringify(WRITERS[f](c)));
  }
  for (const [f, lines] of files) writeFileSync(join(out, `${f}.log`), `${lines.join('\n')}\n`);
  const truth = [
    ...planted.map((account) => ({ account, campaign: 'planted', group: 'planted' })),
    ...honest.map((account) => ({ account, campaign: null, group: 'honest' })),
  ];
  writeFileSync(`${out}.truth.ndjson`, truth.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return { calls: calls.length, planted, honest };
}

const WRITERS = {
  openai: (c: Call) => ({
    id: c.id,
    timestamp: new Date(c.time).toISOString(),
    organization: c.account,
    headers: { 'x-forwarded-for': c.ip, 'user-agent': c.agent },
    request: { model: c.model, messages: messages(c.prompt), max_tokens: 2048, ...toolList(c.prompt) },
    response: {
      id: c.id,
      model: c.model,
      choices: [{ finish_reason: 'stop', message: { role: 'assistant', content: 'ok' } }],
      usage: { prompt_tokens: c.inputTokens, completion_tokens: c.outputTokens },
    },
  }),
  anthropic: (c: Call) => ({
    request_id: c.id,
    timestamp: c.time,
    organization_id: c.account,
    client_ip: c.ip,
    user_agent: c.agent,
    request: {
      model: c.model,
      max_tokens: 2048,
      ...(c.prompt.system ? { system: c.prompt.system } : {}),
      messages: [{ role: 'user', content: c.prompt.user }],
    },
    response: {
      type: 'message',
      role: 'assistant',
      model: c.model,
      content: [{ type: 'text', text: 'ok' }],
      stop_reason: 'end_turn',
      usage: { input_tokens: c.inputTokens, output_tokens: c.outputTokens },
    },
  }),
  litellm: (c: Call) => ({
    id: c.id,
    call_type: 'acompletion',
    status: 'success',
    startTime: c.time / 1000,
    endTime: c.time / 1000 + 2,
    model: c.model,
    messages: messages(c.prompt),
    response: { choices: [{ finish_reason: 'stop', message: { role: 'assistant', content: 'ok' } }] },
    prompt_tokens: c.inputTokens,
    completion_tokens: c.outputTokens,
    requester_ip_address: c.ip,
    model_parameters: { max_tokens: 2048 },
    metadata: { user_api_key_org_id: c.account },
  }),
  bedrock: (c: Call) => ({
    schemaType: 'ModelInvocationLog',
    schemaVersion: '1.0',
    timestamp: new Date(c.time).toISOString(),
    accountId: c.account,
    region: 'eu-west-1',
    requestId: c.id,
    operation: 'InvokeModel',
    modelId: c.model,
    input: {
      inputContentType: 'application/json',
      inputBodyJson: {
        max_tokens: 2048,
        ...(c.prompt.system ? { system: c.prompt.system } : {}),
        messages: [{ role: 'user', content: c.prompt.user }],
      },
      inputTokenCount: c.inputTokens,
    },
    output: {
      outputContentType: 'application/json',
      outputBodyJson: { content: [{ type: 'text', text: 'ok' }], stop_reason: 'end_turn' },
      outputTokenCount: c.outputTokens,
    },
  }),
  otlp: (c: Call) => ({
    resourceSpans: [
      {
        scopeSpans: [
          {
            spans: [
              {
                traceId: c.id.padEnd(32, '0').slice(0, 32),
                spanId: c.id.slice(0, 16),
                name: `chat ${c.model}`,
                kind: 3,
                startTimeUnixNano: `${c.time}000000`,
                endTimeUnixNano: `${c.time + 2000}000000`,
                attributes: Object.entries({
                  'gen_ai.operation.name': 'chat',
                  'gen_ai.request.model': c.model,
                  'organization.id': c.account,
                  'client.address': c.ip,
                  'user_agent.original': c.agent,
                  'gen_ai.input.messages': JSON.stringify(
                    messages(c.prompt).map((m) => ({
                      role: m.role,
                      parts: [{ type: 'text', content: m.content }],
                    })),
                  ),
                }).map(([key, stringValue]) => ({ key, value: { stringValue } })),
              },
            ],
          },
        ],
      },
    ],
  }),
};

function messages(prompt: Prompt): { role: string; content: string }[] {
  return [...(prompt.system ? [{ role: 'system', content: prompt.system }] : []), { role: 'user', content: prompt.user }];
}

function toolList(prompt: Prompt): object {
  if (prompt.tools === 0) return {};
  return {
    tools: Array.from({ length: prompt.tools }, (_, k) => ({
      type: 'function',
      function: { name: `tool_${k + 1}` },
    })),
  };
}

function call(rng: Rng, account: string, prompt: Prompt, time: number, ip: string, agent: string, tokens: number): Call {
  return {
    id: hex(rng, 32),
    time,
    account,
    model: rng.pick(MODELS),
    ip,
    agent,
    prompt,
    inputTokens: Math.ceil((prompt.user.length + (prompt.system?.length ?? 0)) / 4),
    outputTokens: Math.ceil(tokens * (0.5 + rng.next())),
  };
}

function name(rng: Rng): string {
  return `org_${hex(rng, 12)}`;
}

function address(rng: Rng, prefix: string): string {
  return `${prefix}${1 + rng.int(250)}`;
}

function hex(rng: Rng, digits: number): string {
  let out = '';
  while (out.length < digits) out += rng.int(16).toString(16);
  return out;
}

const [, , promptsPath, out, seed = '1'] = process.argv;
if (promptsPath && out && import.meta.url === new URL(process.argv[1], 'file:').href) {
  const prompts = readFileSync(promptsPath, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Prompt);
  const { calls, planted, honest } = writeLogs(prompts, out, seed);
  console.log(
    `${calls} calls, ${planted.length} planted accounts, ${honest.length} honest ones, in ${Object.keys(WRITERS).length} formats: ${out}`,
  );
}
