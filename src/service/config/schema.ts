/**
 * The settings of the service: one schema for the file, the environment, the published JSON Schema and the page
 * docs/reference/configuration.md. Every setting has a description, which is also the hint when its value is refused.
 * Secrets are `writeOnly`: they are never printed and may come from a file. Leaves out where values come from
 * (sources.ts).
 */
import { z } from 'zod';
import { ROLES } from '../../access/principal.ts';

const MEBIBYTE = 1024 * 1024;
/** Default limits of ingest, in bytes: of the requests being processed at once, and of the journal. */
export const DEFAULT_IN_FLIGHT_BYTES = 64 * MEBIBYTE;
export const DEFAULT_JOURNAL_BYTES = 2048 * MEBIBYTE;
const DAYS = z.number().int().min(1).max(36_500);
const PORT = z.number().int().min(0).max(65_535);

const listen = z.strictObject({
  host: z
    .string()
    .min(1)
    .default('127.0.0.1')
    .describe('Address to listen on. `0.0.0.0` or `::` listens on all interfaces.'),
  port: PORT.default(8787).describe('Port to listen on; 0 picks a free port.'),
});

const metrics = z.strictObject({
  port: PORT.optional().describe(
    'Port of a separate, unauthenticated listener for `/metrics`, `/healthz` and `/readyz`. If unset, `/metrics` is served on the main port and requires the scope `read`.',
  ),
  host: z.string().min(1).default('127.0.0.1').describe('Address of the separate metrics listener.'),
});

const ingest = z.strictObject({
  body_bytes: z
    .number()
    .int()
    .min(1024)
    .max(1024 * MEBIBYTE)
    .default(16 * MEBIBYTE)
    .describe('Maximum size of a request body before decompression, in bytes.'),
  in_flight_bytes: z
    .number()
    .int()
    .min(MEBIBYTE)
    .default(DEFAULT_IN_FLIGHT_BYTES)
    .describe(
      'Maximum total size of the requests being processed at once, in bytes. Requests beyond it get a 429 response.',
    ),
  journal_bytes: z
    .number()
    .int()
    .min(MEBIBYTE)
    .default(DEFAULT_JOURNAL_BYTES)
    .describe(
      'Maximum size of the journal, in bytes. It grows while the exchange store is slow or unavailable; when it is full, requests get a 503 response.',
    ),
  hash_identifiers: z
    .boolean()
    .default(true)
    .describe(
      'Store mail addresses, IP addresses and phone numbers that come as the id of an account or a user as keyed hashes. Requests about an account may still name the address. If false, they are stored as they come.',
    ),
});

const detection = z.strictObject({
  min_interval_ms: z
    .number()
    .int()
    .min(1_000)
    .max(86_400_000)
    .default(30_000)
    .describe(
      'Minimum time from the start of one detection run to the start of the next, in milliseconds. With more than 120000, new findings can take longer than two minutes to appear.',
    ),
  window_days: DAYS.default(45).describe('How many days of exchanges a detection run covers.'),
  window_end: z
    .enum(['clock', 'newest_exchange'])
    .default('clock')
    .describe(
      'Where that window ends. `clock`: now. `newest_exchange`: at the newest exchange stored, for a log of the past; retention of exchanges then counts from there too.',
    ),
});

const retention = z.strictObject({
  exchanges_days: DAYS.default(90).describe(
    'Exchanges are deleted after this many days. Must be at least `detection.window_days`.',
  ),
  runs_days: DAYS.default(400).describe(
    'Records of detection runs, and decisions that have ended, are deleted after this many days.',
  ),
  events_days: DAYS.default(30).describe('Events are deleted after this many days, delivered or not.'),
  every_hours: z.number().int().min(1).max(720).default(24).describe('Hours between two clean-ups of expired data.'),
});

const backups = z.strictObject({
  directory: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Directory for the backups that `POST /v1/backups` makes; use it for nothing else, and put it on another disk. If unset, the service makes no backups.',
    ),
  passphrase: z
    .string()
    .min(12)
    .max(1024)
    .meta({ writeOnly: true })
    .optional()
    .describe(
      'Passphrase that encrypts the identity key inside a backup. If unset, backups do not contain the identity key.',
    ),
  keep_count: z
    .number()
    .int()
    .min(1)
    .max(1_000)
    .default(7)
    .describe('Number of backups to keep. When a new backup is complete, older ones beyond this number are removed.'),
});

const webhooks = z.strictObject({
  allow_private_addresses: z
    .boolean()
    .default(false)
    .describe('Allow webhooks to loopback, link-local and private addresses.'),
});

const TEXT = z.string().min(1).max(256);

const oidc = z.strictObject({
  issuer: z.url({ protocol: /^https?$/ }).describe('Issuer URL of the OpenID provider, exactly as the provider states it.'),
  client_id: TEXT.describe('Client ID of this service at the provider.'),
  client_secret: z
    .string()
    .min(1)
    .max(1024)
    .meta({ writeOnly: true })
    .optional()
    .describe('Client secret. If unset, the service is a public client and relies on PKCE alone.'),
  client_authentication: z
    .enum(['post', 'basic'])
    .default('post')
    .describe(
      'How the client secret is sent to the token endpoint: in the body, or as HTTP Basic for providers that require it.',
    ),
  scope: TEXT.default('openid profile email').describe('Scopes to request from the provider.'),
  groups_claim: TEXT.default('groups').describe("Name of the claim that lists a person's groups."),
  roles: z
    .array(
      z
        .strictObject({
          role: z.enum(ROLES),
          group: TEXT.optional(),
          email: TEXT.optional(),
          domain: TEXT.optional(),
        })
        .refine(({ group, email, domain }) => (group ?? email ?? domain) !== undefined, 'a group, an email or a domain'),
    )
    .min(1)
    .max(1_000)
    .describe(
      'List of rules `{"role", "group", "email", "domain"}`. A person who matches every condition of a rule gets its role; if several rules match, the highest role applies. A person who matches no rule cannot log in.',
    ),
});

const sessions = z.strictObject({
  idle_minutes: z
    .number()
    .int()
    .min(1)
    .max(10_080)
    .default(120)
    .describe('Minutes without activity after which a person is logged out.'),
  longest_hours: z
    .number()
    .int()
    .min(1)
    .max(720)
    .default(12)
    .describe('Maximum length of a session, in hours, however active the person is.'),
});

const PER_MINUTE = z.number().int().min(1).max(1_000_000_000);

const rateLimits = z.strictObject({
  gateway: PER_MINUTE.default(1_200_000).describe(
    'Maximum requests per minute for each API key, on the routes for ingest and decisions.',
  ),
  key: PER_MINUTE.default(3_000).describe('Maximum requests per minute for each API key, on all other routes.'),
  person: PER_MINUTE.default(1_200).describe('Maximum requests per minute for each logged-in person.'),
  address: PER_MINUTE.default(600).describe(
    'Maximum requests per minute from each client address, on routes that need no authentication.',
  ),
  failures: PER_MINUTE.default(60).describe(
    'Maximum requests per minute from each client address without a valid key or session. Beyond it, they get a 429 response; requests with a valid key or session are not affected.',
  ),
});

const outage = z.strictObject({
  believe_keys_minutes: z
    .number()
    .int()
    .min(0)
    .max(10_080)
    .default(60)
    .describe(
      'While the record store does not answer, keys that were looked up within this many minutes are believed on the routes for ingest and decisions. 0 turns this off.',
    ),
  start_without_database: z
    .boolean()
    .default(false)
    .describe(
      'Keep a copy of confirmed keys and of the decisions in force in the data directory, and start from it if PostgreSQL does not answer.',
    ),
});

const tracing = z.strictObject({
  endpoint: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      'Base URL of an OTLP/HTTP collector for the traces of the service; `/v1/traces` is appended. If unset, `OTEL_EXPORTER_OTLP_ENDPOINT` applies; without either, no traces are sent.',
    ),
});

const log = z.strictObject({
  level: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('Minimum level of log messages. Successful requests are logged at `debug`.'),
});

const stop = z.strictObject({
  grace_ms: z
    .number()
    .int()
    .min(100)
    .max(600_000)
    .default(25_000)
    .describe('Maximum time for a shutdown, in milliseconds. Whatever is still running then is aborted.'),
  drain_delay_ms: z
    .number()
    .int()
    .min(0)
    .max(120_000)
    .default(0)
    .describe(
      'How long a shutdown keeps serving requests after `/readyz` has turned to 503, in milliseconds. Load balancers need that time to notice.',
    ),
});

/** Every section is optional; each of its settings then has its default. */
export const Config = z
  .strictObject({
    listen: listen.prefault({}),
    metrics: metrics.prefault({}),
    data: z
      .string()
      .min(1)
      .default('./stillwatch-data')
      .describe('Data directory. It is created if it does not exist, and only one process at a time can use it.'),
    clickhouse_url: z
      .url({ protocol: /^https?$/ })
      .meta({ writeOnly: true })
      .optional()
      .describe(
        'URL of a ClickHouse server for exchanges, including user and password. If unset, exchanges are kept in the data directory.',
      ),
    postgres_url: z
      .url({ protocol: /^postgres(ql)?$/ })
      .meta({ writeOnly: true })
      .optional()
      .describe(
        'URL of a PostgreSQL server for records, including user and password. If unset, records are kept in the data directory.',
      ),
    cluster: z
      .string()
      .regex(/^[A-Za-z_]\w{0,63}$/)
      .optional()
      .describe(
        'Name of the ClickHouse cluster that holds the tables. If set, tables are replicated, and sharded by account.',
      ),
    insert_quorum: z
      .union([z.int().min(1).max(100), z.literal('auto')])
      .optional()
      .describe(
        'Number of replicas of a shard that must confirm an insert before it counts as stored, or `auto` for a majority.',
      ),
    public_url: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe(
        'URL under which browsers reach this service. If unset, people can log in only from the machine it runs on.',
      ),
    trusted_proxies: z
      .array(TEXT)
      .max(100)
      .optional()
      .describe('Addresses or networks of the load balancers whose `X-Forwarded-For` header is trusted.'),
    tenant: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,62}$/)
      .default('default')
      .describe('Name of the tenant that this deployment serves. API keys of other tenants are refused.'),
    identity_key: z
      .string()
      .min(43)
      .meta({ writeOnly: true })
      .optional()
      .describe(
        'Identity key for nodes that share stores: 32 bytes in hexadecimal or base64, or several of them after a key rotation. If unset, the key in the data directory is used.',
      ),
    sample_data: z
      .boolean()
      .default(false)
      .describe('Mark answers about findings as being about sample data. `serve --demo` sets it.'),
    ingest: ingest.prefault({}),
    detection: detection.prefault({}),
    retention: retention.prefault({}),
    backups: backups.prefault({}),
    webhooks: webhooks.prefault({}),
    oidc: oidc.optional(),
    sessions: sessions.prefault({}),
    rate_limits: rateLimits.prefault({}),
    outage: outage.prefault({}),
    tracing: tracing.prefault({}),
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
        message: 'clickhouse_url to be set as well',
        input: config.cluster,
      });
    }
  });
export type Config = z.output<typeof Config>;
/** Settings as the configuration file has them, all of them optional; docs/reference/configuration.md explains each. @interface */
export type ServiceSettings = z.input<typeof Config>;
