/**
 * Tables whose keys have two places each (Pagh and Rodler: "Cuckoo hashing", 2001): a look-up reads both and takes no branch,
 * which is what the kernels want of a table that is asked for every word. Built once; keys and values are 32 bits.
 */
import { assert } from '../base/assert.ts';

/** Moves of entries before a table counts as too full. */
const MOVES = 500;
export const SECOND_PLACE = 0x9e3779b1;

/**
 * The table of `keys`, none of which is 0 or comes twice, with values beside them: entry p has its key at 2 * p. Places are
 * the key's low bits and those of its product with {@link SECOND_PLACE}, shifted by seven (src/wire/assembly/terms.ts). Less than half full.
 */
export function twoPlaceTable(keys: Uint32Array, values: Uint32Array): Uint32Array {
  let capacity = 1024;
  while (capacity < 2.5 * keys.length) capacity *= 2;
  for (; ; capacity *= 2) {
    const table = new Uint32Array(2 * capacity);
    if (keys.every((key, i) => put(table, key, values[i]))) return table;
    assert(capacity < 64 * (keys.length + 1024), 'keys of a table differ, so that it finds a place for each');
  }
}

function put(table: Uint32Array, key: number, value: number): boolean {
  const mask = table.length / 2 - 1;
  let at = key & mask;
  for (let move = 0; move < MOVES; move++) {
    const second = (Math.imul(key, SECOND_PLACE) >>> 7) & mask;
    if (table[2 * at] !== 0 && table[2 * second] === 0) at = second;
    const [movedKey, movedValue] = [table[2 * at], table[2 * at + 1]];
    table[2 * at] = key;
    table[2 * at + 1] = value;
    if (movedKey === 0) return true;
    // Whoever was there goes to its other place.
    const first = movedKey & mask;
    at = at === first ? (Math.imul(movedKey, SECOND_PLACE) >>> 7) & mask : first;
    key = movedKey;
    value = movedValue;
  }
  return false;
}
