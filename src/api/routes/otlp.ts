/**
 * /v1/traces: OTLP/HTTP, for unmodified OpenTelemetry SDKs and collectors. Spans of model calls become exchanges; other spans
 * are ignored. Responses follow the OTLP specification, in the encoding of the request: rejected spans are reported as a
 * partial success, and retryable failures are 429 or 503.
 */
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ProblemError } from '../../base/problem.ts';
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

/** Adds the OTLP route. */
export async function addOtlpRoutes(app: Api, parts: { readonly intake: IntakeService }): Promise<void> {
  const { intake } = parts;
  const reserve = () => intake.reserve();
  await app.register(async (scope) => {
    takeRawBodies(scope, [PROTOBUF, JSON_TYPE], reserve);
    scope.setErrorHandler(answerOtlpError);
    (scope as unknown as Api).post(
      '/v1/traces',
      {
        config: { access: { scope: 'ingest' } },
        schema: {
          tags: ['ingest'],
          summary: 'Receive OpenTelemetry traces (OTLP/HTTP)',
          description:
            'Send an ExportTraceServiceRequest as protobuf or JSON, optionally with Content-Encoding gzip or zstd. Spans of model calls become exchanges; the id of an exchange consists of the trace id and the span id.',
          consumes: [PROTOBUF, JSON_TYPE],
          body: z.unknown().describe('OTLP ExportTraceServiceRequest.'),
          produces: [JSON_TYPE, PROTOBUF],
          response: { 200: ExportTraceServiceResponse },
        },
      },
      async (request, reply) => {
        const { bytes, encoding, reservation } = ingestBody(request, reserve);
        const format = isProtobuf(request) ? 'otlp-protobuf' : 'otlp-json';
        const taken = await intake.take({ format, encoding, bytes }, reservation);
        if (!taken.ok) throw new ProblemError(taken.problem);
        if (format === 'otlp-json') return jsonAnswer(taken.value);
        // A payload of bytes bypasses the serializer.
        return reply.type(PROTOBUF).send(protobufAnswer(taken.value) as never);
      },
    );
  });
}

function isProtobuf(request: FastifyRequest): boolean {
  return (request.headers['content-type'] ?? '').startsWith(PROTOBUF);
}

function jsonAnswer(receipt: Receipt): z.infer<typeof ExportTraceServiceResponse> {
  if (receipt.rejected === 0) return {};
  return { partialSuccess: { rejectedSpans: String(receipt.rejected), errorMessage: messageOf(receipt) } };
}

/** ExportTraceServiceResponse { partial_success = 1 { rejected_spans = 1, error_message = 2 } } */
function protobufAnswer(receipt: Receipt): Buffer {
  const writer = new BinaryWriter();
  if (receipt.rejected > 0) {
    writer.tag(1, WireType.LengthDelimited).fork();
    writer.tag(1, WireType.Varint).int64(receipt.rejected);
    writer.tag(2, WireType.LengthDelimited).string(messageOf(receipt));
    writer.join();
  }
  return Buffer.from(writer.finish());
}

function messageOf({ errors }: Receipt): string {
  const [first] = errors;
  return first === undefined ? '' : `span ${first.line}: ${first.reason}: expected ${first.expected}, got ${first.got}`;
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
