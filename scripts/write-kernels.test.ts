import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compileKernels, layoutSource, moduleSource } from './write-kernels.ts';

const read = (path: string): string =>
  readFileSync(fileURLToPath(new URL(`../${path}`, import.meta.url)), 'utf8');

describe('the kernels in the repository', () => {
  it('have the layout of the fingerprint as it is now (npm run kernels)', () => {
    expect(read('assembly/layout.ts')).toBe(layoutSource());
  });

  it('are what assembly/ compiles to (npm run kernels)', async () => {
    const compiled = moduleSource(await compileKernels(layoutSource()));
    // The whole text would drown the message.
    expect(compiled === read('src/kernels/wire-module.ts')).toBe(true);
  }, 120_000);
});
