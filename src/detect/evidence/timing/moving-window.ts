/**
 * Counts, for one event after another in the order of time, the events of other parties near it. A window moves along and
 * takes each event in and out once; counting each event's neighbours anew grows with the square of a dense group.
 */
/** Events of a group, in the order of time. */
export interface EventTimes {
  /** ms, ascending. */
  readonly time: Float64Array;
  /** Parties by number, from 0. */
  readonly party: Uint32Array;
  readonly parties: number;
}

/** For calls in the order of time only; see {@link MovingWindow.others}. */
export class MovingWindow {
  private readonly events: EventTimes;
  private readonly reach: number;
  /** Events in the window, by party. */
  private readonly byParty: Uint32Array;
  private from = 0;
  private to = 0;

  /** @param reach ms: events at most so far apart are near each other */
  constructor(events: EventTimes, reach: number) {
    this.events = events;
    this.reach = reach;
    this.byParty = new Uint32Array(events.parties);
  }

  /**
   * How many events in [begin, end) are near event k and another party's. Event k is in [begin, end) itself; none of k, begin and
   * end may be smaller than in the call before.
   */
  others(k: number, begin: number, end: number): number {
    const { time, party } = this.events;
    const { byParty, reach } = this;
    const now = time[k];
    for (; this.to < time.length && time[this.to] < end && time[this.to] - now <= reach; this.to++)
      byParty[party[this.to]]++;
    for (; time[this.from] < begin || now - time[this.from] > reach; this.from++) byParty[party[this.from]]--;
    return this.to - this.from - byParty[party[k]];
  }
}
