import { createReadStream, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startClickHouse } from '../../../test/clickhouse-http/start.ts';
import { orThrow } from '../../base/problem.ts';
import { planSources } from '../sources.ts';
import { type Survey, surveyLog } from '../survey/survey.ts';

const folder = mkdtempSync(join(tmpdir(), 'remote-'));
let server: Server;
let origin = '';

/** Serves the folder, with ranges, as an object store does. */
beforeAll(async () => {
  server = createServer((request, response) => {
    const path = new URL(request.url ?? '', 'http://x').pathname;
    const file = join(folder, path.split('/').at(-1) ?? '');
    const size = statSync(file, { throwIfNoEntry: false })?.size;
    if (size === undefined || path.includes('denied')) {
      response.writeHead(size === undefined ? 404 : 403).end();
      return;
    }
    const range = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? '');
    const from = Number(range?.[1] ?? 0);
    const to = range?.[2] ? Math.min(Number(range[2]), size - 1) : size - 1;
    const headers = {
      'content-length': to - from + 1,
      'accept-ranges': 'bytes',
      etag: '"1"',
      'last-modified': new Date(0).toUTCString(),
    };
    const partial = range === null ? {} : { 'content-range': `bytes ${from}-${to}/${size}` };
    response.writeHead(range === null ? 200 : 206, { ...headers, ...partial });
    if (request.method === 'HEAD') response.end();
    else createReadStream(file, { start: from, end: to }).pipe(response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const rows = Array.from({ length: 30 }, (_, i) => `r-${i},${1_772_323_200 + i},cust-${i % 3},question ${i},m`);
  const csv = `request_id,ts,customer_id,prompt,model\n${rows.join('\n')}\n`;
  writeFileSync(join(folder, 'log.csv.gz'), gzipSync(csv));
  const lines = rows.map((_, i) =>
    JSON.stringify({
      id: `r-${i}`,
      time: 1_772_323_200_000 + i,
      account: `a-${i % 3}`,
      model: 'm',
      request: { messages: [] },
    }),
  );
  writeFileSync(join(folder, 'log.ndjson'), `${lines.join('\n')}\n`);
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

async function survey(address: string): Promise<Survey> {
  const env = { AWS_ENDPOINT_URL: origin, AWS_ACCESS_KEY_ID: 'key', AWS_SECRET_ACCESS_KEY: 'secret-1' };
  const plan = orThrow(await planSources([address], env));
  return surveyLog(plan, { format: 'auto', all: true, now: 1_775_000_000_000 });
}

describe('a remote source', () => {
  it.each([
    ['a compressed table over HTTP', () => `${origin}/log.csv.gz?signature=secret-2`],
    ['a log of lines over HTTP', () => `${origin}/log.ndjson`],
    ['a table in a bucket', () => 's3://bucket/log.csv.gz'],
    ['a log of lines in a bucket', () => 's3://bucket/log.ndjson'],
  ])('is read: %s', async (_, address) => {
    const found = await survey(address());
    expect(found).toMatchObject({ exchanges: 30, rejections: [] });
    expect(found.fields[0]).toMatchObject({ part: 'account', distinct: 3 });
    expect(JSON.stringify(found)).not.toContain('secret');
  });

  it('says that it is not there or not to be read, without the credentials', async () => {
    for (const address of [`${origin}/absent.csv?signature=secret-2`, 's3://denied/log.csv.gz']) {
      const found = await survey(address);
      expect(found.rejections[0]?.example).toMatchObject({ reason: 'source_unreachable', line: 0 });
      expect(JSON.stringify(found)).not.toContain('secret');
    }
  });

  it('is read from a table of a ClickHouse server, with a password', async () => {
    const server = await startClickHouse({ user: 'reader', password: 'secret-3' });
    try {
      const { host, username, password } = new URL(server.url);
      const login = { authorization: `Basic ${btoa(`${username}:${password}`)}` };
      const sql = `CREATE TABLE \`odd \`\`name\` ENGINE = MergeTree ORDER BY ts AS
        SELECT number AS id, toDateTime(1772323200 + number) AS ts, concat('cust-', toString(number % 3)) AS customer_id, 'hello' AS prompt
        FROM numbers(30)`;
      const made = await fetch(`http://${host}/`, { method: 'POST', headers: login, body: sql });
      expect(made.status, await made.text()).toBe(200);
      const found = await survey(`clickhouse://${username}:${password}@${host}/default/odd%20%60name`);
      expect(found).toMatchObject({ exchanges: 30, rejections: [] });
      expect(found.fields[0]).toMatchObject({ part: 'account', field: 'customer_id', distinct: 3 });
      expect(JSON.stringify(found)).not.toContain('secret');
    } finally {
      await server.stop();
    }
  });
});
