/**
 * Ingest routes for gateways: exchanges, accounts and releases as wire records, and LiteLLM payloads. A 200 response means
 * that the accepted records have been written to disk. Leaves out OpenTelemetry (otlp.ts) and the processing of bodies
 * (service/intake/).
 */
import { z } from 'zod';
import { ProblemError } from '../../base/problem.ts';
import type { BodyFormat } from '../../service/intake/body-task.ts';
import type { Receipt as IntakeReceipt } from '../../service/intake/claim-rows.ts';
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
    accepted: Count.describe('New records. They have been written to disk.'),
    duplicates: Count.describe('Exchanges whose id was already accepted, in this request or an earlier one.'),
    rejected: Count.describe('Invalid records, which were skipped.'),
    ignored: Count.describe('Valid records that contain no exchange, such as embeddings.'),
    errors: z
      .array(
        z.object({
          line: Count.describe('Number of the line or array element, from 1; 0 means the whole body.'),
          field: z.string().describe('Path of the field, with dots; empty for the whole record.'),
          expected: z.string().describe('What the field should have been.'),
          got: z.string().describe('Type and size of the value received, never its content.'),
          reason: z.string().describe('Category of the error.'),
        }),
      )
      .describe('Details of the first rejected records.'),
    hashed_identifiers: Count.optional().describe(
      'Ids of accounts and users that were mail addresses, IP addresses or phone numbers, and are stored as keyed hashes. Absent if there are none.',
    ),
    unknown_fields: z
      .object({
        records: Count.describe(
          'Records with at least one such field. They are accepted without it; those of duplicates count.',
        ),
        fields: z
          .record(z.string(), Count)
          .describe(
            'Records by the path of the field: at most 20, those of the most records. Names of fields, never values.',
          ),
        unnamed: Count.describe('Further fields, counted by record: past 20 names, or with a name that may be data.'),
      })
      .optional()
      .describe(
        'Fields of the request’s records that Stillwatch does not read, such as misspelled ones. Absent if there are none. Fields inside messages, tools and content are not looked at.',
      ),
    outside_window: z
      .object({
        exchanges: Count,
        earliest: z.string().describe('RFC 3339'),
        latest: z.string().describe('RFC 3339'),
      })
      .optional()
      .describe(
        'Exchanges, accepted or duplicate, that are older than the detection window. They are stored, and detection leaves them out. Absent if there are none.',
      ),
    callers: z
      .record(z.string(), Count)
      .optional()
      .describe('LiteLLM only: exchanges by the field in which their caller was found. Those under `none` were rejected.'),
  })
  .describe('What happened to the records of the request.')
  .meta({ id: 'IngestReceipt' });

interface IngestRoute {
  readonly url: string;
  readonly operation: string;
  readonly format: BodyFormat;
  readonly summary: string;
  readonly description: string;
}

const SENT_AS =
  'Send newline-delimited JSON, a JSON array or a single object, optionally with Content-Encoding gzip or zstd. Records are recognised by their fields, so one body can mix exchanges, accounts and releases.';

const ROUTES: readonly IngestRoute[] = [
  {
    url: '/v1/exchanges',
    operation: 'sendExchanges',
    format: 'records',
    summary: 'Send exchanges',
    description: `${SENT_AS} The id of an exchange makes retries safe: an exchange that is sent again is counted once and reported as a duplicate.`,
  },
  {
    url: '/v1/accounts',
    operation: 'sendAccounts',
    format: 'records',
    summary: 'Send accounts',
    description: `${SENT_AS} A later record replaces earlier ones of the same account.`,
  },
  {
    url: '/v1/releases',
    operation: 'sendReleases',
    format: 'records',
    summary: 'Send model releases',
    description: `${SENT_AS} A later record replaces earlier ones of the same model.`,
  },
  {
    url: '/v1/litellm',
    operation: 'sendLitellmPayloads',
    format: 'litellm',
    summary: 'Receive the generic API callback of LiteLLM',
    description: 'StandardLoggingPayload objects as LiteLLM sends them: an array, a single object, or one object per line.',
  },
];

/** Adds the routes that take wire records and LiteLLM payloads. */
export async function addIngestRoutes(app: Api, parts: { readonly intake: IntakeService }): Promise<void> {
  const { intake } = parts;
  const reserve = () => intake.reserve();
  // A separate scope, since all other routes parse JSON bodies.
  await app.register(async (scope) => {
    takeRawBodies(scope, RECORD_TYPES, reserve);
    for (const { url, operation, format, summary, description } of ROUTES) {
      (scope as unknown as Api).post(
        url,
        {
          config: { access: { scope: 'ingest' } },
          schema: {
            operationId: operation,
            tags: ['ingest'],
            summary,
            description,
            consumes: [...RECORD_TYPES],
            // Documentation only: the bytes are parsed in another thread.
            body: z.unknown().describe('Records in the wire format, or in the format of the route.'),
            response: { 200: Receipt },
          },
        },
        async (request) => {
          const { bytes, encoding, reservation } = ingestBody(request, reserve);
          const taken = await intake.take({ format, encoding, bytes }, reservation);
          if (!taken.ok) throw new ProblemError(taken.problem);
          return receiptBody(taken.value);
        },
      );
    }
  });
}

function receiptBody(receipt: IntakeReceipt): z.infer<typeof Receipt> {
  const { accepted, duplicates, rejected, ignored, errors, hashedIdentifiers, callers, unknownFields, outsideWindow } =
    receipt;
  return {
    accepted,
    duplicates,
    rejected,
    ignored,
    errors: [...errors],
    ...(hashedIdentifiers === 0 ? {} : { hashed_identifiers: hashedIdentifiers }),
    ...(unknownFields.records === 0 ? {} : { unknown_fields: { ...unknownFields, fields: { ...unknownFields.fields } } }),
    ...(outsideWindow === null
      ? {}
      : {
          outside_window: {
            exchanges: outsideWindow.exchanges,
            earliest: new Date(outsideWindow.earliest).toISOString(),
            latest: new Date(outsideWindow.latest).toISOString(),
          },
        }),
    ...(Object.keys(callers).length === 0 ? {} : { callers: { ...callers } }),
  };
}
