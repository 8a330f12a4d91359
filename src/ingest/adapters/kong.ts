/**
 * Kong's file-log and http-log records with AI plugin data. The plugin's object has a name of its own per
 * plugin and version: every child of `ai` that has meta, usage or payload is looked at. Bodies are JSON in
 * strings, and there only when the plugin logs payloads.
 */
import { readRequestBody } from '../body/request.ts';
import { readResponseBody, readUsage } from '../body/response.ts';
import type { SourcePosition } from '../format.ts';
import { asNumber, asObject, asString, at, type JsonObject, pick, unwrapJson } from '../values.ts';
import { type AdapterSink, recordAdapter } from './adapter.ts';
import { bodyUser } from './chat-log.ts';
import { emitDraft } from './draft.ts';
import { firstIdentifier, foldFields, readClientFields, readHeaders, SESSION_NAMES } from './fields.ts';

export const kong = recordAdapter('kong', detect, read);

const HINTS = {
  account: 'consumer or authenticated_entity: put an authentication plugin on the route, so that Kong knows who calls',
  time: 'started_at: milliseconds since the epoch',
};

/** The children of `ai` that describe a call, the one with the payload first. */
function pluginData(record: JsonObject): JsonObject[] {
  const ai = asObject(record.ai);
  if (ai === undefined) return [];
  return Object.values(ai)
    .slice(0, 32)
    .flatMap((child) => {
      const data = asObject(child);
      return data !== undefined && (data.meta ?? data.usage ?? data.payload) !== undefined ? [data] : [];
    })
    .sort((a, b) => Number(b.payload !== undefined) - Number(a.payload !== undefined));
}

function detect(record: JsonObject): boolean {
  if (asObject(record.ai) !== undefined && (record.latencies ?? record.started_at ?? record.client_ip) !== undefined) {
    return true;
  }
  return asObject(record.latencies)?.kong !== undefined && record.started_at !== undefined;
}

function read(record: JsonObject, place: SourcePosition, sink: AdapterSink): void {
  const plugins = pluginData(record);
  if (plugins.length === 0) {
    sink.ignored('not_an_ai_route');
    return;
  }
  const one = (...path: string[]): unknown => {
    for (const plugin of plugins) {
      const value = at(plugin, ...path);
      if (value !== undefined && value !== null) return value;
    }
    return undefined;
  };
  const opened = unwrapJson(one('payload', 'request'));
  const body = readRequestBody(opened);
  const headers = readHeaders(at(record, 'request', 'headers'));
  const usage = asObject(one('usage'));
  if (one('meta', 'request_mode') === 'stream') body.request.stream ??= true;
  const consumer = foldFields(asObject(record.consumer));
  const entity = foldFields(asObject(record.authenticated_entity));
  emitDraft(
    {
      id: at(record, 'request', 'id') ?? pick(record, 'request_id', 'id'),
      time: pick(record, 'started_at', 'timestamp'),
      account:
        firstIdentifier(consumer, ['customid', 'id', 'username']) ??
        firstIdentifier(entity, ['consumerid', 'id']) ??
        firstIdentifier(headers, ['xconsumercustomid', 'xconsumerid', 'xconsumerusername']),
      subAccount: bodyUser(asObject(opened) ?? {}),
      apiKey: firstIdentifier(entity, ['id']),
      session: firstIdentifier(headers, SESSION_NAMES),
      surface: 'api',
      model: one('meta', 'request_model') ?? body.model ?? one('meta', 'response_model'),
      request: body.request,
      bodyAbsent: body.absent,
      answer: readResponseBody(one('payload', 'response')),
      usage: usage === undefined ? undefined : readUsage(usage),
      client: readClientFields(foldFields({ client_ip: asString(record.client_ip) }), headers),
      status: at(record, 'response', 'status') ?? record.upstream_status,
      latencyMs: asNumber(at(record, 'latencies', 'request')),
    },
    HINTS,
    place,
    sink,
  );
}
