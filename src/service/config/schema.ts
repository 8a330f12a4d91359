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
    .describe(
      'Least time from one look at the exchanges to the next, ms. Beyond 120000 findings come later than in two minutes.',
    ),
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

const backups = z.strictObject({
  directory: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Folder of its own for backups that `POST /v1/backups` makes, on another disk. Absent: none are made.',
    ),
  passphrase: z
    .string()
    .min(12)
    .max(1024)
    .meta({ writeOnly: true })
    .optional()
    .describe('Seals the key in a backup. Absent: the key is left out of it.'),
  keep: z
    .number()
    .int()
    .min(1)
    .max(1_000)
    .default(7)
    .describe('Backups that are kept; an older one is removed when a new one is complete.'),
});

const webhooks = z.strictObject({
  allow_private_addresses: z
    .boolean()
    .default(false)
    .describe('Let webhooks go to loopback, link-local and private addresses.'),
});

const TEXT = z.string().min(1).max(256);

const oidc = z.strictObject({
  issuer: z.url({ protocol: /^https?$/ }).describe('Address of the OpenID provider, as it names itself.'),
  client_id: TEXT.describe('What the provider calls this service.'),
  client_secret: z
    .string()
    .min(1)
    .max(1024)
    .meta({ writeOnly: true })
    .optional()
    .describe('The secret that goes with it. Absent: a public client, with PKCE alone.'),
  scope: TEXT.default('openid profile email').describe('What the provider is asked for.'),
  groups_claim: TEXT.default('groups').describe("The claim with a person's groups."),
  roles: z
    .array(
      z
        .strictObject({
          role: z.enum(ROLES),
          group: TEXT.optional(),
          email: TEXT.optional(),
          domain: TEXT.optional(),
        })
        .refine(
          ({ group, email, domain }) => (group ?? email ?? domain) !== undefined,
          'a group, an email or a domain',
        ),
    )
    .min(1)
    .max(1_000)
    .describe(
      'Rules `{"role", "group", "email", "domain"}`: who meets all that one names has its role; the highest counts. Who meets none is refused.',
    ),
});

const sessions = z.strictObject({
  idle_minutes: z
    .number()
    .int()
    .min(1)
    .max(10_080)
    .default(120)
    .describe('A person who does nothing for so long is logged out.'),
  longest_hours: z
    .number()
    .int()
    .min(1)
    .max(720)
    .default(12)
    .describe('A session ends after this at the latest.'),
});

const PER_MINUTE = z.number().int().min(1).max(1_000_000_000);

const rateLimits = z.strictObject({
  gateway: PER_MINUTE.default(1_200_000).describe(
    'Requests a minute of a key, on routes for ingest and decisions.',
  ),
  key: PER_MINUTE.default(3_000).describe('Of a key, on every other route.'),
  person: PER_MINUTE.default(1_200).describe('Of a person.'),
  address: PER_MINUTE.default(600).describe('Of an address, on routes that ask for nobody.'),
  failures: PER_MINUTE.default(60).describe('Of an address, without a valid key or session.'),
});

const tracing = z.strictObject({
  endpoint: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      'Address of an OTLP/HTTP collector, to which spans of the service go: `/v1/traces` is put behind it. Absent: `OTEL_EXPORTER_OTLP_ENDPOINT`, or no traces.',
    ),
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
    insert_quorum: z
      .union([z.int().min(1).max(100), z.literal('auto')])
      .optional()
      .describe('Replicas of a shard that must have an insert before it counts as stored, or `auto`.'),
    public_url: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe('Address of this service as a browser sees it. Absent: people cannot log in from elsewhere.'),
    trusted_proxies: z
      .array(TEXT)
      .max(100)
      .optional()
      .describe("Addresses or networks of balancers whose word on a caller's address is taken."),
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
        "Key of the keyed hashes for nodes that share stores: 32 bytes in hexadecimal or base64, or several such once it was changed. Absent: the data directory's.",
      ),
    ingest: ingest.prefault({}),
    detection: detection.prefault({}),
    retention: retention.prefault({}),
    backups: backups.prefault({}),
    webhooks: webhooks.prefault({}),
    oidc: oidc.optional(),
    sessions: sessions.prefault({}),
    rate_limits: rateLimits.prefault({}),
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
        message: 'clickhouse_url beside it',
        input: config.cluster,
      });
    }
  });
export type Config = z.output<typeof Config>;
