/** Writes a model as the bytes that model-reader.ts reads; used by training only. docs/formats/model.md has the tables. */
import { assert } from '../base/assert.ts';
import { MODEL_LAYOUT, type ModelFile, modelChecksum } from './model-reader.ts';

/** The file of a model. The same model gives the same bytes. Fails when a row has not one number an output. */
export function encodeModel(model: ModelFile): Buffer {
  const { at, trainingAt, trainingBytes } = MODEL_LAYOUT;
  const { outputs, scale, bias, slope, offset, shape, terms, weights } = model;
  const rows = [scale, bias, slope, offset, ...Object.values(shape)];
  assert(
    rows.every((row) => row.length === outputs.length) && weights.length === terms.length * outputs.length,
    'a model has one number an output',
  );
  const header = Buffer.alloc(MODEL_LAYOUT.header);
  const names = Buffer.from([...outputs, ...Object.keys(shape)].join('\0'));
  const numbers = Buffer.alloc(8 * rows.length * outputs.length);
  rows.flat().forEach((number, i) => {
    numbers.writeDoubleLE(number, 8 * i);
  });
  const termText = Buffer.from(terms.join('\0'));
  header.writeUInt32LE(MODEL_LAYOUT.magic, at.magic);
  header.writeUInt16LE(MODEL_LAYOUT.version, at.version);
  header.writeUInt16LE(outputs.length, at.outputs);
  header.writeUInt16LE(rows.length - 4, at.shape);
  header.writeUInt16LE(names.length, at.nameBytes);
  header.writeUInt32LE(terms.length, at.terms);
  header.writeUInt32LE(termText.length, at.termBytes);
  const training = header.write(model.training, trainingAt, 'hex');
  assert(training === trainingBytes, `a training hash has ${2 * trainingBytes} hexadecimal digits`);
  const bytes = Buffer.concat([
    header,
    names,
    numbers,
    Buffer.from(weights.buffer, weights.byteOffset, weights.length),
    termText,
  ]);
  bytes.writeUInt32LE(modelChecksum(bytes), at.checksum);
  return bytes;
}
