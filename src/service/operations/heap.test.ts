import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';

/** Objects that outlive two young collections and are then garbage; prints the most bytes that the heap had. */
const CHURN = `
  const { getHeapStatistics } = await import('node:v8');
  const ring = new Array(200_000);
  let most = 0;
  for (let round = 0; round < 120; round++) {
    for (let i = 0; i < 25_000; i++)
      ring[(round * 25_000 + i) % ring.length] = { i, round: [i, round], much: new Array(20).fill(round) };
    most = Math.max(most, getHeapStatistics().total_heap_size);
    await new Promise(setImmediate);
  }
  console.log(most);`;

function most(before: string): number {
  const script = `${before}${CHURN}`;
  return Number(execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script]));
}

it('keeps garbage at about as much as lives', () => {
  const heap = JSON.stringify(new URL('heap.ts', import.meta.url).href);
  const bound = most(`const { boundHeapGrowth } = await import(${heap}); boundHeapGrowth();`);
  expect(bound).toBeLessThan(0.85 * most(''));
}, 60_000);
