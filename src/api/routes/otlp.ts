/**
 * /v1/traces and /v1/logs: OTLP/HTTP, for unmodified OpenTelemetry SDKs and collectors; and /v1/traces under the path to which
 * Langfuse's SDK exports, with its kind of credentials. Spans and events of model calls become
 * exchanges; others are ignored. Responses follow the OTLP specification, in the encoding of the request: what is rejected is
 * reported as a partial success with its reasons, and retryable failures are 429 or 503.
 */
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ProblemError } from '../../base/problem.ts';
import type { OtlpFormat } from '../../service/intake/body-task.ts';
import type { Receipt } from '../../service/intake/claim-rows.ts';
import type { IntakeService } from '../../service/intake/intake.ts';
import { ingestBody, takeRawBodies } from '../ingest-body.ts';
import { answerError, statusOf } from '../problem-answer.ts';
import type { Api } from '../server.ts';

const PROTOBUF = 'application/x-protobuf';
const JSON_TYPE = 'application/json';

const ExportTraceServiceResponse = z
  .object({
    partialSuccess: z.object({ rejectedSpans: z.string(), errorMessage: z.string() }).optional(),
  })
  .describe('OTLP ExportTraceServiceResponse, as JSON or protobuf like the request.');
const ExportLogsServiceResponse = z
  .object({
    partialSuccess: z.object({ rejectedLogRecords: z.string(), errorMessage: z.string() }).optional(),
  })
  .describe('OTLP ExportLogsServiceResponse, as JSON or protobuf like the request.');

/** A signal of OTLP and what its route needs. */
interface Signal {
  readonly url: string;
  /** Whether the key may come as the password of basic credentials. */
  readonly basic?: true;
  readonly operation: string;
  readonly formats: { readonly json: OtlpFormat; readonly protobuf: OtlpFormat };
  /** What the records are called in messages. */
  readonly record: string;
  /** The count of a partial success in JSON; in protobuf it has the same number for every signal. */
  readonly rejected: 'rejectedSpans' | 'rejectedLogRecords';
  readonly summary: string;
  readonly description: string;
  readonly request: string;
  readonly response: typeof ExportTraceServiceResponse | typeof ExportLogsServiceResponse;
}

const ENCODINGS = 'as protobuf or JSON, optionally with Content-Encoding gzip or zstd.';
const ID = 'The id of an exchange consists of the trace id and the span id.';

const TRACES: Signal = {
  url: '/v1/traces',
  operation: 'sendTraces',
  formats: { json: 'otlp-json', protobuf: 'otlp-protobuf' },
  record: 'span',
  rejected: 'rejectedSpans',
  summary: 'Receive OpenTelemetry traces (OTLP/HTTP)',
  description: `Send an ExportTraceServiceRequest ${ENCODINGS} Spans of model calls become exchanges. ${ID}`,
  request: 'OTLP ExportTraceServiceRequest.',
  response: ExportTraceServiceResponse,
};

const SIGNALS: readonly Signal[] = [
  TRACES,
  {
    ...TRACES,
    url: '/api/public/otel/v1/traces',
    basic: true,
    operation: 'sendLangfuseTraces',
    summary: 'Receive the traces of the SDK of Langfuse',
    description: `The path to which the SDK of Langfuse exports: as \`POST /v1/traces\`. In the SDK, set the base URL to that of this service, the secret key to a key with the scope \`ingest\`, and the public key to any text.`,
  },
  {
    url: '/v1/logs',
    operation: 'sendLogs',
    formats: { json: 'otlp-logs-json', protobuf: 'otlp-logs-protobuf' },
    record: 'log record',
    rejected: 'rejectedLogRecords',
    summary: 'Receive OpenTelemetry logs (OTLP/HTTP)',
    description: `Send an ExportLogsServiceRequest ${ENCODINGS} Each event gen_ai.client.inference.operation.details becomes an exchange. ${ID}`,
    request: 'OTLP ExportLogsServiceRequest.',
    response: ExportLogsServiceResponse,
  },
];

/** Adds the OTLP routes. */
export async function addOtlpRoutes(app: Api, parts: { readonly intake: IntakeService }): Promise<void> {
  const { intake } = parts;
  const reserve = () => intake.reserve();
  await app.register(async (scope) => {
    takeRawBodies(scope, [PROTOBUF, JSON_TYPE], reserve);
    scope.setErrorHandler(answerOtlpError);
    for (const signal of SIGNALS) {
      (scope as unknown as Api).post(
        signal.url,
        {
          config: { access: { scope: 'ingest' }, ...(signal.basic === undefined ? {} : { basic: signal.basic }) },
          schema: {
            operationId: signal.operation,
            tags: ['ingest'],
            summary: signal.summary,
            description: signal.description,
            consumes: [PROTOBUF, JSON_TYPE],
            body: z.unknown().describe(signal.request),
            produces: [JSON_TYPE, PROTOBUF],
            response: { 200: signal.response },
          },
        },
        async (request, reply) => {
          const { bytes, encoding, reservation } = ingestBody(request, reserve);
          const format = signal.formats[isProtobuf(request) ? 'protobuf' : 'json'];
          const taken = await intake.take({ format, encoding, bytes }, reservation);
          if (!taken.ok) throw new ProblemError(taken.problem);
          if (!isProtobuf(request)) return jsonAnswer(taken.value, signal) as never;
          // A payload of bytes bypasses the serializer.
          return reply.type(PROTOBUF).send(protobufAnswer(taken.value, signal) as never);
        },
      );
    }
  });
}

function isProtobuf(request: FastifyRequest): boolean {
  return (request.headers['content-type'] ?? '').startsWith(PROTOBUF);
}

function jsonAnswer(receipt: Receipt, signal: Signal): object {
  if (receipt.rejected === 0) return {};
  return {
    partialSuccess: { [signal.rejected]: String(receipt.rejected), errorMessage: messageOf(receipt, signal) },
  };
}

/** Export…ServiceResponse { partial_success = 1 { rejected_spans or rejected_log_records = 1, error_message = 2 } } */
function protobufAnswer(receipt: Receipt, signal: Signal): Buffer {
  const writer = new BinaryWriter();
  if (receipt.rejected > 0) {
    writer.tag(1, WireType.LengthDelimited).fork();
    writer.tag(1, WireType.Varint).int64(receipt.rejected);
    writer.tag(2, WireType.LengthDelimited).string(messageOf(receipt, signal));
    writer.join();
  }
  return Buffer.from(writer.finish());
}

/** How many were rejected for which reasons, with the first of each reason. */
function messageOf({ rejectedByReason, errors }: Receipt, { record }: Signal): string {
  return Object.entries(rejectedByReason)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .map(([reason, count]) => {
      const first = errors.find((error) => error.reason === reason);
      const detail = first === undefined ? '' : ` (${record} ${first.line}: expected ${first.expected}, got ${first.got})`;
      return `${count} rejected as ${reason}${detail}`;
    })
    .join('; ');
}

/** google.rpc.Status { code = 1, message = 2 } for a protobuf request; otherwise a problem document. */
function answerOtlpError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (!isProtobuf(request) || !(error instanceof ProblemError)) return answerError(error, request, reply);
  const { problem } = error;
  const status = statusOf(problem);
  const writer = new BinaryWriter();
  writer.tag(1, WireType.Varint).int32(RPC_CODES[status] ?? 13);
  writer.tag(2, WireType.LengthDelimited).string(`${problem.code}: ${problem.message}`);
  if (status === 429 || status === 503) reply.header('retry-after', status === 429 ? 1 : 5);
  return reply.code(status).type(PROTOBUF).send(Buffer.from(writer.finish()));
}

/** google.rpc.Code by HTTP status. */
const RPC_CODES: Readonly<Record<number, number>> = {
  400: 3,
  401: 16,
  403: 7,
  413: 3,
  415: 3,
  429: 8,
  503: 14,
};
