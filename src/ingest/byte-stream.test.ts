import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { readPlain } from './byte-stream.ts';
import { ZstdFrames } from './zstd-frames.ts';

async function undo(compressed: Uint8Array, size = 1_000): Promise<{ text: Buffer; damage: string[] }> {
  const damage: string[] = [];
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < compressed.length; at += size) yield compressed.subarray(at, at + size);
  }
  const out: Buffer[] = [];
  for await (const chunk of readPlain('-', {
    stdin: Readable.from(chunks()),
    onDamage: (reason, got) => damage.push(`${reason}: ${got}`),
  })) {
    out.push(Buffer.from(chunk.bytes));
  }
  return { text: Buffer.concat(out), damage };
}

/** A Zstandard frame of raw and run-length blocks, written by hand (RFC 8878, 3.1.1). */
function frame(blocks: (string | { byte: string; times: number })[], windowLog = 17): Buffer {
  const parts: Buffer[] = [Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, (windowLog - 10) << 3])];
  blocks.forEach((block, i) => {
    const last = i === blocks.length - 1 ? 1 : 0;
    const run = typeof block !== 'string';
    const size = run ? block.times : Buffer.byteLength(block);
    const head = (size << 3) | ((run ? 1 : 0) << 1) | last;
    parts.push(Buffer.from([head & 255, (head >> 8) & 255, head >> 16]), Buffer.from(run ? block.byte : block));
  });
  return Buffer.concat(parts);
}

const skippable = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3]);
const emptySkippable = Buffer.from([0x51, 0x2a, 0x4d, 0x18, 0, 0, 0, 0]);

describe('Zstandard', () => {
  it('frames, run-length blocks and skippable frames are undone, in any chunks', async () => {
    const stream = Buffer.concat([
      skippable,
      frame(['hello ', { byte: 'x', times: 5 }]),
      emptySkippable,
      frame([' and more']),
    ]);
    for (const size of [1, 7, 1_000]) {
      const { text, damage } = await undo(stream, size);
      expect(text.toString()).toBe('hello xxxxx and more');
      expect(damage).toEqual([]);
    }
  });

  it('a header that asks for a huge window is refused before memory is taken for it', async () => {
    const { text, damage } = await undo(Buffer.concat([frame(['good ']), frame(['bad'], 30)]));
    expect(text.toString()).toBe('good ');
    expect(damage).toEqual([expect.stringContaining('damaged: a window of more than')]);
  });

  it('a bomb of run-length blocks makes at most one block at a time', () => {
    const bomb = frame(Array.from({ length: 1_000 }, () => ({ byte: 'x', times: 131_072 })));
    let largest = 0;
    const frames = new ZstdFrames();
    for (const chunk of frames.add(bomb)) largest = Math.max(largest, chunk.bytes.length);
    expect(frames.complete).toBe(true);
    expect(largest).toBeLessThan(16);
  });

  it('ends that are missing and bytes that make no sense are told', async () => {
    const whole = frame(['hello ', 'world']);
    expect((await undo(whole.subarray(0, whole.length - 2))).damage).toEqual(['truncated: Zstandard data that ends early']);
    const broken = Buffer.concat([frame(['hello']), Buffer.from('no frame at all')]);
    const { text, damage } = await undo(broken);
    expect(text.toString()).toBe('hello');
    expect(damage).toEqual(['damaged: no Zstandard frame where one should begin']);
  });
});
