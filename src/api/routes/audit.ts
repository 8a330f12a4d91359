/** /v1/audit: read the audit log, get its checkpoint, and verify its hash chain. For administrators. */
import { z } from 'zod';
import type { Access } from '../../access/access.ts';
import { formatHead, parseHead } from '../../access/audit-chain.ts';
import type { AuditItem } from '../../access/audit-log.ts';
import type { AuditVerdict } from '../../access/audit-verify.ts';
import { ProblemError } from '../../base/problem.ts';
import type { Api } from '../server.ts';
import { NextPage, PageLimit, rfc3339 } from './access-schemas.ts';

const ADMIN = { access: { scope: 'admin' } } as const;

const EntryBody = z
  .object({
    seq: z.number().int().describe('Number of the entry, counted up from 1 without gaps.'),
    time: z.string().describe('RFC 3339.'),
    actor: z.object({ kind: z.string(), id: z.string() }),
    action: z.string().describe('What was done, such as `key.created`.'),
    subject: z.string().describe('Id of what it was done to.'),
    detail: z.unknown(),
    previous: z.string().describe('Hash of the previous entry.'),
    hash: z.string(),
  })
  .meta({ id: 'AuditEntry' });

const HeadBody = z
  .object({
    seq: z.number().int(),
    hash: z.string(),
    checkpoint: z.string().describe('`SEQ:HASH`. Store it elsewhere and pass it to a later verification.'),
  })
  .meta({ id: 'AuditHead' });

const VerdictBody = z
  .object({
    whole: z
      .boolean()
      .describe(
        'True if no entry was changed or removed and, if there is an anchor or a checkpoint was given, the log contains it.',
      ),
    entries: z.number().int(),
    head: HeadBody,
    broken: z
      .object({ seq: z.number().int(), why: z.string() })
      .nullable()
      .describe('The first entry that does not match the chain; null if all do.'),
    anchor_found: z
      .boolean()
      .nullable()
      .describe(
        'Whether the log contains the head that the service keeps in its data directory, outside the database; null if there is none.',
      ),
    expected_found: z
      .boolean()
      .nullable()
      .describe('Whether the log contains the given checkpoint; null if none was given.'),
  })
  .meta({ id: 'AuditVerdict' });

/** Adds the routes of the audit log. */
export function addAuditRoutes(app: Api, access: Pick<Access, 'audit' | 'verifyAudit'>): void {
  app.get(
    '/v1/audit',
    {
      config: ADMIN,
      schema: {
        operationId: 'listAuditEntries',
        summary: 'List audit log entries, newest first',
        tags: ['access'],
        querystring: z.object({
          limit: PageLimit,
          cursor: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
        }),
        response: {
          200: z.object({
            entries: z.array(EntryBody),
            next: z.number().int().nullable().describe(NextPage),
          }),
        },
      },
    },
    async ({ query: { limit, cursor } }) => {
      const entries = await access.audit.page(limit, cursor);
      return {
        entries: entries.map(entryBody),
        next: entries.length < limit ? null : (entries.at(-1)?.seq ?? null),
      };
    },
  );

  app.get(
    '/v1/audit/head',
    {
      config: ADMIN,
      schema: {
        operationId: 'getAuditHead',
        summary: 'Get the checkpoint of the audit log',
        description:
          'Identifies the newest entry. Store it outside the service: a later verification against it detects a truncated log.',
        tags: ['access'],
        response: { 200: HeadBody },
      },
    },
    async () => headBody(await access.audit.head()),
  );

  /** One verification at a time, since each reads the whole log. Requests with the same checkpoint share its result. */
  let walk: { expected: string | undefined; verdict: Promise<AuditVerdict> } | null = null;
  app.get(
    '/v1/audit/verify',
    {
      config: { ...ADMIN, problems: ['conflict'] },
      schema: {
        operationId: 'verifyAuditLog',
        summary: 'Verify the hash chain of the audit log',
        tags: ['access'],
        querystring: z.object({
          head: z.string().max(100).optional().describe('An earlier checkpoint, as GET /v1/audit/head returned it.'),
        }),
        response: { 200: VerdictBody },
      },
    },
    async ({ query: { head } }) => {
      const expected = head === undefined ? undefined : parseHead(head);
      if (expected === null)
        throw new ProblemError({
          code: 'bad_request',
          message: 'Expected a checkpoint of the form SEQ:HASH, got other text.',
          where: 'query/head',
          hint: 'GET /v1/audit/head returns one.',
        });
      if (walk === null || walk.expected !== head) {
        if (walk !== null)
          throw new ProblemError({
            code: 'conflict',
            message: 'Expected one verification of the audit log at a time, got a second one.',
            hint: 'Try again when the first one has finished.',
          });
        const verdict = access.verifyAudit(expected).finally(() => {
          walk = null;
        });
        walk = { expected: head, verdict };
      }
      return verdictBody(await walk.verdict);
    },
  );
}

function entryBody(item: AuditItem): z.input<typeof EntryBody> {
  return { ...item, time: rfc3339(item.time), actor: { ...item.actor } };
}

function headBody(head: { seq: number; hash: string }): z.input<typeof HeadBody> {
  return { ...head, checkpoint: formatHead(head) };
}

function verdictBody(verdict: AuditVerdict): z.input<typeof VerdictBody> {
  const { entries, head, broken, expectedFound, anchorFound } = verdict;
  return {
    whole: broken === null && expectedFound !== false && anchorFound !== false,
    entries,
    head: headBody(head),
    broken: broken === null ? null : { ...broken },
    anchor_found: anchorFound,
    expected_found: expectedFound,
  };
}
