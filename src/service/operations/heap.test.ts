import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';

/** Starts a process and churns through three million objects in it; 0.5 s, more on a busy machine. */
const TIMEOUT = 60_000;

/**
 * Keeps 200,000 objects alive and replaces each fifteen times, so that all garbage has survived young collections. Prints the
 * peak size of the heap as a multiple of what is alive at the end.
 */
const CHURN = `
  const { getHeapStatistics } = await import('node:v8');
  const ring = new Array(200_000);
  let peak = 0;
  for (let round = 0; round < 120; round++) {
    for (let i = 0; i < 25_000; i++)
      ring[(round * 25_000 + i) % ring.length] = { i, round: [i, round], much: new Array(20).fill(round) };
    peak = Math.max(peak, getHeapStatistics().used_heap_size);
    await new Promise(setImmediate);
  }
  globalThis.ring = ring;
  gc();
  console.log(peak / getHeapStatistics().used_heap_size);`;

/**
 * What V8's defaults derive from the machine is fixed: the size of the memory, that of the young generation, and whether
 * collecting goes on beside the program, which could outrun it.
 */
const SAME_EVERYWHERE = ['--expose-gc', '--max-old-space-size=4096', '--max-semi-space-size=2', '--single-threaded-gc'];

it(
  'keeps the heap of a process with much memory below three times of what is alive',
  () => {
    const heap = JSON.stringify(new URL('heap.ts', import.meta.url).href);
    const script = `const { boundHeapGrowth } = await import(${heap}); boundHeapGrowth();${CHURN}`;
    const output = execFileSync(process.execPath, [
      ...SAME_EVERYWHERE,
      '--import',
      'tsx',
      '--input-type=module',
      '-e',
      script,
    ]);
    // Twice by the bound itself; the rest is what is allocated while a collection is under way.
    expect(Number(output)).toBeLessThan(3);
  },
  TIMEOUT,
);
