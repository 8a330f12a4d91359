import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { BlockMemory } from './block-memory.ts';
import { BlockCutter } from './blocks.ts';
import type { FileRange } from './format.ts';
import { fileRanges, isPlain } from './ranges.ts';

const folder = mkdtempSync(join(tmpdir(), 'stillwatch-ranges-'));
const path = join(folder, 'log.ndjson');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function rangesOf(blockBytes: number): Promise<FileRange[]> {
  const ranges: FileRange[] = [];
  for await (const range of fileRanges(path, { limits: { blockBytes } })) ranges.push(range);
  return ranges;
}

describe('ranges of a plain file', () => {
  it('are the blocks that the cutter makes, and name the same lines as too long', async () => {
    const lines = fc.array(fc.nat({ max: 40 }), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(lines, fc.integer({ min: 8, max: 60 }), fc.boolean(), async (lengths, size, ended) => {
        const text = lengths.map((n, i) => `${i % 10}`.repeat(n)).join('\n') + (ended ? '\n' : '');
        writeFileSync(path, text);
        const whole = readFileSync(path);
        const tooLong: number[] = [];
        const cutter = new BlockCutter(
          path,
          'stillwatch',
          'stillwatch',
          (line) => tooLong.push(line),
          1,
          new BlockMemory(size),
        );
        const blocks = [...cutter.add(whole), ...cutter.end()].map(({ bytes }) => Buffer.from(bytes).toString());
        const ranges = await rangesOf(size);
        expect(ranges.filter(({ fault }) => !fault).map(({ from, to }) => whole.subarray(from, to).toString())).toEqual(
          blocks,
        );
        const before = (at: number): number => whole.subarray(0, at).toString().split('\n').length;
        expect(ranges.filter(({ fault }) => fault).map(({ from }) => before(from))).toEqual(tooLong);
        // They lie end to end, and progress comes to the whole.
        ranges.forEach((range, i) => {
          expect(range.from).toBe(i === 0 ? 0 : ranges[i - 1].to);
        });
        expect(ranges.at(-1)?.consumed ?? 0).toBe(whole.length);
      }),
      { numRuns: 150 },
    );
  });

  it('say when they are to be read past the cache', async () => {
    writeFileSync(path, '{"id":"1"}\n{"id":"2"}\n');
    const uncached: (boolean | undefined)[] = [];
    for await (const range of fileRanges(path, { limits: { blockBytes: 12 }, uncached: true }))
      uncached.push(range.uncached);
    expect(uncached).toEqual([true, true]);
    expect((await rangesOf(12)).map((range) => range.uncached)).toEqual([undefined, undefined]);
  });

  it('are made only of what is on the disk as it is read', async () => {
    const text = '{"id":"1"}\n{"id":"2"}\n';
    writeFileSync(path, text);
    expect(await isPlain(path, Buffer.from(text))).toBe(true);
    writeFileSync(path, gzipSync(text));
    expect(await isPlain(path, Buffer.from(text))).toBe(false);
    writeFileSync(path, `\ufeff${text}`);
    expect(await isPlain(path, Buffer.from(text))).toBe(false);
    expect(await isPlain('-', Buffer.from(text))).toBe(false);
  });
});
