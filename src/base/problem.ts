/**
 * Bad input and outside failures as values. A bug is an assert (see assert.ts); everything a user or
 * another system can cause is a {@link Problem}, with a code that docs/reference/errors.md explains.
 */

/** What went wrong, where, and what to do about it. Never carries prompt text, keys or raw identifiers. */
export interface Problem {
  /** Stable, snake_case; listed in docs/reference/errors.md. */
  readonly code: string;
  /** One sentence: what was expected and what came. */
  readonly message: string;
  /** File, line, option or field. */
  readonly where?: string;
  /** What the reader can do next. */
  readonly hint?: string;
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function fail<T = never>(problem: Problem): Result<T> {
  return { ok: false, problem };
}

/** Carries a {@link Problem} through code that can only throw (streams, callbacks); caught at the edges. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

/** The value of a result. Throws a {@link ProblemError} where it is a problem: for callers that answer problems in one place. */
export function orThrow<T>(result: Result<T>): T {
  if (!result.ok) throw new ProblemError(result.problem);
  return result.value;
}
