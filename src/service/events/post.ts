/**
 * Sends one HTTP POST to the receiver of a webhook: over a new connection to a checked address, with one deadline, without
 * following redirects. Of the response, only the status and Retry-After are used; the body is discarded.
 */
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { checkTarget, hostOf, type Resolve, resolveTarget, type TargetRules } from './webhook-target.ts';

export interface PostOptions extends TargetRules {
  readonly resolve: Resolve;
  /** Time for the whole request, ms. */
  readonly timeout: number;
  /** Aborts the request. */
  readonly signal: AbortSignal;
}

/** Result of a POST. Without a response, `status` is null and `reason` says why. */
export interface Posted {
  readonly status: number | null;
  /** Code of the failure; null for a 2xx response. */
  readonly reason: string | null;
  /** Retry-After of the response, in seconds. */
  readonly retryAfter: number | null;
}

/** Maximum bytes of a response body to read before the connection is closed. */
const MOST_ANSWER = 65_536;
/** Maximum Retry-After that is respected, in seconds. */
const MOST_RETRY_AFTER = 24 * 3_600;

/** Sends the request. Never throws: every failure is a {@link Posted} with a reason. */
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
        // Use the checked address, whatever the name resolves to now.
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
  // Only the status matters, not whether the body arrives completely.
  response.on('error', () => {});
}

function failed(reason: string): Posted {
  return { status: null, reason, retryAfter: null };
}

/** The error code of the system or OpenSSL, never a message, which may quote the receiver. */
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
