import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compileKernels, layoutSource, MODULES, moduleSource } from './write-kernels.ts';

const read = (path: string): string =>
  readFileSync(fileURLToPath(new URL(`../${path}`, import.meta.url)), 'utf8');

describe('the kernels in the repository', () => {
  it('have the layout of the fingerprint as it is now (npm run kernels)', () => {
    expect(read('assembly/layout.ts')).toBe(layoutSource());
  });

  it.each(MODULES)(
    'are what $entry compiles to (npm run kernels)',
    async ({ entry, output, name }) => {
      const compiled = moduleSource(entry, name, await compileKernels(entry, layoutSource()));
      // The whole text would drown the message.
      expect(compiled === readFileSync(output, 'utf8')).toBe(true);
    },
    120_000,
  );
});
