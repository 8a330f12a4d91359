import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compileKernels, layoutSource, MODULE } from './write-kernels.ts';

const read = (path: string): string =>
  readFileSync(fileURLToPath(new URL(`../${path}`, import.meta.url)), 'utf8');

describe('the kernels in the repository', () => {
  it('have the layout of the fingerprint as it is now (npm run kernels)', () => {
    expect(read('src/wire/assembly/layout.ts')).toBe(layoutSource());
  });

  it('are what their sources compile to (npm run kernels)', async () => {
    const compiled = await compileKernels(layoutSource());
    const committed = readFileSync(fileURLToPath(new URL(`../${MODULE}`, import.meta.url)));
    const stale = `the sources compile to ${compiled.length} bytes, ${MODULE} has ${committed.length} others: run npm run kernels`;
    expect(Buffer.compare(compiled, committed), stale).toBe(0);
  }, 120_000);
});
