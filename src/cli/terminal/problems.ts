/**
 * Prints problems: `error[code]: message`, where, and what to do. An exception that is no Problem is either a failure of
 * the machine (a full disk) or a bug. The message of a bug is printed only if Stillwatch wrote it, since the error of a
 * parser or database may quote the log.
 */
import { type Problem, ProblemError } from '../../base/problem.ts';
import type { CommandContext } from './context.ts';
import { exitCodeOf } from './exit-codes.ts';
import { printable } from './text.ts';

/** Prints a problem on standard error and returns its exit code. With `json`, it is also printed on standard output as one document. */
export function reportProblem(problem: Problem, { io, err }: CommandContext, json = false): number {
  const interrupted = problem.code === 'interrupted';
  const head = interrupted ? err.yellow('interrupted') : err.red(`error[${problem.code}]`);
  const lines = [`${head}: ${printable(problem.message)}`];
  if (problem.where !== undefined) lines.push(`${err.dim('  where:')} ${printable(problem.where)}`);
  if (problem.hint !== undefined) lines.push(`${err.dim('  hint: ')} ${printable(problem.hint)}`);
  io.stderr.write(`${lines.join('\n')}\n`);
  if (json) io.stdout.write(`${JSON.stringify({ error: problem })}\n`);
  return exitCodeOf(problem);
}

/** Prints what a command threw and returns the exit code. */
export function reportThrown(thrown: unknown, context: CommandContext, json = false): number {
  const { io } = context;
  if (io.env.STILLWATCH_DEBUG === '1') {
    const stack = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
    io.stderr.write(`${stack}\n`);
  }
  const problem = thrown instanceof ProblemError ? thrown.problem : systemProblem(thrown);
  if (problem !== null) return reportProblem(problem, context, json);

  return reportProblem(
    {
      code: 'internal',
      message: describeBug(thrown),
      hint: 'This is a bug in Stillwatch. Run the command again with STILLWATCH_DEBUG=1 for details. They may quote log content: read them before you share them.',
    },
    context,
    json,
  );
}

/** The problem for a system error that the user can fix; null for every other error. */
function systemProblem(thrown: unknown): Problem | null {
  const error = thrown as NodeJS.ErrnoException | null;
  const where = typeof error?.path === 'string' ? { where: error.path } : {};
  switch (error?.code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return {
        code: 'disk_full',
        message: 'the disk is full',
        ...where,
        hint: 'Free up space, or move STILLWATCH_TMPDIR, --data or --out to another disk.',
      };
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return {
        code: 'no_permission',
        message: 'the system denied access to a file',
        ...where,
        hint: 'Check the owner and mode of the file and of its directories.',
      };
    case 'EMFILE':
    case 'ENFILE':
      return {
        code: 'too_many_open_files',
        message: 'the limit of open files is reached',
        ...where,
        hint: 'Raise the limit: ulimit -n 4096.',
      };
    case 'ENOMEM':
    case 'ERR_WORKER_OUT_OF_MEMORY':
      return {
        code: 'out_of_memory',
        message: 'there is not enough memory',
        hint: 'Use fewer workers (--workers 1) or a machine with more memory.',
      };
    default:
      return null;
  }
}

function describeBug(thrown: unknown): string {
  if (!(thrown instanceof Error)) return 'a value that is not an Error was thrown';
  if (thrown.message.startsWith('invariant broken:')) return printable(thrown.message);
  const code = (thrown as NodeJS.ErrnoException).code;
  return `unexpected ${thrown.name}${typeof code === 'string' ? ` (${code})` : ''}`;
}
