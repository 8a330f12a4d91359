/** Names that people give: one line, bounded, nothing that a terminal, a header or a log would act on. */
import { z } from 'zod';

/** Control, format (direction marks), surrogate and unassigned characters, and the separators of lines. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Cn}\u2028\u2029]/u;
const MOST = 100;

export const DisplayName = z
  .string()
  .trim()
  .min(1)
  .max(MOST)
  .refine((text) => !UNSAFE.test(text), 'Expected one line without control characters.');

/** What a local account logs in with: told apart without regard to case. */
export const Login = z
  .string()
  .trim()
  .toLowerCase()
  .regex(
    /^[a-z0-9][a-z0-9._@+-]{0,99}$/,
    'Expected 1 to 100 of a-z, 0-9 and ._@+-, a letter or digit first.',
  );
