/**
 * Training from the grammar to a ModelFile, and the leave-families-out run that calibrates it. The bytes depend on the
 * grammar and the settings only: no clock, no machine, no outside data.
 */
import { createHash } from 'node:crypto';
import { createRng } from '../../src/base/rng.ts';
import { type ModelFile, OUTPUTS, SCORED_INTENTS, SHAPE_TERMS } from '../../src/fingerprint/classify.ts';
import { type Document, makeDocuments } from './documents.ts';
import type { PhraseFamily } from './family.ts';
import { calibrate, type FitSettings, fitWeights, logitsOf, type Weights } from './fit.ts';
import { trainingGrammar } from './grammar.ts';
import { chooseVocabulary, toSamples } from './samples.ts';

export interface Settings extends FitSettings {
  readonly seed: string;
  readonly perFamily: number;
  /** Honest families get this many times as many documents: false alarms are the costly error. */
  readonly honestCopies: number;
  readonly vocabulary: number;
  /** Terms of each language beside English. */
  readonly languageVocabulary: number;
  readonly folds: number;
  /** How many honest requests a held-out honest document stands for when intents are calibrated. */
  readonly honestWeight: number;
}

export const SETTINGS: Settings = {
  seed: 'stillwatch-classifier-1',
  perFamily: 60,
  honestCopies: 5,
  vocabulary: 14500,
  languageVocabulary: 700,
  folds: 6,
  honestWeight: 6,
  epochs: 6,
  rate: 0.08,
  l2: 0.1,
  shapeL2: 0.0005,
  dropout: 0.35,
  cap: 2,
  negativeWeight: 1.5,
};

const K = OUTPUTS.length;

/** A document scored by a model that has not seen its family. */
export interface HeldOut {
  readonly document: Document;
  readonly labels: Uint8Array;
  readonly logits: Float64Array;
}

export function trainModel(
  settings: Settings = SETTINGS,
  list: readonly PhraseFamily[] = trainingGrammar().families,
): { model: ModelFile; heldOut: HeldOut[] } {
  const heldOut = crossValidate(settings, list);
  const slope: number[] = [];
  const offset: number[] = [];
  for (let k = 0; k < K; k++) {
    const fitted = calibrate(
      heldOut.map(({ logits }) => logits[k]),
      heldOut.map(({ labels }) => labels[k]),
      heldOut.map(({ document }) =>
        document.intents[0] === 'answer' && k < SCORED_INTENTS.length ? settings.honestWeight : 1,
      ),
    );
    slope.push(round(fitted.slope));
    offset.push(round(fitted.offset));
  }
  const documents = makeDocuments(settings.seed, list, settings.perFamily, settings.honestCopies);
  const { vocabulary, weights } = train(documents, settings);
  return {
    model: toFile(vocabulary, weights, slope, offset, hashOf(settings, documents)),
    heldOut,
  };
}

/** Documents of which one is cut into terms for the hash: cutting all of them takes ten times as long as making them. */
const ONE_IN = 16;

/** Hash of what the fit works on: settings, documents, and the terms of a sample. Says whether a model file is up to date. */
export function trainingHash(
  settings: Settings = SETTINGS,
  list: readonly PhraseFamily[] = trainingGrammar().families,
): string {
  return hashOf(settings, makeDocuments(settings.seed, list, settings.perFamily, settings.honestCopies));
}

function hashOf(settings: Settings, documents: readonly Document[]): string {
  const sample = documents.filter((_, k) => k % ONE_IN === 0);
  const vocabulary = chooseVocabulary(sample, settings.vocabulary, settings.languageVocabulary);
  const hash = createHash('sha256').update(JSON.stringify(settings));
  for (const document of documents) hash.update(JSON.stringify(document));
  return hash.update(vocabulary.join('\n')).digest('hex').slice(0, 16);
}

/** Leaves out whole families: what is measured is unseen wording, not unseen draws of seen wording. */
export function crossValidate(settings: Settings, list: readonly PhraseFamily[]): HeldOut[] {
  const heldOut: HeldOut[] = [];
  for (let fold = 0; fold < settings.folds; fold++) {
    const inside = list.filter((_, i) => i % settings.folds !== fold);
    const outside = list.filter((_, i) => i % settings.folds === fold);
    const { vocabulary, weights } = train(
      makeDocuments(settings.seed, inside, settings.perFamily, settings.honestCopies),
      settings,
    );
    const documents = makeDocuments(`${settings.seed}/held-out`, outside, Math.ceil(settings.perFamily / 2), 2);
    toSamples(documents, vocabulary).forEach((sample, i) => {
      heldOut.push({ document: documents[i], labels: sample.labels, logits: logitsOf(sample, weights) });
    });
  }
  return heldOut;
}

function train(documents: readonly Document[], settings: Settings): { vocabulary: string[]; weights: Weights } {
  const vocabulary = chooseVocabulary(documents, settings.vocabulary, settings.languageVocabulary);
  const samples = toSamples(documents, vocabulary);
  return {
    vocabulary,
    weights: fitWeights(samples, vocabulary.length, settings, createRng(`${settings.seed}/fit`)),
  };
}

function toFile(
  vocabulary: readonly string[],
  weights: Weights,
  slope: number[],
  offset: number[],
  training: string,
): ModelFile {
  const scale: number[] = [];
  for (let k = 0; k < K; k++) {
    let greatest = 1e-6;
    for (let t = 0; t < vocabulary.length; t++) greatest = Math.max(greatest, Math.abs(weights.terms[t * K + k]));
    // Rounded up, so that the greatest weight still fits into an int8.
    scale.push(Math.ceil((greatest / 127) * 1e6) / 1e6);
  }
  const terms: string[] = [];
  const rows: number[] = [];
  vocabulary.forEach((term, t) => {
    const row = scale.map((step, k) => Math.round(weights.terms[t * K + k] / step) || 0);
    // A term that moves nothing is not worth its place.
    if (!row.some((weight, k) => Math.abs(weight * scale[k]) >= 0.02)) return;
    terms.push(term);
    rows.push(...row);
  });
  const shape = {} as Record<(typeof SHAPE_TERMS)[number], number[]>;
  SHAPE_TERMS.forEach((name, f) => {
    shape[name] = scale.map((_, k) => round(weights.shape[f * K + k]));
  });
  return {
    training,
    outputs: OUTPUTS,
    scale,
    bias: [...weights.bias].map(round),
    slope,
    offset,
    shape,
    terms,
    weights: Int8Array.from(rows),
  };
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4 || 0;
}
