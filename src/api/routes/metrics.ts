/** `GET /metrics` for Prometheus. */
import { z } from 'zod';
import type { Metrics } from '../../service/operations/metrics.ts';
import type { Api } from '../server.ts';

/** @param open true on the separate metrics listener; otherwise the route requires the scope `read` */
export function addMetricsRoute(app: Api, metrics: Metrics, open: boolean): void {
  app.get(
    '/metrics',
    {
      config: { access: open ? 'open' : { scope: 'read' } },
      schema: {
        operationId: 'getMetrics',
        summary: 'Get metrics in the Prometheus text format',
        tags: ['operations'],
        produces: ['text/plain'],
        response: { 200: z.string().describe('Prometheus text format 0.0.4.') },
      },
    },
    async (_request, reply) => {
      reply.type(metrics.contentType);
      return metrics.text();
    },
  );
}
