/**
 * Problems as text: `error[code]: message`, the place, what to do. An exception that is no Problem is either
 * the machine's (a full disk) or a bug; the message of a bug is shown only when it is Stillwatch's own, since
 * a parser's or a database's error may quote the log it choked on.
 */
import { type Problem, ProblemError } from '../../base/problem.ts';
import type { CommandContext } from './context.ts';
import { exitCodeOf } from './exit-codes.ts';
import { printable } from './text.ts';

/** Prints a problem and gives the exit code it deserves. With `json`, standard output gets the same as one document. */
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

/** For whatever a command threw. */
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
      hint: 'This is a bug in Stillwatch. Run again with STILLWATCH_DEBUG=1 for the details; they may quote log content, so read them before sharing.',
    },
    context,
    json,
  );
}

/** System errors that a person can do something about. */
function systemProblem(thrown: unknown): Problem | null {
  const error = thrown as NodeJS.ErrnoException | null;
  const where = typeof error?.path === 'string' ? { where: error.path } : {};
  switch (error?.code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return {
        code: 'disk_full',
        message: 'expected room on the disk, got none left',
        ...where,
        hint: 'Free some space, or set STILLWATCH_TMPDIR, --data or --out to another disk.',
      };
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return {
        code: 'no_permission',
        message: 'expected to be allowed to use a file, got a refusal',
        ...where,
        hint: 'Check the owner and mode of the path.',
      };
    case 'EMFILE':
    case 'ENFILE':
      return {
        code: 'too_many_open_files',
        message: 'expected a free file handle, got none left',
        ...where,
        hint: 'Raise the limit: ulimit -n 4096.',
      };
    case 'ENOMEM':
    case 'ERR_WORKER_OUT_OF_MEMORY':
      return {
        code: 'out_of_memory',
        message: 'expected enough memory, got too little',
        hint: 'Use fewer workers (--workers 1) or a machine with more memory.',
      };
    default:
      return null;
  }
}

function describeBug(thrown: unknown): string {
  if (!(thrown instanceof Error)) return 'something that is not an error was thrown';
  if (thrown.message.startsWith('invariant broken:')) return printable(thrown.message);
  const code = (thrown as NodeJS.ErrnoException).code;
  return `unexpected ${thrown.name}${typeof code === 'string' ? ` (${code})` : ''}`;
}
