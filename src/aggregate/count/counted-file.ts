/** Reads counted rows in their order, and says whose they are. */
import type { SpooledRows } from '../../store/exchanges/spooled-rows.ts';
import { growUint32 } from './grow.ts';
import { AT, CHUNK_ROWS, type RowChunk, rowChunk, STRIDE } from './row.ts';

/** Looks at every row of a chunk; chunks come in the order of the rows. */
export type Visit = (chunk: RowChunk) => void;

/** Memory for a chunk. */
export function chunkMemory(): Uint8Array {
  return new Uint8Array(CHUNK_ROWS * STRIDE);
}

/**
 * Shows all rows to each, a chunk at a time.
 *
 * @param into where chunks are read to
 */
export async function eachChunk(rows: SpooledRows, visits: readonly Visit[], into = chunkMemory()): Promise<void> {
  for await (const bytes of rows.chunks(into)) {
    const chunk = rowChunk(bytes);
    for (const visit of visits) visit(chunk);
  }
}

/** Says when another unit's rows begin, for rows in their order. */
export class UnitChanges {
  /** Turns so far. */
  count = 0;
  private low = 0;
  private high = 0;

  begins({ words }: RowChunk, row: number): boolean {
    const at = (row * STRIDE + AT.unit) >> 2;
    const low = words[at];
    const high = words[at + 1];
    if (this.count > 0 && low === this.low && high === this.high) return false;
    this.low = low;
    this.high = high;
    this.count++;
    return true;
  }

  get unitLow(): number {
    return this.low;
  }

  get unitHigh(): number {
    return this.high;
  }
}

/** The units of rows that were gone through once, by turn. */
export class TurnUnits {
  private units = new Uint32Array(2 ** 10);

  /** @param turn from 1 on */
  set(turn: number, unit: number): void {
    while (turn > this.units.length) this.units = growUint32(this.units);
    this.units[turn - 1] = unit;
  }

  of(turn: number): number {
    return this.units[turn - 1];
  }
}
