/**
 * One query for everything that is counted exchange by exchange: the rows, sorted by unit, go to a file once and are gone
 * through three times. The engine would copy each exchange's columns for each of its sixteen anchors, and group
 * eleven times as many rows as there are exchanges: on 672,411 of these its four queries took 5.0 s of CPU, this takes 3.1.
 */
import { ANCHOR_SLOTS } from '../../model/fingerprint-layout.ts';
import type { DetectSource } from '../columns.ts';
import type { Anchors, Postings, Shapes, Units } from '../input.ts';
import { countTogether, END } from '../together.ts';
import { AnchorRecords } from './anchor-records.ts';
import { AnchorUses } from './anchor-uses.ts';
import { DistinctInTurn } from './distinct.ts';
import { growUint32 } from './grow.ts';
import { AT, PIECE_ROWS, type Piece, pieceOf, ROW_LAYOUT, rowSql, STRIDE } from './row.ts';
import { SharedFilter } from './shared-filter.ts';
import { means, SUMMANDS, Summands, totals } from './summands.ts';

/** An anchor counts when at least this many units send it, in at least this many exchanges. */
const MIN_UNITS = 3;
const MIN_EXCHANGES = 6;
/** Exchanges looked at, about, to learn which anchors stand together. */
const TOGETHER_SAMPLE = 250_000;

/** Units as the exchanges know them, by the hashes of their names, ascending. */
export interface UnitSums extends Omit<Units, 'account' | 'subAccount' | 'record' | 'hours'> {
  readonly keys: BigUint64Array;
  readonly shapes: Shapes;
}

export interface AnchorSums extends Omit<Anchors, 'outlines'> {
  readonly shapes: Shapes;
}

export interface Pass {
  readonly units: UnitSums;
  /** Anchors by their hashes, ascending; they come later, and the engine can answer other questions meanwhile. */
  readonly anchors: Promise<AnchorSums>;
}

/** Reads units and anchors with what their exchanges are like. */
export async function loadPass(source: DetectSource, unitSql: string): Promise<Pass> {
  const rows = await source.exchanges.spool(rowSql(unitSql), ROW_LAYOUT);
  const each = async (visit: (piece: Piece) => void): Promise<void> => {
    for await (const bytes of rows.pieces(PIECE_ROWS)) visit(pieceOf(bytes));
  };
  try {
    const met = await meet(each, rows.rows);
    const { uses, ...units } = await countUses(each, met);
    const anchors = sumAnchors(each, uses, met.recurring).finally(() => rows.remove());
    // Whoever waits for it gets its failure, unless another one came first.
    anchors.catch(() => {});
    return { units: { ...units, keys: met.keys }, anchors };
  } catch (error) {
    await rows.remove();
    throw error;
  }
}

type Each = (visit: (piece: Piece) => void) => Promise<void>;

interface Met {
  /** Ascending. */
  readonly keys: BigUint64Array;
  /** The place in keys of the unit that comes first, second ... in the rows. */
  readonly place: Uint32Array;
  readonly filter: SharedFilter;
  /** Exchanges with text that recurs. */
  readonly recurring: number;
}

/** First: who there is, and which anchors may be several units'. */
async function meet(each: Each, rows: number): Promise<Met> {
  const filter = new SharedFilter(rows * ANCHOR_SLOTS);
  let halves = new Uint32Array(2 ** 12);
  let units = 0;
  let recurring = 0;
  await each(({ rows, bytes, words }) => {
    for (let row = 0; row < rows; row++) {
      const at = (row * STRIDE) >> 2;
      const low = words[at + AT.unit / 4];
      const high = words[at + AT.unit / 4 + 1];
      if (units === 0 || halves[2 * units - 2] !== low || halves[2 * units - 1] !== high) {
        if (2 * units === halves.length) halves = growUint32(halves);
        halves[2 * units] = low;
        halves[2 * units + 1] = high;
        units++;
      }
      if (bytes[row * STRIDE + AT.shared] > 0) recurring++;
      for (let a = at + AT.anchors / 4, k = 0; k < ANCHOR_SLOTS; k++, a += 2) {
        if ((words[a] | words[a + 1]) === 0) break;
        filter.add(words[a], words[a + 1], units - 1);
      }
    }
  });
  const inRows = new BigUint64Array(halves.buffer, 0, units);
  const keys = inRows.slice().sort();
  const placeOf = new Map<bigint, number>();
  keys.forEach((key, i) => {
    placeOf.set(key, i);
  });
  return { keys, place: Uint32Array.from(inRows, (key) => placeOf.get(key) as number), filter, recurring };
}

interface Uses {
  readonly table: AnchorUses;
  /** Where the pairs of each unit begin and end. */
  readonly pairsFrom: Uint32Array;
  readonly pairsTo: Uint32Array;
}

/** Second: units, and who sends which anchor. */
async function countUses(each: Each, { keys, place, filter }: Met) {
  const count = keys.length;
  const uses = new AnchorUses();
  const sums = new Float64Array(SUMMANDS * count);
  const summands = new Summands();
  const distinct = new DistinctInTurn();
  const exchanges = new Float64Array(count);
  const bodies = new Float64Array(count);
  const first = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  const last = new Float64Array(count).fill(Number.NEGATIVE_INFINITY);
  const pairsFrom = new Uint32Array(count);
  const pairsTo = new Uint32Array(count);
  const turn = turns(place);
  let before = -1;
  const end = (unit: number): void => {
    bodies[unit] = distinct.count;
    pairsTo[unit] = uses.pairs;
  };
  await each((piece) => {
    const { rows, words } = piece;
    for (let row = 0; row < rows; row++) {
      const at = (row * STRIDE) >> 2;
      const unit = turn(words[at + AT.unit / 4], words[at + AT.unit / 4 + 1]);
      if (unit !== before) {
        if (before >= 0) end(before);
        distinct.next();
        uses.next();
        pairsFrom[unit] = uses.pairs;
        before = unit;
      }
      exchanges[unit]++;
      distinct.add(words[at + AT.body / 4], words[at + AT.body / 4 + 1]);
      const time = words[at + AT.time / 4] + (words[at + AT.time / 4 + 1] | 0) * 2 ** 32;
      if (time < first[unit]) first[unit] = time;
      if (time > last[unit]) last[unit] = time;
      summands.read(piece, row);
      summands.addTo(sums, SUMMANDS * unit);
      for (let a = at + AT.anchors / 4, k = 0; k < ANCHOR_SLOTS; k++, a += 2) {
        const low = words[a];
        const high = words[a + 1];
        if ((low | high) === 0) break;
        if (filter.mayBeShared(low, high)) uses.add(low, high);
      }
    }
  });
  if (before >= 0) end(before);
  return {
    uses: { table: uses, pairsFrom, pairsTo },
    count,
    exchanges,
    first,
    last,
    bodies,
    ...totals({ table: sums, stride: SUMMANDS, places: count }, exchanges),
  };
}

/** Third: what the exchanges around each anchor are like, and which anchors stand together. */
async function sumAnchors(each: Each, uses: Uses, recurring: number): Promise<AnchorSums> {
  const { table } = uses;
  const { key, placeOf, exchanges } = keptAnchors(table);
  const count = key.length;
  const records = new AnchorRecords(key, exchanges);
  const summands = new Summands();
  const every = 2 ** Math.max(0, Math.ceil(Math.log2(recurring / TOGETHER_SAMPLE)));
  let flat = new Uint32Array(2 ** 12);
  let flown = 0;
  const carried = new Uint32Array(ANCHOR_SLOTS);
  await each((piece) => {
    const { rows, words, bytes } = piece;
    for (let row = 0; row < rows; row++) {
      const at = (row * STRIDE) >> 2;
      let carries = 0;
      for (let a = at + AT.anchors / 4, k = 0; k < ANCHOR_SLOTS; k++, a += 2) {
        const low = words[a];
        const high = words[a + 1];
        if ((low | high) === 0) break;
        const anchor = records.find(low, high);
        if (anchor < 0) continue;
        let hole = carries++;
        for (; hole > 0 && carried[hole - 1] > anchor; hole--) carried[hole] = carried[hole - 1];
        carried[hole] = anchor;
      }
      if (carries > 0) {
        summands.read(piece, row);
        const low = words[at + AT.body / 4];
        const high = words[at + AT.body / 4 + 1];
        const id = words[at + AT.id / 4 + 1];
        for (let k = 0; k < carries; k++) records.add(carried[k], summands, id, low, high);
      }
      if (bytes[row * STRIDE + AT.shared] === 0 || words[at + AT.id / 4] % every !== 0) continue;
      if (flown + ANCHOR_SLOTS + 1 > flat.length) flat = growUint32(flat);
      flat.set(carried.subarray(0, carries), flown);
      flown += carries;
      flat[flown++] = END;
    }
  });
  return {
    key,
    postings: postingsOf(uses, placeOf, exchanges.length),
    exchanges: Float64Array.from(exchanges),
    bodies: records.messages(),
    ...means(records.sums),
    shapes: totals(records.sums, exchanges).shapes,
    together: countTogether(flat.subarray(0, flown), count),
  };
}

const NOWHERE = 0xffffffff;

/** The anchors that count, ascending, and where each entry is among them. */
function keptAnchors(uses: AnchorUses) {
  const kept: { readonly entry: number; readonly key: bigint }[] = [];
  for (let entry = 0; entry < uses.count; entry++) {
    if (uses.unitsOf(entry) >= MIN_UNITS && uses.exchangesOf(entry) >= MIN_EXCHANGES)
      kept.push({ entry, key: uses.keyOf(entry) });
  }
  kept.sort((a, b) => (a.key < b.key ? -1 : 1));
  const placeOf = new Uint32Array(uses.count).fill(NOWHERE);
  kept.forEach(({ entry }, a) => {
    placeOf[entry] = a;
  });
  return {
    key: BigUint64Array.from(kept, ({ key }) => key),
    exchanges: Uint32Array.from(kept, ({ entry }) => uses.exchangesOf(entry)),
    placeOf,
  };
}

/** Pairs by anchor, the units of each ascending: units are gone through in their order, so one counting sort does. */
function postingsOf({ table, pairsFrom, pairsTo }: Uses, placeOf: Uint32Array, anchors: number): Postings {
  const start = new Uint32Array(anchors + 1);
  placeOf.forEach((place, entry) => {
    if (place !== NOWHERE) start[place + 1] = table.unitsOf(entry);
  });
  for (let a = 0; a < anchors; a++) start[a + 1] += start[a];
  const cursor = start.slice(0, anchors);
  const unit = new Uint32Array(start[anchors]);
  const weight = new Float64Array(start[anchors]);
  for (let u = 0; u < pairsFrom.length; u++) {
    for (let p = pairsFrom[u]; p < pairsTo[u]; p++) {
      const place = placeOf[table.pairEntry[p]];
      if (place === NOWHERE) continue;
      const to = cursor[place]++;
      unit[to] = u;
      weight[to] = table.pairCount[p];
    }
  }
  return { values: anchors, start, unit, weight };
}

/** Gives the place of the unit of each row, told in the order of the rows. */
function turns(place: Uint32Array): (low: number, high: number) => number {
  let turn = -1;
  let lastLow = 0;
  let lastHigh = 0;
  return (low, high) => {
    if (turn < 0 || low !== lastLow || high !== lastHigh) {
      turn++;
      lastLow = low;
      lastHigh = high;
    }
    return place[turn];
  };
}
