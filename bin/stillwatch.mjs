#!/usr/bin/env node
/**
 * The launcher. In a checkout it first installs packages and compiles sources if needed; an installed package has no
 * sources and skips that. It passes in the simulator, which src/ may not import.
 */
import { existsSync } from 'node:fs';

const root = new URL('../', import.meta.url);

// Before anything is imported: an old Node.js would fail on the syntax of the code with an obscure error.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `error[not_ready]: expected Node.js 20.19 or later, got ${process.versions.node}\n  hint:  Install a newer Node.js from https://nodejs.org\n`,
  );
  process.exit(4);
}

if (existsSync(new URL('src/main.ts', root))) {
  const { ensure, orExplain } = await import('../scripts/ensure.mjs');
  orExplain(ensure);
}

// A reader that closes the pipe early (`| head`) is not an error.
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

// Threads of an engine may keep the process alive: exit as soon as all output is flushed.
process.exitCode = code;
process.stdout.write('', () => process.stderr.write('', () => process.exit(code)));
