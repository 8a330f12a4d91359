/** Names from a vocabulary with their shares of a whole. */
import { z } from 'zod';

export const NamedShare = <const T extends readonly [string, ...string[]]>(names: T) =>
  z.object({ name: z.enum(names), share: z.number().min(0).max(1) });
