/**
 * What comes through a pipe, in memory that is used again and again. A stream of Node's makes memory for each piece, 64 KB, and V8
 * collects all that lives when 64 MB of it have been thrown away: a twentieth of the CPU of reading a log from standard input.
 */
import { fstatSync } from 'node:fs';
import { type OnReadOpts, Socket, type SocketConstructorOpts } from 'node:net';
import type { ByteInput } from '../../ingest/byte-stream.ts';

/** As much as a pipe of Linux holds. */
const PIECE_BYTES = 64 * 1024;
/** Pieces that are read while nobody asks for them. */
const PIECES = 16;

/** Whether a descriptor is a pipe, or a socket in its place. */
export function isPipe(descriptor: number): boolean {
  try {
    const about = fstatSync(descriptor);
    return about.isFIFO() || about.isSocket();
  } catch {
    return false;
  }
}

/** The bytes of a pipe, to be gone through once. Nothing is read before. */
export class PipeInput implements ByteInput {
  private readonly descriptor: number;
  private socket: Socket | null = null;
  private destroyed = false;

  constructor(descriptor: number) {
    this.descriptor = descriptor;
  }

  /** Ends the wait for more, and the pieces with it. */
  destroy(): void {
    this.destroyed = true;
    this.socket?.destroy();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    if (this.destroyed) return;
    const memory = Array.from({ length: PIECES }, () => new Uint8Array(PIECE_BYTES));
    const lengths: number[] = [];
    /** Pieces that came, and those that nobody looks at any more. */
    let come = 0;
    let gone = 0;
    let ended = false;
    let failure: Error | null = null;
    let wake = () => {};
    const onread: OnReadOpts = {
      buffer: () => memory[come % PIECES] as Uint8Array,
      callback(bytes) {
        lengths[come++ % PIECES] = bytes;
        wake();
        // The next is read behind this one: not while somebody may look there.
        return come - gone < PIECES;
      },
    };
    // The types know `onread` of sockets that connect alone.
    const options = { fd: this.descriptor, readable: true, writable: false, onread };
    const socket = new Socket(options as SocketConstructorOpts);
    this.socket = socket;
    socket.on('end', () => {
      ended = true;
      wake();
    });
    socket.on('error', (error) => {
      failure = error;
    });
    socket.on('close', () => {
      ended = true;
      wake();
    });
    socket.resume();
    try {
      for (;;) {
        while (come === gone && !ended) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
        if (come === gone) break;
        const place = gone % PIECES;
        yield (memory[place] as Uint8Array).subarray(0, lengths[place]);
        if (come - gone++ === PIECES) socket.resume();
      }
      if (failure !== null) throw failure;
    } finally {
      socket.destroy();
    }
  }
}
