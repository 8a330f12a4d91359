/** Reads the redacted outlines that readers kept of some anchors. */
import { ABSENT, HashIndex } from '../kernels/hash-index.ts';
import type { DetectSource } from './columns.ts';

/** @param key the anchors that count */
export async function loadOutlines(source: DetectSource, key: BigUint64Array): Promise<Map<bigint, string>> {
  const rows = await source.exchanges.rows<{ hash: string; name: string }>(
    `SELECT toString(hash) AS hash, name FROM names FINAL WHERE kind = 'outline'`,
  );
  const kept = new HashIndex(key).places(BigUint64Array.from(rows, ({ hash }) => BigInt(hash)));
  const outlines = new Map<bigint, string>();
  rows.forEach(({ name }, r) => {
    if (kept[r] !== ABSENT) outlines.set(key[kept[r]], name);
  });
  return outlines;
}
