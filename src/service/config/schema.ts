/**
 * What the service can be told: one schema for the file, the environment, the published JSON Schema and the page
 * docs/reference/configuration.md. Every key has a sentence; a secret is `writeOnly`, so it is never printed and may
 * come from a file. Leaves out where values come from (sources.ts).
 */
import { z } from 'zod';
import { ROLES } from '../../access/principal.ts';

const MEBIBYTE = 1024 * 1024;
const DAYS = z.number().int().min(1).max(36_500);
const PORT = z.number().int().min(0).max(65_535);

const listen = z.strictObject({
  host: z.string().min(1).default('127.0.0.1').describe('Address to listen on. 0.0.0.0 or :: is every one.'),
  port: PORT.default(8787).describe('Port to listen on; 0 takes a free one.'),
});

const metrics = z.strictObject({
  port: PORT.optional().describe(
    'Port of a listener of its own for `/metrics`, `/healthz` and `/readyz`, open to whoever reaches it. Absent: `/metrics` is on the main port and asks for the scope read.',
  ),
  host: z.string().min(1).default('127.0.0.1').describe('Address of that listener.'),
});

const ingest = z.strictObject({
  body_bytes: z
    .number()
    .int()
    .min(1024)
    .max(1024 * MEBIBYTE)
    .default(16 * MEBIBYTE)
    .describe('Largest body of a request as it arrives, bytes.'),
  in_flight_bytes: z
    .number()
    .int()
    .min(MEBIBYTE)
    .default(64 * MEBIBYTE)
    .describe('Bytes of requests worked on at once; more is answered with 503.'),
  journal_bytes: z
    .number()
    .int()
    .min(MEBIBYTE)
    .default(2048 * MEBIBYTE)
    .describe('Bytes the journal may take while the exchange store is behind; more is answered with 503.'),
});

const detection = z.strictObject({
  every_ms: z
    .number()
    .int()
    .min(1_000)
    .max(86_400_000)
    .default(30_000)
    .describe('Time from one look at the exchanges to the next, ms.'),
  window_days: DAYS.default(45).describe('How far back a look goes.'),
});

const retention = z.strictObject({
  exchanges_days: DAYS.default(90).describe(
    'Exchanges older than this are deleted. At least detection.window_days.',
  ),
  runs_days: DAYS.default(400).describe('Looks, and what each said of a campaign.'),
  events_days: DAYS.default(30).describe('Events that were delivered or that nobody listens for.'),
  every_hours: z.number().int().min(1).max(720).default(24).describe('Time from one deletion to the next.'),
});

const webhooks = z.strictObject({
  allow_private_addresses: z
    .boolean()
    .default(false)
    .describe('Let webhooks go to loopback, link-local and private addresses.'),
});

const oidc = z.strictObject({
  issuer: z.url({ protocol: /^https?$/ }).describe('Address of the OpenID provider.'),
  client_id: z.string().min(1).describe('What the provider calls this service.'),
  client_secret: z.string().min(1).meta({ writeOnly: true }).describe('The secret that goes with it.'),
  redirect: z
    .url({ protocol: /^https?$/ })
    .describe('Where the provider sends people back to: the address of this service as a browser sees it.'),
  roles: z
    .record(z.string().min(1).max(256), z.enum(ROLES))
    .default({})
    .describe('Group of the provider to role. Who is in none of them is refused.'),
});

const rateLimits = z.strictObject({
  requests_per_minute: z
    .number()
    .int()
    .min(1)
    .default(60_000)
    .describe('Requests of one key, person or (without either) address.'),
  sign_ins_per_minute: z.number().int().min(1).default(10).describe('Attempts to sign in from one address.'),
});

const log = z.strictObject({
  level: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('Least level of what is logged. Requests that succeed are logged at debug.'),
});

const stop = z.strictObject({
  grace_ms: z
    .number()
    .int()
    .min(100)
    .max(600_000)
    .default(25_000)
    .describe('Time that a stop may take; what is still running then is cut off.'),
  delay_ms: z
    .number()
    .int()
    .min(0)
    .max(120_000)
    .default(0)
    .describe('Time to go on serving while `/readyz` already says 503, for balancers that look rarely.'),
});

/** Sections may be left out: each has defaults for all its keys. */
export const Config = z
  .strictObject({
    listen: listen.prefault({}),
    metrics: metrics.prefault({}),
    data: z
      .string()
      .min(1)
      .default('./stillwatch-data')
      .describe('The data directory; made when it is not there. One process at a time has it.'),
    clickhouse_url: z
      .url({ protocol: /^https?$/ })
      .meta({ writeOnly: true })
      .optional()
      .describe('A ClickHouse server for exchanges, with user and password in it. Absent: embedded.'),
    postgres_url: z
      .url({ protocol: /^postgres(ql)?$/ })
      .meta({ writeOnly: true })
      .optional()
      .describe('A PostgreSQL server for records, with user and password in it. Absent: embedded.'),
    cluster: z
      .string()
      .regex(/^[A-Za-z_]\w{0,63}$/)
      .optional()
      .describe("ClickHouse's name of the cluster; tables are then replicated and sharded by account."),
    tenant: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,62}$/)
      .default('default')
      .describe('Who this deployment belongs to; keys of another tenant are refused.'),
    identity_key: z
      .string()
      .min(43)
      .meta({ writeOnly: true })
      .optional()
      .describe(
        "Key of the keyed hashes for nodes that share stores: 32 bytes in hexadecimal or base64. Absent: the data directory's.",
      ),
    ingest: ingest.prefault({}),
    detection: detection.prefault({}),
    retention: retention.prefault({}),
    webhooks: webhooks.prefault({}),
    oidc: oidc.optional(),
    rate_limits: rateLimits.prefault({}),
    log: log.prefault({}),
    stop: stop.prefault({}),
  })
  .superRefine((config, context) => {
    if (config.retention.exchanges_days < config.detection.window_days) {
      context.addIssue({
        code: 'custom',
        path: ['retention', 'exchanges_days'],
        message: `at least detection.window_days (${config.detection.window_days})`,
        input: config.retention.exchanges_days,
      });
    }
    if (config.cluster !== undefined && config.clickhouse_url === undefined) {
      context.addIssue({
        code: 'custom',
        path: ['cluster'],
        message: 'clickhouse_url beside it',
        input: config.cluster,
      });
    }
  });
export type Config = z.output<typeof Config>;
