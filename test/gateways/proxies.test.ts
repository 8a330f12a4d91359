/**
 * nginx and HAProxy with the configurations of deploy/gateways, between a client, a whole service and an API: the same
 * expectations of both, and what differs.
 */
import { once } from 'node:events';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
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
const haproxy = programPath('haproxy', '/usr/sbin/haproxy', '/usr/local/sbin/haproxy', '/usr/bin/haproxy');

/** Each has a key `sk-NAME`. */
const ACCOUNTS = ['unknown', 'reviewed', 'limited', 'suspended', 'a,b'];

let world: GatewayWorld;
const running: RunningGateway[] = [];

interface Setting {
  /** Port of the service. */
  readonly service: number;
  readonly key: string;
  readonly failClosed?: boolean;
}

/** A folder for the files of a gateway that is to listen on a port. */
async function place(name: string) {
  const port = await freePort();
  const folder = join(world.folder, `${name}-${port}`);
  mkdirSync(join(folder, 'logs'), { recursive: true });
  return { port, folder, ports: { ':9000': `:${world.upstream.port}`, '127.0.0.1:8080': `127.0.0.1:${port}` } };
}

async function startNginx({ service, key, failClosed = false }: Setting): Promise<RunningGateway> {
  const { port, folder, ports } = await place('nginx');
  const recipe = recipeFile('nginx/stillwatch.conf', {
    ...ports,
    ':8787': `:${service}`,
    YOUR_KEY: key,
    '    "sk-example" "acct-1042";': ACCOUNTS.map((account) => `"sk-${account}" "${account}";`).join('\n'),
  });
  const openLines = /^ *(proxy_next_upstream off|proxy_intercept_errors on|error_page 401 .*);\n/gm;
  writeFileSync(join(folder, 'stillwatch.conf'), failClosed ? recipe.replaceAll(openLines, '') : recipe);
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off; worker_processes 1; pid nginx.pid; error_log logs/error.log info;
events {}
http { access_log off; client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path f; uwsgi_temp_path u; scgi_temp_path s;
include stillwatch.conf; }
`,
  );
  return startGateway(nginx as string, ['-p', folder, '-c', join(folder, 'nginx.conf')], port);
}

async function startHaproxy({ service, key, failClosed = false }: Setting): Promise<RunningGateway> {
  const { port, folder, ports } = await place('haproxy');
  const closedLine = /^ {4}# (?=http-request deny deny_status 503)/m;
  const recipe = recipeFile('haproxy/haproxy.cfg', ports);
  writeFileSync(join(folder, 'haproxy.cfg'), failClosed ? recipe.replace(closedLine, '    ') : recipe);
  const script = new URL('../../deploy/gateways/haproxy/stillwatch.lua', import.meta.url);
  copyFileSync(fileURLToPath(script), join(folder, 'stillwatch.lua'));
  writeFileSync(join(folder, 'accounts.map'), ACCOUNTS.map((account) => `sk-${account} ${account}\n`).join(''));
  return startGateway(haproxy as string, ['-C', folder, '-f', 'haproxy.cfg'], port, {
    STILLWATCH_URL: `http://127.0.0.1:${service}`,
    STILLWATCH_KEY: key,
  });
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

interface Proxy {
  readonly name: string;
  readonly program: string | null;
  readonly start: (setting: Setting) => Promise<RunningGateway>;
  /** The header that the API gets if there was no answer, or nothing to ask about. */
  readonly unanswered: string | undefined;
  readonly none: string | undefined;
  /** Statuses for an id that cannot be asked about, and of failing closed. */
  readonly invalid: number;
  readonly closed: number;
}

const PROXIES: readonly Proxy[] = [
  {
    name: 'nginx',
    program: nginx,
    start: startNginx,
    unanswered: undefined,
    none: undefined,
    invalid: 500,
    closed: 500,
  },
  {
    name: 'HAProxy',
    program: haproxy,
    start: startHaproxy,
    unanswered: 'unanswered',
    none: 'none',
    invalid: 400,
    closed: 503,
  },
];

beforeAll(async () => {
  if (nginx !== null || haproxy !== null) world = await startGatewayWorld();
});
afterAll(async () => {
  await Promise.all(running.map((gateway) => gateway.stop()));
  await world?.close();
});

for (const { name, program, start, unanswered, none, invalid, closed } of PROXIES) {
  describe.skipIf(program === null)(name, () => {
    const started = async (setting: Partial<Setting> = {}): Promise<string> => {
      const gateway = await start({ service: world.port, key: world.key, ...setting });
      running.push(gateway);
      return gateway.address;
    };
    let address: string;
    beforeAll(async () => {
      address = await started();
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
      for (const scheme of ['bearer', 'BEARER ', 'Bearer  \t'])
        expect(await send(address, { authorization: `${scheme} sk-suspended` }), scheme).toMatchObject({ status: 403 });
      expect(await send(address, { 'x-api-key': 'sk-suspended' })).toMatchObject({ status: 403, seen: undefined });
      expect(await send(address, { 'x-api-key': 'sk-limited' })).toMatchObject({ status: 200, action: 'limit' });
    });

    it('lets nothing in a request stop the question about it', async () => {
      const large = { 'x-padding': 'x'.repeat(6_000), cookie: 'c'.repeat(5_000) };
      expect(await as(address, 'suspended', large)).toMatchObject({ status: 403 });
      const names = ['key', 'account', 'sub-account', 'client-key', 'limit-status', 'action'];
      for (const header of names.map((one) => `x-stillwatch-${one}`))
        expect(await as(address, 'suspended', { [header]: 'a,b' }), header).toMatchObject({ status: 403, seen: undefined });
      const unaskable = await as(address, 'a,b');
      expect(unaskable, 'an id that cannot be asked about').toMatchObject({ status: invalid, seen: undefined });
    });

    it('checks no other key than the one that the API gets', async () => {
      const { hostname, port } = new URL(address);
      for (const two of [
        ['Bearer sk-unknown', 'Bearer sk-suspended'],
        ['Bearer sk-suspended', 'Bearer sk-unknown'],
        ['Bearer sk-unknown', 'sk-suspended'],
        ['sk-unknown', 'sk-suspended'],
      ]) {
        world.upstream.seen.length = 0;
        const named = (value: string) => (value.startsWith('Bearer') ? 'authorization' : 'x-api-key');
        const headers = ['host', hostname, ...two.flatMap((value) => [named(value), value])];
        const request = httpRequest({ hostname, port, headers, path: '/v1/messages' }).end();
        const [answer] = await once(request, 'response');
        answer.resume();
        expect(answer.statusCode, String(two)).toBeGreaterThanOrEqual(400);
        expect(world.upstream.seen).toEqual([]);
      }
    });

    it('asks about the key where it knows no account, and about nothing without one', async () => {
      expect(await as(address, 'of-a-new-customer')).toMatchObject({ status: 200, action: 'allow' });
      expect(await send(address, {})).toMatchObject({ status: 200, action: none });
    });

    it('fails open within its time if the service does not answer, or not about the account', async () => {
      const silent = await silentPort();
      const settings = {
        nowhere: { service: await freePort() },
        silent: { service: silent.port },
        key: { key: 'swk_of_none' },
      };
      for (const [why, setting] of Object.entries(settings)) {
        const passed = await as(await started(setting), 'suspended');
        expect(passed, why).toMatchObject({ status: 200, action: unanswered });
        // 0.2 s, and what a busy machine adds.
        expect(passed.ms, why).toBeLessThan(2_000);
      }
      silent.close();
    });

    it('fails closed if the file is changed as it says', async () => {
      const strict = await started({ service: await freePort(), failClosed: true });
      expect(await as(strict, 'unknown')).toMatchObject({ status: closed, seen: undefined });
    });
  });
}

describe('a key without the scope', () => {
  it.skipIf(nginx === null)('makes nginx refuse every account, since it sees the status alone', async () => {
    const gateway = await startNginx({ service: world.port, key: world.wrongKey });
    running.push(gateway);
    expect(await as(gateway.address, 'unknown')).toMatchObject({ status: 403, seen: undefined });
  });

  it.skipIf(haproxy === null)('makes HAProxy fail open', async () => {
    const gateway = await startHaproxy({ service: world.port, key: world.wrongKey });
    running.push(gateway);
    expect(await as(gateway.address, 'unknown')).toMatchObject({ status: 200, action: 'unanswered' });
  });
});
