import { describe, expect, it } from 'vitest';
import { createRng } from '../../base/rng.ts';
import { ANCHOR_SLOTS } from '../../model/fingerprint-layout.ts';
import type { SpooledRows } from '../../store/exchanges/spooled-rows.ts';
import { AnchorShare } from './anchor-share.ts';
import { eachChunk } from './counted-file.ts';
import { ALL_ANCHORS, type HashShare } from './hash-share.ts';
import { joined } from './joined-shares.ts';
import { AT, STRIDE } from './row.ts';
import type { ShareSums } from './sums.ts';

const SEED = 'share';
const ROWS = 40_000;
const UNITS = 300;

/** Rows of units that send some anchors all the time, some now and then, and some that are theirs alone. */
function madeRows(rows: number): SpooledRows {
  const rng = createRng(SEED);
  const bytes = new Uint8Array(rows * STRIDE);
  const view = new DataView(bytes.buffer);
  const anchor = (n: number): bigint => BigInt.asUintN(64, BigInt(n + 1) * 0x9e3779b97f4a7c15n);
  for (let r = 0; r < rows; r++) {
    const at = r * STRIDE;
    const unit = Math.floor((r * UNITS) / rows);
    for (let k = 0; k < STRIDE; k += 4) view.setUint32(at + k, rng.int(2 ** 32 - 1), true);
    view.setBigUint64(at + AT.unit, anchor(1e9 + unit), true);
    view.setBigUint64(at + AT.body, anchor(2e9 + rng.int(20_000)), true);
    view.setUint32(at + AT.promptChars, rng.int(5_000), true);
    view.setUint32(at + AT.systemChars, rng.int(5_000), true);
    const many = rng.int(ANCHOR_SLOTS + 1);
    for (let k = 0; k < ANCHOR_SLOTS; k++) {
      const common = rng.chance(0.3) ? rng.int(8_000) : 10_000 + rng.int(70_000);
      const n = k === 0 ? 0 : rng.chance(0.7) ? 1 + common : 1e6 + 1_000 * unit + rng.int(999);
      view.setBigUint64(at + AT.anchors + 8 * k, k < many ? anchor(n) : 0n, true);
    }
  }
  return {
    rows,
    path: '',
    bytes: bytes.length,
    async *chunks(into) {
      const most = into.length - (into.length % STRIDE);
      for (let from = 0; from < bytes.length; from += most) {
        const chunk = bytes.subarray(from, from + most);
        into.set(chunk);
        yield into.subarray(0, chunk.length);
      }
    },
    remove: async () => {},
  };
}

async function sumsOf(rows: SpooledRows, share: HashShare): Promise<ShareSums> {
  const anchors = new AnchorShare(share, false);
  await eachChunk(rows, [anchors.registerUnits(rows)]);
  await eachChunk(rows, [anchors.count()]);
  return anchors.sums();
}

describe('shares of the anchors', () => {
  const rows = madeRows(ROWS);

  it('put together are all anchors, whatever their number', async () => {
    const all = await sumsOf(rows, ALL_ANCHORS);
    // Of 78,000 anchors most are several units', so that tables grow; some count, and of one a part of its exchanges is summed.
    expect(all.key.length).toBeGreaterThan(800);
    expect(Math.max(...all.exchanges)).toBeGreaterThan(20_000);
    for (const bits of [1, 3]) {
      const shares: ShareSums[] = [];
      for (let index = 0; index < 2 ** bits; index++) shares.push(await sumsOf(rows, { bits, index }));
      expect(joined(shares), `seed ${SEED}, ${2 ** bits} shares`).toEqual(all);
    }
  });

  it('have the anchors of three units and six exchanges, with who sends them how often', async () => {
    const users = new Map<bigint, Map<bigint, number>>();
    const units = new Set<bigint>();
    for await (const bytes of rows.chunks(new Uint8Array(1_000 * STRIDE))) {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
      for (let at = 0; at < bytes.length; at += STRIDE) {
        const unit = view.getBigUint64(at + AT.unit, true);
        units.add(unit);
        for (let k = 0; k < ANCHOR_SLOTS; k++) {
          const anchor = view.getBigUint64(at + AT.anchors + 8 * k, true);
          if (anchor === 0n) break;
          const of = users.get(anchor) ?? new Map<bigint, number>();
          users.set(anchor, of.set(unit, (of.get(unit) ?? 0) + 1));
        }
      }
    }
    const exchangesOf = (of: Map<bigint, number>) => [...of.values()].reduce((sum, n) => sum + n, 0);
    const ascending = (a: bigint, b: bigint) => (a < b ? -1 : 1);
    const counting = [...users].filter(([, of]) => of.size >= 3 && exchangesOf(of) >= 6).sort(([a], [b]) => ascending(a, b));
    const order = [...units].sort(ascending);
    const { key, exchanges, postings } = await sumsOf(rows, ALL_ANCHORS);
    expect([...key]).toEqual(counting.map(([anchor]) => anchor));
    expect([...exchanges]).toEqual(counting.map(([, of]) => exchangesOf(of)));
    counting.forEach(([, of], a) => {
      const pairs = new Map<bigint, number>();
      for (let p = postings.start[a]; p < postings.start[a + 1]; p++) pairs.set(order[postings.unit[p]], postings.weight[p]);
      expect(pairs).toEqual(of);
    });
  });
});
