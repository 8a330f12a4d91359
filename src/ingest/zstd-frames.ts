/**
 * Finds the frames and blocks of a Zstandard stream (RFC 8878, section 3.1) and hands them over one by one, so
 * that the decompressor makes at most one block (128 KB) of output at a time and no header can make it
 * allocate a window that would not fit. Frames follow each other; skippable ones are left out.
 */

/** Largest window: what the reference decoder takes without being asked for more (2^27). */
const MAX_WINDOW = 128 * 1024 * 1024;
const MAX_BLOCK = 128 * 1024;

/** Thrown for bytes that are not a valid Zstandard stream. */
export class ZstdError extends Error {}

type State = 'magic' | 'header' | 'block' | 'checksum' | 'skip';

/** A header, one block or a checksum; `endsFrame` on the last of a frame. */
export interface FrameChunk {
  bytes: Uint8Array;
  endsFrame: boolean;
}

/** The frames of one stream. */
export class ZstdFrames {
  private held: Uint8Array = new Uint8Array(0);
  private state: State = 'magic';
  private skip = 0;
  private hasChecksum = false;
  private found: FrameChunk | undefined;

  /** Takes in bytes and gives the chunks of frames in order; throws a ZstdError where they cannot be a stream. */
  *add(bytes: Uint8Array): Generator<FrameChunk> {
    let input = bytes;
    if (this.held.length > 0) {
      input = new Uint8Array(this.held.length + bytes.length);
      input.set(this.held);
      input.set(bytes, this.held.length);
    }
    let at = 0;
    for (let taken = this.step(input, at); taken > 0; taken = this.step(input, at)) {
      at += taken;
      if (this.found !== undefined) yield this.found;
      this.found = undefined;
    }
    this.held = input.slice(at);
  }

  /** True if the stream ended between frames. */
  get complete(): boolean {
    return this.state === 'magic' && this.held.length === 0;
  }

  /** Reads one element of the stream; 0 when it is not there in full yet. */
  private step(input: Uint8Array, at: number): number {
    const room = input.length - at;
    switch (this.state) {
      case 'magic': {
        if (room < 8) return 0;
        const magic = u32(input, at);
        if ((magic & 0xfffffff0) >>> 0 === 0x184d2a50) {
          this.skip = u32(input, at + 4);
          this.state = 'skip';
          return 8;
        }
        if (magic !== 0xfd2fb528) throw new ZstdError('no Zstandard frame where one should begin');
        this.state = 'header';
        return this.step(input, at);
      }
      case 'header': {
        const size = headerSize(input[at + 4]);
        if (room < size) return 0;
        this.checkWindow(input, at);
        this.hasChecksum = (input[at + 4] & 4) !== 0;
        this.found = { bytes: input.subarray(at, at + size), endsFrame: false };
        this.state = 'block';
        return size;
      }
      case 'block': {
        if (room < 3) return 0;
        const head = input[at] | (input[at + 1] << 8) | (input[at + 2] << 16);
        const type = (head >> 1) & 3;
        const declared = head >> 3;
        // A block of one repeated byte (type 1) holds that byte only.
        const size = 3 + (type === 1 ? 1 : declared);
        if (type === 3 || declared > MAX_BLOCK) throw new ZstdError('a block that Zstandard does not have');
        if (room < size) return 0;
        const isLast = (head & 1) !== 0;
        this.found = { bytes: input.subarray(at, at + size), endsFrame: isLast && !this.hasChecksum };
        if (isLast) this.state = this.hasChecksum ? 'checksum' : 'magic';
        return size;
      }
      case 'checksum':
        if (room < 4) return 0;
        this.found = { bytes: input.subarray(at, at + 4), endsFrame: true };
        this.state = 'magic';
        return 4;
      case 'skip': {
        const taken = Math.min(room, this.skip);
        this.skip -= taken;
        if (this.skip === 0) this.state = 'magic';
        // A skippable frame of length 0 takes nothing, and the next frame is looked at.
        return taken === 0 && this.state === 'magic' ? this.step(input, at) : taken;
      }
    }
  }

  private checkWindow(input: Uint8Array, at: number): void {
    const flags = input[at + 4];
    const single = (flags & 0x20) !== 0;
    let window: number;
    if (single) {
      const sizeAt = at + 5 + DICTIONARY_BYTES[flags & 3];
      const bytes = contentSizeBytes(flags);
      window = 0;
      for (let i = bytes - 1; i >= 0; i--) window = window * 256 + input[sizeAt + i];
    } else {
      const descriptor = input[at + 5];
      const base = 2 ** (10 + (descriptor >> 3));
      window = base + (base / 8) * (descriptor & 7);
    }
    if (window > MAX_WINDOW) throw new ZstdError(`a window of more than ${MAX_WINDOW} bytes`);
  }
}

const DICTIONARY_BYTES = [0, 1, 2, 4];

function contentSizeBytes(flags: number): number {
  const code = flags >> 6;
  if (code === 0) return (flags & 0x20) !== 0 ? 1 : 0;
  return 1 << code;
}

/** Magic, descriptor, window, dictionary id, content size. */
function headerSize(flags: number): number {
  return 5 + ((flags & 0x20) !== 0 ? 0 : 1) + DICTIONARY_BYTES[flags & 3] + contentSizeBytes(flags);
}

function u32(bytes: Uint8Array, at: number): number {
  return (bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24)) >>> 0;
}
