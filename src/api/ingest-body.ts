/**
 * The body of an ingest request as it comes: its bytes, bounded while they arrive by what one request and all together
 * may hold. Neither decompressed nor parsed here: that is work for another thread (service/intake/).
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

/** Makes `scope` take bodies of these types, and no others, as {@link IngestBody}. */
export function takeRawBodies(
  scope: FastifyInstance,
  types: readonly string[],
  reserve: () => Reservation,
): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser([...types], (request: FastifyRequest, payload, done) => {
    receive(request, payload, reserve()).then(
      (body) => done(null, body),
      (error: Error) => done(error),
    );
  });
  // Whatever became of the request, also when nobody looked at its body.
  scope.addHook('onResponse', async (request) => {
    (request.body as IngestBody | undefined)?.reservation.release();
  });
}

/** The received body; a request without one is as good as an empty one. */
export function ingestBody(request: FastifyRequest, reserve: () => Reservation): IngestBody {
  return (
    (request.body as IngestBody | undefined) ?? {
      bytes: new Uint8Array(0),
      encoding: 'identity',
      reservation: reserve(),
    }
  );
}

async function receive(
  request: FastifyRequest,
  payload: Readable,
  reservation: Reservation,
): Promise<IngestBody> {
  try {
    const encoding = orThrow(encodingOf(request.headers['content-encoding']));
    const most = request.routeOptions.bodyLimit ?? Number.POSITIVE_INFINITY;
    const declared = Number(request.headers['content-length'] ?? 0);
    if (declared > most) throw new ProblemError(tooLarge(most));
    orThrow(reservation.grow(declared));
    const pieces: Buffer[] = [];
    let length = 0;
    // Left as it is when it is too much: ended, it would take the connection and the refusal with it.
    for await (const piece of payload.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      length += piece.length;
      if (length > most) throw new ProblemError(tooLarge(most));
      if (length > reservation.bytes) orThrow(reservation.grow(length - reservation.bytes));
      pieces.push(piece);
    }
    return { bytes: pieces.length === 1 ? pieces[0] : Buffer.concat(pieces, length), encoding, reservation };
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
        message: 'Expected Content-Encoding gzip, zstd or none, got another.',
        where: 'headers/content-encoding',
      });
  }
}

function tooLarge(most: number): Problem {
  return {
    code: 'too_large',
    message: `Expected a body of at most ${most} bytes as it is sent, got more.`,
    hint: 'Send it in several smaller requests.',
  };
}

function cutOff(): Problem {
  return {
    code: 'bad_request',
    message: 'Expected a whole body, got one that was cut off.',
    where: 'body',
    hint: 'Nothing of it was taken: send it again.',
  };
}
