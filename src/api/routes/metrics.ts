/** `GET /metrics` for Prometheus: with the scope read, or open where it is on a listener of its own. */
import { z } from 'zod';
import type { Metrics } from '../../service/operations/metrics.ts';
import type { Api } from '../server.ts';

export function addMetricsRoute(app: Api, metrics: Metrics, open: boolean): void {
  app.get(
    '/metrics',
    {
      config: { access: open ? 'open' : { scope: 'read' } },
      schema: {
        summary: 'Counts and durations, as Prometheus reads them',
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
