/** `GET /v1/retention`: how long things are kept, and what the next deletion would take. */
import { z } from 'zod';
import type { Config } from '../../service/config/schema.ts';
import type { Deleted } from '../../service/operations/retention.ts';
import type { Api } from '../server.ts';

export interface RetentionRouteParts {
  readonly settings: Config['retention'];
  /** Counts; deletes nothing. */
  due(): Promise<Deleted>;
}

const rows = z.number().int().min(0);

export function addRetentionRoutes(app: Api, { settings, due }: RetentionRouteParts): void {
  app.get(
    '/v1/retention',
    {
      config: { access: { scope: 'admin' } },
      schema: {
        summary: 'How long things are kept, and what the next deletion would take',
        tags: ['operations'],
        response: {
          200: z.object({
            exchanges_days: z.number(),
            runs_days: z.number(),
            events_days: z.number(),
            every_hours: z.number(),
            due: z.object({ exchanges: rows, runs: rows }).describe('Rows that are too old by now.'),
          }),
        },
      },
    },
    async () => ({ ...settings, due: await due() }),
  );
}
