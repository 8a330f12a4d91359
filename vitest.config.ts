import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src', 'sim', 'test', 'scripts', 'bench'].map((folder) => `${folder}/**/*.test.ts`),
    // chDB allows one data directory per process, so every file runs in a process of its own.
    pool: 'forks',
    maxWorkers: 2,
    // Three times what tests take on a busy machine. Suites that need longer set TEST_TIMEOUT and say why.
    testTimeout: 60_000,
    // Hooks open engines, and some run a whole analysis that the tests of their file share.
    hookTimeout: 180_000,
    // What a test waits for comes in a moment, on a busy machine a little later.
    expect: { poll: { timeout: 10_000 } },
  },
});
