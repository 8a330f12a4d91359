/**
 * AWS Bedrock model-invocation logs, from S3 objects or from CloudWatch Logs. The account is the calling
 * principal: a role without its session, because session names are often made anew; the session name is the
 * sub-account. Bodies over 100 KB are in S3 objects of their own and are not looked up. No address is logged.
 */
import { readRequestBody } from '../body/request.ts';
import { readResponseBody } from '../body/response.ts';
import type { SourcePosition } from '../format.ts';
import { asCount, asObject, asString, type JsonObject, pick, unwrapJson } from '../values.ts';
import { type AdapterSink, recordAdapter } from './adapter.ts';
import { emitDraft } from './draft.ts';
import { firstIdentifier, foldFields } from './fields.ts';

export const bedrock = recordAdapter('bedrock', detect, read);

const HINTS = {
  account: 'identity.arn or accountId of a ModelInvocationLog record',
  time: 'timestamp: RFC 3339',
};

/** CloudWatch Logs events carry the record as text in `message`. */
function recordOf(record: JsonObject): JsonObject {
  if (typeof record.message !== 'string' || !record.message.includes('ModelInvocationLog')) return record;
  return asObject(unwrapJson(record.message)) ?? record;
}

function detect(record: JsonObject): boolean {
  const log = recordOf(record);
  if (log.schemaType === 'ModelInvocationLog') return true;
  return typeof log.modelId === 'string' && asObject(log.input) !== undefined && log.operation !== undefined;
}

const OTHER_MODELS = /embed|rerank|image|canvas|reel|stability|stable-diffusion|sonic/i;
const USER_NAMES = ['subaccount', 'tenant', 'tenantid', 'customer', 'customerid', 'user', 'userid', 'enduser'];

function read(record: JsonObject, place: SourcePosition, sink: AdapterSink): void {
  const log = recordOf(record);
  const modelId = asString(log.modelId);
  if (OTHER_MODELS.test(modelId ?? '')) {
    sink.ignored('not_a_generation');
    return;
  }
  const input = asObject(log.input) ?? {};
  const output = asObject(log.output) ?? {};
  if (input.inputBodyS3Path !== undefined || output.outputBodyS3Path !== undefined) sink.note('body_in_s3');
  const body = readRequestBody(input.inputBodyJson);
  const principal = splitArn(asString(asObject(log.identity)?.arn));
  const tagged = foldFields(asObject(log.requestMetadata));
  const operation = asString(log.operation) ?? '';
  const { request } = body;
  if (/stream/i.test(operation)) request.stream ??= true;
  emitDraft(
    {
      id: log.requestId,
      time: log.timestamp,
      account: principal.account ?? log.accountId,
      subAccount: firstIdentifier(tagged, USER_NAMES) ?? principal.session,
      session: firstIdentifier(tagged, ['session', 'sessionid', 'conversation', 'conversationid']),
      surface: 'bedrock',
      model: modelName(modelId),
      request,
      bodyAbsent: body.absent,
      answer: readResponseBody(output.outputBodyJson),
      usage: {
        input_tokens: asCount(input.inputTokenCount ?? log.inputTokenCount),
        output_tokens: asCount(output.outputTokenCount ?? log.outputTokenCount),
        cache_read_tokens: asCount(input.cacheReadInputTokenCount ?? log.cacheReadInputTokenCount),
      },
      status: log.errorCode === undefined ? pick(log, 'status') : (asCount(log.status) ?? 400),
    },
    HINTS,
    place,
    sink,
  );
}

/** arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION: the role is the caller, the session one use of it. */
function splitArn(arn: string | undefined): { account?: string; session?: string } {
  if (arn === undefined) return {};
  const parts = /^(arn:[^:]*:sts::[^:]*:assumed-role\/[^/]+)\/(.+)$/.exec(arn);
  return parts === null ? { account: arn } : { account: parts[1], session: parts[2] };
}

/** Inference profiles come as ARNs; what follows the last slash names the model. */
function modelName(modelId: string | undefined): string | undefined {
  return modelId?.startsWith('arn:') ? modelId.slice(modelId.lastIndexOf('/') + 1) : modelId;
}
