import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, constants, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRng } from '../../base/rng.ts';
import { isPipe, PipeInput } from './pipe-input.ts';

const SEED = 'pipe input';
const rng = createRng(SEED);
const BYTES = Uint8Array.from({ length: 5_000_000 }, () => rng.int(255));
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'stillwatch-test-pipe-'));
  writeFileSync(join(folder, 'bytes'), BYTES);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A pipe of the system: its reading end is open before anybody writes. */
function pipe(name: string): { path: string; descriptor: number } {
  const path = join(folder, name);
  execFileSync('mkfifo', [path]);
  return { path, descriptor: openSync(path, constants.O_RDONLY | constants.O_NONBLOCK) };
}

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

it('gives every byte in its order, to readers that are faster and slower than the writer', async () => {
  for (const pause of [0, 2]) {
    const { path, descriptor } = pipe(`pause-${pause}`);
    const writer = spawn('sh', ['-c', 'cat "$0" > "$1"', join(folder, 'bytes'), path]);
    const parts: Buffer[] = [];
    for await (const piece of new PipeInput(descriptor)) {
      if (pause > 0) await delay(pause);
      // Copied only now: what comes meanwhile must not be written over it.
      parts.push(Buffer.from(piece));
    }
    expect(hashOf(Buffer.concat(parts)), `seed ${SEED}, pause ${pause}`).toBe(hashOf(BYTES));
    expect(writer.exitCode ?? (await new Promise((resolve) => writer.once('exit', resolve)))).toBe(0);
  }
});

it('ends when it is destroyed, though the writer is silent and does not go away', async () => {
  const { path, descriptor } = pipe('silent');
  const writer = spawn('sh', ['-c', 'exec 3> "$0"; printf abc >&3; sleep 60', path]);
  try {
    const input = new PipeInput(descriptor);
    const parts: string[] = [];
    for await (const piece of input) {
      parts.push(Buffer.from(piece).toString());
      setTimeout(() => input.destroy(), 20);
    }
    expect(parts).toEqual(['abc']);
  } finally {
    writer.kill();
  }
});

it('tells a pipe from a file, and from nothing', () => {
  const { descriptor } = pipe('told');
  expect(isPipe(descriptor)).toBe(true);
  closeSync(descriptor);
  const file = openSync(join(folder, 'bytes'), 'r');
  expect(isPipe(file)).toBe(false);
  closeSync(file);
  expect(isPipe(file)).toBe(false);
});
