/**
 * Prints problems: `error[code]: message`, where, and what to do. An exception that is no Problem is either a failure of
 * the machine (a full disk) or a bug. The message of a bug is printed only if Stillwatch wrote it, since the error of a
 * parser or database may quote the log.
 */
import { type Problem, ProblemError } from '../../base/problem.ts';
import { systemProblem } from '../../base/system-problem.ts';
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

function describeBug(thrown: unknown): string {
  if (!(thrown instanceof Error)) return 'a value that is not an Error was thrown';
  if (thrown.message.startsWith('invariant broken:')) return printable(thrown.message);
  const code = (thrown as NodeJS.ErrnoException).code;
  return `unexpected ${thrown.name}${typeof code === 'string' ? ` (${code})` : ''}`;
}
