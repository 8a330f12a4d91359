/** `serve` as a process of its own: one a directory, an end in good order, and a start after a kill. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { EXIT } from '../terminal/exit-codes.ts';

/** Each test starts the service as a process. */
const TEST_TIMEOUT = 120_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

const root = mkdtempSync(join(tmpdir(), 'stillwatch-serve-command-'));
const main = pathToFileURL(join(import.meta.dirname, '..', '..', 'main.ts')).href;
const script = `
  const { main, processIo } = await import(${JSON.stringify(main)});
  process.exit(await main(process.argv.slice(1), processIo()));`;
const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

interface Served {
  readonly child: ChildProcess;
  readonly text: { out: string; err: string };
  /** Resolves with the exit code, or the signal's name. */
  readonly ended: Promise<number | string>;
}

function serve(...args: string[]): Served {
  return run(script, args);
}

function run(script: string, args: readonly string[]): Served {
  const { STILLWATCH_CONFIG: _, ...env } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script, '--', 'serve', ...args], {
    env: { ...env, NO_COLOR: '1' },
    stdio: 'pipe',
    cwd: process.cwd(),
  });
  children.push(child);
  const text = { out: '', err: '' };
  for (const name of ['out', 'err'] as const) {
    child[`std${name}`]?.on('data', (chunk: Buffer) => {
      text[name] += chunk.toString('utf8');
    });
  }
  const ended = new Promise<number | string>((resolve) => {
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'nothing'));
  });
  return { child, text, ended };
}

async function listening(served: Served): Promise<{ address: string; admin_key: string | null }> {
  for (;;) {
    const line = served.text.out.split('\n')[0];
    if (served.text.out.includes('\n')) return JSON.parse(line as string);
    if (served.child.exitCode !== null) throw new Error(`ended too early: ${served.text.err}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe('serve', () => {
  it('prints where it is, refuses a second on its directory, and ends in good order at SIGTERM', async () => {
    const data = join(root, 'one');
    const first = serve('--data', data, '--port', '0', '--json');
    const { address } = await listening(first);
    expect((await fetch(`${address}/readyz`)).status).toBe(200);

    const second = serve('--data', data, '--port', '0', '--json');
    expect(await second.ended).toBe(EXIT.environment);
    expect(JSON.parse(second.text.out).error).toMatchObject({
      code: 'data_directory_locked',
      message: expect.stringContaining(`process ${first.child.pid} `),
    });
    expect((await fetch(`${address}/readyz`)).status).toBe(200);

    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(EXIT.ok);
    expect(first.text.err).toContain('"msg":"stopped"');
    expect(first.text.out.trim().split('\n').length).toBe(1);
    expect(existsSync(join(data, 'lock'))).toBe(false);
  }, 60_000);

  it('starts again on a directory whose process was killed', async () => {
    const data = join(root, 'killed');
    const first = serve('--data', data, '--port', '0', '--json');
    await listening(first);
    first.child.kill('SIGKILL');
    expect(await first.ended).toBe('SIGKILL');
    expect(existsSync(join(data, 'lock'))).toBe(true);

    const next = serve('--data', data, '--port', '0', '--json');
    const { address } = await listening(next);
    expect((await fetch(`${address}/readyz`)).status).toBe(200);
    next.child.kill('SIGINT');
    expect(await next.ended).toBe(EXIT.ok);
  }, 60_000);

  it('says that it crashed without the words of what did it, and ends', async () => {
    const failing = `
      setInterval(() => {
        if (globalThis.listening) Promise.reject(new TypeError('canary of somebody'));
      }, 50);
      const write = process.stdout.write.bind(process.stdout);
      process.stdout.write = (text, ...rest) => {
        if (String(text).startsWith('{"address"')) globalThis.listening = true;
        return write(text, ...rest);
      };
      ${script}`;
    const served = run(failing, ['--data', join(root, 'crash'), '--port', '0', '--json']);
    expect(await served.ended).toBe(EXIT.bug);
    expect(served.text.err).toContain('"msg":"crashed"');
    expect(served.text.err).toContain('"kind":"TypeError"');
    expect(served.text.err + served.text.out).not.toContain('canary');
  }, 60_000);

  it('tells everything that is wrong with its configuration at once, and starts nothing', async () => {
    const file = join(root, 'config.json');
    const data = join(root, 'never');
    writeFileSync(file, JSON.stringify({ listen: { prot: 1 }, log: { level: 'loud' } }));
    const served = serve('--config', file, '--data', data, '--json');
    expect(await served.ended).toBe(EXIT.usage);
    expect(served.text.err).toContain('Did you mean listen.port?');
    const codes = JSON.parse(served.text.out).errors.map((one: { code: string }) => one.code);
    expect(codes.sort()).toEqual(['config_invalid', 'config_unknown']);
    expect(existsSync(data)).toBe(false);
  });

  it('prints the settings in force without secrets', async () => {
    const file = join(root, 'config.json');
    writeFileSync(file, JSON.stringify({ postgres_url: 'postgres://u:hunter2@db/s', stop: { grace_ms: 900 } }));
    const served = serve('--config', file, '--port', '9999', '--print-config');
    expect(await served.ended).toBe(EXIT.ok);
    expect(JSON.parse(served.text.out)).toMatchObject({
      listen: { port: 9999 },
      postgres_url: '********',
      stop: { grace_ms: 900 },
    });
    expect(served.text.out + served.text.err).not.toContain('hunter2');
  });
});
