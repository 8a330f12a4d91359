/**
 * Bounds what bodies of requests hold together while they come and until they are answered, beside the bound of each. Leaves
 * out those of ingest, which have a bound of their own (ingest-body.ts).
 */
import type { FastifyInstance } from 'fastify';
import { ProblemError } from '../base/problem.ts';
import { InFlightBytes } from '../service/intake/in-flight-bytes.ts';

/** Counts bytes as they arrive; who comes with more than `most` leave room for is told to come back. */
export function addHeldBodies(app: FastifyInstance, most: number): void {
  const held = new InFlightBytes(most);
  app.addHook('preParsing', (request, reply, payload, done) => {
    const { access } = request.routeOptions.config;
    const isIngest = typeof access === 'object' && access.scope === 'ingest';
    const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
    if (isIngest || (length === undefined && encoding === undefined)) return done(null, payload);
    const reservation = held.reserve();
    const count = (piece: Buffer): void => {
      const grown = reservation.grow(piece.length);
      if (grown.ok) return;
      payload.off('data', count);
      payload.emit('error', new ProblemError(grown.problem));
    };
    payload.on('data', count);
    // Whatever became of the request.
    reply.raw.once('close', () => {
      payload.off('data', count);
      reservation.release();
    });
    // At once: what reads the body has to listen before the first piece comes.
    done(null, payload);
  });
}
