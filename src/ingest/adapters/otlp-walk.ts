/** Walks an OTLP document: every span and log record with the attributes of its instrumentation scope and its resource. */
import { asArray, asObject, type JsonObject } from '../values.ts';
import { isGenerative } from './otlp-model-call.ts';
import { readAttributes } from './otlp-values.ts';

/** A span or a log record. */
export interface OtlpItem {
  readonly kind: 'span' | 'log';
  /** Undefined: the document has something other than an object there. */
  readonly record: JsonObject | undefined;
  /** Attributes as the document has them. */
  readonly scope: unknown;
  readonly resource: unknown;
}

/** Whether a record is a span of generative-AI instrumentation outside of an OTLP document. */
export function isBareSpan(record: JsonObject): boolean {
  if (record.attributes === undefined || (record.startTimeUnixNano ?? record.start_time) === undefined) return false;
  return isGenerative(readAttributes(record.attributes));
}

/** Everything in a document, in its order; nothing if it is no OTLP document. */
export function* walkOtlp(record: JsonObject): Generator<OtlpItem> {
  if (isBareSpan(record)) {
    yield { kind: 'span', record, scope: undefined, resource: asObject(record.resource)?.attributes };
    return;
  }
  const groups = [...(asArray(record.resourceSpans) ?? []), ...(asArray(record.resourceLogs) ?? [])];
  if (record.scopeSpans !== undefined || record.scopeLogs !== undefined) groups.push(record);
  for (const group of groups) {
    const object = asObject(group);
    const resource = asObject(object?.resource)?.attributes;
    yield* scoped('span', object?.scopeSpans, resource);
    yield* scoped('log', object?.scopeLogs, resource);
  }
}

function* scoped(kind: OtlpItem['kind'], scopes: unknown, resource: unknown): Generator<OtlpItem> {
  for (const entry of asArray(scopes) ?? []) {
    const object = asObject(entry);
    const scope = asObject(object?.scope)?.attributes;
    const items = asArray(kind === 'span' ? object?.spans : object?.logRecords) ?? [];
    for (const item of items) yield { kind, record: asObject(item), scope, resource };
  }
}
