/**
 * The agenda of a world: a binary heap with one pending event an actor, so memory grows with accounts and never with
 * exchanges. Ties are broken by the actor's number, which keeps a seed's output the same byte for byte.
 */
import { assert } from '../../src/base/assert.ts';

/** Something that happens again and again: a person, a product, a campaign's dispatcher. */
export interface Actor {
  /** Does what is due at `time` and returns when it acts next; Infinity when it is done. */
  act(time: number): number;
}

export class Agenda {
  private readonly actors: Actor[] = [];
  private times: Float64Array = new Float64Array(1024);
  private heap: Int32Array = new Int32Array(1024);
  private size = 0;

  /** Adds an actor whose first event is at `time`; one that never acts is left out. */
  add(actor: Actor, time: number): void {
    assert(!Number.isNaN(time), 'an event needs a time');
    if (time === Number.POSITIVE_INFINITY) return;
    const index = this.actors.push(actor) - 1;
    if (index >= this.times.length) {
      this.times = grow(this.times, new Float64Array(this.times.length * 2));
      this.heap = grow(this.heap, new Int32Array(this.heap.length * 2));
    }
    this.times[index] = time;
    this.heap[this.size++] = index;
    this.up(this.size - 1);
  }

  /** The time of the next event, Infinity when there is none. */
  next(): number {
    return this.size === 0 ? Number.POSITIVE_INFINITY : (this.times[this.heap[0]!] as number);
  }

  /** Lets the next actor act and puts it back. */
  step(): void {
    const index = this.heap[0] as number;
    const now = this.times[index] as number;
    const then = (this.actors[index] as Actor).act(now);
    assert(then >= now, 'an actor may not go back in time');
    if (then === Number.POSITIVE_INFINITY) {
      this.heap[0] = this.heap[--this.size] as number;
    } else {
      this.times[index] = then;
    }
    if (this.size > 1) this.down();
  }

  private before(a: number, b: number): boolean {
    const x = this.times[a] as number;
    const y = this.times[b] as number;
    return x < y || (x === y && a < b);
  }

  private up(from: number): void {
    const heap = this.heap;
    const item = heap[from] as number;
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.before(item, heap[parent] as number)) break;
      heap[at] = heap[parent] as number;
      at = parent;
    }
    heap[at] = item;
  }

  private down(): void {
    const heap = this.heap;
    const item = heap[0] as number;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.size) break;
      if (child + 1 < this.size && this.before(heap[child + 1] as number, heap[child] as number)) child++;
      if (!this.before(heap[child] as number, item)) break;
      heap[at] = heap[child] as number;
      at = child;
    }
    heap[at] = item;
  }
}

function grow<T extends Float64Array | Int32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
