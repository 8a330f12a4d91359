/** Backups that the running service makes of itself. Where they go is its configuration's to say, never a caller's. */
import { z } from 'zod';
import { ProblemError } from '../../base/problem.ts';
import type { BackupRun, Backups } from '../../service/backup/backups.ts';
import type { Api } from '../server.ts';

const time = z.string().describe('RFC 3339');
const count = z.number().int().min(0);
const Run = z.object({
  id: z.string().describe('the name of its folder'),
  state: z.enum(['running', 'complete', 'failed']),
  started: time,
  finished: time.nullable(),
  step: z.enum(['snapshot', 'exchanges', 'records', 'checksums']),
  done: count.describe('pieces of this step that are done'),
  of: count.describe('pieces that this step has'),
  problem: z
    .object({ code: z.string(), message: z.string(), hint: z.string().nullable() })
    .nullable()
    .describe('why it failed'),
});
const Kept = z.object({
  id: z.string(),
  created: time,
  version: z.string(),
  exchanges: count,
  accounts: count,
  bytes: count,
  key: z.enum(['sealed', 'left_out']),
});
const access = { scope: 'admin' } as const;
const tags = ['operations'];

export function addBackupRoutes(app: Api, { backups }: { readonly backups: Backups }): void {
  app.post(
    '/v1/backups',
    {
      config: { access },
      schema: {
        summary: 'Begins a backup of the running service into the folder that its configuration names',
        tags,
        response: { 202: Run },
      },
    },
    async ({ principal }, reply) => {
      const actor = principal === null ? 'system' : { kind: principal.kind, id: principal.id };
      const started = await backups.start(actor);
      if (!started.ok) throw new ProblemError(started.problem);
      return reply.code(202).send(describe(started.value));
    },
  );

  app.get(
    '/v1/backups',
    {
      config: { access },
      schema: {
        summary: 'The backup under way or made last, and the complete ones that are kept, the newest first',
        tags,
        response: {
          200: z.object({
            last: Run.nullable().describe('of this process; null if it has made none'),
            backups: z.array(Kept).describe('at most the newest 100'),
          }),
        },
      },
    },
    async () => {
      const last = backups.last();
      return { last: last === null ? null : describe(last), backups: backups.kept() };
    },
  );
}

function describe(run: BackupRun): z.infer<typeof Run> {
  const { id, state, step, done, of, problem } = run;
  return {
    id,
    state,
    started: new Date(run.started).toISOString(),
    finished: run.finished === null ? null : new Date(run.finished).toISOString(),
    step,
    done,
    of,
    problem:
      problem === null ? null : { code: problem.code, message: problem.message, hint: problem.hint ?? null },
  };
}
