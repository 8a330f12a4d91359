/**
 * What a connection may do, beside the timeouts that the server is made with: how many there are, how much each may ask before
 * it reads, and how long an answer waits for it.
 */
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { type Problem, ProblemError } from '../base/problem.ts';

/** Each is some kilobytes and a file descriptor, of which the stores need some. */
const MOST_CONNECTIONS = 10_000;
/** Requests of a connection whose answers are not sent yet. Node takes in some hundred at once, whatever their answers weigh. */
const MOST_PIPELINED = 64;
const TOO_LARGE = 413;

/** Sets them on a server that is not listening yet; before every other hook. */
export function addConnectionLimits(app: FastifyInstance, connections: number = MOST_CONNECTIONS): void {
  const { server } = app;
  server.maxConnections = connections;
  server.on('drop', () => app.log.warn('refused a connection: there are as many as there may be'));
  // Of an expectation that is not known a server may think what it likes; Node would answer without a problem.
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
  const waiting = new WeakMap<Socket, number>();
  app.addHook('onRequest', async ({ raw }, reply) => {
    // RFC 9112, 3.2.
    if (raw.httpVersion === '1.1' && raw.headers.host === undefined) throw new ProblemError(hostless());
    const { socket } = raw;
    const count = (waiting.get(socket) ?? 0) + 1;
    waiting.set(socket, count);
    reply.raw.once('close', () => waiting.set(socket, (waiting.get(socket) ?? 1) - 1));
    // Nothing moves although an answer waits; a connection that waits for its answer may go on.
    reply.raw.on('timeout', () => {
      if (socket.writableLength > 0) socket.destroy();
    });
    if (count > MOST_PIPELINED) throw new ProblemError(impatient());
  });
  // Fastify would end the connection behind the answer to a body that it did not read. What of it is still on its way then
  // meets a closed door, and the kernel takes the answer back (RFC 9112, 9.6). Node throws the rest of it away, unread, for
  // as long as a request may take.
  app.addHook('onSend', async (_request, reply) => {
    if (reply.statusCode === TOO_LARGE) reply.removeHeader('connection');
  });
}

function hostless(): Problem {
  return { code: 'bad_request', message: 'Expected a header Host, got none.', where: 'headers/host' };
}

function impatient(): Problem {
  return {
    code: 'too_many_requests',
    message: `Expected at most ${MOST_PIPELINED} requests on a connection before their answers are read, got more.`,
    hint: 'Read the answers, or use more connections.',
  };
}
