/**
 * What gateways send: exchanges, accounts and releases as wire records, and LiteLLM's payloads. A request is answered when
 * what it says it accepted is durable. Leaves out OpenTelemetry (otlp.ts) and everything that is done with a body
 * (service/intake/).
 */
import { z } from 'zod';
import { ProblemError } from '../../base/problem.ts';
import type { BodyFormat } from '../../service/intake/body-task.ts';
import type { IntakeService } from '../../service/intake/intake.ts';
import { ingestBody, takeRawBodies } from '../ingest-body.ts';
import type { Api } from '../server.ts';

const RECORD_TYPES = [
  'application/x-ndjson',
  'application/ndjson',
  'application/jsonl',
  'application/x-jsonlines',
  'application/json',
] as const;

const Count = z.number().int().min(0);

const Receipt = z
  .object({
    accepted: Count.describe('Records that are new. They are durable.'),
    duplicates: Count.describe('Exchanges whose id was taken before, by this request or another.'),
    rejected: Count.describe('Records that were set aside.'),
    ignored: Count.describe('Valid records that carry no exchange, such as embeddings.'),
    errors: z
      .array(
        z.object({
          line: Count.describe('The line, or element of the array, from 1; 0 is the body as a whole.'),
          field: z.string().describe('Dotted path, empty for the whole record.'),
          expected: z.string(),
          got: z.string().describe('Type and size of what came, never its content.'),
          reason: z.string(),
        }),
      )
      .describe('The first records that were set aside.'),
  })
  .describe('What became of the records of a request.');

interface IngestRoute {
  readonly url: string;
  readonly format: BodyFormat;
  readonly summary: string;
  readonly description: string;
}

const SENT_AS =
  'Newline-delimited JSON, a JSON array or one object; Content-Encoding gzip or zstd. The kind of a record is told by its fields, so one body may have several kinds.';

const ROUTES: readonly IngestRoute[] = [
  {
    url: '/v1/exchanges',
    format: 'records',
    summary: 'Sends exchanges',
    description: `${SENT_AS} An exchange's id is its idempotency key: sent again, it counts as a duplicate and once.`,
  },
  {
    url: '/v1/accounts',
    format: 'records',
    summary: 'Sends accounts',
    description: `${SENT_AS} A later record of an account replaces the earlier one.`,
  },
  {
    url: '/v1/releases',
    format: 'records',
    summary: 'Sends releases of models',
    description: `${SENT_AS} A later record of a model replaces the earlier one.`,
  },
  {
    url: '/v1/litellm',
    format: 'litellm',
    summary: "Takes LiteLLM's generic API callback",
    description:
      'StandardLoggingPayload objects as LiteLLM delivers them: an array, one object, or one a line.',
  },
];

export async function addIngestRoutes(app: Api, parts: { readonly intake: IntakeService }): Promise<void> {
  const { intake } = parts;
  const reserve = () => intake.reserve();
  // A scope of its own: elsewhere JSON bodies are parsed.
  await app.register(async (scope) => {
    takeRawBodies(scope, RECORD_TYPES, reserve);
    for (const { url, format, summary, description } of ROUTES) {
      (scope as unknown as Api).post(
        url,
        {
          config: { access: { scope: 'ingest' } },
          schema: {
            tags: ['ingest'],
            summary,
            description,
            consumes: [...RECORD_TYPES],
            // Its bytes are read elsewhere; here it is only described.
            body: z.unknown().describe('Records, as the description says.'),
            response: { 200: Receipt },
          },
        },
        async (request) => {
          const { bytes, encoding, reservation } = ingestBody(request, reserve);
          const taken = await intake.take({ format, encoding, bytes }, reservation);
          if (!taken.ok) throw new ProblemError(taken.problem);
          return { ...taken.value, errors: [...taken.value.errors] };
        },
      );
    }
  });
}
