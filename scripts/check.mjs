/**
 * `npm run check`: everything that must hold, each step named with its time, stopping at the first that fails.
 * Arguments go to the tests: npm run check -- --reporter=json --outputFile=results.json
 */
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { ensure, orExplain } from './ensure.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

const BIOME_IGNORES = ['--vcs-enabled=true', '--vcs-client-kind=git', '--vcs-use-ignore-file=true'];

const STEPS = [
  // The ignore file keeps generated worlds and reports out of it.
  ['format and lint', 'biome', ['check', '--error-on-warnings', '--diagnostic-level=warn', ...BIOME_IGNORES, '.']],
  ['types', 'tsc', ['-p', 'tsconfig.json', '--noEmit']],
  [
    'import ranks',
    'depcruise',
    ['src', 'sim', 'bench', 'scripts', 'test', '--config', '.dependency-cruiser.cjs', '--output-type', 'err'],
  ],
  ['names', 'tsx', ['scripts/check-names.ts']],
  ['English', 'tsx', ['scripts/check-english.ts']],
  ['dead code', 'knip', ['--no-progress']],
  ['speed', 'tsx', ['bench/speed/main.ts']],
  ['tests', 'vitest', ['run', ...process.argv.slice(2)]],
];

orExplain(ensure);
for (const [name, tool, args] of STEPS) {
  process.stdout.write(`\n=== ${name}\n`);
  const started = performance.now();
  const { status } = spawnSync(join(ROOT, 'node_modules', '.bin', tool), args, {
    cwd: ROOT,
    stdio: 'inherit',
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(`=== ${name}: ${status === 0 ? 'ok' : 'FAILED'} (${seconds} s)\n`);
  if (status !== 0) process.exit(status ?? 1);
}
