/** Errors of the operating system that a user can fix: a full disk, a missing permission, too little memory. */
import { orThrow, type Problem, ProblemError, type Result } from './problem.ts';

/** The problem for a system error that the user can fix; null for every other error. */
export function systemProblem(thrown: unknown): Problem | null {
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

/**
 * Waits for a result and gives its value.
 * @throws ProblemError where it is a problem, or a system error that the user can fix; other errors as they are
 */
export async function orSystemProblem<T>(result: Promise<Result<T>>): Promise<T> {
  try {
    return orThrow(await result);
  } catch (error) {
    const problem = systemProblem(error);
    throw problem === null ? error : new ProblemError(problem);
  }
}
