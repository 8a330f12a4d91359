/** `/healthz` (the process is alive) and `/readyz` (it can take requests). Open: load balancers have no key, and nothing here is confidential. */
import { z } from 'zod';
import type { Health } from '../../service/lifecycle.ts';
import type { Api } from '../server.ts';

const Alive = z.object({ status: z.literal('alive') });

const Ready = z
  .object({
    status: z.enum(['ready', 'not_ready']),
    state: z.enum(['starting', 'running', 'stopping', 'stopped']),
    parts: z.array(
      z.object({
        name: z.string(),
        ready: z.boolean(),
        reason: z.string().optional().describe('Why the part is not ready.'),
        degraded: z.string().optional().describe('What fails although the part is ready.'),
        note: z.string().optional().describe('What works otherwise than by default.'),
      }),
    ),
  })
  .meta({ id: 'Readiness' });

/**
 * Adds the two health checks. They are not rate-limited, and take whatever query a load balancer adds against caches: neither a flood of
 * requests from its address nor a parameter must make it take the node for dead. Concurrent checks share their work instead.
 */
export function addHealthRoutes(app: Api, health: () => Promise<Health>): void {
  let asked: Promise<Health> | null = null;
  const shared = (): Promise<Health> => {
    asked ??= health().finally(() => {
      asked = null;
    });
    return asked;
  };
  app.get(
    '/healthz',
    {
      config: { access: 'open', rateLimit: false, query: 'any' },
      schema: {
        operationId: 'checkLiveness',
        summary: 'Check that the process is alive',
        tags: ['operations'],
        security: [],
        response: { 200: Alive },
      },
    },
    async () => ({ status: 'alive' as const }),
  );
  app.get(
    '/readyz',
    {
      config: { access: 'open', rateLimit: false, query: 'any' },
      schema: {
        operationId: 'checkReadiness',
        summary: 'Check that the service is ready for requests',
        tags: ['operations'],
        security: [],
        response: { 200: Ready, 503: Ready },
      },
    },
    async (_request, reply) => {
      const { ready, state, parts } = await shared();
      reply.header('cache-control', 'no-store').code(ready ? 200 : 503);
      return { status: ready ? ('ready' as const) : ('not_ready' as const), state, parts: [...parts] };
    },
  );
}
