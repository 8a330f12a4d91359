/**
 * Limits how far the JavaScript heap grows before garbage is collected. With much memory available, V8 lets garbage grow to
 * several times the size of live data: under hostile requests, a node with 90 MB of live data used 870 MB, which looked like a
 * leak.
 */
import { setFlagsFromString } from 'node:v8';

/** Growth until the next full collection, in per cent of what was alive after the last one. */
const GROWTH = 100;

/**
 * Lets the heaps of this process, including those of worker threads, at most double between two full collections. Call it
 * only from a command that owns the process: it cannot be undone.
 *
 * V8 reads the flag each time it sets the next limit, so it also applies to existing heaps.
 */
export function boundHeapGrowth(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWTH}`);
}
