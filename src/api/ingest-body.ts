/**
 * Receives the body of an ingest request as raw bytes, within the limits of one request and of all requests together.
 * Decompressing and parsing happen in another thread (service/intake/).
 */
import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { fail, ok, orThrow, type Problem, ProblemError, type Result } from '../base/problem.ts';
import type { BodyEncoding } from '../service/intake/body-task.ts';
import type { Reservation } from '../service/intake/in-flight-bytes.ts';

export interface IngestBody {
  readonly bytes: Uint8Array;
  readonly encoding: BodyEncoding;
  readonly reservation: Reservation;
}

/** Makes the routes of `scope` accept bodies of these content types only, each as an {@link IngestBody}. */
export function takeRawBodies(scope: FastifyInstance, types: readonly string[], reserve: () => Reservation): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser([...types], (request: FastifyRequest, payload, done) => {
    receive(request, payload, reserve()).then(
      (body) => done(null, body),
      (error: Error) => done(error),
    );
  });
  // For every outcome, including requests whose handler never ran.
  scope.addHook('onResponse', async (request) => {
    (request.body as IngestBody | undefined)?.reservation.release();
  });
}

/** The received body; that of a request without one is empty. */
export function ingestBody(request: FastifyRequest, reserve: () => Reservation): IngestBody {
  return (
    (request.body as IngestBody | undefined) ?? {
      bytes: new Uint8Array(0),
      encoding: 'identity',
      reservation: reserve(),
    }
  );
}

async function receive(request: FastifyRequest, payload: Readable, reservation: Reservation): Promise<IngestBody> {
  try {
    const encoding = orThrow(encodingOf(request.headers['content-encoding']));
    const most = request.routeOptions.bodyLimit ?? Number.POSITIVE_INFINITY;
    const declared = Number(request.headers['content-length'] ?? 0);
    if (declared > most) throw new ProblemError(tooLarge(most));
    orThrow(reservation.grow(declared));
    const chunks: Buffer[] = [];
    let length = 0;
    // Not destroyed if it is too long: that would close the connection before the refusal is sent.
    for await (const chunk of payload.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > most) throw new ProblemError(tooLarge(most));
      if (length > reservation.bytes) orThrow(reservation.grow(length - reservation.bytes));
      chunks.push(chunk);
    }
    return { bytes: chunks.length === 1 ? chunks[0] : Buffer.concat(chunks, length), encoding, reservation };
  } catch (error) {
    reservation.release();
    throw error instanceof ProblemError ? error : new ProblemError(cutOff());
  }
}

function encodingOf(header: string | undefined): Result<BodyEncoding> {
  switch ((header ?? 'identity').trim().toLowerCase()) {
    case '':
    case 'identity':
      return ok('identity');
    case 'gzip':
    case 'x-gzip':
      return ok('gzip');
    case 'zstd':
      return ok('zstd');
    default:
      return fail({
        code: 'unsupported_media_type',
        message: 'Expected no Content-Encoding, gzip or zstd, got another one.',
        where: 'headers/content-encoding',
      });
  }
}

function tooLarge(most: number): Problem {
  return {
    code: 'too_large',
    message: `Expected a body of at most ${most} bytes before decompression, got more.`,
    hint: 'Send it in several smaller requests.',
  };
}

function cutOff(): Problem {
  return {
    code: 'bad_request',
    message: 'Expected a complete body, got one that was cut off.',
    where: 'body',
    hint: 'Nothing was accepted. Send the request again.',
  };
}
