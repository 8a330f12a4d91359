/** `send` against the real routes and intake of the service, with a proxy in front that fails as networks do. */
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { exchange, type IntakeServer, ndjson, startIntakeServer } from '../../../test/intake-server.ts';
import { fixture, readLog } from '../../ingest/fixtures/read.ts';
import { runProgram } from '../program.ts';
import { createContext } from '../terminal/context.ts';
import { EXIT } from '../terminal/exit-codes.ts';
import type { Io } from '../terminal/io.ts';

let server: IntakeServer;
let proxy: Server;
let url: string;
let root: string;
/** What the proxy does with the next requests, in their order; it passes on all others. */
let faults: ((request: IncomingMessage, response: ServerResponse) => void)[] = [];
/** Requests with a body that reached the service. */
let passed = 0;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'stillwatch-send-'));
  server = await startIntakeServer();
  await server.app.ready();
  proxy = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks);
      const fault = body.length > 0 ? faults.shift() : undefined;
      if (fault !== undefined) {
        fault(request, response);
        return;
      }
      if (body.length > 0) passed++;
      const answer = await server.app.inject({
        method: 'POST',
        url: request.url ?? '/',
        headers: { ...request.headers, 'content-length': String(body.length) },
        payload: body,
      });
      response.writeHead(answer.statusCode, { 'content-type': String(answer.headers['content-type']) }).end(answer.body);
    })();
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
});
afterAll(async () => {
  proxy.close();
  await server.close();
  rmSync(root, { recursive: true, force: true });
});
beforeEach(() => {
  faults = [];
  passed = 0;
});

interface Sent {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function send(
  args: readonly string[],
  { env = { STILLWATCH_KEY: 'test-ingest' } as Record<string, string>, stdin = '', hands = (_: () => void) => {} } = {},
): Promise<Sent> {
  const text = { out: '', err: '' };
  const handlers = new Set<() => void>();
  const io: Io = {
    stdin: Readable.from([Buffer.from(stdin)]),
    stdout: { write: (chunk: string) => (text.out += chunk) },
    stderr: { write: (chunk: string) => (text.err += chunk) },
    env: { NO_COLOR: '1', ...env },
    clock: Date.now,
    monotonic: () => performance.now(),
    onInterrupt(handler) {
      handlers.add(handler);
      return () => handlers.delete(handler);
    },
    onCrash: () => () => {},
    exitNow: () => {},
  };
  hands(() => {
    for (const handler of [...handlers]) handler();
  });
  const context = createContext(io, {
    version: '9.9.9',
    loadAnalyze: () => Promise.reject(new Error('no test here analyzes')),
    loadServe: () => Promise.reject(new Error('no test here serves')),
  });
  const code = await runProgram(['send', ...args, '--to', url], context);
  return { code, ...text };
}

function file(name: string, content: string | Uint8Array): string {
  const path = join(root, name);
  writeFileSync(path, content);
  return path;
}

let made = 0;
/** Exchanges that no other test sends. */
function fresh(count: number, padding = ''): Record<string, unknown>[] {
  made++;
  return Array.from({ length: count }, (_, n) =>
    exchange(`${made}-${n}`, padding === '' ? {} : { response: { text: padding } }),
  );
}

test('a table is sent with the fields that a mapping names, and again as duplicates', async () => {
  const rows = Array.from({ length: 40 }, (_, n) => `${1_767_571_200_000 + n},shop-${n % 4},m-1,Question ${n} of the table`);
  const path = file('usage.csv', ['ts,buyer,engine,asked', ...rows, ''].join('\n'));
  const map = ['--map', 'account=buyer,time=ts,model=engine', '--map', 'text=asked'];
  const first = await send([path, ...map, '--json', '--quiet']);
  expect(first.err).toBe('');
  expect(JSON.parse(first.out)).toMatchObject({ accepted: 40, rejected: 0 });
  expect(JSON.parse((await send([path, ...map, '--json', '--quiet'])).out)).toMatchObject({ accepted: 0, duplicates: 40 });
  const wrong = await send([path, '--map', 'acount=buyer']);
  expect(wrong.code).toBe(EXIT.input);
  expect(wrong.err).toContain('map_invalid');
  expect(wrong.err).toContain('acount');
});

test('a directory of exchanges, accounts and releases is sent in pieces, and again as duplicates', async () => {
  const directory = join(root, 'log');
  mkdirSync(directory);
  file('log/accounts.ndjson', ndjson([{ account: 'a-1', created: 1_767_571_200_000, program: 'standard' }]));
  // 10 MB, so at least three pieces.
  file('log/exchanges.ndjson', ndjson(fresh(1_000, 'x'.repeat(10_000))));
  file('log/more.ndjson.gz', gzipSync(ndjson(fresh(5))));
  file('log/releases.ndjson', ndjson([{ model: 'large-4', released: 1_767_571_200_000 }]));
  const first = await send([directory, '--json', '--quiet']);
  expect(first.err).toBe('');
  expect(JSON.parse(first.out)).toMatchObject({ to: url, accepted: 1_007, duplicates: 0, rejected: 0, rejected_for: [] });
  expect(passed).toBeGreaterThanOrEqual(6);
  const again = await send([directory]);
  expect(again.code).toBe(EXIT.ok);
  expect(again.out).toMatch(/accepted +2 /);
  expect(again.out).toMatch(/duplicates +1,005 /);
  expect(again.out).toContain(`${url}/v1/campaigns`);
});

test('every format arrives as its adapter reads it, records and reasons alike', async () => {
  for (const name of [
    'stillwatch',
    'openai',
    'anthropic',
    'bedrock',
    'litellm',
    'langfuse-events',
    'kong',
    'otlp-spans',
    'azure-apim',
  ]) {
    const path = fixture(`${name}.ndjson`);
    const read = await readLog([path]);
    const { code, out } = await send([path, '--json', '--quiet']);
    expect(code, name).toBe(EXIT.ok);
    const sent = JSON.parse(out) as { accepted: number; duplicates: number; rejected: number; rejected_for: unknown };
    expect(sent.accepted + sent.duplicates, name).toBe(read.exchanges.length + read.accounts.length + read.releases.length);
    expect(sent.rejected, name).toBe(read.rejections.length);
    const reasons = [...new Set(read.rejections.map(({ reason }) => reason))].sort();
    expect((sent.rejected_for as { reason: string }[]).map(({ reason }) => reason).sort(), name).toEqual(reasons);
  }
});

test('a rejected line is named with its file, its line and the reason', async () => {
  const path = file('bad.ndjson', `${ndjson(fresh(2))}not JSON\n${ndjson([{ ...exchange('z'), time: 'yesterday' }])}`);
  const { code, out } = await send([path]);
  expect(code).toBe(EXIT.ok);
  expect(out).toMatch(/rejected +2 /);
  expect(out).toContain(`invalid_json, 1 record, first at ${path}:3`);
  expect(out).toMatch(/first at .*bad\.ndjson:4\n +time: expected/);
});

test('a piece is sent again after 503, 429 with Retry-After and a broken connection, and counted once', async () => {
  const problem = (status: number, headers: Record<string, string>) => (_: unknown, response: ServerResponse) => {
    response.writeHead(status, { 'content-type': 'application/problem+json', ...headers });
    response.end(JSON.stringify({ code: status === 429 ? 'too_many_requests' : 'unavailable', detail: `Busy ${status}.` }));
  };
  faults = [problem(503, {}), problem(429, { 'retry-after': '1' }), (_, response) => response.destroy()];
  const began = performance.now();
  const { code, out, err } = await send([file('retry.ndjson', ndjson(fresh(3)))]);
  expect(code).toBe(EXIT.ok);
  expect(out).toMatch(/accepted +3 /);
  expect(err).toContain('Busy 503. Trying again in 1 s.');
  expect(err).toContain('Busy 429. Trying again in 1 s.');
  expect(err).toContain('expected an answer of the service, got none');
  expect(performance.now() - began).toBeGreaterThan(1_000);
});

test('a piece that is too large for the service is halved; a line that is too large is rejected', async () => {
  const large = (request: IncomingMessage, response: ServerResponse): void => {
    request.resume();
    response.writeHead(413, { 'content-type': 'text/html' }).end('<h1>413</h1>');
  };
  faults = [large, large];
  const { code, out } = await send([file('large.ndjson', ndjson(fresh(3))), '--json', '--quiet']);
  expect(code).toBe(EXIT.ok);
  const sent = JSON.parse(out) as Record<string, unknown>;
  expect(sent).toMatchObject({ accepted: 2, rejected: 1, rejected_for: [{ reason: 'too_large', example: { line: 1 } }] });
});

test('with --resume, acknowledged lines are not sent again, what was added is, and a changed file is sent anew', async () => {
  const record = join(root, 'sent.json');
  const path = file('growing.ndjson', ndjson(fresh(10)));
  const totals = async () => {
    const { code, out, err } = await send([path, '--resume', record, '--json']);
    expect(code).toBe(EXIT.ok);
    return { ...(JSON.parse(out) as { accepted: number; duplicates: number; skipped_lines: number }), err };
  };
  expect(await totals()).toMatchObject({ accepted: 10, skipped_lines: 0 });
  passed = 0;
  expect(await totals()).toMatchObject({ accepted: 0, duplicates: 0, skipped_lines: 10 });
  expect(passed).toBe(0);
  appendFileSync(path, ndjson(fresh(4)));
  // The last line is sent again: it might have been incomplete.
  expect(await totals()).toMatchObject({ accepted: 4, duplicates: 1, skipped_lines: 9 });
  writeFileSync(path, ndjson(fresh(20)));
  const changed = await totals();
  expect(changed).toMatchObject({ accepted: 20, skipped_lines: 0 });
  expect(changed.err).toContain('has changed since it was sent');
  const other = await send([path, '--resume', file('other.json', '{"version":1,"to":"http://other","files":{}}')]);
  expect(other.err).toContain('error[resume_unusable]');
  expect(readFileSync(record, 'utf8')).not.toContain('test-ingest');
});

test('Ctrl-C stops after the requests under way, and --resume continues there', async () => {
  const path = file('long.ndjson', ndjson(fresh(2_000, 'y'.repeat(10_000))));
  const record = join(root, 'interrupted.json');
  let press = (): void => {};
  faults = [
    (_, response) => {
      press();
      response.writeHead(503, { 'content-type': 'text/plain' }).end();
    },
  ];
  const stopped = await send([path, '--resume', record], { hands: (interrupt) => (press = interrupt) });
  expect(stopped.code).toBe(EXIT.interrupted);
  expect(stopped.err).toContain('it continues from there');
  const rest = await send([path, '--resume', record, '--json', '--quiet']);
  const { accepted, duplicates, skipped_lines } = JSON.parse(rest.out) as Record<string, number>;
  expect(rest.code).toBe(EXIT.ok);
  expect((accepted as number) + (duplicates as number) + (skipped_lines as number)).toBe(2_000);
});

test('standard input is sent', async () => {
  const { code, out } = await send(['-', '--json', '--quiet'], { stdin: ndjson(fresh(3)) });
  expect(code).toBe(EXIT.ok);
  expect(JSON.parse(out)).toMatchObject({ accepted: 3 });
});

test('a service that cannot take the log is found out before anything is read', async () => {
  const path = file('one.ndjson', ndjson(fresh(1)));
  const outcome = async (args: string[], env: Record<string, string> = { STILLWATCH_KEY: 'test-ingest' }) => {
    const { code, err } = await send([path, ...args], { env });
    return `${code} ${/error\[(\w+)\]/.exec(err)?.[1]}`;
  };
  expect(await outcome([], {})).toBe('2 usage');
  expect(await outcome([], { STILLWATCH_KEY: 'wrong-key' })).toBe('4 key_refused');
  expect(await outcome(['--key-file', file('read.key', 'test-read\n')])).toBe('4 key_scope');
  expect(await outcome(['--key-file', join(root, 'none.key')])).toBe('4 key_unreadable');
  // The last --to counts, so these run on their own.
  const elsewhere = async (to: string) => {
    const original = url;
    url = to;
    try {
      return await outcome([]);
    } finally {
      url = original;
    }
  };
  expect(await elsewhere('http://127.0.0.1:9')).toBe('4 service_unreachable');
  expect(await elsewhere('stillwatch.example')).toBe('2 usage');
  const page = createServer((_, response) => response.end('<h1>hello</h1>'));
  await new Promise<void>((resolve) => page.listen(0, '127.0.0.1', resolve));
  expect(await elsewhere(`http://127.0.0.1:${(page.address() as AddressInfo).port}`)).toBe('4 service_other');
  page.close();
  expect(passed).toBe(0);
});

test('a file without a readable record ends with the exit code of bad input', async () => {
  const { code, err } = await send([file('junk.ndjson', 'one\ntwo\n')]);
  expect(code).toBe(EXIT.input);
  expect(err).toContain('error[');
});
