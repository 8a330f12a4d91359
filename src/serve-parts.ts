/**
 * Creates the parts of the service over open stores, and their routes. Parts are listed in the order in which they start, and
 * stop in reverse: detection before the intake, and the intake before the parts that react to stored records.
 */
import { randomBytes } from 'node:crypto';
import { createAccess, ensureFirstAdmin } from './access/access.ts';
import { OidcSettings } from './access/oidc/settings.ts';
import type { Authenticator } from './api/access-hook.ts';
import { createAuthenticator } from './api/authenticator.ts';
import { addAccessRoutes } from './api/routes/access.ts';
import { addBackupRoutes } from './api/routes/backups.ts';
import { addCampaignRoutes } from './api/routes/campaigns.ts';
import { addDecisionWorkRoutes } from './api/routes/decision-work.ts';
import { addDecisionRoutes } from './api/routes/decisions.ts';
import { addEventRoutes } from './api/routes/events.ts';
import { addIngestRoutes } from './api/routes/ingest.ts';
import { addOtlpRoutes } from './api/routes/otlp.ts';
import { addPolicyRoutes } from './api/routes/policies.ts';
import { addWebhookRoutes } from './api/routes/webhooks.ts';
import type { Api } from './api/server.ts';
import { createSite } from './api/site.ts';
import { type Clock, DAY, HOUR, MINUTE } from './base/clock.ts';
import { ProblemError } from './base/problem.ts';
import { NO_TRACES, type Tracer } from './base/tracing.ts';
import { createBackups } from './service/backup/backups.ts';
import type { LiveStores } from './service/backup/live-backup.ts';
import type { Config } from './service/config/schema.ts';
import { openDecisions } from './service/decisions/decisions.ts';
import { createCampaignReader } from './service/detection/campaign-reader.ts';
import { type DetectionService, startDetection } from './service/detection/detection.ts';
import { createOutbox } from './service/events/outbox.ts';
import { createSeal } from './service/events/seal.ts';
import { startWebhookDelivery, type WebhookDelivery } from './service/events/webhook-delivery.ts';
import { createWebhookStore } from './service/events/webhook-store.ts';
import { resolveName, type TargetRules } from './service/events/webhook-target.ts';
import { type IntakeService, openIntake } from './service/intake/intake.ts';
import type { Log } from './service/operations/log.ts';
import type { ServicePart } from './service/part.ts';
import type { ServiceOptions } from './service/service.ts';
import { startCandidate } from './store/servers/candidate.ts';
import { NODE_LEAD } from './store/servers/leader.ts';
import type { Stores } from './store/stores.ts';

/** The parts and their routes. Some parts already work: stop them if the service does not start. */
export interface Wired {
  /** In the order in which they start. */
  readonly parts: readonly ServicePart[];
  readonly authenticator: Authenticator;
  readonly adminKey: string | null;
  /** Whether this node leads. */
  isLeader(): boolean;
  routes(api: Api): Promise<void>;
}

const KEY_BYTES = 32;
/** Interval at which a node reads the decisions of others, ms. */
const FOLLOW_EVERY = 1_000;

/** Creates every part of the service, except those of operations (serve.ts). Throws a {@link ProblemError} on failure. */
export async function wire(
  { config, clock }: ServiceOptions,
  stores: Stores,
  { logger }: Log,
  tracer: Tracer = NO_TRACES,
): Promise<Wired> {
  const report = (part: string, doing: string) => (error: unknown) =>
    logger.error({ part, err: error }, `failed to ${doing}`);
  const tell = (part: string) => (message: string, figures: Readonly<Record<string, string | number>>) =>
    logger.info({ part, ...figures }, message);

  const db = await stores.database();
  const access = createAccess(db, {
    clock,
    tenant: config.tenant,
    sessionIdle: config.sessions.idle_minutes * MINUTE,
    sessionLongest: config.sessions.longest_hours * HOUR,
    ...(config.oidc === undefined ? {} : { oidc: oidcSettings(config.oidc) }),
  });
  const site = createSite(config.public_url ?? addressOf(config.listen));
  const leadership = startCandidate(stores.leadership, NODE_LEAD, {
    onProblem: (problem) => logger.error({ part: 'leader', problem }, 'failed to elect a leader'),
  });
  const outbox = createOutbox({ db, clock, keepFor: config.retention.events_days * DAY });
  const decisions = await openDecisions({ db, clock, audit: access.audit, events: outbox });
  const intake = await intakeOf(stores, config, clock, logger, tracer);
  const backups = createBackups({
    settings: config.backups,
    stores: liveStores(stores, intake),
    audit: access.audit,
    clock,
    onError: report('backups', 'make a backup'),
  });
  const rules = webhookRules(config);
  const webhooks = createWebhookStore({
    db,
    outbox,
    seal: createSeal(keysOf(stores.identityKey), randomBytesOf),
    clock,
    random: randomBytesOf,
    rules,
  });
  const delivery = startWebhookDelivery({
    ...rules,
    db,
    outbox,
    webhooks,
    leadership,
    clock,
    chance: Math.random,
    resolve: resolveName,
    tracer,
    log: tell('webhooks'),
  });

  return {
    parts: [
      { name: 'access', stop: () => access.close(), stats: () => ({ ...access.stats() }) },
      { name: 'leader', stop: () => leadership.stop(), stats: () => ({ ...leadership.stats() }) },
      eventsPart(outbox),
      webhooksPart(delivery),
      decisionsPart(decisions, config, clock, report('decisions', 'read changes')),
      intakePart(intake, clock),
      detectionPart(() =>
        startDetection({
          exchanges: stores.exchanges,
          records: stores.records,
          db,
          outbox,
          found: decisions,
          leadership,
          // With shared stores, other nodes store exchanges too, so the store has to be asked.
          changed: stores.tier === 'embedded' ? () => intake.changed() : () => stores.exchanges.count(),
          clock,
          tracer,
          log: tell('detection'),
          window: config.detection.window_days * DAY,
          pace: { every: config.detection.min_interval_ms },
        }),
      ),
      backups.part,
    ],
    authenticator: createAuthenticator({ ring: access.ring, sessions: access.sessions, site }),
    adminKey: await ensureFirstAdmin(access),
    isLeader: leadership.isLeader,
    async routes(api) {
      addAccessRoutes(api, { access, site, clock });
      await addIngestRoutes(api, { intake });
      await addOtlpRoutes(api, { intake });
      addCampaignRoutes(api, createCampaignReader(db));
      addDecisionRoutes(api, { decisions, clock, random: Math.random });
      addDecisionWorkRoutes(api, { decisions });
      addPolicyRoutes(api, { decisions, clock });
      addEventRoutes(api, { outbox });
      addBackupRoutes(api, { backups });
      addWebhookRoutes(api, { webhooks, delivery, audit: access.audit });
    },
  };
}

async function intakeOf(
  stores: Stores,
  { ingest }: Config,
  clock: Clock,
  logger: Log['logger'],
  tracer: Tracer,
): Promise<IntakeService> {
  const opened = await openIntake(
    {
      exchanges: stores.exchanges,
      records: stores.records,
      identityKey: stores.identityKey,
      directory: stores.path,
      clock,
      tracer,
      onFailure: (problem) => logger.error({ part: 'intake', problem }, 'failed to store'),
      onReadFailure: (err) => logger.error({ part: 'intake', err }, 'failed to read requests'),
    },
    { maxInFlightBytes: ingest.in_flight_bytes, maxJournalBytes: ingest.journal_bytes },
  );
  if (!opened.ok) throw new ProblemError(opened.problem);
  return opened.value;
}

/** The stores as the backup needs them; null if any is on a server. */
function liveStores(stores: Stores, intake: IntakeService): LiveStores | null {
  const { recordSnapshot } = stores;
  if (recordSnapshot === null || stores.tier !== 'embedded') return null;
  return {
    path: stores.path,
    identityKey: stores.identityKey,
    exchanges: () => stores.exchanges.snapshot(),
    records: recordSnapshot,
    hold: (work) => intake.hold(work),
  };
}

/** Within private networks, http is as common as https. */
function webhookRules({ webhooks }: Config): TargetRules {
  return { allowPrivate: webhooks.allow_private_addresses, allowHttp: webhooks.allow_private_addresses };
}

function randomBytesOf(bytes: number): Uint8Array {
  return new Uint8Array(randomBytes(bytes));
}

/** The base URL of an address; IPv6 addresses get brackets. */
function addressOf({ host, port }: Config['listen']): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function oidcSettings(oidc: NonNullable<Config['oidc']>): OidcSettings {
  return OidcSettings.parse({
    issuer: oidc.issuer,
    clientId: oidc.client_id,
    clientSecret: oidc.client_secret,
    scope: oidc.scope,
    groupsClaim: oidc.groups_claim,
    roles: oidc.roles,
  });
}

/** The identity keys one by one, newest first. */
function keysOf(ring: Uint8Array): Uint8Array[] {
  return Array.from({ length: ring.length / KEY_BYTES }, (_, k) =>
    ring.subarray(k * KEY_BYTES, (k + 1) * KEY_BYTES),
  );
}

function eventsPart(outbox: ReturnType<typeof createOutbox>): ServicePart {
  return { name: 'events', stats: () => ({ ...outbox.stats() }) };
}

function webhooksPart(delivery: WebhookDelivery): ServicePart {
  return { name: 'webhooks', stop: () => delivery.close(), stats: () => ({ ...delivery.stats() }) };
}

function decisionsPart(
  decisions: Awaited<ReturnType<typeof openDecisions>>,
  config: Config,
  clock: () => number,
  onError: (error: unknown) => void,
): ServicePart {
  let unfollow: () => void = () => {};
  let forgetting: NodeJS.Timeout | undefined;
  return {
    name: 'decisions',
    async start() {
      unfollow = decisions.follow(FOLLOW_EVERY, onError);
      forgetting = setInterval(() => {
        decisions.forget(clock() - config.retention.runs_days * DAY).catch(onError);
      }, config.retention.every_hours * HOUR);
    },
    async stop() {
      clearInterval(forgetting);
      unfollow();
    },
    stats: () => ({ ...decisions.stats() }),
  };
}

function intakePart(intake: IntakeService, clock: () => number): ServicePart {
  return {
    name: 'intake',
    stop: (deadline) => intake.close(Math.max(0, deadline - clock())),
    ready() {
      const problem = intake.failing();
      return problem === null ? { ready: true } : { ready: false, reason: problem.message };
    },
    stats: () => ({ ...intake.stats() }),
  };
}

/** Detection starts with its part, when all parts that react to it have started. */
function detectionPart(begin: () => DetectionService): ServicePart {
  let detection: DetectionService | null = null;
  return {
    name: 'detection',
    async start() {
      detection = begin();
    },
    stop: async () => detection?.close(),
    stats: () => (detection === null ? {} : { ...detection.stats() }),
  };
}
