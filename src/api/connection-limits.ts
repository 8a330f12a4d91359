/**
 * Limits on connections, besides the timeouts in server.ts: their number, the number of pipelined requests on each, and how
 * long a response waits for a client that does not read it.
 */
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { type Problem, ProblemError } from '../base/problem.ts';

/** Each takes some kilobytes and a file descriptor; the stores need file descriptors too. */
const MOST_CONNECTIONS = 10_000;
/** Unanswered requests on one connection. Node accepts about a hundred, however large their responses are. */
const MOST_PIPELINED = 64;
const TOO_LARGE = 413;

/** Applies the limits to a server that is not listening yet; call it before adding any other hook. */
export function addConnectionLimits(
  app: FastifyInstance,
  connections: number = MOST_CONNECTIONS,
  refused: (code: string) => void = () => {},
): void {
  const { server } = app;
  server.maxConnections = connections;
  server.on('drop', () => {
    app.log.warn({ code: 'too_many_connections' }, 'refused a connection: the maximum number is open');
    refused('too_many_connections');
  });
  // A server may ignore an unknown Expect header; Node's own response would not be a problem document.
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
  const waiting = new WeakMap<Socket, number>();
  app.addHook('onRequest', async ({ raw }, reply) => {
    // RFC 9112, 3.2.
    if (raw.httpVersion === '1.1' && raw.headers.host === undefined) throw new ProblemError(hostless());
    const { socket } = raw;
    const count = (waiting.get(socket) ?? 0) + 1;
    waiting.set(socket, count);
    reply.raw.once('close', () => waiting.set(socket, (waiting.get(socket) ?? 1) - 1));
    // The client is not reading its response. A connection that waits for the server is left open.
    reply.raw.on('timeout', () => {
      if (socket.writableLength > 0) socket.destroy();
    });
    if (count > MOST_PIPELINED) throw new ProblemError(impatient());
  });
  // After answering a request whose body it did not read, Fastify would close the connection. The rest of the body would
  // then cause a reset, and the client could lose the response (RFC 9112, 9.6). Left open, Node discards the rest, for at
  // most the request timeout.
  app.addHook('onSend', async (_request, reply) => {
    if (reply.statusCode === TOO_LARGE) reply.removeHeader('connection');
  });
}

function hostless(): Problem {
  return { code: 'bad_request', message: 'Expected a Host header, got none.', where: 'headers/host' };
}

function impatient(): Problem {
  return {
    code: 'too_many_requests',
    message: `Expected at most ${MOST_PIPELINED} unanswered requests on one connection, got more.`,
    hint: 'Read responses before sending more requests, or use more connections.',
  };
}
