/**
 * What the units of a window were like, as figures that name nobody: kept by a service, so that what is normal rests on earlier
 * windows too (detect/population/baseline.ts).
 */
import { z } from 'zod';

/** What is measured of each unit and kept as quantiles. */
export const NORMED = [
  'harvestIntent',
  'replyTokens',
  'hourEvenness',
  'divergence',
  'oneShot',
  'outputTokens',
  'elicitation',
  'truncated',
  'sampled',
  'traced',
  'encoded',
  'spread',
  'sameness',
  'frames',
  'otherSession',
  'edited',
  'trimmed',
] as const;
export type Normed = (typeof NORMED)[number];

/** Quantiles of one measure: at most a few hundred, those of several windows one after the other. */
const Quantiles = z.array(z.number()).max(1_000);

export const Norm = z.object({
  /** Mean over units of their capability shares. */
  capabilities: z.array(z.number().min(0).max(1)),
  /** Chance that exchanges of two units come in different frames, 0..1. */
  framesBetween: z.number().min(0).max(1),
  /** By measure, values of its units at equal steps of their weight; empty where no unit had one. */
  quantiles: z.record(z.enum(NORMED), Quantiles),
});
export type Norm = z.infer<typeof Norm>;
