/** Schemas for names chosen by people: one short line without characters that affect a terminal, a header or a log. */
import { z } from 'zod';

/** Control, format (such as direction marks), surrogate and unassigned characters, and line separators. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Cn}\u2028\u2029]/u;
const MOST = 100;

/** A name of 1 to 100 characters, trimmed. */
export const DisplayName = z
  .string()
  .trim()
  .min(1)
  .max(MOST)
  .refine((text) => !UNSAFE.test(text), 'Expected one line without control characters.');

/** Login name of a local account; case does not matter. */
export const Login = z
  .string()
  .trim()
  .toLowerCase()
  .regex(
    /^[a-z0-9][a-z0-9._@+-]{0,99}$/,
    'Expected 1 to 100 characters of a-z, 0-9 and ._@+-, beginning with a letter or digit.',
  );
