/** What `demo` uses unless told otherwise; apart from the command, so that help does not have to load it. */
export const DEMO_DEFAULTS = {
  world: 'feb-2026',
  scale: 0.004,
  seed: 1,
  directory: './demo',
  /** The world ends in February 2026: a machine whose clock runs behind must not take it for the future. */
  earliestNow: Date.UTC(2026, 2, 15),
} as const;
