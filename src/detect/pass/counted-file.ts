/** Rows of the pass that were met once: the unit of each is known by its turn. */
import type { SpooledRows } from '../columns.ts';
import { AT, PIECE_ROWS, type Piece, pieceOf, STRIDE } from './row.ts';

export interface CountedFile {
  readonly rows: SpooledRows;
  /** The units in the order in which their rows come. */
  units: Uint32Array<ArrayBuffer>;
}

/** Visits all rows, a piece at a time. */
export async function eachPiece(rows: SpooledRows, visit: (piece: Piece) => void): Promise<void> {
  for await (const bytes of rows.pieces(PIECE_ROWS)) visit(pieceOf(bytes));
}

/** Says whose a row is, for rows in their order. */
export class Turns {
  /** Turns so far. */
  count = 0;
  private low = 0;
  private high = 0;

  /** Whether another unit's rows begin with this one. */
  begins({ words }: Piece, row: number): boolean {
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
