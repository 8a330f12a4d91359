/** Counts over segments for one group after the other, in arrays that are cleared only where something was put. */

/** Distinct parties are counted up to this number: group.ts asks for no more (`minUsingParties`). */
const MOST_PARTIES = 3;

/** Counts for one group at a time; {@link SegmentTally.clear} makes it ready for the next. */
export class SegmentTally {
  /** Members that use each segment, and their exchanges with it. */
  readonly members: Uint32Array;
  readonly exchanges: Float64Array;
  /** Distinct parties among them, up to three. */
  readonly parties: Uint8Array;
  /** Units that were added as kin. */
  readonly kin: Uint32Array;
  private readonly first: Uint32Array;
  private readonly second: Uint32Array;
  private readonly touched: Uint32Array;
  private count = 0;

  constructor(segments: number) {
    this.members = new Uint32Array(segments);
    this.exchanges = new Float64Array(segments);
    this.parties = new Uint8Array(segments);
    this.kin = new Uint32Array(segments);
    this.first = new Uint32Array(segments);
    this.second = new Uint32Array(segments);
    this.touched = new Uint32Array(segments);
  }

  /** A member's use of a segment. */
  add(segment: number, exchanges: number, party: number): void {
    const { parties, first, second } = this;
    if (this.members[segment]++ === 0) this.touched[this.count++] = segment;
    this.exchanges[segment] += exchanges;
    const known = parties[segment];
    if (known === MOST_PARTIES) return;
    if (known === 0) first[segment] = party;
    else if (party === first[segment]) return;
    else if (known === 1) second[segment] = party;
    else if (party === second[segment]) return;
    parties[segment]++;
  }

  /** Use by a unit that is neither a member nor a stranger. Counts only for segments that members use: add those first. */
  addKin(segment: number): void {
    if (this.members[segment] > 0) this.kin[segment]++;
  }

  /** The segments that members use. */
  met(): Uint32Array {
    return this.touched.subarray(0, this.count);
  }

  clear(): void {
    for (const segment of this.met()) {
      this.members[segment] = 0;
      this.exchanges[segment] = 0;
      this.parties[segment] = 0;
      this.kin[segment] = 0;
    }
    this.count = 0;
  }
}
