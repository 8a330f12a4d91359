/**
 * All adapters, in the order in which they are asked whether a file is theirs: the more particular first. The
 * wire format is no adapter (parser.ts reads it), but is recognised here too.
 */
import type { FormatName } from '../format.ts';
import { asObject, type JsonObject, pick } from '../values.ts';
import type { Adapter } from './adapter.ts';
import { anthropic } from './anthropic.ts';
import { azureApim } from './azure-apim.ts';
import { bedrock } from './bedrock.ts';
import { kong } from './kong.ts';
import { langfuse } from './langfuse.ts';
import { litellm } from './litellm.ts';
import { openai } from './openai.ts';
import { otlp } from './otlp.ts';
import { flatRecords, isTotal } from './table.ts';

export const ADAPTERS: readonly Adapter[] = [
  otlp,
  bedrock,
  litellm,
  azureApim,
  kong,
  langfuse,
  anthropic,
  openai,
  flatRecords,
];

/** The adapter of a format; undefined for the wire format. */
export function adapterOf(format: FormatName): Adapter | undefined {
  return ADAPTERS.find((adapter) => adapter.name === format);
}

/** The kind of a wire record, recognised by its fields; undefined if it is not one. */
export function wireKind(record: JsonObject): 'exchange' | 'account' | 'release' | 'truth' | undefined {
  if (record.request !== undefined && record.account !== undefined) return 'exchange';
  if (record.account !== undefined && record.created !== undefined) return 'account';
  if (record.released !== undefined) return 'release';
  if (record.account !== undefined && record.group !== undefined && record.campaign !== undefined) return 'truth';
  if (record.id !== undefined && record.account !== undefined && record.time !== undefined) return 'exchange';
  return undefined;
}

/** The format that most of the sampled records have; undefined when none of them is known. */
export function detectFormat(sample: readonly JsonObject[]): FormatName | undefined {
  let best: FormatName | undefined;
  let most = 0;
  const count = (name: FormatName, is: (record: JsonObject) => boolean): void => {
    const hits = sample.filter(is).length;
    if (hits > most) {
      best = name;
      most = hits;
    }
  };
  count('stillwatch', isWire);
  for (const adapter of ADAPTERS) count(adapter.name, (record) => adapter.detect(record));
  return best;
}

/**
 * A wire record; of an exchange the id and the time too, as other logs also have account and request. One that
 * has a provider's own bodies inside is left to that provider's adapter, which reads more of them.
 */
function isWire(record: JsonObject): boolean {
  const kind = wireKind(record);
  if (kind !== 'exchange') return kind !== undefined;
  const named = [record.id, record.account, record.model].every((value) => typeof value === 'string');
  if (!named || record.time === undefined) return false;
  const { request, response } = record;
  const body = asObject(request);
  const foreignAnswer = pick(asObject(response), 'choices', 'candidates', 'content', 'output', 'body') !== undefined;
  const foreignBody = body?.messages === undefined && pick(body, 'contents', 'input', 'prompt', 'body') !== undefined;
  return typeof request !== 'string' && !Array.isArray(response) && !foreignAnswer && !foreignBody;
}

/** Logs that cannot be used, and what to do instead; undefined for anything else. */
export function unusableFormat(sample: readonly JsonObject[]): { name: string; instead: string } | undefined {
  const record = sample[0];
  if (record === undefined) return undefined;
  if (record.deployed_model_id !== undefined && (record.request_payload ?? record.full_request) !== undefined) {
    return {
      name: 'a Vertex AI request-response log, which names no caller',
      instead: 'a log of the gateway in front of Vertex AI, or its OpenTelemetry spans (docs/formats/vertex.md)',
    };
  }
  if (isTotal(record)) {
    return {
      name: 'totals: each record counts several requests',
      instead: 'a log with one record a request; a bill or usage report has no single exchanges',
    };
  }
  if (Object.keys(record).some((key) => key.startsWith('genai_')) && record.start_time !== undefined) {
    return {
      name: 'an Envoy access log, which has no bodies',
      instead: 'OpenTelemetry spans of Envoy AI Gateway as OTLP/JSON (docs/formats/envoy.md)',
    };
  }
  return undefined;
}
