/**
 * One HTTP POST to a webhook's receiver: a new connection to the address that was checked, one deadline for all of it, no
 * redirect followed, and of the answer only its status, one header and a bounded part of the body, which is thrown away.
 */
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { checkTarget, hostOf, type Resolve, resolveTarget, type TargetRules } from './webhook-target.ts';

export interface PostOptions extends TargetRules {
  readonly resolve: Resolve;
  /** For the whole exchange, ms. */
  readonly timeout: number;
  /** Gives it up at once. */
  readonly signal: AbortSignal;
}

/** What came of it. Without a status nothing was answered, and `reason` says why. */
export interface Posted {
  readonly status: number | null;
  /** A code that names the failure; null on 2xx. */
  readonly reason: string | null;
  /** Seconds that the receiver asks to be left alone. */
  readonly retryAfter: number | null;
}

/** Most bytes of an answer's body that are read before the connection is cut. */
const MOST_ANSWER = 65_536;
/** Longest Retry-After that is heard, seconds. */
const MOST_RETRY_AFTER = 24 * 3_600;

export async function post(
  target: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  options: PostOptions,
): Promise<Posted> {
  const signal = AbortSignal.any([AbortSignal.timeout(options.timeout), options.signal]);
  try {
    const url = checkTarget(target, options);
    if (!url.ok) return failed(url.problem.code);
    const resolved = await within(signal, resolveTarget(url.value, options, options.resolve));
    if (!resolved.ok) return failed(resolved.problem.code);
    return await send(url.value, resolved.value.address, resolved.value.family, headers, body, signal);
  } catch (error) {
    if (signal.aborted) return failed('timeout');
    return failed(reasonOf(error));
  }
}

function send(
  url: URL,
  address: string,
  family: 4 | 6,
  headers: Readonly<Record<string, string>>,
  body: string,
  signal: AbortSignal,
): Promise<Posted> {
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(
      {
        protocol: url.protocol,
        hostname: hostOf(url),
        port: url.port === '' ? undefined : Number(url.port),
        path: `${url.pathname}${url.search}`,
        method: 'POST',
        headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
        agent: false,
        maxHeaderSize: 16_384,
        signal,
        // Whatever the name means by now: the address that was checked.
        lookup: (_name, { all }, found) => {
          if (all) found(null, [{ address, family }]);
          else found(null, address, family);
        },
      },
      (response) => {
        drain(response);
        const status = response.statusCode ?? 0;
        const done = status >= 200 && status < 300;
        resolve({
          status,
          reason: done ? null : 'status',
          retryAfter: secondsOf(response.headers['retry-after']),
        });
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

function drain(response: IncomingMessage): void {
  let bytes = 0;
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > MOST_ANSWER) response.destroy();
  });
  // The status was what counted: how the body ends is of no interest.
  response.on('error', () => {});
}

function failed(reason: string): Posted {
  return { status: null, reason, retryAfter: null };
}

/** The system's or OpenSSL's name of what happened; no words, which may quote the receiver. */
function reasonOf(error: unknown): string {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^[A-Z0-9_]{1,64}$/.test(code) ? code : 'failed';
}

function secondsOf(header: string | undefined): number | null {
  if (header === undefined || !/^\d{1,9}$/.test(header)) return null;
  return Math.min(Number(header), MOST_RETRY_AFTER);
}

function within<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}
