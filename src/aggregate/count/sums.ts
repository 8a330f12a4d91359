/** What counting gives. */
import type { Anchors, Shapes, Units } from '../detect-input.ts';

/** Units as the exchanges know them, by the hashes of their names, ascending. */
export interface UnitSums extends Omit<Units, 'account' | 'subAccount' | 'record'> {
  readonly shapes: Shapes;
}

/** Anchors by their hashes, ascending. */
export interface AnchorSums extends Omit<Anchors, 'outlines'> {
  readonly shapes: Shapes;
}

/** The same of a share of the anchors. Which stand together is of no share. */
export type ShareSums = Omit<AnchorSums, 'coOccurrences'>;
