/**
 * `npm run check`: everything that must hold, each step named with its time. The static checks run two at a time, and all of them
 * report; the tests run when they passed. Arguments go to the tests: npm run check -- --reporter=json --outputFile=results.json
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { ensure, orExplain } from './ensure.mjs';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
/** Static checks at a time: more compete for memory on a small machine. */
const AT_ONCE = 2;

const BIOME_IGNORES = ['--vcs-enabled=true', '--vcs-client-kind=git', '--vcs-use-ignore-file=true'];

/** The longest first. */
const STATIC_CHECKS = [
  ['types', 'tsc', ['-p', 'tsconfig.json', '--noEmit']],
  [
    'import ranks',
    'depcruise',
    ['src', 'sim', 'bench', 'scripts', 'test', '--config', '.dependency-cruiser.cjs', '--output-type', 'err'],
  ],
  ['dead code', 'knip', ['--no-progress']],
  ['names', 'tsx', ['scripts/check-names.ts']],
  // The ignore file keeps generated worlds and reports out of it.
  ['format and lint', 'biome', ['check', '--error-on-warnings', '--diagnostic-level=warn', ...BIOME_IGNORES, '.']],
  ['English', 'tsx', ['scripts/check-english.ts']],
];
const REST = [
  ['speed', 'tsx', ['bench/speed/main.ts']],
  ['tests', 'vitest', ['run', ...process.argv.slice(2)]],
];

orExplain(ensure);
const waiting = [...STATIC_CHECKS];
const failed = [];
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      const started = performance.now();
      const child = start(step, 'pipe');
      const [out, errors, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
      process.stdout.write(`\n=== ${step[0]}\n${out}${errors}`);
      finish(step, status, started);
      if (status !== 0) failed.push(step[0]);
    }
  }),
);
if (failed.length > 0) process.exit(1);
for (const step of REST) {
  process.stdout.write(`\n=== ${step[0]}\n`);
  const started = performance.now();
  const [status] = await once(start(step, 'inherit'), 'close');
  finish(step, status, started);
  if (status !== 0) process.exit(status ?? 1);
}

function start([, tool, args], output) {
  return spawn(join(ROOT, 'node_modules', '.bin', tool), args, { cwd: ROOT, stdio: ['ignore', output, output] });
}

function finish([name], status, started) {
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stdout.write(`=== ${name}: ${status === 0 ? 'ok' : 'FAILED'} (${seconds} s)\n`);
}
