/**
 * Decompresses bodies within limits: a decompression bomb is refused when its output exceeds the maximum body, or is out of
 * proportion to its input. Runs in a reading thread.
 */
import { gunzipSync } from 'node:zlib';
import { Decompress } from 'fzstd';
import { LIMITS } from '../../base/limits.ts';
import { fail, ok, type Problem, type Result } from '../../base/problem.ts';
import { ZstdFrames } from '../../ingest/zstd-frames.ts';
import type { UnreadBody } from './body-task.ts';

/** Maximum decompressed size for a compressed size, in bytes; small outputs are always allowed. */
export function mostPlainBytes(compressed: number): number {
  const { bodyBytes, bodyRatio, bodyRatioFrom } = LIMITS;
  return Math.min(bodyBytes, Math.max(bodyRatioFrom, compressed * bodyRatio));
}

/** Decompresses a body. Problem codes: `too_large`, `bad_request`. */
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
      // The library may reuse its memory.
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

/** The problem of a body that is too large. @param most maximum size in bytes */
export function tooLarge(most: number): Problem {
  return {
    code: 'too_large',
    message: `Expected a body of at most ${most} bytes after decompression, got more.`,
    hint: 'Send it in several smaller requests.',
  };
}

function damaged(encoding: string): Problem {
  return {
    code: 'bad_request',
    message: `Expected a valid ${encoding} stream, as Content-Encoding says, got one that is damaged or incomplete.`,
    where: 'body',
  };
}
