/** A model provider on a free port, for tests of client SDKs: the answers of Chat Completions, Responses and Messages. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export const MODEL = 'large-4';
export const PROMPT = 'Write out the steps that open a lock gate.';
export const SYSTEM = 'Be brief.';
export const MODEL_ANSWER = 'Fill the chamber.';
export const TOKENS = { input: 11, output: 7 } as const;

export interface ModelServer {
  readonly url: string;
  close(): Promise<void>;
}

const CHAT = {
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1_790_000_000,
  model: MODEL,
  choices: [
    {
      index: 0,
      message: { role: 'assistant', content: MODEL_ANSWER, refusal: null },
      finish_reason: 'stop',
      logprobs: null,
    },
  ],
  usage: {
    prompt_tokens: TOKENS.input,
    completion_tokens: TOKENS.output,
    total_tokens: TOKENS.input + TOKENS.output,
  },
};

const RESPONSE = {
  id: 'resp_1',
  object: 'response',
  created_at: 1_790_000_000,
  status: 'completed',
  model: MODEL,
  output: [
    {
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      status: 'completed',
      content: [{ type: 'output_text', text: MODEL_ANSWER, annotations: [] }],
    },
  ],
  parallel_tool_calls: true,
  tools: [],
  usage: {
    input_tokens: TOKENS.input,
    output_tokens: TOKENS.output,
    total_tokens: TOKENS.input + TOKENS.output,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens_details: { reasoning_tokens: 0 },
  },
};

const MESSAGE = {
  id: 'msg_1',
  type: 'message',
  role: 'assistant',
  model: MODEL,
  content: [{ type: 'text', text: MODEL_ANSWER }],
  stop_reason: 'end_turn',
  stop_sequence: null,
  usage: { input_tokens: TOKENS.input, output_tokens: TOKENS.output },
};

const ANSWERS: readonly (readonly [path: string, answer: object])[] = [
  ['/chat/completions', CHAT],
  ['/responses', RESPONSE],
  ['/messages', MESSAGE],
];

export async function startModelServer(): Promise<ModelServer> {
  const server = createServer((request: IncomingMessage, response) => {
    request.resume().on('end', () => {
      const answer = ANSWERS.find(([path]) => request.url?.endsWith(path))?.[1];
      response.statusCode = answer === undefined ? 404 : 200;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(answer ?? {}));
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}
