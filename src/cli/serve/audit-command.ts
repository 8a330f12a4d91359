/**
 * `stillwatch audit verify`: checks that the audit log of a data directory is unchanged and complete, or the one on a PostgreSQL server
 * against the anchor of the directory.
 */
import { readAnchor } from '../../access/audit-anchor.ts';
import { formatHead, type parseHead } from '../../access/audit-chain.ts';
import { type AuditVerdict, verifyAudit } from '../../access/audit-verify.ts';
import { plural } from '../../base/format.ts';
import { ok, type Problem, type Result } from '../../base/problem.ts';
import { AUDIT_ANCHOR_FILE } from '../../store/directory/directory-files.ts';
import { withPostgresRecords } from '../../store/servers/postgres-records.ts';
import type { CommandContext } from '../terminal/context.ts';
import { existingDirectory } from '../terminal/existing-data.ts';
import { EXIT } from '../terminal/exit-codes.ts';
import { reportProblem } from '../terminal/problems.ts';
import { type ServerFlags, serversOf } from '../terminal/server-flags.ts';
import { withAccess } from './access-data.ts';

/** The options of `audit verify`. */
export interface VerifyAuditFlags extends Pick<ServerFlags, 'postgresUrl'> {
  readonly data: string;
  /** A head noted earlier, as parsed by the command line. */
  readonly head?: NonNullable<ReturnType<typeof parseHead>>;
  readonly json?: boolean;
}

/** Verifies the log, prints its head and returns the exit code. */
export async function runVerifyAudit(flags: VerifyAuditFlags, context: CommandContext): Promise<number> {
  const { io, out } = context;
  const json = flags.json === true;
  const { postgresUrl } = serversOf(flags, io.env);
  const result =
    postgresUrl === undefined
      ? await withAccess(flags.data, context, async (access) => ok(await access.verifyAudit(flags.head)))
      : await verifyOnServer(postgresUrl, flags);
  if (!result.ok) return reportProblem(result.problem, context, json);
  const verdict = result.value;
  const problem = problemOf(verdict);
  if (problem !== null) return reportProblem(problem, context, json);
  const head = formatHead(verdict.head);
  if (json) io.stdout.write(`${JSON.stringify({ entries: verdict.entries, head })}\n`);
  else {
    const against = verdict.expectedFound === true ? ', including the given head' : '';
    io.stdout.write(
      `${out.green('ok')}  ${plural(verdict.entries, 'entry', 'entries')}, all intact${against}\nhead ${head}\n`,
    );
  }
  return EXIT.ok;
}

/** Reads the log only: services may be running, and their directory stays theirs. */
async function verifyOnServer(url: string, { data, head }: VerifyAuditFlags): Promise<Result<AuditVerdict>> {
  const directory = existingDirectory(data);
  if (!directory.ok) return directory;
  // Before the log is read: entries that follow meanwhile are no fault.
  const anchor = readAnchor(directory.value);
  return withPostgresRecords(url, (db) => verifyAudit(db, head, anchor));
}

function problemOf({ broken, entries, expectedFound, anchorFound }: AuditVerdict): Problem | null {
  if (broken !== null)
    return {
      code: 'audit_broken',
      message: `expected an intact audit log, got a break at entry ${broken.seq}: ${broken.why}`,
      where: `entry ${broken.seq}`,
      hint: `${plural(entries, 'entry', 'entries')} before it can be trusted. Leave the directory as it is and compare it with a backup.`,
    };
  if (expectedFound === false)
    return {
      code: 'audit_head_missing',
      message: `expected the given head in the audit log, got ${plural(entries, 'entry', 'entries')} without it`,
      hint: 'The log was truncated or rewritten after that head was noted, or the head belongs to another directory.',
    };
  if (anchorFound === false)
    return {
      code: 'audit_shortened',
      message: `expected the head in ${AUDIT_ANCHOR_FILE} in the audit log, got ${plural(entries, 'entry', 'entries')} without it`,
      where: AUDIT_ANCHOR_FILE,
      hint: 'The end of the log was cut off or rewritten, or another record store was put in its place. Leave the directory as it is and compare it with a backup. If the records are on a PostgreSQL server, pass --postgres-url.',
    };
  return null;
}
