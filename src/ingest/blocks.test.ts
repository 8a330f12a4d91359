import { expect, it } from 'vitest';
import { BlockMemory } from './block-memory.ts';
import { BlockCutter } from './blocks.ts';

const BLOCK = 100;

function cutter(memory: BlockMemory): BlockCutter {
  return new BlockCutter('x', 'stillwatch', 'stillwatch', () => {}, 1, memory);
}

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();

it('cuts blocks in memory that was given back, and the same blocks as without', () => {
  const line = (n: number) => `${`${n}`.padStart(3, '0').repeat(8)}\n`;
  const log = Buffer.from(Array.from({ length: 50 }, (_, n) => line(n)).join(''));
  const kept = [...cutter(new BlockMemory(BLOCK)).add(log)].map(({ bytes }) => text(bytes));
  expect(kept.length).toBeGreaterThan(9);

  const memory = new BlockMemory(BLOCK);
  const buffers = new Set<ArrayBufferLike>();
  const reused = cutter(memory);
  const cut: string[] = [];
  for (let at = 0; at < log.length; at += 7) {
    for (const { bytes, firstLine } of reused.add(log.subarray(at, at + 7))) {
      expect(text(bytes).startsWith(line(firstLine - 1))).toBe(true);
      cut.push(text(bytes));
      buffers.add(bytes.buffer);
      memory.give(bytes);
    }
  }
  expect(cut).toEqual(kept);
  // One that is read, and one that is filled.
  expect(buffers.size).toBe(2);
  for (const buffer of buffers) expect(buffer).toBeInstanceOf(SharedArrayBuffer);
});

it('copies a small last block, so that it does not keep a large memory', () => {
  const memory = new BlockMemory(BLOCK);
  const used = cutter(memory);
  const [first] = [...used.add(Buffer.from('a'.repeat(80).concat('\n', 'b'.repeat(25), '\n')))];
  const [last] = used.end();
  expect(text(first.bytes)).toBe(`${'a'.repeat(80)}\n`);
  expect(text(last.bytes)).toBe(`${'b'.repeat(25)}\n`);
  expect(last.bytes.buffer).toBeInstanceOf(ArrayBuffer);
  expect(last.bytes.buffer.byteLength).toBe(26);
  // Its memory is there for others, and nothing else is taken as such.
  memory.give(last.bytes);
  expect(memory.take().length).toBe(BLOCK + 1);
});
