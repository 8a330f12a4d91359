/**
 * Azure API Management's gateway LLM logs (ApiManagementGatewayLlmLog), joined by correlation id: a row with
 * the token counts, rows with the request and the response, long messages split over rows by SequenceNumber,
 * and the gateway's own row (ApiManagementGatewayLogs), which alone names the subscription and the caller.
 */
import { readRequestBody } from '../body/request.ts';
import { readResponseBody } from '../body/response.ts';
import type { SourcePosition } from '../format.ts';
import { asBoolean, asCount, asNumber, asObject, asString, type JsonObject, unwrapJson } from '../values.ts';
import type { Adapter, AdapterSession, AdapterSink } from './adapter.ts';
import { emitDraft } from './draft.ts';
import { type FoldedFields, first, firstIdentifier, foldFields, readClientFields } from './fields.ts';
import { Pending } from './pending.ts';

export const azureApim: Adapter = { name: 'azure-apim', detect, joins: () => true, open };

const HINTS = {
  account:
    'ApimSubscriptionId or UserId: export ApiManagementGatewayLogs too (it has them under the same CorrelationId), into the same run',
  time: 'TimeGenerated: RFC 3339',
};

/** Most rows of one message that are put together. */
const MAX_CHUNKS = 4_096;

interface Waiting {
  rows: FoldedFields[];
  request: Chunk[];
  response: Chunk[];
  place: SourcePosition;
}

interface Chunk {
  sequence: number;
  value: unknown;
}

/** Diagnostic settings put the columns inside `properties`, in camel case. */
function columns(record: JsonObject): FoldedFields {
  return foldFields(asObject(unwrapJson(record.properties)), record);
}

function detect(record: JsonObject): boolean {
  const row = columns(record);
  const category = asString(first(row, ['category', 'type', 'tablename'])) ?? '';
  if (/GatewayLlmLogs?$|ApiManagementGatewayL(lmLog|ogs)$|^GatewayLogs$/i.test(category)) return true;
  if (!row.has('correlationid')) return false;
  return row.has('sequencenumber') || (row.has('apimsubscriptionid') && row.has('calleripaddress'));
}

function open(): AdapterSession {
  let sink: AdapterSink | undefined;
  const waiting = new Pending<Waiting>(
    () => ({ rows: [], request: [], response: [], place: { file: '', line: 0 } }),
    (entry) => {
      sink?.note('join_evicted');
      emit(entry, sink);
    },
  );
  return {
    read(record, place, out) {
      sink = out;
      const row = columns(record);
      const key = firstIdentifier(row, ['correlationid']);
      if (key === undefined) {
        const expected = 'a CorrelationId, by which the rows of one exchange are joined';
        out.reject({ reason: 'no_correlation_id', field: 'CorrelationId', expected, got: 'nothing' }, place);
        return;
      }
      const entry = waiting.take(key, JSON.stringify(record).length);
      if (entry.place.line === 0) entry.place = place;
      addRow(entry, row);
      waiting.trim();
    },
    flush(out) {
      waiting.drain((entry) => emit(entry, out));
    },
  };
}

function addRow(entry: Waiting, row: FoldedFields): void {
  const sequence = asNumber(row.get('sequencenumber')) ?? 0;
  const request = row.get('requestmessages');
  const response = row.get('responsemessages');
  if (request !== undefined && entry.request.length < MAX_CHUNKS) entry.request.push({ sequence, value: request });
  if (response !== undefined && entry.response.length < MAX_CHUNKS) entry.response.push({ sequence, value: response });
  if (entry.rows.length < MAX_CHUNKS) {
    const rest = new Map(row);
    for (const text of ['requestmessages', 'responsemessages', 'properties']) rest.delete(text);
    entry.rows.push(rest);
  }
}

/** The rows of a message in order: lists follow each other, and chunks of text are joined and parsed again. */
function assemble(chunks: readonly Chunk[]): unknown {
  const ordered = [...chunks].sort((a, b) => a.sequence - b.sequence).map((chunk) => chunk.value);
  if (ordered.length === 0) return undefined;
  if (ordered.every((value) => typeof value === 'string')) {
    const whole = unwrapJson(ordered.join(''));
    if (typeof whole !== 'string' || ordered.length === 1) return whole;
    const opened = ordered.map((value) => unwrapJson(value));
    return opened.every(Array.isArray) ? opened.flat() : whole;
  }
  return ordered.flatMap((value) => unwrapJson(value));
}

function emit(entry: Waiting, sink: AdapterSink | undefined): void {
  if (sink === undefined) return;
  const fields = new Map<string, unknown>();
  for (const row of entry.rows) for (const [name, value] of row) if (!fields.has(name)) fields.set(name, value);
  const pick = (...names: string[]): unknown => first(fields, names);
  if (
    entry.request.length === 0 &&
    entry.response.length === 0 &&
    pick('modelname', 'deploymentname', 'totaltokens') === undefined
  ) {
    // A gateway row of another API.
    sink.ignored('not_a_generation');
    return;
  }
  const body = readRequestBody(assemble(entry.request));
  body.request.stream ??= asBoolean(pick('isstreamcompletion'));
  const answer = readResponseBody(assemble(entry.response));
  const total = (name: string): number | undefined => {
    const counts = entry.rows.map((row) => asCount(row.get(name)) ?? 0);
    const most = Math.max(...counts);
    return most > 0 ? most : undefined;
  };
  emitDraft(
    {
      id: pick('correlationid'),
      time: pick('timegenerated', 'time'),
      account: firstIdentifier(fields, ['apimsubscriptionid', 'userid']),
      subAccount: fields.has('apimsubscriptionid') ? firstIdentifier(fields, ['userid']) : undefined,
      surface: 'azure',
      model: pick('modelname', 'deploymentname'),
      request: body.request,
      bodyAbsent: body.absent,
      answer,
      usage: { input_tokens: total('prompttokens'), output_tokens: total('completiontokens') },
      client: readClientFields(fields, new Map()),
      status: pick('responsecode'),
      latencyMs: pick('totaltime', 'durationms'),
    },
    HINTS,
    entry.place,
    sink,
  );
}
