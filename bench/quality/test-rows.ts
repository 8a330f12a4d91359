/** Rows for tests of what is made from rows: small, with everything that a test does not name left empty. */
import type { Cell, WorldKnobs } from './cell/cell.ts';
import type { Outcome, Row } from './cell/row.ts';

const NONE = { truePositives: 0, falsePositives: 0, missed: 0 };

export function outcome(fields: Partial<Outcome> = {}): Outcome {
  const scores = fields.scores ?? [];
  return {
    harvesting: scores.reduce((sum, [, harvesting]) => sum + harvesting, 0),
    honest: scores.reduce((sum, [, , honest]) => sum + honest, 0),
    found: NONE,
    byAction: { watch: NONE, review: NONE, verify: NONE, limit: NONE, suspend: NONE },
    campaigns: [],
    honestGroups: [],
    findings: [],
    scores,
    ...fields,
  };
}

export function worldCell(knobs: Partial<WorldKnobs> = {}): Cell {
  return {
    kind: 'world',
    knobs: { world: 'feb-2026', scale: 0.002, seed: 1, days: 8, ...knobs },
    measures: {},
  };
}

export function row(fields: Partial<Row> = {}): Row {
  return {
    cell: worldCell(),
    size: { exchanges: 1000, accounts: 100, bytes: 1_000_000, campaigns: [] },
    seconds: { simulate: 1, analyze: 2, read: 1, aggregate: 0.5, detect: 0.25 },
    outcome: outcome(),
    ...fields,
  };
}
