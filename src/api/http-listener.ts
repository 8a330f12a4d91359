/** A server as a listener of the service: opens an address, and closes by a deadline. */
import type { AddressInfo } from 'node:net';
import { isIPv6 } from 'node:net';
import type { Clock } from '../base/clock.ts';
import { ProblemError } from '../base/problem.ts';
import type { Listener } from '../service/part.ts';
import type { Api } from './server.ts';

export interface HttpListenerOptions {
  readonly name: string;
  readonly host: string;
  /** 0 picks a free port. */
  readonly port: number;
  readonly monotonic: Clock;
}

/** Throws a {@link ProblemError} with code `address_unusable` from `open` if the address cannot be used. */
export function httpListener(app: Api, { name, host, port, monotonic }: HttpListenerOptions): Listener {
  return {
    name,
    async open() {
      try {
        await app.listen({ host, port });
      } catch (error) {
        throw unusable(host, port, error);
      }
      const { port: taken } = app.server.address() as AddressInfo;
      return `http://${isIPv6(host) ? `[${host}]` : host}:${taken}`;
    },
    async close(deadline) {
      // Otherwise, event streams and slow clients would keep the server open indefinitely.
      const cut = setTimeout(() => app.server.closeAllConnections(), Math.max(0, deadline - monotonic() - SPARE_MS));
      try {
        await app.close();
      } finally {
        clearTimeout(cut);
      }
    },
  };
}

/** Reserved at the end of the time to close, for the work that follows a cut connection, ms. */
const SPARE_MS = 100;

function unusable(host: string, port: number, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined || !(code in REASONS)) return error;
  return new ProblemError({
    code: 'address_unusable',
    message: `Expected to listen on ${host} port ${port}, got ${code}: ${REASONS[code]}.`,
    where: `${host}:${port}`,
    hint: 'Change listen.host and listen.port (or metrics.host and metrics.port), or stop the process that uses the port.',
  });
}

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another process is using it',
  EACCES: 'this user is not allowed to use it',
  EADDRNOTAVAIL: 'this machine has no such address',
  ENOTFOUND: 'the host name does not exist',
  EAI_AGAIN: 'the host name could not be resolved',
};
