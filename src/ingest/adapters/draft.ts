/**
 * The last step of every adapter: a draft of loosely typed fields becomes a wire exchange. Optional fields
 * that are missing or unreadable cost a note; only a missing account or time costs the record.
 */
import type { ExchangeInput } from '../../model/wire.ts';
import type { RequestInput } from '../body/request.ts';
import type { ReadResponse } from '../body/response.ts';
import { describe } from '../describe.ts';
import type { SourcePosition } from '../format.ts';
import { readTime } from '../time.ts';
import { asCount, asIdentifier, asNumber, asString, digest, fitIdentifier } from '../values.ts';
import type { AdapterSink } from './adapter.ts';

export interface Draft {
  id?: unknown;
  time: unknown;
  account?: unknown;
  subAccount?: unknown;
  apiKey?: unknown;
  session?: unknown;
  surface?: string;
  model?: unknown;
  request: RequestInput;
  /** The log holds no request body for this exchange. */
  bodyAbsent: boolean;
  answer: ReadResponse;
  /** Token counts the log has outside the body; they win over the body's. */
  usage?: ExchangeInput['usage'];
  client?: DraftClient;
  status?: unknown;
  latencyMs?: unknown;
}

export interface DraftClient {
  ip?: unknown;
  asn?: unknown;
  country?: unknown;
  userAgent?: unknown;
  ja4?: unknown;
}

/** How the format names its account and time, for the reader of a rejection. */
export interface DraftHints {
  account: string;
  /** Why there is no account, if that is known; absent: `no_account`. */
  noAccount?: string;
  time: string;
}

/** Completes a draft and hands it over, or sets the record aside. */
export function emitDraft(draft: Draft, hints: DraftHints, place: SourcePosition, sink: AdapterSink): void {
  const account = asIdentifier(draft.account);
  if (account === undefined) {
    const { account: expected, noAccount: reason = 'no_account' } = hints;
    sink.reject({ reason, field: 'account', expected, got: describe(draft.account) }, place);
    return;
  }
  const time = readTime(draft.time);
  if (time === undefined) {
    sink.reject({ reason: 'no_time', field: 'time', expected: hints.time, got: describe(draft.time) }, place);
    return;
  }
  const identifier = (value: unknown): string | undefined => {
    const text = asIdentifier(value);
    if (text === undefined) return undefined;
    const fitted = fitIdentifier(text);
    if (fitted !== text) sink.note('long_identifier_shortened');
    return fitted;
  };
  const subAccount = identifier(draft.subAccount);
  const input: ExchangeInput = {
    id: '',
    time,
    account: identifier(account) as string,
    sub_account: subAccount === account ? undefined : subAccount,
    api_key: identifier(draft.apiKey),
    session: asIdentifier(draft.session)?.slice(0, 512),
    surface: draft.surface,
    model: identifier(draft.model ?? draft.answer.model) ?? 'unknown',
    request: draft.request,
    response: draft.answer.response,
    usage: mergeUsage(draft.usage, draft.answer.usage),
    client: readClient(draft.client),
    status: readStatus(draft.status),
    latency_ms: readLatency(draft.latencyMs),
  };
  noteGaps(input, draft, sink);
  const id = identifier(draft.id);
  if (id === undefined) {
    // The content and the time, not the place: the same log read from another file gives the same id.
    input.id = `derived-${digest(JSON.stringify(input), 32)}`;
    sink.note('id_derived');
  } else input.id = id;
  sink.exchange(input, place);
}

function noteGaps(input: ExchangeInput, draft: Draft, sink: AdapterSink): void {
  if (draft.bodyAbsent) sink.note('body_absent');
  if (input.model === 'unknown') sink.note('no_model');
  if (input.response === undefined) sink.note('no_response');
  if (input.usage === undefined) sink.note('no_usage');
  if (input.client?.ip === undefined) sink.note('no_client_ip');
}

function mergeUsage(outer: ExchangeInput['usage'], inner: ExchangeInput['usage']): ExchangeInput['usage'] {
  const usage = {
    input_tokens: outer?.input_tokens ?? inner?.input_tokens,
    output_tokens: outer?.output_tokens ?? inner?.output_tokens,
    cache_read_tokens: outer?.cache_read_tokens ?? inner?.cache_read_tokens,
    reasoning_tokens: outer?.reasoning_tokens ?? inner?.reasoning_tokens,
  };
  return Object.values(usage).some((value) => value !== undefined) ? usage : undefined;
}

function readClient(client: DraftClient | undefined): ExchangeInput['client'] {
  if (client === undefined) return undefined;
  const asn = asCount(typeof client.asn === 'string' ? client.asn.replace(/^AS/i, '') : client.asn);
  const read = {
    ip: asString(client.ip)?.trim().slice(0, 64),
    asn: asn !== undefined && asn <= 4294967295 ? asn : undefined,
    country: asString(client.country)?.slice(0, 8),
    user_agent: asString(client.userAgent)?.slice(0, 4096),
    ja4: asString(client.ja4)?.slice(0, 128),
  };
  return Object.values(read).some((value) => value !== undefined) ? read : undefined;
}

function readStatus(value: unknown): number | undefined {
  const status = asCount(value);
  return status !== undefined && status <= 999 ? status : undefined;
}

function readLatency(value: unknown): number | undefined {
  const latency = asNumber(value);
  return latency !== undefined && latency >= 0 ? latency : undefined;
}
