/** Names the fields that a body may have at a place, for callers who sent one that does not exist. */
import { z } from 'zod';

/**
 * @param schema of the whole body
 * @param path from the root to an object, with slashes: `/rules/0/give`; empty for the root
 * @returns the names of its fields; null if the place has no fixed fields
 */
export function fieldsAt(schema: unknown, path: string): readonly string[] | null {
  let at: unknown = unwrapped(schema);
  for (const step of path.split('/').filter((part) => part !== '')) {
    if (at instanceof z.ZodObject) at = unwrapped(Object.hasOwn(at.shape, step) ? at.shape[step] : undefined);
    else if (at instanceof z.ZodArray) at = unwrapped(at.element);
    else return null;
  }
  return at instanceof z.ZodObject ? Object.keys(at.shape) : null;
}

function unwrapped(schema: unknown): unknown {
  let inner = schema;
  while (inner instanceof z.ZodOptional || inner instanceof z.ZodNullable || inner instanceof z.ZodDefault)
    inner = inner.unwrap();
  return inner;
}
