/** The files of deploy/ against the program: variables that it knows, times that fit, paths that exist. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { configKeys } from '../src/service/config/keys.ts';
import { readConfig } from '../src/service/config/sources.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

describe('the files of deploy/', () => {
  it('set no variable that the program does not know', () => {
    // STILLWATCH_URL and STILLWATCH_KEY are those of gateways, which have no other way to get them.
    const known = new Set(['STILLWATCH_CONFIG', 'STILLWATCH_URL', 'STILLWATCH_KEY']);
    for (const { variable, secret } of configKeys()) {
      known.add(variable);
      if (secret) known.add(`${variable}_FILE`);
    }
    const files = readdirSync(join(ROOT, 'deploy'), { recursive: true, withFileTypes: true });
    const unknown = files
      .filter((file) => file.isFile())
      .flatMap((file) => [...readFileSync(join(file.parentPath, file.name), 'utf8').matchAll(/\bSTILLWATCH_[A-Z_]+/g)])
      .map(([name]) => name)
      .filter((name) => !known.has(name));
    expect(unknown).toEqual([]);
  });

  it('give a stop more time than it may take', () => {
    const config = readConfig({});
    const grace = config.ok ? config.config.stop.grace_ms + config.config.stop.drain_delay_ms : 0;
    const timeout = Number(/^TimeoutStopSec=(\d+)$/m.exec(read('deploy/systemd/stillwatch.service'))?.[1]);
    expect(timeout * 1000).toBeGreaterThan(grace + 5_000);
    const compose = parse(read('deploy/compose/compose.yml')) as { services: { stillwatch: { stop_grace_period: string } } };
    expect(Number.parseInt(compose.services.stillwatch.stop_grace_period, 10) * 1000).toBeGreaterThan(grace + 5_000);
  });

  it('copy and run what is there', () => {
    const docker = read('deploy/Dockerfile');
    const copied = [...docker.matchAll(/\/build\/([\w.-]+)/g)].map(([, name]) => name as string);
    expect(copied).toEqual(expect.arrayContaining(['node_modules', 'dist', 'bin', 'package.json']));
    for (const name of copied) {
      if (name !== 'dist' && name !== 'node_modules') expect(existsSync(join(ROOT, name)), name).toBe(true);
    }
    // Without sources the launcher goes straight to what was compiled.
    expect(docker).not.toMatch(/^COPY .*\bsrc\b/m);
    expect(docker).toMatch(/^USER node$/m);
  });

  it('alert on what the handbook says something about', () => {
    const alerts = [...read('deploy/prometheus/alerts.yml').matchAll(/alert: (\w+)/g)].map(([, name]) => name);
    const page = read('docs/how-to/operate.md');
    const told = page.slice(page.indexOf('## Alerts'), page.indexOf('## The log'));
    expect(alerts.filter((name) => !told.includes(name as string))).toEqual([]);
    for (const [, name] of told.matchAll(/\b(Stillwatch[A-Z]\w+)/g)) expect(alerts).toContain(name);
  });
});
