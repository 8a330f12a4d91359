/** `stillwatch audit verify`: whether the audit log of a data directory is as it was written, and all of it. */
import { formatHead, type parseHead } from '../../access/audit-chain.ts';
import type { AuditVerdict } from '../../access/audit-verify.ts';
import { ok, type Problem } from '../../base/problem.ts';
import type { CommandContext } from '../terminal/context.ts';
import { EXIT } from '../terminal/exit-codes.ts';
import { plural } from '../terminal/numbers.ts';
import { reportProblem } from '../terminal/problems.ts';
import { withAccess } from './access-data.ts';

export interface VerifyAuditFlags {
  readonly data: string;
  /** A checkpoint noted before, as parsed by the command line. */
  readonly head?: NonNullable<ReturnType<typeof parseHead>>;
  readonly json?: boolean;
}

export async function runVerifyAudit(flags: VerifyAuditFlags, context: CommandContext): Promise<number> {
  const { io, out } = context;
  const json = flags.json === true;
  const result = await withAccess(flags.data, context, async (access) =>
    ok(await access.verifyAudit(flags.head)),
  );
  if (!result.ok) return reportProblem(result.problem, context, json);
  const verdict = result.value;
  const problem = problemOf(verdict);
  if (problem !== null) return reportProblem(problem, context, json);
  const head = formatHead(verdict.head);
  if (json) io.stdout.write(`${JSON.stringify({ entries: verdict.entries, head })}\n`);
  else {
    const against = verdict.expectedFound === true ? ', and the given head is among them' : '';
    io.stdout.write(
      `${out.green('ok')}  ${plural(verdict.entries, 'entry', 'entries')}, each as it was written${against}\nhead ${head}\n`,
    );
  }
  return EXIT.ok;
}

function problemOf({ broken, entries, expectedFound }: AuditVerdict): Problem | null {
  if (broken !== null)
    return {
      code: 'audit_broken',
      message: `expected an audit log that is as it was written, got one that breaks at entry ${broken.seq}: ${broken.why}`,
      where: `entry ${broken.seq}`,
      hint: `The ${plural(entries, 'entry', 'entries')} before it can be trusted. Keep the directory as it is and compare it with a backup.`,
    };
  if (expectedFound === false)
    return {
      code: 'audit_head_missing',
      message: `expected the given head in the audit log, got ${plural(entries, 'entry', 'entries')} without it`,
      hint: 'The log was cut off or written anew since that head was noted, or it is of another directory.',
    };
  return null;
}
