/**
 * ClickHouse's HTTP interface served from chDB, for tests: what @clickhouse/client says over the wire meets the real
 * engine. Runs as a process of its own (chDB binds one directory a process) and prints its port; 0 is any. One query at a time.
 *
 * Speaks: the query in the address or the body, settings and param_NAME in the address, rows in the body of an INSERT,
 * external data (multipart), GET /ping, basic authentication, the X-ClickHouse-* headers. Leaves out compression,
 * sessions, and answers that begin before the query has ended. POST /fault/KIND/N (start.ts) makes the next N queries fail.
 */
import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Session } from 'chdb';
import { multipartFiles } from './multipart.ts';

const [directory = '', port = '0', user = 'default', password = ''] = process.argv.slice(2);
const ANSWER_CHUNK = 65_536;
/** Parameters of the interface itself; every other one is a setting. */
const NO_SETTINGS = /^(query|query_id|database|role|default_format|session_id|param_.*|.*_(format|structure|types))$/;
/** Settings that only a server's HTTP layer has. */
const OF_THE_WIRE = /^(wait_end_of_query|send_progress_in_http_headers|http_.*|enable_http_compression)$/;

type Fault = 'refuse' | 'lose-answer' | 'half-answer' | 'unavailable';

mkdirSync(directory, { recursive: true });
const session = new Session(join(directory, 'data'));
const version = (await run('SELECT version() FORMAT TabSeparatedRaw')).toString().trim();
const faults: Fault[] = [];
let changed: string[] = [];
let turn: Promise<unknown> = Promise.resolve();

const server = createServer((request, response) => {
  handle(request, response).catch((error) => {
    console.error(error);
    response.destroy();
  });
});
server.keepAliveTimeout = 10_000;
server.listen(Number(port), '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
// The parent is gone, or wants this to end.
process.stdin.on('end', () => process.exit(0)).resume();

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (url.pathname === '/ping') return void response.end('Ok.\n');
  const [, what, kind, times] = url.pathname.split('/');
  if (what === 'fault') {
    for (let k = 0; k < Number(times); k++) faults.push(kind as Fault);
    return void response.end();
  }
  const body = await bodyOf(request);
  // A connection that was cut while the rows were coming: nothing of them is stored.
  if (body === null) return;
  const fault = faults.shift();
  if (fault === 'refuse') return void response.destroy();
  if (fault === 'unavailable') return answerError(response, 'Code: 210. DB::Exception: No luck. (NETWORK_ERROR)', 503);
  if (!allowed(request)) {
    const message = `Code: 516. DB::Exception: ${user}: Authentication failed. (AUTHENTICATION_FAILED)`;
    return answerError(response, message, 403);
  }
  const asked = turn.then(() => answer(url.searchParams, request.headers['content-type'] ?? '', body));
  turn = asked.catch(() => {});
  let answered: Answer;
  try {
    answered = await asked;
  } catch (error) {
    return answerError(response, (error as Error).message, 500);
  }
  if (fault === 'lose-answer') return void response.destroy();
  response.writeHead(200, {
    'X-ClickHouse-Query-Id': url.searchParams.get('query_id') ?? randomUUID(),
    'X-ClickHouse-Server-Display-Name': 'chdb',
    'X-ClickHouse-Timezone': 'UTC',
    'X-ClickHouse-Format': answered.format,
    'X-ClickHouse-Summary': '{"read_rows":"0","written_rows":"0"}',
  });
  if (fault === 'half-answer') {
    response.write(answered.bytes.subarray(0, answered.bytes.length / 2), () => response.destroy());
    return;
  }
  await pipeline(Readable.from(chunksOf(answered.bytes), { objectMode: false }), response).catch(() => {});
}

function* chunksOf(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += ANSWER_CHUNK) yield bytes.subarray(at, at + ANSWER_CHUNK);
}

function answerError(response: ServerResponse, message: string, status: number): void {
  const code = /Code: (\d+)/.exec(message)?.[1] ?? '0';
  response.writeHead(status, { 'X-ClickHouse-Exception-Code': code, 'Content-Type': 'text/plain' });
  response.end(`${message} (version ${version} (official build))\n`);
}

function allowed(request: IncomingMessage): boolean {
  const expected = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  return (request.headers.authorization ?? `Basic ${Buffer.from('default:').toString('base64')}`) === expected;
}

/** The body, or null if the connection broke before its end. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch {
    return null;
  }
  return request.complete ? Buffer.concat(chunks) : null;
}

interface Answer {
  readonly format: string;
  readonly bytes: Buffer;
}

async function answer(params: URLSearchParams, type: string, body: Buffer): Promise<Answer> {
  const files = multipartFiles(type, body);
  const inAddress = params.get('query');
  // The query in the address goes before the one in the body, with nothing between them.
  let sql = inAddress ?? body.toString('utf8');
  const rows = inAddress !== null && files === null && body.length > 0 ? join(directory, 'body') : null;
  await configure(params);
  for (const { name, bytes } of files ?? []) await putBeside(name, bytes, params);
  try {
    if (rows !== null) {
      writeFileSync(rows, body);
      sql = sql.replace(/\bFORMAT\s+(\w+)\s*$/i, (_, format) => `FROM INFILE '${rows}' FORMAT ${format}`);
    }
    const format = /\bFORMAT\s+(\w+)\s*$/i.exec(sql)?.[1] ?? 'TabSeparated';
    return { format, bytes: await run(sql) };
  } finally {
    if (rows !== null) rmSync(rows);
    for (const { name } of files ?? []) await run(`DROP TABLE IF EXISTS \`${name}\``);
  }
}

/** Settings are of one query: those of the query before it go back to what they were. */
async function configure(params: URLSearchParams): Promise<void> {
  const sets = changed.map((name) => `${name} = DEFAULT`);
  if (sets.length > 0) await run(`SET ${sets.join(', ')}`);
  const settings = [...params].filter(([name]) => !NO_SETTINGS.test(name) && !OF_THE_WIRE.test(name));
  const values = [...params].filter(([name]) => name.startsWith('param_'));
  const now = [...settings, ...values].map(([name, value]) => `${name} = ${quoted(value)}`);
  if (now.length > 0) await run(`SET ${now.join(', ')}`);
  changed = settings.map(([name]) => name);
}

async function putBeside(name: string, bytes: Uint8Array, params: URLSearchParams): Promise<void> {
  const file = join(directory, 'beside');
  writeFileSync(file, bytes);
  // A kill during a query leaves the table, which a server would hold in memory alone.
  await run(`DROP TABLE IF EXISTS \`${name}\``);
  await run(`CREATE TABLE \`${name}\` (${params.get(`${name}_structure`)}) ENGINE = Memory`);
  await run(`INSERT INTO \`${name}\` FROM INFILE '${file}' FORMAT ${params.get(`${name}_format`)}`);
  rmSync(file);
}

async function run(sql: string): Promise<Buffer> {
  return Buffer.from((await session.queryAsync(sql, { format: 'TabSeparated' })).bytes());
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
