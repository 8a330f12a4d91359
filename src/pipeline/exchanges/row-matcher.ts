/**
 * Tells which rows of a block a selection means. The conditions are those that the analysis counted by in its store
 * (aggregate/count-selected.ts): a test compares the two.
 */
import { HARVEST_FROM } from '../../aggregate/count-selected.ts';
import { hash64BigInt } from '../../kernels/hash.ts';
import { ANCHOR_SLOTS, FINGERPRINT_STRIDE, FLAGS, OFFSET } from '../../model/fingerprint-layout.ts';
import type { ExchangeSelection } from '../../model/selections.ts';
import { unitHashInput } from '../../model/unit-id.ts';
import { ANSWER, INTENTS } from '../../model/vocabulary.ts';
import { HashSet64 } from './hash-set.ts';

/** An account with all its end users, or one end user of a router, or what a router sent for nobody (`subAccount` is null). */
export interface SelectedUnit {
  readonly account: string;
  /** Absent: the account with all its end users. */
  readonly subAccount?: string | null;
}

/** Whose exchanges are meant, and which of them. */
export interface RowSelection {
  readonly units: readonly SelectedUnit[];
  readonly selection: ExchangeSelection;
}

/** Answers for rows of one view after another. */
export class RowMatcher {
  private readonly accounts: HashSet64;
  private readonly units: HashSet64;
  private readonly anchors: HashSet64 | null;
  private readonly model: bigint | null;
  private readonly selection: ExchangeSelection;

  /** @param segments anchors of each segment, 16 hexadecimal digits each */
  constructor({ units, selection }: RowSelection, segments: ReadonlyMap<string, readonly string[]>) {
    const whole = units.filter(({ subAccount }) => subAccount === undefined);
    const parts = units.filter(({ subAccount }) => subAccount !== undefined);
    this.accounts = new HashSet64(BigUint64Array.from(whole, ({ account }) => hash64BigInt(account)));
    this.units = new HashSet64(
      BigUint64Array.from(parts, ({ account, subAccount }) => hash64BigInt(unitHashInput(account, subAccount))),
    );
    this.anchors =
      selection.segments === undefined
        ? null
        : new HashSet64(
            BigUint64Array.from(selection.segments.flatMap((id) => segments.get(id) ?? []).map((a) => BigInt(`0x${a}`))),
          );
    this.model = selection.model === undefined ? null : hash64BigInt(selection.model);
    this.selection = selection;
  }

  /** Whether row i is of one of the units. */
  isOfUnits(rows: DataView, i: number): boolean {
    const at = i * FINGERPRINT_STRIDE;
    return hasAt(this.accounts, rows, at + OFFSET.account) || hasAt(this.units, rows, at + OFFSET.unit);
  }

  /** Whether row i, which is of one of the units, meets the conditions. */
  meets(rows: DataView, i: number): boolean {
    const at = i * FINGERPRINT_STRIDE;
    const { harvest, refused, signatures, from, to } = this.selection;
    if (refused && (rows.getUint16(at + OFFSET.flags, true) & FLAGS.refused) === 0) return false;
    if (signatures && rows.getBigUint64(at + OFFSET.presented, true) === 0n) return false;
    if (harvest && !asksForTraining(rows, at + OFFSET.intents)) return false;
    if (this.model !== null && rows.getBigUint64(at + OFFSET.model, true) !== this.model) return false;
    if (from !== undefined || to !== undefined) {
      const time = Number(rows.getBigInt64(at + OFFSET.time, true));
      if (time < (from ?? Number.NEGATIVE_INFINITY) || time >= (to ?? Number.POSITIVE_INFINITY)) return false;
    }
    return this.anchors === null || carries(this.anchors, rows, at + OFFSET.anchors);
  }
}

function hasAt(set: HashSet64, rows: DataView, at: number): boolean {
  return set.size > 0 && set.has(rows.getUint32(at, true), rows.getUint32(at + 4, true));
}

function asksForTraining(rows: DataView, at: number): boolean {
  let scored = 0;
  for (let k = 0; k < INTENTS.length; k++) scored += rows.getUint8(at + k);
  return scored > 0 && rows.getUint8(at + ANSWER) < HARVEST_FROM;
}

function carries(anchors: HashSet64, rows: DataView, at: number): boolean {
  for (let k = 0; k < ANCHOR_SLOTS; k++) if (hasAt(anchors, rows, at + 8 * k)) return true;
  return false;
}
