/**
 * Sends request bodies to a running service, and sends one again while the service or the network cannot take it: the ids of
 * exchanges make that safe. Leaves out what is sent (pieces.ts) and what becomes of the answers (send.ts).
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type Clock, SECOND } from '../../base/clock.ts';
import { fail, ok, type Problem, type Result } from '../../base/problem.ts';
import type { Schemas } from '../../client/client.ts';
import { keyProblem, otherService, serviceUnreachable } from '../terminal/service-target.ts';

export type IngestReceipt = Schemas['IngestReceipt'];

export interface ServiceTarget {
  /** Address of the service, without a slash at the end. */
  readonly url: string;
  readonly key: string;
  /** Compress bodies. */
  readonly gzip: boolean;
  /** For how long a body is sent again, ms, before the run gives up. */
  readonly patience: number;
  readonly monotonic: Clock;
  /** Ends waiting between attempts; a request under way is answered. */
  readonly signal: AbortSignal;
  /** Called before each pause. */
  onRetry?(why: string, pause: number): void;
}

/** The statuses after which the same request may succeed. */
const AGAIN: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);
const FIRST_PAUSE = SECOND / 2;
const LONGEST_PAUSE = 30 * SECOND;
/** An answer of a service that stores slowly takes some seconds. */
const ANSWER_WITHIN = 120 * SECOND;
/** Least number of bytes that compression is tried on. */
const GZIP_FROM = 4_096;
/** The service refuses what expands more than 200 times. */
const MOST_RATIO = 100;

const compress = promisify(gzip);

/**
 * Sends one body of wire lines until it is answered.
 * @returns the receipt, or a problem: those of the service (`bad_request`, `too_large`, `unauthenticated` …),
 *   `service_unreachable` when its patience is over, `interrupted` when the signal fires during a pause
 */
export async function sendBody(lines: Uint8Array, options: ServiceTarget): Promise<Result<IngestReceipt>> {
  const { bytes, encoding } = await packed(lines, options.gzip);
  const began = options.monotonic();
  for (let attempt = 0; ; attempt++) {
    const outcome = await post('/v1/exchanges', bytes, encoding, options);
    if ('answer' in outcome) return outcome.answer;
    const spent = options.monotonic() - began;
    if (spent >= options.patience) return fail(outcome.problem);
    const backoff = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** attempt) * (0.5 + Math.random() / 2);
    const pause = Math.min(Math.max(outcome.after ?? backoff, FIRST_PAUSE), Math.max(FIRST_PAUSE, options.patience - spent));
    options.onRetry?.(outcome.problem.message, pause);
    try {
      await sleep(pause, undefined, { signal: options.signal });
    } catch {
      return fail({ code: 'interrupted', message: 'stopped while waiting to send a request again' });
    }
  }
}

/** The body compressed where that makes it smaller, within what the service expands. */
async function packed(lines: Uint8Array, wanted: boolean): Promise<{ bytes: Uint8Array; encoding: string | null }> {
  if (!wanted || lines.length < GZIP_FROM) return { bytes: lines, encoding: null };
  const small = await compress(lines, { level: 1 });
  const isWorth = small.length < lines.length * 0.9 && small.length * MOST_RATIO > lines.length;
  return isWorth ? { bytes: small, encoding: 'gzip' } : { bytes: lines, encoding: null };
}

type Outcome = { readonly answer: Result<IngestReceipt> } | { readonly problem: Problem; readonly after: number | null };

async function post(
  path: string,
  body: Uint8Array,
  encoding: string | null,
  { url, key }: Pick<ServiceTarget, 'url' | 'key'>,
): Promise<Outcome> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': 'application/x-ndjson',
        ...(encoding === null ? {} : { 'content-encoding': encoding }),
      },
      // A redirect would hand the key to another address.
      redirect: 'error',
      body: body as Uint8Array<ArrayBuffer>,
      signal: AbortSignal.timeout(ANSWER_WITHIN),
    });
    text = await response.text();
  } catch (error) {
    return { problem: serviceUnreachable(url, '--to', error, ANSWER_WITHIN), after: null };
  }
  const document = parsed(text);
  if (response.ok) {
    const receipt = document as IngestReceipt | null;
    return {
      answer: typeof receipt?.accepted === 'number' ? ok(receipt) : fail(otherService(url, '--to', response.status)),
    };
  }
  const problem = refusal(url, response.status, document);
  if (!AGAIN.has(response.status)) return { answer: fail(problem) };
  return { problem, after: retryAfter(response.headers.get('retry-after')) };
}

/**
 * Checks the service before anything is read: that it answers, is a Stillwatch, and takes exchanges with this key.
 * @returns what to do otherwise: `service_unreachable`, `service_other`, `key_refused`, `key_scope`
 */
export async function checkService(options: Pick<ServiceTarget, 'url' | 'key'>): Promise<Result<void>> {
  const outcome = await post('/v1/exchanges', new Uint8Array(0), null, options);
  if (!('answer' in outcome)) return fail(outcome.problem);
  if (outcome.answer.ok) return ok(undefined);
  const { problem } = outcome.answer;
  return fail(keyProblem(problem, options.url, 'ingest') ?? problem);
}

/** The problem of an answer, in the service's words where it is the service that answers. */
function refusal(url: string, status: number, document: unknown): Problem {
  const body = document as { code?: unknown; detail?: unknown; hint?: unknown } | null;
  // A proxy on the way refuses large bodies with a page of its own.
  if (typeof body?.code !== 'string') {
    if (status === 413) return { code: 'too_large', message: 'Expected a smaller body.', where: url };
    if (AGAIN.has(status)) return { ...otherService(url, '--to', status), code: 'service_unreachable' };
    return otherService(url, '--to', status);
  }
  return {
    code: body.code,
    message: typeof body.detail === 'string' ? body.detail : `Refused with status ${status}.`,
    where: url,
    ...(typeof body.hint === 'string' ? { hint: body.hint } : {}),
  };
}

/** Retry-After in ms: seconds, or a date. */
function retryAfter(header: string | null): number | null {
  if (header === null) return null;
  const seconds = Number(header);
  const wait = Number.isFinite(seconds) ? seconds * SECOND : Date.parse(header) - Date.now();
  return Number.isFinite(wait) && wait >= 0 ? Math.min(wait, 10 * LONGEST_PAUSE) : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
