import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createClassifier, loadModel, OUTPUTS } from './classify.ts';
import { decodeModel, MODEL_LAYOUT, type ModelFile, modelChecksum } from './model-reader.ts';
import { encodeModel } from './model-writer.ts';

const SHIPPED = readFileSync(new URL('./model.bin', import.meta.url));

const SMALL: ModelFile = {
  training: '0123456789abcdef',
  outputs: ['grading', 'coding'],
  scale: [0.1, 0.007],
  bias: [-3.25, 1e-4],
  slope: [1, 2],
  offset: [0, -0.5],
  shape: { images: [-0.1, 5.7], turns: [0, 0] },
  terms: ['#', 'judge', 'naïve 评'],
  weights: Int8Array.of(-127, 0, 1, 127, 64, -1),
};

/** The bytes with one change and a checksum that agrees, so that only the check at hand can object. */
function changed(change: (bytes: Buffer) => void): Buffer {
  const bytes = encodeModel(SMALL);
  change(bytes);
  bytes.writeUInt32LE(modelChecksum(bytes), MODEL_LAYOUT.at.checksum);
  return bytes;
}

describe('a model file', () => {
  it('gives back every number and every term that was written', () => {
    expect(decodeModel(encodeModel(SMALL))).toEqual(SMALL);
  });

  it('of no terms is read as one', () => {
    const empty = { ...SMALL, terms: [], weights: new Int8Array(0) };
    expect(decodeModel(encodeModel(empty))).toEqual(empty);
  });

  it('that ships is the bytes that the writer makes of it', () => {
    expect(encodeModel(loadModel()).equals(SHIPPED)).toBe(true);
  });

  it('that ships has its terms in order, each once', () => {
    const { terms } = decodeModel(SHIPPED);
    expect(terms.every((term, i) => i === 0 || terms[i - 1] < term)).toBe(true);
  });

  it('is refused when a byte differs from what was written, whichever it is', () => {
    for (let i = 0; i < encodeModel(SMALL).length; i++) {
      const bytes = encodeModel(SMALL);
      bytes[i] ^= 1;
      expect(() => decodeModel(bytes), `byte ${i}`).toThrow('model.bin');
    }
  });

  it('is refused when it is cut short, too long or of another version', () => {
    for (const length of [0, 10, MODEL_LAYOUT.header, encodeModel(SMALL).length - 1])
      expect(() => decodeModel(encodeModel(SMALL).subarray(0, length))).toThrow('model.bin');
    expect(() => decodeModel(Buffer.concat([encodeModel(SMALL), Buffer.alloc(1)]))).toThrow('as it was written');
    expect(() => decodeModel(changed((bytes) => bytes.writeUInt16LE(2, MODEL_LAYOUT.at.version)))).toThrow(
      'version 1, got 2',
    );
    expect(() => decodeModel(changed((bytes) => bytes.writeUInt32LE(2, MODEL_LAYOUT.at.terms)))).toThrow('complete');
  });

  it('is not written when a row lacks a number', () => {
    expect(() => encodeModel({ ...SMALL, bias: [1] })).toThrow('one number an output');
    expect(() => encodeModel({ ...SMALL, terms: ['#'] })).toThrow('one number an output');
  });

  it('is no classifier when it scores other outputs than this version', () => {
    expect(() => createClassifier(SMALL)).toThrow('outputs of this version');
    expect(loadModel().outputs).toEqual(OUTPUTS);
  });
});
