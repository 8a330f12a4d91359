/** /v1/audit: the audit log read, its head noted, its chain checked, by an administrator. */
import { z } from 'zod';
import type { Access } from '../../access/access.ts';
import { formatHead, parseHead } from '../../access/audit-chain.ts';
import type { AuditItem } from '../../access/audit-log.ts';
import type { AuditVerdict } from '../../access/audit-verify.ts';
import { ProblemError } from '../../base/problem.ts';
import type { Api } from '../server.ts';
import { PageLimit, rfc3339 } from './access-schemas.ts';

const ADMIN = { access: { scope: 'admin' } } as const;

const EntryBody = z.object({
  seq: z.number().int(),
  time: z.string(),
  actor: z.object({ kind: z.string(), id: z.string() }),
  action: z.string().describe('noun.verb, such as key.created.'),
  subject: z.string().describe('What it was done to, by id.'),
  detail: z.unknown(),
  previous: z.string().describe('Hash of the entry before.'),
  hash: z.string(),
});

const HeadBody = z.object({
  seq: z.number().int(),
  hash: z.string(),
  checkpoint: z.string().describe('SEQ:HASH, to be kept elsewhere and given to a later check.'),
});

const VerdictBody = z.object({
  whole: z.boolean().describe('Every entry is as it was written, and the expected head is among them.'),
  entries: z.number().int(),
  head: HeadBody,
  broken: z.object({ seq: z.number().int(), why: z.string() }).nullable(),
  expected_found: z.boolean().nullable(),
});

export function addAuditRoutes(app: Api, access: Pick<Access, 'audit' | 'verifyAudit'>): void {
  app.get(
    '/v1/audit',
    {
      config: ADMIN,
      schema: {
        summary: 'The audit log, the newest entry first',
        tags: ['access'],
        querystring: z.object({
          limit: PageLimit,
          cursor: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
        }),
        response: { 200: z.object({ entries: z.array(EntryBody), next: z.number().int().nullable() }) },
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
        summary:
          'The last entry of the audit log: keep it elsewhere, and a log that is cut off later is found out',
        tags: ['access'],
        response: { 200: HeadBody },
      },
    },
    async () => headBody(await access.audit.head()),
  );

  /** A walk reads the whole log, so there is one at a time, and who asks meanwhile gets its verdict when it is of the same head. */
  let walk: { expected: string | undefined; verdict: Promise<AuditVerdict> } | null = null;
  app.get(
    '/v1/audit/verify',
    {
      config: ADMIN,
      schema: {
        summary: 'Walk the chain of the audit log and say where it breaks',
        tags: ['access'],
        querystring: z.object({ head: z.string().max(100).optional().describe('A checkpoint from before.') }),
        response: { 200: VerdictBody },
      },
    },
    async ({ query: { head } }) => {
      const expected = head === undefined ? undefined : parseHead(head);
      if (expected === null)
        throw new ProblemError({
          code: 'bad_request',
          message: 'Expected a checkpoint as SEQ:HASH, got another text.',
          where: 'query/head',
          hint: 'GET /v1/audit/head gives one.',
        });
      if (walk === null || walk.expected !== head) {
        if (walk !== null)
          throw new ProblemError({
            code: 'conflict',
            message: 'Expected one check of the audit log at a time, got a second.',
            hint: 'Try again when the first is done.',
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
  const { entries, head, broken, expectedFound } = verdict;
  return {
    whole: broken === null && expectedFound !== false,
    entries,
    head: headBody(head),
    broken: broken === null ? null : { ...broken },
    expected_found: expectedFound,
  };
}
