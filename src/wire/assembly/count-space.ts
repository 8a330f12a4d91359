/**
 * Where the tables of the anchors' count lie in memory (src/aggregate/count/share-kernel.ts says so). What grows is at the beginning
 * of room for the most it may come to: pages that are not touched cost nothing, and nothing is ever copied.
 */

/** Of the filter of anchors that may be shared: two bytes a bucket. */
export let buckets: usize = 0;
export let bucketMask: u32 = 0;
/** Of who sends what: slots, entries, pairs of entry and unit, and which pairs are a unit's. */
export let slots: usize = 0;
export let mostSlots: u32 = 0;
export let entries: usize = 0;
export let mostEntries: u32 = 0;
export let pairEntry: usize = 0;
export let pairSums: usize = 0;
export let mostPairs: u32 = 0;
export let groupUnit: usize = 0;
export let groupFrom: usize = 0;
export let mostGroups: u32 = 0;
/** Of sums: where each anchor's record is, records, and bitmaps. */
export let places: usize = 0;
export let placeMask: u32 = 0;
export let records: usize = 0;
export let bitmaps: usize = 0;

/** Anchors of a share have `shareBits` in the high half of their hash under `shareMask`. */
export let shareMask: u32 = 0;
export let shareBits: u32 = 0;
