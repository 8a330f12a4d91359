import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { configKeys } from './keys.ts';
import { nearest } from './nearest.ts';
import { maskedConfig } from './print.ts';
import { type ConfigResult, readConfig } from './sources.ts';

const folder = mkdtempSync(join(tmpdir(), 'stillwatch-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(content: unknown): string {
  const path = join(folder, 'config.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

function problemsOf(result: ConfigResult) {
  if (result.ok) throw new Error('the configuration was taken');
  return result.problems;
}

function configOf(result: ConfigResult) {
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.config;
}

describe('a configuration', () => {
  it('has a default for everything that has to be there', () => {
    const config = configOf(readConfig({}));
    expect(config.listen).toEqual({ host: '127.0.0.1', port: 8787 });
    expect(config.oidc).toBeUndefined();
    expect(config.retention.exchanges_days).toBe(90);
  });

  it('comes from the file, and from the environment over it', () => {
    const path = file({ listen: { port: 9000, host: '::1' }, log: { level: 'warn' } });
    const config = configOf(readConfig({ STILLWATCH_CONFIG: path, STILLWATCH_LISTEN_PORT: '9100' }));
    expect(config.listen).toEqual({ host: '::1', port: 9100 });
    expect(config.log.level).toBe('warn');
    expect(configOf(readConfig({ STILLWATCH_CONFIG: '/nowhere' }, path)).listen.port).toBe(9000);
  });

  it('takes every kind of value from the environment', () => {
    const config = configOf(
      readConfig({
        STILLWATCH_WEBHOOKS_ALLOW_PRIVATE_ADDRESSES: 'true',
        STILLWATCH_OIDC_ISSUER: 'https://id.example',
        STILLWATCH_OIDC_CLIENT_ID: 'stillwatch',
        STILLWATCH_OIDC_CLIENT_SECRET: 's3cret',
        STILLWATCH_OIDC_CLIENT_AUTHENTICATION: 'basic',
        STILLWATCH_OIDC_ROLES: '[{"role":"reviewer","group":"abuse-team"}]',
        STILLWATCH_INSERT_QUORUM: '2',
        STILLWATCH_TRUSTED_PROXIES: '["10.0.0.0/8"]',
        STILLWATCH_TENANT: '',
      }),
    );
    expect(config.webhooks.allow_private_addresses).toBe(true);
    expect(config.oidc?.roles).toEqual([{ role: 'reviewer', group: 'abuse-team' }]);
    expect(config.oidc?.client_authentication).toBe('basic');
    expect([config.insert_quorum, config.trusted_proxies]).toEqual([2, ['10.0.0.0/8']]);
    expect(configOf(readConfig({ STILLWATCH_INSERT_QUORUM: 'auto' })).insert_quorum).toBe('auto');
    expect(problemsOf(readConfig({ STILLWATCH_INSERT_QUORUM: 'most' }))[0]?.message).toContain("got 'most'");
    expect(problemsOf(readConfig({ STILLWATCH_TRUSTED_PROXIES: '10.0.0.1' }))[0]?.message).toBe(
      "Expected a list, got '10.0.0.1'.",
    );
    expect(config.tenant).toBe('default');
  });

  it('takes a secret from a file, and never shows one', () => {
    const secret = join(folder, 'secret');
    writeFileSync(secret, 'postgres://u:hunter2@db/stillwatch\n');
    const config = configOf(
      readConfig({
        STILLWATCH_POSTGRES_URL_FILE: secret,
        STILLWATCH_CLICKHOUSE_URL: 'http://u:hunter3@ch:8123',
        STILLWATCH_IDENTITY_KEY: 'ab'.repeat(32),
      }),
    );
    expect(config.postgres_url).toBe('postgres://u:hunter2@db/stillwatch');
    const shown = JSON.stringify(maskedConfig(config));
    expect(shown).not.toMatch(/hunter|abab/);
    expect(shown).toContain('"postgres_url":"********"');
    expect(shown).toContain('"port":8787');
    expect(
      problemsOf(readConfig({ STILLWATCH_POSTGRES_URL_FILE: secret, STILLWATCH_POSTGRES_URL: 'postgres://x' }))[0],
    ).toMatchObject({ where: 'STILLWATCH_POSTGRES_URL_FILE', message: expect.stringContaining('got both') });
    expect(problemsOf(readConfig({ STILLWATCH_POSTGRES_URL_FILE: join(folder, 'none') }))[0]).toMatchObject({
      code: 'config_unreadable',
      message: expect.stringContaining('ENOENT'),
    });
  });

  it('says of each wrong value where it is, what was expected and what came', () => {
    const path = file({
      listen: { port: 70_000 },
      log: { level: 'loud' },
      data: 7,
      ingest: [],
      cluster: 'c',
    });
    const problems = problemsOf(
      readConfig({ STILLWATCH_DETECTION_MIN_INTERVAL_MS: 'soon', STILLWATCH_RETENTION_EXCHANGES_DAYS: '0' }, path),
    );
    const told = Object.fromEntries(problems.map((one) => [one.where, one.message]));
    expect(told).toEqual({
      [`${path}: listen.port`]: 'Expected at most 65535, got 70000.',
      [`${path}: log.level`]: "Expected one of debug, info, warn, error, silent, got 'loud'.",
      [`${path}: data`]: 'Expected text, got 7.',
      [`${path}: ingest`]: 'Expected a section in braces, got a list.',
      STILLWATCH_DETECTION_MIN_INTERVAL_MS: "Expected a number, got 'soon'.",
      STILLWATCH_RETENTION_EXCHANGES_DAYS: 'Expected at least 1, got 0.',
    });
    expect(problems.every((one) => one.code === 'config_invalid')).toBe(true);
  });

  it('refuses what contradicts itself', () => {
    expect(problemsOf(readConfig({ STILLWATCH_RETENTION_EXCHANGES_DAYS: '10' }))[0]).toMatchObject({
      where: 'STILLWATCH_RETENTION_EXCHANGES_DAYS',
      message: 'Expected at least detection.window_days (45), got 10.',
    });
    expect(problemsOf(readConfig({ STILLWATCH_CLUSTER: 'main' }))[0]?.message).toContain('clickhouse_url');
    expect(problemsOf(readConfig({ STILLWATCH_OIDC_ISSUER: 'https://id.example' })).length).toBe(2);
  });

  it('refuses an unknown setting or environment variable, and suggests the nearest', () => {
    const path = file({ listne: { port: 1 }, log: { levle: 'info' } });
    const problems = problemsOf(readConfig({ STILLWATCH_LISTEN_PROT: '1', STILLWATCH_QUOKKA: '1' }, path));
    expect(problems.map(({ code, where, hint }) => [code, where, hint?.split('?')[0]])).toEqual([
      ['config_unknown', 'STILLWATCH_LISTEN_PROT', 'Did you mean STILLWATCH_LISTEN_PORT'],
      ['config_unknown', 'STILLWATCH_QUOKKA', 'docs/reference/configuration.md lists all settings.'],
      ['config_unknown', `${path}: log.levle`, 'Did you mean log.level'],
      ['config_unknown', `${path}: listne`, 'Did you mean listen'],
    ]);
  });

  it('refuses the old name of a renamed setting with a hint at the new one', () => {
    const path = file({ detection: { every_ms: 1 }, stop: { delay_ms: 1 } });
    const problems = problemsOf(readConfig({ STILLWATCH_BACKUPS_KEEP: '3' }, path));
    expect(problems.map(({ code, where, hint }) => [code, where, hint])).toEqual([
      ['config_unknown', 'STILLWATCH_BACKUPS_KEEP', 'It was renamed: use STILLWATCH_BACKUPS_KEEP_COUNT.'],
      ['config_unknown', `${path}: detection.every_ms`, 'It was renamed: use detection.min_interval_ms.'],
      ['config_unknown', `${path}: stop.delay_ms`, 'It was renamed: use stop.drain_delay_ms.'],
    ]);
    const names = configKeys().map((key) => key.path);
    expect(names).toEqual(
      expect.arrayContaining(['detection.min_interval_ms', 'stop.drain_delay_ms', 'backups.keep_count']),
    );
  });

  it('does not mind what Kubernetes says of a service of the same name, nor variables of other commands', () => {
    const result = readConfig({
      STILLWATCH_SERVICE_HOST: '10.0.0.1',
      STILLWATCH_SERVICE_PORT: '8787',
      STILLWATCH_SERVICE_PORT_HTTP: '8787',
      STILLWATCH_PORT: 'tcp://10.0.0.1:8787',
      STILLWATCH_PORT_8787_TCP_ADDR: '10.0.0.1',
      STILLWATCH_TMPDIR: '/tmp',
    });
    expect(result.ok).toBe(true);
  });

  it('never quotes a file that is no JSON, nor a secret of the wrong form', () => {
    const broken = problemsOf(readConfig({}, file('{"postgres_url": "postgres://u:hunter2@db", }')));
    const wrong = problemsOf(readConfig({ STILLWATCH_POSTGRES_URL: 'mysql://u:hunter2@db' }));
    expect(JSON.stringify([broken, wrong])).not.toContain('hunter2');
    expect(broken[0]?.code).toBe('config_unreadable');
    expect(wrong[0]?.message).toBe('Expected a complete URL, got 20 characters.');
  });

  it('is not fooled by names that every object has', () => {
    const problems = problemsOf(readConfig({}, file('{"__proto__": {"x": 1}, "constructor": 1}')));
    expect(problems.every((one) => one.code === 'config_unknown')).toBe(true);
  });
});

describe('keys', () => {
  it('are described, and follow one rule in the environment', () => {
    for (const key of configKeys()) {
      expect(key.variable).toBe(`STILLWATCH_${key.path.replaceAll('.', '_').toUpperCase()}`);
      expect(key.description).toMatch(/\.$/);
    }
  });

  it('are found by a name that is near, and not by one that is far', () => {
    expect(nearest('log.levl', ['log.level', 'listen.port'])).toBe('log.level');
    expect(nearest('quokka', ['log.level', 'listen.port'])).toBeNull();
  });
});
