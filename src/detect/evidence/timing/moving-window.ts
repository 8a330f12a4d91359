/**
 * How many events of other parties are near one event, for one event after the other in the order of time: a window moves along
 * and takes each event in and out once. Counting every event's neighbours anew grew with the square of a dense group.
 */
export interface EventTimes {
  /** ms, ascending. */
  readonly time: Float64Array;
  /** Parties by number, from 0. */
  readonly party: Uint32Array;
  readonly parties: number;
}

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
