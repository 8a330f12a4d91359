/**
 * The classifier's model as a file: what it holds, where its parts are, and the reader. docs/formats/model.md has the
 * tables. The file keeps the numbers as the scorer uses them, so that reading it is little more than one read;
 * model-writer.ts writes it, scripts/train/print-model.ts shows it to a person.
 */
import { crc32 } from 'node:zlib';
import { assert } from '../base/assert.ts';

/** A trained model. */
export interface ModelFile {
  /** Hash of the training grammar and settings, 16 hexadecimal digits: says whether the file and the scripts belong together. */
  readonly training: string;
  readonly outputs: readonly string[];
  /** Logits of one step of an int8 term weight, by output. */
  readonly scale: readonly number[];
  readonly bias: readonly number[];
  /** Calibration: probability = sigmoid(slope * logit + offset), by output. */
  readonly slope: readonly number[];
  readonly offset: readonly number[];
  /** Logits of each shape feature, by output. */
  readonly shape: Readonly<Record<string, readonly number[]>>;
  /** Words, and two words with a space between, in the order of their UTF-16 code units. */
  readonly terms: readonly string[];
  /** Steps of `scale`: term i has weights[i * outputs.length, (i + 1) * outputs.length). */
  readonly weights: Int8Array;
}

/** Where the parts of the file are; multi-byte numbers are little-endian. */
export const MODEL_LAYOUT = {
  /** 'SWCM' as it stands in the file. */
  magic: 0x4d435753,
  version: 1,
  at: { magic: 0, version: 4, outputs: 6, shape: 8, nameBytes: 10, terms: 12, termBytes: 16, checksum: 20 },
  trainingAt: 24,
  trainingBytes: 8,
  header: 32,
} as const;

/** CRC-32 of a model file over everything but the checksum itself. */
export function modelChecksum(bytes: Uint8Array): number {
  const { checksum } = MODEL_LAYOUT.at;
  return crc32(bytes.subarray(checksum + 4), crc32(bytes.subarray(0, checksum)));
}

/** Reads a model file. Fails when the bytes are no model of this version or not what was written. */
export function decodeModel(bytes: Buffer): ModelFile {
  const { at, header, trainingAt, trainingBytes } = MODEL_LAYOUT;
  assert(bytes.length >= header && bytes.readUInt32LE(at.magic) === MODEL_LAYOUT.magic, 'model.bin is a model file');
  const version = bytes.readUInt16LE(at.version);
  assert(version === MODEL_LAYOUT.version, `model.bin has version ${MODEL_LAYOUT.version}, got ${version}`);
  assert(modelChecksum(bytes) === bytes.readUInt32LE(at.checksum), 'model.bin is as it was written');
  const outputCount = bytes.readUInt16LE(at.outputs);
  const shapeCount = bytes.readUInt16LE(at.shape);
  let place = header;
  const take = (length: number) => {
    place += length;
    return bytes.subarray(place - length, place);
  };
  const names = textsOf(take(bytes.readUInt16LE(at.nameBytes)));
  const rows = Array.from({ length: 4 + shapeCount }, () => numbersOf(take(8 * outputCount)));
  const weights = take(bytes.readUInt32LE(at.terms) * outputCount);
  const terms = textsOf(take(bytes.readUInt32LE(at.termBytes)));
  assert(place === bytes.length && terms.length === bytes.readUInt32LE(at.terms), 'model.bin is complete');
  const [scale, bias, slope, offset, ...shape] = rows;
  return {
    training: bytes.toString('hex', trainingAt, trainingAt + trainingBytes),
    outputs: names.slice(0, outputCount),
    scale,
    bias,
    slope,
    offset,
    shape: Object.fromEntries(names.slice(outputCount).map((name, f) => [name, shape[f]])),
    terms,
    weights: new Int8Array(weights.buffer, weights.byteOffset, weights.length),
  };
}

function textsOf(bytes: Buffer): string[] {
  return bytes.length === 0 ? [] : bytes.toString('utf8').split('\0');
}

function numbersOf(bytes: Buffer): number[] {
  return Array.from({ length: bytes.length / 8 }, (_, i) => bytes.readDoubleLE(8 * i));
}
