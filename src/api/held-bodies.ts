/**
 * Bounds what bodies of requests hold together while they come and until they are answered, beside the bound of each. Leaves
 * out those of ingest, which have a bound of their own (ingest-body.ts).
 */
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { ProblemError } from '../base/problem.ts';
import { InFlightBytes, type Reservation } from '../service/intake/in-flight-bytes.ts';

/** Counts bytes as they arrive; who comes with more than `most` leave room for is told to come back. */
export function addHeldBodies(app: FastifyInstance, most: number): void {
  const held = new InFlightBytes(most);
  const bySocket = new WeakMap<Socket, Set<Reservation>>();

  /** Of a connection; an answer that waits behind another hears nothing of it when that is cut. */
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
    const count = (piece: Buffer): void => {
      const grown = reservation.grow(piece.length);
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
    // At once: what reads the body has to listen before the first piece comes.
    done(null, payload);
  });
}
