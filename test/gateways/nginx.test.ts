/** nginx with the configuration of deploy/gateways/nginx, between a client, a whole service and an API. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  freePort,
  type GatewayWorld,
  programPath,
  type RunningGateway,
  recipeFile,
  silentPort,
  startGateway,
  startGatewayWorld,
} from './gateway-world.ts';

const nginx = programPath('nginx', '/usr/sbin/nginx', '/usr/local/sbin/nginx', '/usr/bin/nginx');

/** Lines of the shipped file that fail closed without them. */
const OPEN_LINES = /^ *(proxy_next_upstream off|proxy_intercept_errors on|error_page 401 .*);\n/gm;
const ACCOUNTS = ['unknown', 'reviewed', 'limited', 'suspended', 'a,b'];

let world: GatewayWorld;
const running: RunningGateway[] = [];

async function start(service: number, key = world.key, edit = (text: string) => text): Promise<string> {
  const port = await freePort();
  const folder = join(world.folder, `nginx-${port}`);
  mkdirSync(join(folder, 'logs'), { recursive: true });
  const recipe = recipeFile('nginx/stillwatch.conf', {
    '127.0.0.1:8787': `127.0.0.1:${service}`,
    '127.0.0.1:9000': `127.0.0.1:${world.upstream.port}`,
    'listen 127.0.0.1:8080': `listen 127.0.0.1:${port}`,
    YOUR_KEY: key,
    '    "Bearer sk-example" "acct-1042";': ACCOUNTS.map((account) => `"Bearer sk-${account}" "${account}";`).join('\n'),
  });
  writeFileSync(join(folder, 'stillwatch.conf'), edit(recipe));
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off; worker_processes 1; pid nginx.pid; error_log logs/error.log info;
events {}
http { access_log off; client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path f; uwsgi_temp_path u; scgi_temp_path s;
include stillwatch.conf; }
`,
  );
  const gateway = await startGateway(nginx as string, ['-p', folder, '-c', join(folder, 'nginx.conf')], port);
  running.push(gateway);
  return gateway.address;
}

/** As the client of an account sends a request; what the API behind saw of it. */
async function send(address: string, headers: Record<string, string>) {
  world.upstream.seen.length = 0;
  const started = performance.now();
  const answer = await fetch(`${address}/v1/chat/completions?api-version=1`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: '{"model":"m","messages":[]}',
  });
  const body = await answer.text();
  const [seen] = world.upstream.seen;
  return { status: answer.status, body, seen, action: seen?.['x-stillwatch-action'], ms: performance.now() - started };
}
const as = (address: string, account: string, more: Record<string, string> = {}) =>
  send(address, { authorization: `Bearer sk-${account}`, ...more });

describe.skipIf(nginx === null)('nginx', () => {
  let address: string;
  beforeAll(async () => {
    world = await startGatewayWorld();
    address = await start(world.port);
  });
  afterAll(async () => {
    for (const gateway of running) await gateway.stop();
    await world.close();
  });

  it('passes on what is allowed, with the action in place of one that the client names', async () => {
    expect(await as(address, 'unknown', { 'x-stillwatch-action': 'suspend' })).toMatchObject({
      status: 200,
      body: '{"id":"answer"}',
      action: 'allow',
      seen: { authorization: 'Bearer sk-unknown' },
    });
    expect(world.upstream.bodies.at(-1)).toBe('{"model":"m","messages":[]}');
    expect(await as(address, 'reviewed')).toMatchObject({ status: 200, action: 'review' });
    expect(await as(address, 'limited')).toMatchObject({ status: 200, action: 'limit' });
  });

  it('refuses a suspended account before the API sees the request', async () => {
    const refused = await as(address, 'suspended', { 'x-stillwatch-account': 'unknown' });
    expect(refused).toMatchObject({ status: 403, seen: undefined });
    expect(JSON.parse(refused.body).error.type).toBe('permission_error');
  });

  it('lets nothing in a request stop the question about it', async () => {
    const large = { 'x-padding': 'x'.repeat(7_000), cookie: 'c'.repeat(5_000) };
    expect(await as(address, 'suspended', large)).toMatchObject({ status: 403 });
    for (const name of ['x-stillwatch-key', 'x-stillwatch-sub-account', 'x-stillwatch-client-key', 'x-stillwatch-limit-status'])
      expect(await as(address, 'suspended', { [name]: 'a,b' }), name).toMatchObject({ status: 403 });
    expect(await as(address, 'a,b'), 'an id that cannot be asked about').toMatchObject({ status: 500, seen: undefined });
  });

  it('asks about the key where it knows no account, and about nothing without one', async () => {
    expect(await send(address, { authorization: 'Bearer sk-of-a-new-customer' })).toMatchObject({
      status: 200,
      action: 'allow',
    });
    expect(await send(address, {})).toMatchObject({ status: 200, action: undefined });
  });

  it('fails open within its time if the service does not answer, or not about the account', async () => {
    const silent = await silentPort();
    const nowhere = await start(await freePort());
    const waiting = await start(silent.port);
    const refused = await start(world.port, 'swk_of_nobody');
    for (const [name, at] of Object.entries({ nowhere, waiting, refused })) {
      const passed = await as(at, 'suspended');
      expect(passed, name).toMatchObject({ status: 200, action: undefined });
      // 0.2 s, and what a busy machine adds.
      expect(passed.ms, name).toBeLessThan(2_000);
    }
    silent.close();
  });

  it('fails closed as the file says, and with a key that may not ask', async () => {
    const closed = await start(await freePort(), world.key, (text) => text.replaceAll(OPEN_LINES, ''));
    expect(await as(closed, 'unknown')).toMatchObject({ status: 500, seen: undefined });
    expect(await as(await start(world.port, world.wrongKey), 'unknown')).toMatchObject({ status: 403, seen: undefined });
  });
});
