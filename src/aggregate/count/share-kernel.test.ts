import { describe, expect, it } from 'vitest';
import { createRng } from '../../base/rng.ts';
import { ANCHOR_SLOTS } from '../../model/fingerprint-layout.ts';
import type { SpooledRows } from '../../store/exchanges/spooled-rows.ts';
import { AnchorShare } from './anchor-share.ts';
import { eachChunk } from './counted-file.ts';
import { ALL_ANCHORS, type HashShare } from './hash-share.ts';
import { AT, STRIDE } from './row.ts';
import { ShareTooLarge } from './share-kernel.ts';
import type { ShareSums } from './sums.ts';

const SEED = 'share kernel';
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

async function sumsOf(rows: SpooledRows, share: HashShare, kernelFor?: number): Promise<ShareSums> {
  const anchors = new AnchorShare(share, false);
  if (kernelFor !== undefined) anchors.useKernel(kernelFor);
  await eachChunk(rows, [anchors.registerUnits(rows)], anchors.chunkMemory());
  await eachChunk(rows, [anchors.count()], anchors.chunkMemory());
  return anchors.sums();
}

describe('the kernels of a share', () => {
  const rows = madeRows(ROWS);
  const shares: HashShare[] = [ALL_ANCHORS, { bits: 1, index: 0 }, { bits: 3, index: 5 }];

  it.each(shares)('give what is counted without them, share %o', async (share) => {
    const sums = await sumsOf(rows, share);
    // Of 78,000 anchors most are several units', so that tables grow; some count, and of one a part of its exchanges is summed.
    expect(sums.key.length).toBeGreaterThan(800);
    if (share === ALL_ANCHORS) expect(Math.max(...sums.exchanges)).toBeGreaterThan(20_000);
    expect(await sumsOf(rows, share, ROWS), `seed ${SEED}`).toEqual(sums);
  });

  it('say when there is no room for what they count', async () => {
    await expect(sumsOf(rows, ALL_ANCHORS, 100)).rejects.toThrow(ShareTooLarge);
  });
});
