/**
 * Converts text to UTF-8: removes a byte order mark, and decodes UTF-16, which some Windows tools write. UTF-16 is recognised by
 * its byte order mark, or by a zero byte next to the first character of JSON.
 */
import { TextDecoder } from 'node:util';
import type { ByteChunk } from './byte-stream.ts';

/** The chunks as UTF-8 without a byte order mark. Invalid UTF-8 is passed on; the parser rejects its lines. */
export async function* toUtf8(chunks: AsyncGenerator<ByteChunk>): AsyncGenerator<ByteChunk> {
  let decoder: TextDecoder | undefined;
  let begun = false;
  let head: Buffer | undefined;
  for await (const chunk of chunks) {
    if (begun) {
      yield decoder === undefined ? chunk : translate(decoder, chunk);
      continue;
    }
    head = head === undefined ? Buffer.from(chunk.bytes) : Buffer.concat([head, chunk.bytes]);
    if (head.length < 4) continue;
    begun = true;
    decoder = decoderOf(head);
    yield start(decoder, head, chunk.raw);
  }
  if (!begun && head !== undefined) yield start(decoderOf(head), head, head.length);
  const rest = decoder?.decode();
  if (rest) yield { bytes: Buffer.from(rest), raw: 0 };
}

function start(decoder: TextDecoder | undefined, head: Buffer, raw: number): ByteChunk {
  if (decoder !== undefined) return translate(decoder, { bytes: head, raw });
  const marked = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf;
  return { bytes: marked ? head.subarray(3) : head, raw };
}

function translate(decoder: TextDecoder, chunk: ByteChunk): ByteChunk {
  return { bytes: Buffer.from(decoder.decode(chunk.bytes, { stream: true })), raw: chunk.raw };
}

function decoderOf(head: Uint8Array): TextDecoder | undefined {
  const [a, b] = head;
  if ((a === 0xff && b === 0xfe) || (isJsonStart(a) && b === 0)) return new TextDecoder('utf-16le');
  if ((a === 0xfe && b === 0xff) || (a === 0 && isJsonStart(b))) return new TextDecoder('utf-16be');
  return undefined;
}

function isJsonStart(c: number): boolean {
  return c === 0x7b || c === 0x5b;
}
