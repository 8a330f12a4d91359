/**
 * What the OpenAPI document says of bodies beyond the schemas of the routes: examples, the records of ingest, whose bytes
 * are parsed in another thread, and media types besides JSON.
 */
import { z } from 'zod';
import { ACTIONS } from '../model/vocabulary.ts';
import { Account, Exchange, Release } from '../model/wire.ts';
import type { Components, JsonSchema, MediaType, Operation } from './openapi-parts.ts';

const EXCHANGE = {
  id: 'req-20260301-000001',
  time: '2026-03-01T10:00:00Z',
  account: 'acct-1042',
  model: 'example-large',
  request: { messages: [{ role: 'user', content: 'Explain the proof step by step.' }] },
  response: { text: 'First, assume that …' },
};
const ACCOUNT = { account: 'acct-1042', created: '2026-01-15T00:00:00Z', program: 'standard' };
const RELEASE = { model: 'example-large', released: '2025-11-01T00:00:00Z' };

const POLICY = {
  format: 1,
  version: '2026-03-first',
  rules: [
    {
      name: 'verify-likely-campaigns',
      at: 'finding',
      when: 'campaign.found && campaign.confidence >= 0.9',
      give: { action: 'verify', expires_after: '30d' },
      reason: 'The account takes part in a campaign with high confidence.',
    },
  ],
};

/** Examples of request bodies by operation. */
const REQUESTS: Readonly<Record<string, unknown>> = {
  logIn: { login: 'ada', password: 'a long passphrase of one person' },
  createKey: { label: 'gateway eu-1', scopes: ['ingest', 'decide'] },
  rotateKey: { overlap_minutes: 60 },
  createPerson: { login: 'ada', name: 'Ada', role: 'reviewer', password: 'a long passphrase of one person' },
  changePerson: { role: 'approver' },
  decideExchange: { account: EXCHANGE.account, model: EXCHANGE.model, request: EXCHANGE.request },
  decideRequest: { model: EXCHANGE.model, ...EXCHANGE.request },
  approveDecision: { at_once: true },
  rejectDecision: { reason: 'The contract of the account allows distillation.' },
  undoDecision: { reason: 'The account has shown its evaluation plan.' },
  proposeDecision: { action: 'limit', reason: 'The account continues after verification.' },
  createPolicy: POLICY,
  checkPolicy: POLICY,
  backtestPolicy: { from: '2026-02-15T00:00:00Z', limit: 100 },
  setPolicyShadow: { on: true },
  createWebhook: { url: 'https://hooks.example/stillwatch', events: ['decision.changed'] },
  setWebhookActive: { active: false },
};

/** Examples of successful responses by operation. */
const RESPONSES: Readonly<Record<string, unknown>> = {
  getDecision: {
    account: 'acct-1042',
    action: 'allow',
    decision: null,
    reason: 'No decision is in force.',
    since: null,
    until: null,
    campaign: null,
    policy: 'default-1',
    rule: null,
  },
  sendExchanges: { accepted: 1, duplicates: 0, rejected: 0, ignored: 0, errors: [] },
  checkReadiness: { status: 'ready', state: 'running', parts: [{ name: 'stores', ready: true }] },
};

const PROBLEM_EXAMPLE = {
  type: 'about:blank',
  title: 'unknown parameter',
  status: 400,
  code: 'unknown_parameter',
  detail: 'Expected one of the query parameters of this route, got "limits".',
  where: 'query/limits',
  hint: 'This route has: limit, cursor.',
};

/** Headers of a successful response to `/v1/check`. */
const CHECK_HEADERS = {
  'x-stillwatch-action': { description: 'The action in force.', schema: { type: 'string', enum: ACTIONS } },
  'x-stillwatch-decision': {
    description: 'The decision that the action rests on; absent when none is in force.',
    schema: { type: 'string' },
  },
  'x-stillwatch-expires': {
    description: 'When that decision ends.',
    schema: { type: 'string', format: 'date-time' },
  },
} as const;

const RECORDS = { ExchangeRecord: Exchange, AccountRecord: Account, ReleaseRecord: Release } as const;

/** The records that an operation of ingest takes, with an example. */
const INGESTED: Readonly<Record<string, readonly [name: keyof typeof RECORDS, example: object]>> = {
  sendExchanges: ['ExchangeRecord', EXCHANGE],
  sendAccounts: ['AccountRecord', ACCOUNT],
  sendReleases: ['ReleaseRecord', RELEASE],
};

/** Adds examples and the other media types to an operation. */
export function addBodies(operation: Operation): void {
  const { operationId = '', responses, requestBody } = operation;
  const request = requestBody?.content['application/json'];
  if (request !== undefined && REQUESTS[operationId] !== undefined) request.example = REQUESTS[operationId];
  const response = responses['200']?.content?.['application/json'];
  if (response !== undefined && RESPONSES[operationId] !== undefined) response.example = RESPONSES[operationId];
  const problem = responses['400']?.content?.['application/problem+json'];
  if (problem !== undefined) problem.example = PROBLEM_EXAMPLE;
  const ingested = INGESTED[operationId];
  if (ingested !== undefined && requestBody !== undefined) addRecords(requestBody.content, ...ingested);
  if (operationId === 'checkCaller' && responses['200'] !== undefined) responses['200'].headers = CHECK_HEADERS;
  if (operationId === 'listEvents' && responses['200']?.content !== undefined)
    responses['200'].content['text/event-stream'] = { schema: { type: 'string', description: 'Server-sent events.' } };
  if (operationId === 'sendTraces' || operationId === 'sendLangfuseTraces' || operationId === 'sendLogs')
    addProtobuf(operation);
}

/** Adds the records of a log to the component schemas, as they are sent. */
export function addRecordSchemas({ schemas }: Components): void {
  for (const [name, record] of Object.entries(RECORDS)) {
    const { $schema, ...schema } = z.toJSONSchema(record, { io: 'input' });
    schemas[name] = schema as JsonSchema;
  }
}

function addRecords(content: Record<string, MediaType>, name: string, example: object): void {
  const record = { $ref: `#/components/schemas/${name}` };
  for (const [type, media] of Object.entries(content)) {
    const isLines = type !== 'application/json';
    media.schema = isLines
      ? { type: 'string', description: 'One JSON object a line.' }
      : { anyOf: [record, { type: 'array', items: record }] };
    media.example = isLines ? `${JSON.stringify(example)}\n` : [example];
  }
}

/** Problems of OTLP requests in protobuf are google.rpc.Status messages. */
function addProtobuf({ responses }: Operation): void {
  for (const [status, { content }] of Object.entries(responses))
    if (content !== undefined && Number(status) >= 400)
      content['application/x-protobuf'] = {
        schema: { type: 'string', format: 'binary', description: 'google.rpc.Status.' },
      };
}
