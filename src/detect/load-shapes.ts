/** Aggregates that ride along with the queries over units and over anchors: how requests and answers are built. */
import { FLAGS } from '../model/fingerprint-layout.ts';
import type { ColumnLayout, NumberColumn } from './columns.ts';
import type { Shapes } from './input.ts';

/** From this score on (0..255) the input carries worked-out reasoning, not a sentence that sounds like it. */
const TRACE = 128;
/** 0, or from log 2 on. */
const LOG_BODY = 'log(1 + prompt_chars - least(system_chars, prompt_chars))';

/**
 * The exact sum of doubles: the engine's threads add up in another order every time, and a rounded sum would carry that
 * into the last digits of the findings. 0 and doubles from 2^(52 - bits) on are whole numbers of 2^-bits. 4 % of the
 * query over anchors.
 */
function exactSum(value: string, bits: number): string {
  return `toFloat64(sum(toInt128(${value} * ${2 ** bits}))) / ${2 ** bits}`;
}

/** Columns of a SELECT that groups exchanges; starts with a comma-free list, as the callers' own columns do. */
export const SHAPE_SUMS: { readonly sql: string; readonly layout: readonly ColumnLayout[] } = {
  sql: `${exactSum(LOG_BODY, 53)} AS log_body, ${exactSum(`pow(${LOG_BODY}, 2)`, 54)} AS log_body_squares,
    toFloat64(countIf(bitAnd(flags, ${FLAGS.truncated}) != 0)) AS truncated_n,
    toFloat64(countIf(exchanges.n > 1)) AS sampled_n,
    toFloat64(countIf(reasoning_in_input >= ${TRACE})) AS traced_n`,
  layout: ['log_body', 'log_body_squares', 'truncated_n', 'sampled_n', 'traced_n'].map((name) => ({
    name,
    type: 'Float64',
  })),
};

export function readShapes(columns: Record<string, NumberColumn>): Shapes {
  return {
    logBody: columns.log_body as Float64Array,
    logBodySquares: columns.log_body_squares as Float64Array,
    truncated: columns.truncated_n as Float64Array,
    sampled: columns.sampled_n as Float64Array,
    traced: columns.traced_n as Float64Array,
  };
}
