/**
 * Recovers the journal after a restart: finds its segments, the valid length of each, and the position up to which it was
 * stored. A tail that was being written when the process was killed was never acknowledged; it is cut off and counted.
 */
import { mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  decodePosition,
  FRAME_HEADER,
  frameAt,
  isSegment,
  type JournalFrame,
  nextFrame,
  type Position,
  SEGMENT_HEADER,
} from './frame.ts';

export const POSITION_FILE = 'position';
const SEGMENT_NAME = /^(\d{12})\.segment$/;

/** State of a recovered journal. */
export interface Recovered {
  /** Valid length of each segment, by number. */
  readonly lengths: ReadonlyMap<number, number>;
  readonly lastSequence: number;
  readonly position: Position;
  readonly frames: number;
  /** Bytes that were cut off or skipped because they are not part of a complete frame. */
  readonly tornBytes: number;
}

/** Path of a segment. */
export function segmentPath(directory: string, sequence: number): string {
  return join(directory, `${String(sequence).padStart(12, '0')}.segment`);
}

/** Recovers the journal in a directory, which is created if needed. Calls `take` for every frame that may not be stored yet. */
export async function recoverJournal(
  directory: string,
  take: (frame: JournalFrame, segment: number) => void,
): Promise<Recovered> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const sequences = (await readdir(directory))
    .flatMap((name) => {
      const match = SEGMENT_NAME.exec(name);
      return match === null ? [] : [Number(match[1])];
    })
    .sort((a, b) => a - b);
  const known = await readPosition(directory);
  const lengths = new Map<number, number>();
  let frames = 0;
  let tornBytes = 0;
  for (const sequence of sequences) {
    const path = segmentPath(directory, sequence);
    if (known !== null && sequence < known.segment) {
      await rm(path, { force: true });
      continue;
    }
    const bytes = await readFile(path);
    if (!isSegment(bytes, sequence)) {
      // The process was killed while creating it: it has no frames.
      tornBytes += bytes.length;
      await rm(path, { force: true });
      continue;
    }
    const from = sequence === known?.segment ? known.offset : SEGMENT_HEADER;
    const end = scan(bytes, from, (frame) => {
      frames++;
      take(frame, sequence);
    });
    tornBytes += end.torn;
    if (end.at < bytes.length) await cut(path, end.at);
    lengths.set(sequence, end.at);
  }
  const first = sequences.find((sequence) => lengths.has(sequence));
  const lastSequence = Math.max(known?.segment ?? 0, sequences.at(-1) ?? 0);
  return {
    lengths,
    lastSequence,
    position: known ?? { segment: first ?? lastSequence, offset: SEGMENT_HEADER },
    frames,
    tornBytes,
  };
}

/** Finds the frames from an offset on; all bytes between and after them are torn. */
function scan(
  bytes: Buffer,
  from: number,
  take: (frame: JournalFrame) => void,
): { readonly at: number; readonly torn: number } {
  let at = Math.min(from, bytes.length);
  let torn = 0;
  for (;;) {
    const frame = frameAt(bytes, at);
    if (frame !== null) {
      take(frame);
      at += FRAME_HEADER + frame.payload.length;
      continue;
    }
    const next = nextFrame(bytes, at);
    if (next < 0) return { at, torn: torn + bytes.length - at };
    torn += next - at;
    at = next;
  }
}

async function readPosition(directory: string): Promise<Position | null> {
  try {
    return decodePosition(await readFile(join(directory, POSITION_FILE)));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return null;
  }
}

async function cut(path: string, length: number): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.truncate(length);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
