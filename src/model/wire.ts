/**
 * The wire format, version 1: exchanges, accounts, releases and truth, one JSON object a line.
 * The schemas are the only definition: types are inferred from them, and docs/formats/*.schema.json is
 * generated from them. Unknown fields are kept out, not refused.
 */
import { z } from 'zod';
import { LIMITS } from '../base/limits.ts';
import { ACCOUNT_STATUSES, PROGRAMS, VERIFICATIONS } from './vocabulary.ts';

const identifier = z.string().min(1).max(LIMITS.idChars);
const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

/** RFC 3339, or integer milliseconds since the epoch; milliseconds after parsing. */
export const Time = z.union([
  z.number().int().min(0).max(8.64e15),
  z.iso
    .datetime({ offset: true, local: false })
    .transform((text) => Date.parse(text))
    .pipe(z.number().int()),
]);

/** One part of a message. Unknown kinds keep their `type` only, so that they are still counted. */
export const ContentPart = z.object({
  type: z.string().optional(),
  text: z.string().optional(),
  /** `thinking` parts (Messages API). */
  thinking: z.string().optional(),
  signature: z.string().optional(),
  /** `tool_use` and `tool_result` parts. */
  name: z.string().optional(),
  input: z.unknown().optional(),
  content: z.unknown().optional(),
  tool_use_id: z.string().optional(),
  /** `document` parts: the text, as `data` of a source of type `text` or as `content`. */
  source: z.unknown().optional(),
});
export type ContentPart = z.infer<typeof ContentPart>;

export const Content = z.union([z.string(), z.array(ContentPart)]);
export type Content = z.infer<typeof Content>;

export const Message = z.object({
  role: z.string().max(64),
  content: Content.nullish(),
  /** Chat Completions: calls made by the assistant. */
  tool_calls: z.array(z.unknown()).nullish(),
});
export type Message = z.infer<typeof Message>;

/** A Messages- or Chat-Completions-shaped body, or a part of one. */
export const RequestBody = z.object({
  system: Content.nullish(),
  messages: z.array(Message).nullish(),
  /** Names or definitions. */
  tools: z.array(z.unknown()).nullish(),
  temperature: z.number().nullish(),
  max_tokens: z.number().nullish(),
  max_completion_tokens: z.number().nullish(),
  n: z.number().nullish(),
  logprobs: z.union([z.boolean(), z.number()]).nullish(),
  thinking: z.unknown().optional(),
  reasoning_effort: z.string().nullish(),
  stream: z.boolean().nullish(),
});
export type RequestBody = z.infer<typeof RequestBody>;

export const ResponseBody = z.object({
  text: z.string().nullish(),
  stop_reason: z.string().nullish(),
  refused: z.boolean().nullish(),
  thinking: z.boolean().nullish(),
  signatures: z.array(z.string()).nullish(),
});
export type ResponseBody = z.infer<typeof ResponseBody>;

export const Usage = z.object({
  input_tokens: count.nullish(),
  output_tokens: count.nullish(),
  cache_read_tokens: count.nullish(),
  reasoning_tokens: count.nullish(),
});

export const Client = z.object({
  ip: z.string().max(64).nullish(),
  asn: z.number().int().min(0).max(4294967295).nullish(),
  country: z.string().max(8).nullish(),
  user_agent: z.string().max(4096).nullish(),
  ja4: z.string().max(128).nullish(),
});

/** One request and its answer. */
export const Exchange = z.object({
  id: identifier,
  time: Time,
  account: identifier,
  sub_account: identifier.nullish(),
  api_key: identifier.nullish(),
  session: z.string().max(512).nullish(),
  surface: identifier.nullish(),
  model: identifier,
  request: RequestBody,
  response: ResponseBody.nullish(),
  usage: Usage.nullish(),
  client: Client.nullish(),
  status: z.number().int().min(0).max(999).nullish(),
  latency_ms: z.number().min(0).nullish(),
});
export type Exchange = z.infer<typeof Exchange>;
/** What an adapter or the simulator produces, before the schema has read it. */
export type ExchangeInput = z.input<typeof Exchange>;

/** A contract that allows distillation of the named models between two dates. */
export const Grant = z.object({
  kind: z.literal('distillation'),
  models: z.array(z.string()),
  from: Time,
  to: Time,
});
export type Grant = z.infer<typeof Grant>;

export const Account = z.object({
  account: identifier,
  created: Time,
  program: z.enum(PROGRAMS),
  email_domain: z.string().max(255).nullish(),
  email: z.string().max(320).nullish(),
  phone: z.string().max(64).nullish(),
  payment: z.array(z.string().max(256)).max(64).nullish(),
  payment_bin: z.string().max(16).nullish(),
  country: z.string().max(8).nullish(),
  signup_ip: z.string().max(64).nullish(),
  signup_ja4: z.string().max(128).nullish(),
  referrer: z.string().max(1024).nullish(),
  verification: z.enum(VERIFICATIONS).default('none'),
  status: z.enum(ACCOUNT_STATUSES).default('active'),
  status_time: Time.nullish(),
  router: z.boolean().nullish(),
  grants: z.array(Grant).max(64).nullish(),
});
export type Account = z.infer<typeof Account>;
export type AccountInput = z.input<typeof Account>;

export const Release = z.object({ model: identifier, released: Time });
export type Release = z.infer<typeof Release>;

/** What is known of an account in a simulated or a labelled log. */
export const Truth = z.object({
  account: z.string(),
  campaign: z.string().nullable(),
  /** The campaign's name, or the kind of honest traffic. */
  group: z.string(),
});
export type Truth = z.infer<typeof Truth>;
