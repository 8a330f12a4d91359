/** A server as a door of the service: listens at an address, and closes in time. */

import type { AddressInfo } from 'node:net';
import { isIPv6 } from 'node:net';
import type { Clock } from '../base/clock.ts';
import { ProblemError } from '../base/problem.ts';
import type { Door } from '../service/part.ts';
import type { Api } from './server.ts';

export interface HttpDoorOptions {
  readonly name: string;
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly clock: Clock;
}

export function httpDoor(app: Api, { name, host, port, clock }: HttpDoorOptions): Door {
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
      // Streams and slow clients would keep a server open for ever.
      const cut = setTimeout(
        () => app.server.closeAllConnections(),
        Math.max(0, deadline - clock() - SPARE_MS),
      );
      try {
        await app.close();
      } finally {
        clearTimeout(cut);
      }
    },
  };
}

/** Left of the time to close, for what follows a cut connection. */
const SPARE_MS = 100;

function unusable(host: string, port: number, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined || !(code in REASONS)) return error;
  return new ProblemError({
    code: 'address_unusable',
    message: `Expected to listen on ${host} port ${port}, got ${code}: ${REASONS[code]}.`,
    where: `${host}:${port}`,
    hint: 'Set listen.host and listen.port (or those of metrics), or stop what has the port.',
  });
}

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another process has it',
  EACCES: 'this user may not have it',
  EADDRNOTAVAIL: 'this machine has no such address',
  ENOTFOUND: 'there is no such name',
  EAI_AGAIN: 'the name was not found',
};
