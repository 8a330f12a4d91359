/**
 * Reads in which frames each unit sends: the system prompt's size to half an octave, and the number of tools likewise.
 * Sizes rather than hashes, because a product's prompt has the date or a path in it and is still one frame. One person
 * has one or two; rows are few.
 */
import type { DetectSource, Index } from './columns.ts';
import type { Frames } from './detect-input.ts';

const FRAME = 'toUInt32(round(2 * log2(1 + system_chars)) * 64 + round(2 * log2(1 + tools)))';

/** Reads the frames in which each unit sends. */
export async function loadFrames(source: DetectSource, unitSql: string, at: Index): Promise<Frames> {
  const columns = await source.exchanges.columns(
    `SELECT ${unitSql} AS u, ${FRAME} AS frame, toFloat64(count()) AS exchanges_n
     FROM exchanges GROUP BY u, frame ORDER BY u, frame`,
    [
      { name: 'u', type: 'UInt64' },
      { name: 'frame', type: 'UInt32' },
      { name: 'exchanges_n', type: 'Float64' },
    ],
  );
  return {
    unit: at(columns.u as BigUint64Array),
    frame: columns.frame as Uint32Array,
    exchanges: columns.exchanges_n as Float64Array,
  };
}
