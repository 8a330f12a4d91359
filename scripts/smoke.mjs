/**
 * A short check that this Node.js runs Stillwatch: simulates a small world, analyzes it by the command and by the library, starts a
 * service on its stores with their native add-ons, and asks it; prints completions and finds the man page. Run it with the Node.js to check: `NODE scripts/smoke.mjs`. It needs a build.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../bin/stillwatch.mjs', import.meta.url));
const START_MS = 60_000;
const STEP_MS = 300;

const root = mkdtempSync(join(tmpdir(), 'stillwatch-smoke-'));
try {
  const [world, found] = [join(root, 'world'), join(root, 'found')];
  await run('simulate', '--world', 'feb-2026', '--scale', '0.002', '--seed', '1', '--out', world, '--quiet');
  await run('analyze', world, '--out', found, '--quiet');
  const { campaigns } = JSON.parse(readFileSync(join(found, 'campaigns.json'), 'utf8'));
  expectThat(Array.isArray(campaigns), 'campaigns.json with a list of campaigns');
  await serve();
  await library(world, campaigns);
  await completions();
  console.log(`smoke: ok on Node.js ${process.version}, ${campaigns.length} campaigns`);
} finally {
  rmSync(root, { recursive: true, force: true });
}

async function run(...args) {
  const [status] = await once(spawn(process.execPath, [PROGRAM, ...args], { stdio: 'inherit' }), 'exit');
  expectThat(status === 0, `exit code 0 of stillwatch ${args[0]}, got ${status}`);
}

/** The package by its own name, as a program imports it. */
async function library(world, campaigns) {
  const { analyze, openService } = await import('stillwatch');
  const found = await analyze({ paths: world });
  expectThat(found.campaigns.length === campaigns.length, `${campaigns.length} campaigns from the library`);
  const service = await openService({ settings: { data: join(root, 'library'), listen: { port: 0 } } });
  const { status } = await fetch(`${service.url}/readyz`);
  await service.close();
  expectThat(status === 200, `200 of /readyz in this process, got ${status}`);
}

async function completions() {
  for (const shell of ['bash', 'zsh', 'fish']) {
    const child = spawn(process.execPath, [PROGRAM, 'completion', shell], { stdio: ['ignore', 'pipe', 'inherit'] });
    expectThat((await text(child.stdout)).includes('fail-on'), `completions for ${shell}`);
  }
  const { man } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  expectThat(existsSync(new URL(`../${man}`, import.meta.url)), `the man page ${man}`);
}

async function serve() {
  const port = String(20_000 + (process.pid % 20_000));
  const service = spawn(process.execPath, [PROGRAM, 'serve'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, STILLWATCH_DATA: join(root, 'data'), STILLWATCH_LISTEN_PORT: port },
  });
  const ended = once(service, 'exit');
  const said = text(service.stderr);
  try {
    expectThat(await isReady(`http://127.0.0.1:${port}`, service), 'a ready service');
    const page = await fetch(`http://127.0.0.1:${port}/v1/docs`);
    expectThat(page.status === 200, `200 of /v1/docs, got ${page.status}`);
  } finally {
    service.kill('SIGTERM');
    await ended;
  }
  expectThat(service.exitCode === 0, `exit code 0 of stillwatch serve, got ${service.exitCode}:\n${await said}`);
}

async function isReady(address, service) {
  for (let waited = 0; waited < START_MS && service.exitCode === null; waited += STEP_MS) {
    const answer = await fetch(`${address}/readyz`).catch(() => null);
    if (answer?.status === 200) return true;
    await pause(STEP_MS);
  }
  return false;
}

function expectThat(holds, what) {
  if (!holds) throw new Error(`Expected ${what} on Node.js ${process.version}.`);
}
