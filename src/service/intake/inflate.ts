/**
 * A body's plain bytes, bounded: a decompression bomb is refused when it has made as much as a body may have, or out of
 * all proportion to what was sent. Runs in a reading thread.
 */
import { gunzipSync } from 'node:zlib';
import { Decompress } from 'fzstd';
import { LIMITS } from '../../base/limits.ts';
import { fail, ok, type Problem, type Result } from '../../base/problem.ts';
import { ZstdFrames } from '../../ingest/zstd-frames.ts';
import type { UnreadBody } from './body-task.ts';

/** Most bytes that this many compressed ones may become; a little always may. */
export function mostPlainBytes(compressed: number): number {
  const { bodyBytes, bodyRatio, bodyRatioFrom } = LIMITS;
  return Math.min(bodyBytes, Math.max(bodyRatioFrom, compressed * bodyRatio));
}

export function inflate({ bytes, encoding }: Pick<UnreadBody, 'bytes' | 'encoding'>): Result<Uint8Array> {
  const most = encoding === 'identity' ? LIMITS.bodyBytes : mostPlainBytes(bytes.length);
  if (encoding === 'identity') return bytes.length > most ? fail(tooLarge(most)) : ok(bytes);
  return encoding === 'gzip' ? gunzip(bytes, most) : unzstd(bytes, most);
}

function gunzip(bytes: Uint8Array, most: number): Result<Uint8Array> {
  try {
    return ok(gunzipSync(bytes, { maxOutputLength: most }));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return fail(code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge(most) : damaged('gzip'));
  }
}

function unzstd(bytes: Uint8Array, most: number): Result<Uint8Array> {
  const made: Uint8Array[] = [];
  let length = 0;
  const create = (): Decompress =>
    new Decompress((chunk) => {
      length += chunk.length;
      // The library may use its memory again.
      made.push(chunk.slice());
    });
  let decoder = create();
  const frames = new ZstdFrames();
  try {
    for (const chunk of frames.add(bytes)) {
      decoder.push(chunk.bytes, chunk.endsFrame);
      if (chunk.endsFrame) decoder = create();
      if (length > most) return fail(tooLarge(most));
    }
  } catch {
    return fail(damaged('zstd'));
  }
  return frames.complete ? ok(Buffer.concat(made, length)) : fail(damaged('zstd'));
}

export function tooLarge(most: number): Problem {
  return {
    code: 'too_large',
    message: `Expected a body of at most ${most} bytes when it is decompressed, got more.`,
    hint: 'Send it in several smaller requests.',
  };
}

function damaged(encoding: string): Problem {
  return {
    code: 'bad_request',
    message: `Expected a whole ${encoding} stream, as Content-Encoding says, got one that ends early or has an error in it.`,
    where: 'body',
  };
}
