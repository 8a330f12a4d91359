import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { startModule } from '../kernels/wasm.ts';
import { exceedsCache, readPart, SECTOR } from './uncached-read.ts';

const folder = mkdtempSync(join(tmpdir(), 'stillwatch-uncached-'));
const path = join(folder, 'file');
const whole = Buffer.from(Uint32Array.from({ length: 6 * SECTOR }, (_, i) => Math.imul(i, 0x9e3779b1)).buffer);
writeFileSync(path, whole.subarray(0, whole.length - 1_234));
const bytes = whole.subarray(0, whole.length - 1_234);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The memory of a module, as that of the kernels is: it begins at a page. */
const EMPTY_MODULE = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
const memory = new Uint8Array(startModule(EMPTY_MODULE, 8, {}).memory);

describe('a part of a file', () => {
  const place = fc.nat(bytes.length + 3 * SECTOR);

  it('is the same past the cache as through it, and as much as there is', async () => {
    await fc.assert(
      fc.asyncProperty(place, place, fc.boolean(), async (a, b, uncached) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        memory.fill(0xee);
        const { at, filled, refused = false } = await readPart(path, from, to, memory, uncached);
        if (!uncached) expect(refused).toBe(false);
        expect(Buffer.from(memory.subarray(at, at + filled)).equals(bytes.subarray(from, to))).toBe(true);
      }),
    );
  });

  it('goes through the cache where there is no other way', async () => {
    // Such a read is refused into memory that begins just anywhere.
    const { at, filled, refused } = await readPart(path, 5_000, 30_000, memory.subarray(1), true);
    expect(refused).toBe(true);
    expect(Buffer.from(memory.subarray(1 + at, 1 + at + filled)).equals(bytes.subarray(5_000, 30_000))).toBe(true);
  });

  it('of a file that is not there is a failure', async () => {
    await expect(readPart(join(folder, 'none'), 0, 1, memory, true)).rejects.toMatchObject({
      code: 'ENOENT',
    });
  });
});

it('what is larger than half of the memory does not stay in the cache', () => {
  expect(exceedsCache(1_000_000)).toBe(false);
  expect(exceedsCache(totalmem())).toBe(true);
});
