/**
 * Flat records: a row of a table, or a JSON log with the texts in fields of their own instead of a provider's bodies. Which names
 * are accepted: docs/formats/table.md. A row without texts is an exchange too, if it has an account, a time and a model.
 */
import { readUsage } from '../body/response.ts';
import { asString, type JsonObject } from '../values.ts';
import { recordAdapter } from './adapter.ts';
import { emitDraft } from './draft.ts';
import {
  ANSWER_NAMES,
  first,
  firstIdentifier,
  foldFields,
  ID_NAMES,
  INPUT_TOKEN_NAMES,
  LATENCY_NAMES,
  MODEL_NAMES,
  OUTPUT_TOKEN_NAMES,
  readCaller,
  readClientFields,
  SESSION_NAMES,
  STATUS_NAMES,
  SYSTEM_NAMES,
  TEXT_NAMES,
  TIME_NAMES,
} from './fields.ts';

const HINTS = {
  account: 'one of account, organization, team, project, customer, user_id or api_key, or --map account=FIELD',
  time: 'timestamp, time, created_at or start_time, or --map time=FIELD',
};

const NO_HEADERS = new Map<string, unknown>();

/** The adapter of flat records. */
export const flatRecords = recordAdapter('table', isFlat, (record, place, sink) => {
  const fields = foldFields(record);
  const text = asString(first(fields, TEXT_NAMES));
  const system = asString(first(fields, SYSTEM_NAMES));
  const answer = asString(first(fields, ANSWER_NAMES));
  emitDraft(
    {
      id: firstIdentifier(fields, ID_NAMES),
      time: first(fields, TIME_NAMES),
      ...readCaller(fields, undefined),
      session: firstIdentifier(fields, SESSION_NAMES),
      surface: asString(fields.get('surface'))?.slice(0, 128),
      model: first(fields, MODEL_NAMES),
      request: { system, messages: text === undefined ? undefined : [{ role: 'user', content: text }] },
      bodyAbsent: text === undefined && system === undefined,
      answer: { response: answer === undefined ? undefined : { text: answer } },
      usage: readUsage({
        input_tokens: first(fields, INPUT_TOKEN_NAMES),
        output_tokens: first(fields, OUTPUT_TOKEN_NAMES),
      }),
      client: readClientFields(fields, NO_HEADERS),
      status: first(fields, STATUS_NAMES),
      latencyMs: first(fields, LATENCY_NAMES),
    },
    HINTS,
    place,
    sink,
  );
});

/** Whether a record has a time, somebody who sent it, and a text or a model: single requests, not totals. */
function isFlat(record: JsonObject): boolean {
  const fields = foldFields(record);
  const caller = readCaller(fields, undefined);
  if (caller.account === undefined || first(fields, TIME_NAMES) === undefined) return false;
  if (isTotal(record)) return false;
  return asString(first(fields, TEXT_NAMES)) !== undefined || asString(first(fields, MODEL_NAMES)) !== undefined;
}

const TOTALS = /^(n|num|numberof|total)?(requests?|calls|exchanges)(count|total)?$|^nrequests$|^requestcount$/;

/** Whether a record counts several requests, as bills do. */
export function isTotal(record: JsonObject): boolean {
  const fields = foldFields(record);
  if (asString(first(fields, TEXT_NAMES)) !== undefined) return false;
  return [...fields].some(([name, value]) => TOTALS.test(name) && Number.isInteger(Number(value)));
}
