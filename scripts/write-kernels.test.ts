import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { compileKernels, layoutSource, MODULES } from './write-kernels.ts';

/** The test compiles the kernels. */
const TEST_TIMEOUT = 120_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

describe('the kernels in the repository', () => {
  it.each(MODULES)(
    'are what $entry compiles to (npm run kernels)',
    async ({ entry, output }) => {
      const compiled = await compileKernels(entry, layoutSource());
      const committed = readFileSync(output);
      const stale = `${entry} compiles to ${compiled.length} bytes, ${output} has ${committed.length} others: run npm run kernels`;
      expect(Buffer.compare(compiled, committed), stale).toBe(0);
    },
    120_000,
  );
});
