import { defineConfig } from 'vitest/config';

/** Tests that open a data directory: chDB allows one per process, so each of these files has a process of its own. */
const OWN_PROCESS = [
  'bench/**/*.test.ts',
  'test/**/*.test.ts',
  'src/*.test.ts',
  'src/{aggregate,cli,library,pipeline}/**/*.test.ts',
  'src/service/*.test.ts',
  'src/service/{backup,rekey}/**/*.test.ts',
  'src/store/*.test.ts',
  'src/store/{directory,exchanges}/**/*.test.ts',
];

export default defineConfig({
  test: {
    pool: 'forks',
    // One more than a small build server has cores: tests wait for disks and servers a tenth of their time.
    maxWorkers: 3,
    // Three times what tests take on a busy machine. Suites that need longer set TEST_TIMEOUT and say why.
    testTimeout: 60_000,
    // Hooks open engines, and some run a whole analysis that the tests of their file share.
    hookTimeout: 180_000,
    // What a test waits for comes in a moment, on a busy machine a little later.
    expect: { poll: { timeout: 10_000 } },
    projects: [
      {
        extends: true,
        // Files share processes and loaded modules: 130 s of CPU less than a process for each of them.
        test: {
          name: 'units',
          include: ['src', 'sim', 'scripts'].map((folder) => `${folder}/**/*.test.ts`),
          exclude: OWN_PROCESS,
          isolate: false,
        },
      },
      { extends: true, test: { name: 'stores', include: OWN_PROCESS } },
    ],
  },
});
