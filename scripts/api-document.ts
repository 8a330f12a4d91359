/**
 * The OpenAPI document of the whole API, made without a store: the routes are registered and never called. Contains what a
 * service publishes at /v1/openapi.json, the routes of an identity provider included.
 */
import type { Authenticator, RouteEntry } from '../src/api/access-hook.ts';
import { addAccessRoutes } from '../src/api/routes/access.ts';
import { addBackupRoutes } from '../src/api/routes/backups.ts';
import { addCampaignRoutes } from '../src/api/routes/campaigns.ts';
import { addDecisionWorkRoutes } from '../src/api/routes/decision-work.ts';
import { addDecisionRoutes } from '../src/api/routes/decisions.ts';
import { addEventRoutes } from '../src/api/routes/events.ts';
import { addHealthRoutes } from '../src/api/routes/health.ts';
import { addIngestRoutes } from '../src/api/routes/ingest.ts';
import { addMetricsRoute } from '../src/api/routes/metrics.ts';
import { addOtlpRoutes } from '../src/api/routes/otlp.ts';
import { addPolicyRoutes } from '../src/api/routes/policies.ts';
import { addRetentionRoutes } from '../src/api/routes/retention.ts';
import { addTextRoutes } from '../src/api/routes/texts-under-review.ts';
import { addWebhookRoutes } from '../src/api/routes/webhooks.ts';
import { type Api, createServer } from '../src/api/server.ts';

/** A part of which routes take other parts when they are registered, and that cannot do anything. */
const UNUSED = new Proxy(() => undefined, { get: (_, name) => (name === 'then' ? undefined : UNUSED) }) as never;

export interface DescribedApi {
  readonly document: object;
  /** Every route, those that the document hides included. */
  readonly routes: readonly RouteEntry[];
}

/** A server with every route, whose parts cannot do anything: for its document, and for what it refuses before they are asked. */
export function wholeApi(authenticator: Authenticator): Promise<Api> {
  return createServer({ authenticator, bodyLimit: 100_000 }, async (api) => {
    addHealthRoutes(api, UNUSED);
    addMetricsRoute(api, UNUSED, false);
    addRetentionRoutes(api, UNUSED);
    addAccessRoutes(api, UNUSED);
    await addIngestRoutes(api, UNUSED);
    await addOtlpRoutes(api, UNUSED);
    addCampaignRoutes(api, UNUSED, UNUSED, UNUSED);
    addTextRoutes(api, UNUSED, UNUSED);
    addDecisionRoutes(api, UNUSED);
    addDecisionWorkRoutes(api, UNUSED);
    addPolicyRoutes(api, UNUSED);
    addEventRoutes(api, { outbox: UNUSED });
    addBackupRoutes(api, UNUSED);
    addWebhookRoutes(api, UNUSED);
  });
}

/** The OpenAPI document of every route, and the routes. */
export async function describeApi(): Promise<DescribedApi> {
  const app = await wholeApi(UNUSED);
  await app.ready();
  const described = { document: app.swagger(), routes: [...app.routeList] };
  await app.close();
  return described;
}
