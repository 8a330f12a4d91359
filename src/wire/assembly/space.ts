/**
 * Where everything lies in memory. The host (src/wire/wire-memory.ts) lays the tables out and says where they are;
 * everything is sized for the worst that a block can hold, and pages that are not touched cost nothing.
 */

export let wordTable: usize = 0;
export let classTable: usize = 0;
export let starterTable: usize = 0;
/** The values of base64's characters, a byte each. */
export let runValues: usize = 0;
export let termWords: usize = 0;
export let termWordMask: u32 = 0;
export let termPairs: usize = 0;
export let termPairMask: u32 = 0;
export let termPairSigns: usize = 0;
export let termRecords: usize = 0;
export let termCount: i32 = 0;
/** Numbers of the model, f64: scale, bias, slope, offset by output, then the shape weights by feature and output. */
export let modelNumbers: usize = 0;
/** Where the bytes of scores change, and of what the highest score leaves (src/fingerprint/score-steps.ts). */
export let scoreSteps: usize = 0;
export let restSteps: usize = 0;
export let emptyRow: usize = 0;

export let rows: usize = 0;
export let starts: usize = 0;
export let anchorLo: usize = 0;
export let anchorHi: usize = 0;
export let anchorAt: usize = 0;
/** Of each row, where the anchors of what is enclosed begin. */
export let enclosed: usize = 0;
export let held: usize = 0;
/** Of each row, a bit for every name of the block that no rule reads and the row has (unknown.ts). */
export let unknownMasks: usize = 0;
export let heldStarts: usize = 0;
/** Of mining: where each anchor's slot is, the table of slots, and the runs of one row. */
export let mineSlots: usize = 0;
export let mineTable: usize = 0;
export let mineRuns: usize = 0;
export let mineLast: usize = 0;
export let words: usize = 0;
export let pieces: usize = 0;
export let decoded: usize = 0;
export let joined: usize = 0;
/** Where the plain text of an encoded one is made; of two layers one each. */
export let plainFirst: usize = 0;
export let plainSecond: usize = 0;
export let memoSlots: usize = 0;
export let memoArena: usize = 0;
export let memoArenaEnd: usize = 0;
export let internSlots: usize = 0;
export let internArena: usize = 0;
export let internArenaEnd: usize = 0;
export let nameSlots: usize = 0;
/** The host answers here: two hashes of 64 bits, high half first. */
export let reply: usize = 0;

/** Rows, anchors and held texts of the block so far. */
export let rowCount: i32 = 0;
export let anchorCount: i32 = 0;
export let heldCount: i32 = 0;

export function addAnchor(lo: u32, hi: u32, at: i32): void {
  const i = <usize>anchorCount << 2;
  store<u32>(anchorLo + i, lo);
  store<u32>(anchorHi + i, hi);
  store<u32>(anchorAt + i, at);
  anchorCount++;
}

export function setAnchorCount(now: i32): void {
  anchorCount = now;
}

/** Begins a block. */
export function resetBlock(): void {
  rowCount = 0;
  anchorCount = 0;
  heldCount = 0;
  store<u32>(starts, 0);
  store<u32>(heldStarts, 0);
}

/** Notes where a text of the exchange lies that anchors come from, and which word it begins with. */
export function addHeld(word: i32, from: usize, to: usize): void {
  const p = held + <usize>heldCount * 12;
  store<i32>(p, word);
  store<u32>(p, <u32>from, 4);
  store<u32>(p, <u32>to, 8);
  heldCount++;
}

/** The anchors from here on are those of what the exchange encloses. */
export function markEnclosedAnchors(): void {
  store<i32>(enclosed + (<usize>rowCount << 2), anchorCount);
}

/** The exchange's row and anchors are there. */
export function endExchange(): void {
  rowCount++;
  store<i32>(starts + (<usize>rowCount << 2), anchorCount);
  store<i32>(heldStarts + (<usize>rowCount << 2), heldCount);
}
