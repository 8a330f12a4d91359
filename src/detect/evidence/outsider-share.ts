/** The share of everybody outside a group that does something, as the null models of several measures need it. */

/**
 * The share of `outsiders` that `count` makes, 0..1 and never 0 or 1: half a case is added on either side (the prior of
 * Jeffreys), so that what nobody outside does is rare and not impossible.
 */
export function outsiderShare(count: number, outsiders: number): number {
  return (count + 0.5) / (outsiders + 1);
}
