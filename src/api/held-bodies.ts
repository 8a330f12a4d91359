/**
 * Limits the total size of the request bodies held at once, from their first byte until their response is sent. Leaves out
 * the bodies of ingest, which have their own limit (ingest-body.ts).
 */
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { ProblemError } from '../base/problem.ts';
import { InFlightBytes, type Reservation } from '../service/intake/in-flight-bytes.ts';

/** @param most maximum total size in bytes; a request beyond it is refused with `too_many_requests` and can be retried */
export function addHeldBodies(app: FastifyInstance, most: number): void {
  const held = new InFlightBytes(most);
  const bySocket = new WeakMap<Socket, Set<Reservation>>();

  /** By connection, since a response queued behind another gets no event when the connection is cut. */
  const reservationsOf = (socket: Socket): Set<Reservation> => {
    const known = bySocket.get(socket);
    if (known !== undefined) return known;
    const reservations = new Set<Reservation>();
    bySocket.set(socket, reservations);
    socket.once('close', () => {
      for (const reservation of reservations) reservation.release();
    });
    return reservations;
  };

  app.addHook('preParsing', (request, reply, payload, done) => {
    const { access } = request.routeOptions.config;
    const isIngest = typeof access === 'object' && access.scope === 'ingest';
    const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
    if (isIngest || (length === undefined && encoding === undefined)) return done(null, payload);
    const reservation = held.reserve();
    const reservations = reservationsOf(request.raw.socket).add(reservation);
    const count = (chunk: Buffer): void => {
      const grown = reservation.grow(chunk.length);
      if (grown.ok) return;
      payload.off('data', count);
      payload.emit('error', new ProblemError(grown.problem));
    };
    payload.on('data', count);
    payload.once('close', () => payload.off('data', count));
    reply.raw.once('close', () => {
      payload.off('data', count);
      reservations.delete(reservation);
      reservation.release();
    });
    // Called synchronously, so that the parser listens before the first chunk arrives.
    done(null, payload);
  });
}
