/**
 * Builds the parts of the service over open stores and connects them: access, events, decisions, intake, detection,
 * webhooks, backups, and their routes. serve.ts calls it and adds what surrounds the parts: stores, doors, metrics, life.
 *
 * The list of parts is in starting order; they stop in reverse. So detection stops before the intake closes, and the intake
 * stores what it can before the parts that hear about it close.
 */
import { randomBytes } from 'node:crypto';
import { type Access, createAccess, ensureFirstAdmin } from './access/access.ts';
import type { AuditAnchorOptions } from './access/audit-anchor.ts';
import { formatHead } from './access/audit-chain.ts';
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
import { addTextRoutes } from './api/routes/texts-under-review.ts';
import { addWebhookRoutes } from './api/routes/webhooks.ts';
import type { Api } from './api/server.ts';
import { createSite } from './api/site.ts';
import { type Clock, DAY, HOUR, LONGEST_TIMER, MINUTE, monotonicClock } from './base/clock.ts';
import { orThrow } from './base/problem.ts';
import { NO_TRACES, type Tracer } from './base/tracing.ts';
import { createIdentityHasher } from './ingest/identity-hasher.ts';
import { createBackups } from './service/backup/backups.ts';
import type { Config } from './service/config/schema.ts';
import { type DecisionService, openDecisions } from './service/decisions/decisions.ts';
import { createCampaignReader } from './service/detection/campaign-reader.ts';
import { type DetectionService, startDetection } from './service/detection/detection.ts';
import { createWindowReader, type WindowEnd } from './service/detection/detection-window.ts';
import { createTextReader } from './service/detection/text-reader.ts';
import { createOutbox } from './service/events/outbox.ts';
import { createSeal } from './service/events/seal.ts';
import { startWebhookDelivery, type WebhookDelivery } from './service/events/webhook-delivery.ts';
import { createWebhookStore } from './service/events/webhook-store.ts';
import { resolveName } from './service/events/webhook-target.ts';
import { type IntakeService, openIntake } from './service/intake/intake.ts';
import { WindowWatch } from './service/intake/outside-window.ts';
import type { Log } from './service/operations/log.ts';
import type { ServicePart } from './service/part.ts';
import type { ServiceOptions } from './service/service.ts';
import { createStandby } from './service/standby/standby.ts';
import type { StandbyCopy, StandbyOwner } from './service/standby/standby-copy.ts';
import { startCandidate } from './store/servers/candidate.ts';
import { NODE_LEAD } from './store/servers/leader.ts';
import type { Stores } from './store/stores.ts';

/** The connected parts and their routes. Some parts already work: stop them if the service does not start after all. */
export interface Wired {
  /** In starting order. */
  readonly parts: readonly ServicePart[];
  readonly authenticator: Authenticator;
  readonly adminKey: string | null;
  /** Whether this node does the work that only one node of a cluster does. */
  isLeader(): boolean;
  /** Whether requests of gateways are answered while the record store is away. */
  withoutRecords(): boolean;
  routes(api: Api): Promise<void>;
}

export interface WireOptions {
  readonly tracer?: Tracer;
  /** Whether the wall clock can be believed for deletions. Absent: always. */
  readonly settled?: () => boolean;
  /** Whose standby copy to keep; absent or null for none. */
  readonly standbyOwner?: StandbyOwner | null;
  /** What to start from, because the record store does not answer; absent or null if it does. */
  readonly standbyCopy?: StandbyCopy | null;
}

const KEY_BYTES = 32;
/** How often a node reads the decisions of other nodes, ms. */
const FOLLOW_EVERY = 1_000;

/**
 * Builds and connects every part.
 * @throws ProblemError when the journal of the intake cannot be opened
 */
export async function wire(
  { config, clock, monotonic = monotonicClock }: ServiceOptions,
  stores: Stores,
  { logger }: Log,
  { tracer = NO_TRACES, settled = () => true, standbyOwner = null, standbyCopy = null }: WireOptions = {},
): Promise<Wired> {
  const trouble = (part: string, doing: string) => (error: unknown) =>
    logger.error({ part, err: error }, `failed to ${doing}`);
  const inform = (part: string) => (message: string, figures: Readonly<Record<string, string | number>>) =>
    logger.info({ part, ...figures }, message);

  const db = await stores.database();
  const access = createAccess(db, {
    clock,
    monotonic,
    tenant: config.tenant,
    believeKeysFor: config.outage.believe_keys_minutes * MINUTE,
    sessionIdle: config.sessions.idle_minutes * MINUTE,
    sessionLongest: config.sessions.longest_hours * HOUR,
    ...(config.oidc === undefined ? {} : { oidc: oidcSettings(config.oidc) }),
    anchor: anchorOptions(stores.path, logger, clock),
  });
  const site = createSite(config.public_url ?? addressOf(config.listen));
  const leadership = startCandidate(stores.leadership, NODE_LEAD, {
    onProblem: (problem) => logger.error({ part: 'leader', problem }, 'failed to elect a leader'),
  });
  const outbox = createOutbox({ db, clock, keepFor: config.retention.events_days * DAY });
  if (standbyCopy !== null) access.ring.restore(standbyCopy.keys);
  const decisions = await openDecisions({ db, clock, audit: access.audit, events: outbox }, standbyCopy ?? undefined);
  const intake = await createIntake(config, stores, { clock, monotonic }, logger, tracer);
  const backups = createBackups({
    settings: config.backups,
    stores: backedUpStores(stores, intake),
    audit: access.audit,
    clock,
    onError: trouble('backups', 'make a backup'),
  });
  const { window_days: windowDays, window_end: windowEnd } = config.detection;
  const window = { window: windowDays * DAY, windowEnd };
  const windows = createWindowReader(db, {
    clock,
    window: window.window,
    end: windowEnd,
    sample: config.sample_data,
  });
  const storedId = storedIds(config, stores.identityKey);
  const { webhooks, delivery } = createWebhooks(config, {
    db,
    outbox,
    leadership,
    clock,
    monotonic,
    settled,
    tracer,
    identityKey: stores.identityKey,
    log: inform('webhooks'),
  });

  return {
    parts: [
      { name: 'access', stop: () => access.close(), ready: access.ready, stats: () => ({ ...access.stats() }) },
      { name: 'leader', stop: () => leadership.stop(), stats: () => ({ ...leadership.stats() }) },
      eventsPart(outbox),
      webhooksPart(delivery),
      decisionsPart(decisions, config, { clock, settled }, trouble('decisions', 'read changes')),
      intakePart(intake, monotonic),
      detectionPart(windowEnd, () =>
        startDetection({
          exchanges: stores.exchanges,
          records: stores.records,
          db,
          outbox,
          listener: decisions,
          leadership,
          // Other nodes accept exchanges as well: then only the store knows how many there are.
          changed: stores.tier === 'embedded' ? () => intake.changed() : () => stores.exchanges.count(),
          clock,
          monotonic,
          tracer,
          log: inform('detection'),
          ...window,
          pace: { every: config.detection.min_interval_ms },
        }),
      ),
      backups.part,
      ...(standbyOwner === null ? [] : [standbyPart(stores, standbyOwner, access, decisions, clock, trouble)]),
    ],
    authenticator: createAuthenticator({ ring: access.ring, sessions: access.sessions, site }),
    // A node that has a copy has had an administrator.
    adminKey: standbyCopy === null ? await ensureFirstAdmin(access) : null,
    isLeader: leadership.isLeader,
    withoutRecords: access.ring.canBelieve,
    async routes(api) {
      addAccessRoutes(api, { access, site, clock });
      await addIngestRoutes(api, { intake });
      await addOtlpRoutes(api, { intake });
      addCampaignRoutes(api, createCampaignReader(db), windows, storedId);
      addTextRoutes(api, createTextReader(db), windows);
      addDecisionRoutes(api, { decisions, clock, random: Math.random, storedId });
      addDecisionWorkRoutes(api, { decisions, storedId, clock });
      addPolicyRoutes(api, { decisions, clock });
      addEventRoutes(api, { outbox });
      addBackupRoutes(api, { backups });
      addWebhookRoutes(api, { webhooks, delivery, audit: access.audit });
    },
  };
}

/** How often the log repeats the newest anchor of the audit log, ms. */
const ANCHOR_LOG_MS = 10 * MINUTE;

/** How often a node looks for entries of others, ms. */
const ANCHOR_MOVE_MS = MINUTE;

/** The anchor of the audit log, which the log of the service repeats now and then: that is kept elsewhere. */
function anchorOptions(directory: string, logger: Log['logger'], clock: () => number): AuditAnchorOptions {
  let logged = Number.NEGATIVE_INFINITY;
  let isFailing = false;
  let isMissing = false;
  return {
    directory,
    every: ANCHOR_MOVE_MS,
    onMoved(head) {
      isFailing = false;
      if (clock() - logged < ANCHOR_LOG_MS) return;
      logged = clock();
      logger.info({ part: 'access', head: formatHead(head) }, 'audit log anchored');
    },
    onMissing(head) {
      if (isMissing) return;
      isMissing = true;
      logger.error(
        { part: 'access', head: formatHead(head) },
        'the audit log does not contain its anchor: it was cut off or replaced',
      );
    },
    onError(err) {
      // Once an outage: the database may be away for long.
      if (!isFailing) logger.error({ part: 'access', err }, 'failed to anchor the audit log');
      isFailing = true;
    },
  };
}

/** @throws ProblemError when the journal cannot be opened */
async function createIntake(
  { ingest, detection, retention }: Config,
  stores: Stores,
  clocks: { readonly clock: Clock; readonly monotonic: Clock },
  logger: Log['logger'],
  tracer: Tracer,
): Promise<IntakeService> {
  const opened = await openIntake(
    {
      exchanges: stores.exchanges,
      records: stores.records,
      identityKey: stores.identityKey,
      directory: stores.path,
      assertHeld: stores.assertHeld,
      ...clocks,
      windowWatch: new WindowWatch({
        ...clocks,
        window: detection.window_days * DAY,
        end: detection.window_end,
        onOlder: ({ exchanges, earliest, latest }, from) =>
          logger.warn(
            {
              part: 'intake',
              exchanges,
              earliest: new Date(earliest).toISOString(),
              latest: new Date(latest).toISOString(),
              window_from: new Date(from).toISOString(),
              kept_days: retention.exchanges_days,
            },
            'took in exchanges that are older than the detection window, which leaves them out; for a log of the past, serve with --backfill',
          ),
      }),
      tracer,
      onFailure: (problem) => logger.error({ part: 'intake', problem }, 'failed to store'),
      onReadFailure: (err) => logger.error({ part: 'intake', err }, 'failed to read requests'),
    },
    {
      maxInFlightBytes: ingest.in_flight_bytes,
      maxJournalBytes: ingest.journal_bytes,
      hashIdentifiers: ingest.hash_identifiers,
    },
  );
  return orThrow(opened);
}

/** Under which id the intake stores what a caller names: requests about an account are answered for that id. */
function storedIds({ ingest }: Config, identityKey: Uint8Array): (id: string) => string {
  if (!ingest.hash_identifiers) return (id) => id;
  const hasher = createIdentityHasher(identityKey);
  return (id) => hasher.pseudonym(id).id;
}

/** What a backup copies; null when the stores are servers, which have their own tools. */
function backedUpStores(stores: Stores, intake: IntakeService): Parameters<typeof createBackups>[0]['stores'] {
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

type DeliveryOptions = Parameters<typeof startWebhookDelivery>[0];

/** Webhooks and their delivery, which starts at once. */
function createWebhooks(
  config: Config,
  {
    identityKey,
    ...shared
  }: Pick<DeliveryOptions, 'db' | 'outbox' | 'leadership' | 'clock' | 'monotonic' | 'settled' | 'tracer' | 'log'> & {
    readonly identityKey: Uint8Array;
  },
): { webhooks: ReturnType<typeof createWebhookStore>; delivery: WebhookDelivery } {
  const random = (bytes: number): Uint8Array => new Uint8Array(randomBytes(bytes));
  // In private networks, http is common as well.
  const isPrivate = config.webhooks.allow_private_addresses;
  const rules = { allowPrivate: isPrivate, allowHttp: isPrivate };
  const { db, outbox, clock } = shared;
  const seal = createSeal(keysOf(identityKey), random);
  const webhooks = createWebhookStore({ db, outbox, seal, clock, random, rules });
  const delivery = startWebhookDelivery({
    ...rules,
    ...shared,
    webhooks,
    chance: Math.random,
    resolve: resolveName,
  });
  return { webhooks, delivery };
}

/** The URL of an address; IPv6 addresses are in brackets. */
function addressOf({ host, port }: Config['listen']): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function oidcSettings(oidc: NonNullable<Config['oidc']>): OidcSettings {
  return OidcSettings.parse({
    issuer: oidc.issuer,
    clientId: oidc.client_id,
    clientSecret: oidc.client_secret,
    clientAuthentication: oidc.client_authentication,
    scope: oidc.scope,
    groupsClaim: oidc.groups_claim,
    roles: oidc.roles,
  });
}

/** The keys of the keyed hashes, newest first. */
function keysOf(ring: Uint8Array): Uint8Array[] {
  return Array.from({ length: ring.length / KEY_BYTES }, (_, k) => ring.subarray(k * KEY_BYTES, (k + 1) * KEY_BYTES));
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
  { clock, settled }: { readonly clock: Clock; readonly settled: () => boolean },
  onError: (error: unknown) => void,
): ServicePart {
  let unfollow: () => void = () => {};
  let forgetting: NodeJS.Timeout | undefined;
  return {
    name: 'decisions',
    async start() {
      unfollow = decisions.follow(FOLLOW_EVERY, onError);
      forgetting = setInterval(
        () => {
          if (settled()) decisions.forget(clock() - config.retention.runs_days * DAY).catch(onError);
        },
        Math.min(LONGEST_TIMER, config.retention.every_hours * HOUR),
      );
    },
    async stop() {
      clearInterval(forgetting);
      unfollow();
    },
    stats: () => ({ ...decisions.stats() }),
  };
}

function standbyPart(
  stores: Stores,
  owner: StandbyOwner,
  { ring }: Pick<Access, 'ring'>,
  decisions: DecisionService,
  clock: Clock,
  trouble: (part: string, doing: string) => (error: unknown) => void,
): ServicePart {
  return createStandby({
    directory: stores.path,
    owner,
    onError: trouble('standby', 'keep a copy for a start without the record store'),
    copy() {
      const keys = ring.copy();
      if (keys === null || stores.recordsRefusal() !== null) return null;
      return { saved: clock(), keys, policy: decisions.activePolicy().document, index: decisions.index.copy() };
    },
  });
}

function intakePart(intake: IntakeService, monotonic: Clock): ServicePart {
  return {
    name: 'intake',
    stop: (deadline) => intake.close(Math.max(0, deadline - monotonic())),
    ready() {
      const refusing = intake.unable();
      if (refusing !== null) return { ready: false, reason: refusing.message };
      const failing = intake.failing();
      return failing === null ? { ready: true } : { ready: true, degraded: failing.message };
    },
    stats: () => ({ ...intake.stats() }),
  };
}

/** Detection begins when the part starts: all parts that hear about its runs exist by then. */
function detectionPart(windowEnd: WindowEnd, begin: () => DetectionService): ServicePart {
  let detection: DetectionService | null = null;
  return {
    name: 'detection',
    async start() {
      detection = begin();
    },
    stop: async () => detection?.close(),
    ready: () => ({
      ready: true,
      ...(windowEnd === 'clock'
        ? {}
        : { note: 'The detection window ends at the newest exchange stored, not at the clock.' }),
    }),
    stats: () => (detection === null ? {} : { ...detection.stats() }),
  };
}
