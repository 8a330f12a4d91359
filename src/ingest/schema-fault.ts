/** Converts a schema error to a rejection: the path of the first fault, what was expected, and the type of the value received. */
import type { z } from 'zod';
import type { Fault } from './adapters/adapter.ts';
import { describe } from './describe.ts';
import { at } from './values.ts';

type Issue = z.core.$ZodIssue;

/** The first fault of a value that does not match a schema. */
export function schemaFault(error: z.ZodError, value: unknown): Fault {
  const issue = error.issues[0];
  // Of a union the branch that got furthest says most: a bad part of a list of parts, not "expected string".
  const deepest = deepestIssue(issue, []);
  const path = deepest.path.map(String);
  return {
    reason: 'schema',
    field: path.join('.'),
    expected: expectation(deepest.issue, path),
    got: describe(at(value, ...path)),
  };
}

function deepestIssue(issue: Issue, prefix: PropertyKey[]): { issue: Issue; path: PropertyKey[] } {
  const path = [...prefix, ...issue.path];
  if (issue.code !== 'invalid_union') return { issue, path };
  let best: { issue: Issue; path: PropertyKey[] } = { issue, path };
  for (const branch of issue.errors) {
    if (branch.length === 0) continue;
    const found = deepestIssue(branch[0], path);
    if (found.path.length > best.path.length) best = found;
  }
  return best;
}

const TIMES = new Set(['time', 'created', 'released', 'status_time', 'from', 'to']);

function expectation(issue: Issue, path: readonly string[]): string {
  if (TIMES.has(path[path.length - 1] ?? '')) return 'RFC 3339 with a zone, or whole milliseconds since the epoch';
  switch (issue.code) {
    case 'invalid_type':
      return article(issue.expected);
    case 'too_small':
      return issue.origin === 'string' ? `at least ${issue.minimum} characters` : `at least ${issue.minimum}`;
    case 'too_big':
      return issue.origin === 'string' ? `at most ${issue.maximum} characters` : `at most ${issue.maximum}`;
    case 'invalid_value':
      return `one of ${issue.values.map(String).join(', ')}`;
    case 'invalid_union':
      return 'text, or a list of parts';
    default:
      return 'a value that fits the schema';
  }
}

function article(type: string): string {
  if (type === 'int') return 'a whole number';
  return /^[aeio]/.test(type) ? `an ${type}` : `a ${type}`;
}
