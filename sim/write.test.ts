import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LineWriter } from './write.ts';

let dir = '';
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sim-write-'));
});
afterAll(async () => {
  await rm(dir, { recursive: true, force: true });
});

describe('line writer', () => {
  it.each(['none', 'gzip'] as const)(
    'writes every line once and whole (%s), lines longer than a chunk included',
    async (compress) => {
      const path = join(dir, `lines-${compress}`);
      const writer = new LineWriter(path, compress);
      const expected: string[] = [];
      for (let i = 0; i < 4_000; i++) {
        const line = i === 1_234 ? 'x'.repeat(3_000_000) : `${i} ${'日本語 é '.repeat(i % 90)}`;
        expected.push(line);
        if (writer.write(line)) await writer.drain();
      }
      await writer.close();
      const bytes = await readFile(path);
      const text = (compress === 'gzip' ? gunzipSync(bytes) : bytes).toString('utf8');
      expect(text).toBe(`${expected.join('\n')}\n`);
    },
  );

  it('asks to be drained once a chunk is full, so that memory stays at a few chunks', () => {
    const writer = new LineWriter(join(dir, 'full'), 'none');
    let lines = 0;
    while (!writer.write('y'.repeat(1_000))) lines++;
    expect(lines).toBeLessThan(1_100);
    return writer.close();
  });

  it('reports a path that cannot be written', async () => {
    const writer = new LineWriter(join(dir, 'missing', 'file'), 'none');
    writer.write('a');
    await expect(writer.close()).rejects.toThrow(/ENOENT/);
  });
});
