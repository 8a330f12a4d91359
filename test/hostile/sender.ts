/**
 * A process that sends: `node --import tsx test/hostile/sender.ts '{"port", "control", "seed", "count", "connections"}'`. Prints
 * a line of JSON ({@link Report}) now and then, and one in the end.
 */
import { createRng, type Rng } from '../../src/base/rng.ts';
import { faultOf } from './judge.ts';
import { Known } from './known.ts';
import { makeRequest, type Request } from './requests.ts';
import { type OpenApiDocument, type Route, routesOf } from './routes.ts';
import { rudeBytes } from './rude.ts';
import { Connection } from './wire.ts';

export interface SenderOptions {
  readonly port: number;
  /** The key of an administrator. */
  readonly control: string;
  readonly seed: string;
  readonly count: number;
  readonly connections: number;
}

export interface Report {
  readonly sent: number;
  readonly statuses: Readonly<Record<string, number>>;
  /** `METHOD /path`, how often it was answered with success. */
  readonly served: Readonly<Record<string, number>>;
  readonly asked: Readonly<Record<string, number>>;
  readonly faults: readonly string[];
  /** Answers that did not come in time. */
  readonly late: number;
  /** Sound requests whose connection ended without an answer, twice. */
  readonly unanswered: number;
  readonly done: boolean;
}

const MOST_FAULTS = 30;
const REPORT_EVERY = 1_000;
/** Of all that is sent. */
const RUDE = 0.06;
const PIPELINED = 0.06;
const ABORTED = 0.01;

const options = JSON.parse(process.argv[2] as string) as SenderOptions;
const address = `http://127.0.0.1:${options.port}`;
const routes = routesOf((await (await fetch(`${address}/v1/openapi.json`)).json()) as OpenApiDocument);
const heaped = heap(routes);
const known = await Known.begin(address, options.control, `hostile-${options.seed.replaceAll(/[^a-z0-9]/g, '-')}`);
const statuses: Record<string, number> = {};
const served: Record<string, number> = {};
const asked: Record<string, number> = {};
const faults: string[] = [];
let sent = 0;
let late = 0;
let unanswered = 0;
let renewing = false;

const timer = setInterval(() => report(false), REPORT_EVERY);
await Promise.all(Array.from({ length: options.connections }, (_, k) => send(createRng(`${options.seed}/${k}`), k)));
clearInterval(timer);
report(true);

async function send(rng: Rng, k: number): Promise<void> {
  const connection = new Connection(options.port);
  while (sent < options.count) {
    const way = rng.next();
    if (way < RUDE) await rude(connection, rng, k);
    else if (way < RUDE + PIPELINED) await polite(connection, rng, k, 2 + rng.int(6));
    else if (way < RUDE + PIPELINED + ABORTED) await abort(rng);
    else await polite(connection, rng, k, 1);
  }
  late += connection.late;
  connection.close();
}

async function polite(connection: Connection, rng: Rng, k: number, many: number): Promise<void> {
  const requests = Array.from({ length: many }, () => makeRequest(rng.pick(heaped), known, rng));
  sent += many;
  const bytes = many === 1 ? (requests[0] as Request).bytes : Buffer.concat(requests.map((one) => one.bytes));
  const methods = requests.map(({ method }) => method);
  const reused = connection.used;
  let answers = await connection.ask(bytes, methods);
  // A server may end a connection that is idle just as it is used again.
  if (answers.length === 0 && reused) answers = await connection.ask(bytes, methods);
  if (answers.length === 0) {
    unanswered++;
    fault(`${k}: no answer to ${bytes.toString('latin1', 0, 300)}`);
  }
  answers.forEach((answer, at) => {
    const request = requests[at] as Request;
    const { route, method } = request;
    const name = `${route.method} ${route.path}`;
    count(statuses, String(answer.status));
    count(asked, name);
    if (answer.status < 300 && method === route.method) {
      count(served, name);
      known.learn(route.path, answer.body);
    }
    // A connection that the server ends after an answer has not taken what was behind it.
    const wrong = faultOf(answer, request);
    if (wrong !== null) fault(`${wrong}\n  to ${request.bytes.toString('latin1', 0, 500)}`);
    if (answer.status === 401 && request.session) renew();
  });
}

async function rude(connection: Connection, rng: Rng, k: number): Promise<void> {
  sent++;
  connection.close();
  const bytes = rudeBytes(rng, known.every);
  const answers = await connection.ask(bytes, ['GET'], true);
  connection.close();
  if (answers[0] === undefined) return count(statuses, 'cut');
  count(statuses, String(answers[0].status));
  const wrong = faultOf(answers[0], null);
  if (wrong !== null) fault(`${k}: ${wrong}\n  to ${bytes.toString('latin1', 0, 300)}`);
}

/** A request whose sender is gone before the answer, or in the middle of it. */
async function abort(rng: Rng): Promise<void> {
  sent++;
  const connection = new Connection(options.port);
  const { bytes, method } = makeRequest(rng.pick(heaped), known, rng);
  const part = rng.chance(0.5) ? bytes : bytes.subarray(0, rng.int(bytes.length));
  await connection.ask(part, [method], true);
  connection.close();
  count(statuses, 'aborted');
}

/** Another session, once for all who found the last one ended. */
function renew(): void {
  if (renewing) return;
  renewing = true;
  void known.again().finally(() => {
    setTimeout(() => {
      renewing = false;
    }, 250);
  });
}

function fault(text: string): void {
  if (faults.length < MOST_FAULTS) faults.push(text);
}

function count(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}

/** Each route as often as it weighs. */
function heap(all: readonly Route[]): readonly Route[] {
  return all.flatMap((route) => Array.from({ length: Math.max(1, Math.round(route.weight * 50)) }, () => route));
}

function report(done: boolean): void {
  const one: Report = { sent, statuses, served, asked, faults, late, unanswered, done };
  process.stdout.write(`${JSON.stringify(one)}\n`);
}
