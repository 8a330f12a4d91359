import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src', 'sim', 'test', 'scripts', 'bench'].map((folder) => `${folder}/**/*.test.ts`),
    // chDB binds one data directory per process, so every file gets a process of its own.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 180_000,
    // What is waited for comes in a moment, and on a busy machine a little later.
    expect: { poll: { timeout: 10_000 } },
  },
});
