/** A running service as commands name it: its address and an API key from a file or the environment. */
import { readFileSync } from 'node:fs';
import { fail, ok, type Problem, type Result } from '../../base/problem.ts';
import type { Io } from './io.ts';

/** The address of a service. */
export interface ServiceAddress {
  /** Without a slash at the end. */
  readonly origin: string;
  /** Whether it is this machine. */
  readonly isLocal: boolean;
}

/** Reads the address that an option gives. Problem: `usage`. */
export function serviceAddress(text: string, option: string): Result<ServiceAddress> {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '' || url.search !== '')
    return fail({
      code: 'usage',
      message: 'expected the address of a service, http or https, without a user name or a query',
      where: option,
      hint: `For example: ${option} https://stillwatch.example`,
    });
  const isLocal = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
  return ok({ origin: `${url.origin}${url.pathname.replace(/\/+$/, '')}`, isLocal });
}

/** Reads the API key from the file, or else from STILLWATCH_KEY. Problems: `key_unreadable`, `usage`. */
export function serviceKey(keyFile: string | undefined, env: Io['env'], scope: string): Result<string> {
  let key = env.STILLWATCH_KEY ?? '';
  if (keyFile !== undefined) {
    try {
      key = readFileSync(keyFile, 'utf8');
    } catch (error) {
      return fail({
        code: 'key_unreadable',
        message: `expected a file with an API key, got ${(error as NodeJS.ErrnoException).code ?? 'an error'} from the system`,
        where: keyFile,
        hint: 'Check the path and its permissions.',
      });
    }
  }
  key = key.trim();
  // Anything else cannot be in a header.
  if (/^[\x21-\x7e]{8,512}$/.test(key)) return ok(key);
  return fail({
    code: 'usage',
    message: `expected an API key with the scope ${scope}, got ${key === '' ? 'none' : 'text that cannot be one'}`,
    where: keyFile ?? 'STILLWATCH_KEY',
    hint: 'Put the key into a file and name it with --key-file, or set STILLWATCH_KEY. `stillwatch serve` prints the first key once.',
  });
}

/** No answer. @param error what fetch rejected with */
export function serviceUnreachable(url: string, option: string, error: unknown, within: number): Problem {
  const { cause, name } = error as Error & { cause?: NodeJS.ErrnoException };
  const why = name === 'TimeoutError' ? `no answer within ${within / 1000} s` : (cause?.code ?? cause?.message ?? name);
  return {
    code: 'service_unreachable',
    message: `expected an answer of the service, got none (${why})`,
    where: url,
    hint: `Check the address given by ${option}, and that \`stillwatch serve\` runs there.`,
  };
}

/** An answer that no Stillwatch gives. */
export function otherService(url: string, option: string, status: number): Problem {
  return {
    code: 'service_other',
    message: `expected an answer of a Stillwatch service, got another one with status ${status}`,
    where: url,
    hint: `Check the address given by ${option}: host, port, and whether a proxy stands in front.`,
  };
}

/** The service does not know the key, or the key has not the scope; null for every other problem. */
export function keyProblem({ code, message }: Problem, url: string, scope: string): Problem | null {
  if (code === 'unauthenticated')
    return {
      code: 'key_refused',
      message: `expected a key that the service knows, got one that it refuses: ${message}`,
      where: url,
      hint: 'Check the key file or STILLWATCH_KEY. An administrator creates keys with POST /v1/keys; `stillwatch keys create` does while no service runs.',
    };
  if (code === 'forbidden')
    return {
      code: 'key_scope',
      message: `expected a key with the scope ${scope}, got one without it`,
      where: url,
      hint: `Ask an administrator for a key with the scope ${scope}.`,
    };
  return null;
}
