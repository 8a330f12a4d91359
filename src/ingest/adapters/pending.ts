/**
 * Records that wait for others of the same exchange, bounded by number and bytes. Beyond the bound the oldest
 * is handed over as it is, so that memory does not grow with the log and nothing is lost silently.
 */

const MAX_ENTRIES = 50_000;
const MAX_BYTES = 64 * 1024 * 1024;

/** The waiting records of one adapter. */
export class Pending<T> {
  // A Map keeps insertion order: its first key is the oldest.
  private readonly entries = new Map<string, { value: T; bytes: number }>();
  private bytes = 0;
  private readonly make: () => T;
  private readonly evict: (value: T) => void;
  private readonly maxEntries: number;

  /** `evict` gets the oldest value when there are too many. */
  constructor(make: () => T, evict: (value: T) => void, maxEntries = MAX_ENTRIES) {
    this.make = make;
    this.evict = evict;
    this.maxEntries = maxEntries;
  }

  /** The waiting value of a key, made if new; `bytes` is roughly what this call will add to it. */
  take(key: string, bytes: number): T {
    let entry = this.entries.get(key);
    if (entry === undefined) {
      entry = { value: this.make(), bytes: 256 };
      this.bytes += entry.bytes;
      this.entries.set(key, entry);
    }
    entry.bytes += bytes;
    this.bytes += bytes;
    return entry.value;
  }

  /** Call after adding to a value: hands over the oldest while there is too much. */
  trim(): void {
    for (const [key, entry] of this.entries) {
      if (this.entries.size <= this.maxEntries && this.bytes <= MAX_BYTES) return;
      this.remove(key);
      this.evict(entry.value);
    }
  }

  get(key: string): T | undefined {
    return this.entries.get(key)?.value;
  }

  remove(key: string): void {
    const entry = this.entries.get(key);
    if (entry === undefined) return;
    this.bytes -= entry.bytes;
    this.entries.delete(key);
  }

  /** Hands over everything, oldest first, and is empty then. */
  drain(each: (value: T) => void): void {
    for (const entry of this.entries.values()) each(entry.value);
    this.entries.clear();
    this.bytes = 0;
  }
}
