/** The policy document: its schema, and how its lengths of time are read. What a rule means is policy.ts's. */
import { z } from 'zod';
import { DAY, HOUR, MINUTE, SECOND } from '../../base/clock.ts';
import { ACTIONS } from '../../model/vocabulary.ts';

const UNITS = { s: SECOND, m: MINUTE, h: HOUR, d: DAY } as const;
/** Nothing is decided for longer, and nothing waits longer. */
const LONGEST = 365 * DAY;
const MOST_RULES = 64;

/** A length of time as `90s`, `15m`, `6h`, `30d`. */
export const Duration = z
  .string()
  .regex(/^[1-9][0-9]{0,6}[smhd]$/, 'Expected a length of time such as 90s, 15m, 6h or 30d')
  .refine((text) => durationMs(text) <= LONGEST, 'Expected at most 365d');

export const PolicyVersion = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, {
  message: 'Expected a version of small letters, digits, points and hyphens, 64 at most',
});

export const PolicyRule = z
  .strictObject({
    name: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, 'Expected a name of small letters, digits, hyphens'),
    /** `finding`: about an account, when there are findings. `request`: about one exchange, before it runs. */
    at: z.enum(['finding', 'request']),
    /** A condition in the policy language. */
    when: z.string().min(1),
    give: z.strictObject({
      action: z.enum(ACTIONS),
      expires_after: Duration.optional(),
      /** Enforced so much later than decided … */
      delay: Duration.optional(),
      /** … and up to so much later than that, by account. */
      jitter: Duration.optional(),
      /** People who have to approve; absent: 1 for limit and suspend, none for others. */
      approvals: z.number().int().min(0).max(3).optional(),
    }),
    /** Why: one sentence, shown with every decision. */
    reason: z.string().min(1).max(300),
  })
  .meta({ id: 'PolicyRule' });
/** A rule of a policy: a condition, and the action that it gives. @interface */
export type PolicyRule = z.infer<typeof PolicyRule>;

export const PolicyDocument = z
  .strictObject({
    format: z.literal(1),
    version: PolicyVersion,
    title: z.string().max(200).optional(),
    /** In their order: the first whose condition holds decides. */
    rules: z.array(PolicyRule).max(MOST_RULES),
  })
  .meta({ id: 'PolicyDocument' });
/** A policy as it is written down. @interface */
export type PolicyDocument = z.infer<typeof PolicyDocument>;

/** Of a {@link Duration}. */
export function durationMs(text: string): number {
  return Number.parseInt(text, 10) * UNITS[text.at(-1) as keyof typeof UNITS];
}
