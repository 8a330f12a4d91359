/**
 * The binary format of the journal: frames, segment headers and the position file (docs/formats/journal.md). Little-endian; each
 * checksum is the CRC-32 of zlib over everything except itself.
 */
import { crc32 } from 'node:zlib';
import { assert } from '../../../base/assert.ts';

export const FRAME_KINDS = { exchanges: 1, names: 2, accounts: 3, releases: 4 } as const;
export type FrameKind = keyof typeof FRAME_KINDS;

export interface JournalFrame {
  readonly kind: FrameKind;
  /** When it was accepted, ms since the epoch. */
  readonly time: number;
  readonly payload: Uint8Array;
}

/** 'SWJF', 'SWJS' and 'SWJP' in the file. */
const FRAME_MAGIC = 0x464a5753;
const SEGMENT_MAGIC = 0x534a5753;
const POSITION_MAGIC = 0x504a5753;
const VERSION = 1;
export const FRAME_HEADER = 24;
export const SEGMENT_HEADER = 16;
const POSITION_BYTES = 28;
/** Maximum size of a payload in bytes; a larger length means that this is not a frame. */
export const MAX_PAYLOAD = 64 * 1024 * 1024;

const KIND_OF = new Map<number, FrameKind>(Object.entries(FRAME_KINDS).map(([kind, number]) => [number, kind as FrameKind]));

/** Encodes a frame, in chunks that can be written together with others. */
export function encodeFrame(kind: FrameKind, time: number, payload: readonly Uint8Array[]): Uint8Array[] {
  const length = payload.reduce((sum, chunk) => sum + chunk.length, 0);
  assert(length <= MAX_PAYLOAD, `a frame has at most ${MAX_PAYLOAD} bytes, got ${length}`);
  const header = Buffer.alloc(FRAME_HEADER);
  header.writeUInt32LE(FRAME_MAGIC, 0);
  header.writeUInt16LE(VERSION, 4);
  header.writeUInt16LE(FRAME_KINDS[kind], 6);
  header.writeUInt32LE(length, 8);
  header.writeBigInt64LE(BigInt(time), 16);
  let sum = frameSum(header);
  for (const chunk of payload) sum = crc32(chunk, sum);
  header.writeUInt32LE(sum, 12);
  return [header, ...payload];
}

function frameSum(header: Uint8Array): number {
  return crc32(header.subarray(16, FRAME_HEADER), crc32(header.subarray(0, 12)));
}

/** Length of the frame whose header is at `at`, in bytes; null if no frame begins there. Needs FRAME_HEADER bytes. */
export function frameLength(bytes: Buffer, at: number): number | null {
  if (bytes.readUInt32LE(at) !== FRAME_MAGIC || bytes.readUInt16LE(at + 4) !== VERSION) return null;
  const length = bytes.readUInt32LE(at + 8);
  return length > MAX_PAYLOAD || !KIND_OF.has(bytes.readUInt16LE(at + 6)) ? null : FRAME_HEADER + length;
}

/** The frame at `at`, or null if there is none that is complete and undamaged. The payload is a view. */
export function frameAt(bytes: Buffer, at: number): JournalFrame | null {
  if (at + FRAME_HEADER > bytes.length) return null;
  const length = frameLength(bytes, at);
  if (length === null || at + length > bytes.length) return null;
  const header = bytes.subarray(at, at + FRAME_HEADER);
  const payload = bytes.subarray(at + FRAME_HEADER, at + length);
  if (crc32(payload, frameSum(header)) !== header.readUInt32LE(12)) return null;
  const kind = KIND_OF.get(header.readUInt16LE(6)) as FrameKind;
  return { kind, time: Number(header.readBigInt64LE(16)), payload };
}

const MAGIC_BYTES = Buffer.from('SWJF', 'latin1');

/** Offset of the next complete frame at or after `at`, or -1. */
export function nextFrame(bytes: Buffer, at: number): number {
  for (let from = bytes.indexOf(MAGIC_BYTES, at); from >= 0; from = bytes.indexOf(MAGIC_BYTES, from + 1)) {
    if (frameAt(bytes, from) !== null) return from;
  }
  return -1;
}

/** Header of a segment with this number. */
export function segmentHeader(sequence: number): Buffer {
  const header = Buffer.alloc(SEGMENT_HEADER);
  header.writeUInt32LE(SEGMENT_MAGIC, 0);
  header.writeUInt16LE(VERSION, 4);
  header.writeBigUInt64LE(BigInt(sequence), 8);
  return header;
}

/** Whether the bytes begin with the header of this segment. */
export function isSegment(bytes: Buffer, sequence: number): boolean {
  return bytes.length >= SEGMENT_HEADER && bytes.subarray(0, SEGMENT_HEADER).equals(segmentHeader(sequence));
}

/** A position in the journal: number of a segment and offset in it. */
export interface Position {
  readonly segment: number;
  readonly offset: number;
}

/** Encodes the position file. */
export function encodePosition({ segment, offset }: Position): Buffer {
  const bytes = Buffer.alloc(POSITION_BYTES);
  bytes.writeUInt32LE(POSITION_MAGIC, 0);
  bytes.writeUInt16LE(VERSION, 4);
  bytes.writeBigUInt64LE(BigInt(segment), 8);
  bytes.writeBigUInt64LE(BigInt(offset), 16);
  bytes.writeUInt32LE(crc32(bytes.subarray(0, 24)), 24);
  return bytes;
}

/** Decodes the position file. @returns null if it is damaged */
export function decodePosition(bytes: Buffer): Position | null {
  if (bytes.length !== POSITION_BYTES || bytes.readUInt32LE(0) !== POSITION_MAGIC) return null;
  if (crc32(bytes.subarray(0, 24)) !== bytes.readUInt32LE(24)) return null;
  return { segment: Number(bytes.readBigUInt64LE(8)), offset: Number(bytes.readBigUInt64LE(16)) };
}
