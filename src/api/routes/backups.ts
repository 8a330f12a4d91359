/** /v1/backups: the service backs itself up while it runs. The target directory comes from the configuration only. */
import { z } from 'zod';
import { ProblemError } from '../../base/problem.ts';
import type { BackupRun, Backups } from '../../service/backup/backups.ts';
import type { Api } from '../server.ts';

const time = z.string().describe('RFC 3339.');
const count = z.number().int().min(0);
const Run = z
  .object({
    id: z.string().describe('Name of the backup and of its directory.'),
    state: z.enum(['running', 'complete', 'failed']),
    started: time,
    finished: time.nullable(),
    step: z.enum(['snapshot', 'exchanges', 'records', 'checksums']).describe('The current or last step.'),
    done: count.describe('Items of this step that are done.'),
    of: count.describe('Total number of items of this step.'),
    problem: z
      .object({ code: z.string(), message: z.string(), hint: z.string().nullable() })
      .nullable()
      .describe('Why the backup failed; null otherwise.'),
  })
  .meta({ id: 'BackupRun' });
const Kept = z
  .object({
    id: z.string(),
    created: time,
    version: z.string().describe('Version of Stillwatch that made it.'),
    exchanges: count,
    accounts: count,
    bytes: count.describe('Total size of the backup.'),
    key: z
      .enum(['sealed', 'left_out'])
      .describe('Whether the backup contains the identity key, encrypted with the passphrase.'),
  })
  .meta({ id: 'Backup' });
const access = { scope: 'admin' } as const;
const tags = ['operations'];

/** Adds the routes that start and list backups. */
export function addBackupRoutes(app: Api, { backups }: { readonly backups: Backups }): void {
  app.post(
    '/v1/backups',
    {
      config: { access, problems: ['backup_off', 'backup_running', 'backup_folder_unusable'] },
      schema: {
        operationId: 'startBackup',
        summary: 'Start a backup',
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
        operationId: 'listBackups',
        summary: 'Get the state of the last backup and list complete backups',
        tags,
        response: {
          200: z.object({
            last: Run.nullable().describe(
              'The backup that is running or ran last since the service started; null if there is none.',
            ),
            backups: z.array(Kept).describe('Complete backups, newest first, at most 100.'),
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
    problem: problem === null ? null : { code: problem.code, message: problem.message, hint: problem.hint ?? null },
  };
}
