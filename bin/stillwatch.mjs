#!/usr/bin/env node
/**
 * The launcher. In a checkout it first makes sure that packages are installed and sources compiled; an installed
 * package has no sources and goes straight on. It hands in what src/ may not import: the simulator.
 */
import { existsSync } from 'node:fs';

const root = new URL('../', import.meta.url);

// Before anything is imported: an old Node would fail on the syntax of what follows with a riddle.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `error[not_ready]: expected Node.js 20.19 or later, got ${process.versions.node}\n  hint:  Install a newer Node.js: https://nodejs.org\n`,
  );
  process.exit(4);
}

if (existsSync(new URL('src/main.ts', root))) {
  const { ensure, orExplain } = await import('../scripts/ensure.mjs');
  orExplain(ensure);
}

// A reader that has seen enough (`| head`) is no failure.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
}

const { main, processIo } = await import('../dist/src/main.js');
const simulator = new URL('dist/sim/index.js', root);
const code = await main(process.argv.slice(2), processIo(), {
  ...(existsSync(simulator) ? { simulate: () => import(simulator.href) } : {}),
});

// An engine's threads may keep the process alive: end it, once everything printed has been handed over.
process.exitCode = code;
process.stdout.write('', () => process.stderr.write('', () => process.exit(code)));
