/** `GET /v1/retention`: the retention settings, and what the next clean-up will delete. */
import { z } from 'zod';
import type { Config } from '../../service/config/schema.ts';
import type { Deleted } from '../../service/operations/retention.ts';
import type { Api } from '../server.ts';

export interface RetentionRouteParts {
  readonly settings: Config['retention'];
  /** Counts expired rows without deleting them. */
  due(): Promise<Deleted>;
}

const rows = z.number().int().min(0);

/** Adds the route of retention. */
export function addRetentionRoutes(app: Api, { settings, due }: RetentionRouteParts): void {
  app.get(
    '/v1/retention',
    {
      config: { access: { scope: 'admin' } },
      schema: {
        operationId: 'getRetention',
        summary: 'Get the retention settings and what the next clean-up will delete',
        tags: ['operations'],
        response: {
          200: z.object({
            exchanges_days: z.number().describe('How long exchanges are kept.'),
            runs_days: z.number().describe('How long detection runs are kept.'),
            events_days: z.number().describe('How long events are kept.'),
            every_hours: z.number().describe('Hours between two clean-ups.'),
            due: z.object({ exchanges: rows, runs: rows }).describe('Number of rows that have expired and will be deleted.'),
          }),
        },
      },
    },
    async () => ({ ...settings, due: await due() }),
  );
}
