import { expect, it } from 'vitest';
import { createRng } from '../../base/rng.ts';
import { IdTable } from './id-table.ts';

it('knows exactly what was added, as a Set does, ids that collide and 0 included', () => {
  const rng = createRng('ids');
  const table = new IdTable();
  const twin = new Set<bigint>();
  const id = () =>
    rng.chance(0.1) ? 0n : (BigInt(rng.int(4)) << 32n) | BigInt(rng.chance(0.5) ? rng.int(50) : rng.int(2 ** 32));
  for (let i = 0; i < 20_000; i++) {
    const one = id();
    expect(table.has(one)).toBe(twin.has(one));
    table.add(one);
    twin.add(one);
    expect(table.has(one)).toBe(true);
  }
  expect(table.size).toBe(twin.size);
});
