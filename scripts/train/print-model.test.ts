import { expect, it } from 'vitest';
import type { ModelFile } from '../../src/fingerprint/classify.ts';
import { modelTable, termText } from './print-model.ts';

const MODEL: ModelFile = {
  training: '0123456789abcdef',
  outputs: ['grading', 'coding'],
  scale: [0.01, 0.02],
  bias: [-3, -2.5],
  slope: [1, 2],
  offset: [0, 0.5],
  shape: { images: [-0.1, 5.7] },
  terms: ['judge', 'step by'],
  weights: Int8Array.of(50, -3, 0, 12),
};

it('prints the whole model as a table, one term a line', () => {
  expect(modelTable(MODEL).split('\n')).toEqual([
    '(training)\t0123456789abcdef',
    '(term)\tgrading\tcoding',
    '(scale)\t0.01\t0.02',
    '(bias)\t-3\t-2.5',
    '(slope)\t1\t2',
    '(offset)\t0\t0.5',
    '(images)\t-0.1\t5.7',
    'judge\t50\t-3',
    'step by\t0\t12',
    '',
  ]);
});

it('prints what one term weighs in logits, strongest first', () => {
  expect(termText(MODEL, 'judge')).toBe('judge\n    0.500  grading\n   -0.060  coding\n');
  expect(termText(MODEL, 'step by')).toBe('step by\n    0.240  coding\n    0.000  grading\n');
});

it('says so when a term is not in the model', () => {
  expect(termText(MODEL, 'kettle')).toBe('kettle: no term of the model\n');
});
