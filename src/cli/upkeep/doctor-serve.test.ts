import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { DAY } from '../../base/clock.ts';
import type { CommandContext } from '../terminal/context.ts';
import { clockCheck, filesCheck, journalRoom, portCheck, proxyCheck, serveChecks, windowCheck } from './doctor-serve.ts';

test('a port is free, taken, or not to be had', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  expect(await portCheck('port', { host: '127.0.0.1', port })).toMatchObject({
    state: 'warn',
    found: expect.stringContaining('EADDRINUSE'),
  });
  await new Promise((resolve) => server.close(resolve));
  expect((await portCheck('port', { host: '127.0.0.1', port })).state).toBe('ok');
  expect((await portCheck('port', { host: '203.0.113.1', port })).state).toBe('fail');
});

test('room, handles and clock are judged', () => {
  expect(journalRoom(10e9, 2e9).state).toBe('ok');
  expect(journalRoom(3e9, 2e9)).toMatchObject({
    state: 'warn',
    found: '3 GB free for a journal of up to 2 GB',
  });
  expect(filesCheck(1024).advice).toContain('LimitNOFILE');
  expect([filesCheck(65_536).state, filesCheck(null).state]).toEqual(['ok', 'ok']);
  const now = Date.UTC(2026, 5, 1);
  expect(clockCheck(now, now - DAY).state).toBe('ok');
  expect(clockCheck(now, now + 30 * DAY).state).toBe('fail');
  expect(clockCheck(0, null).state).toBe('fail');
});

test('a proxy that the settings do not name is noticed', () => {
  const url = 'https://stillwatch.example';
  expect(proxyCheck({ public_url: url, trusted_proxies: undefined })).toMatchObject({ state: 'warn' });
  expect(proxyCheck({ public_url: url, trusted_proxies: ['10.0.0.1'] })).toMatchObject({ state: 'ok', found: '1 trusted' });
  expect(proxyCheck({ public_url: undefined, trusted_proxies: undefined }).state).toBe('ok');
});

test('settings are read as the service would, and what is wrong is told', async () => {
  const context = (env: Record<string, string>) =>
    ({ io: { env, clock: () => Date.UTC(2026, 5, 1) } }) as unknown as CommandContext;
  const good = await serveChecks(undefined, context({ STILLWATCH_DATA: '/tmp/x', STILLWATCH_LISTEN_PORT: '0' }));
  expect(good.data).toBe('/tmp/x');
  expect(good.checks.map((check) => check.name)).toEqual([
    'settings',
    'port',
    'proxy',
    'window',
    'journal',
    'file handles',
    'clock',
  ]);
  const bad = await serveChecks(undefined, context({ STILLWATCH_LISTEN_PORT: 'x' }));
  expect(bad.checks[0]).toMatchObject({ name: 'settings', state: 'fail' });
  expect(bad.checks[0]?.found).toContain('STILLWATCH_LISTEN_PORT');
});

test('a window that ends at the newest exchange is pointed out', () => {
  const retention = { exchanges_days: 90, runs_days: 400, events_days: 30, every_hours: 24 };
  const detection = { min_interval_ms: 30_000, window_days: 45, window_end: 'clock' } as const;
  expect(windowCheck({ detection, retention })).toEqual({
    name: 'window',
    state: 'ok',
    found: 'detection covers the last 45 days',
  });
  expect(windowCheck({ detection: { ...detection, window_end: 'newest_exchange' }, retention })).toMatchObject({
    state: 'warn',
    found: expect.stringContaining('up to the newest exchange stored'),
  });
});
