/** Bounds of one expression of a policy; one that is hit is a mistake that is told. */
export const EXPRESSION_LIMITS = {
  chars: 1_000,
  /** Brackets within brackets, and conditionals: the parser's time grows with them. */
  depth: 16,
  /** Steps of an evaluation at worst: each operation one, times the longest list it is done over. */
  cost: 2_000,
  patternChars: 100,
} as const;
