/**
 * Training from the grammar to a ModelFile, and the leave-families-out run that calibrates it. The bytes depend on the
 * grammar and the settings only: no clock, no machine, no outside data.
 */
import { createHash } from 'node:crypto';
import { createRng } from '../../src/base/rng.ts';
import { type ModelFile, OUTPUTS, SCORED, SCORED_INTENTS, SHAPE_TERMS } from '../../src/fingerprint/classify.ts';
import { type Document, makeDocuments } from './documents.ts';
import type { PhraseFamily } from './family.ts';
import { calibrate, type FitSettings, fitWeights, logitsOf, type Weights } from './fit.ts';
import { trainingGrammar } from './grammar.ts';
import { type PurposeModel, type PurposeSettings, purposeDocuments, trainPurpose } from './purpose.ts';
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
  readonly purpose: PurposeSettings;
}

export const SETTINGS: Settings = {
  seed: 'stillwatch-classifier-1',
  perFamily: 60,
  honestCopies: 5,
  vocabulary: 14500,
  languageVocabulary: 700,
  folds: 6,
  honestWeight: 6,
  purpose: {
    perFamily: 120,
    honestCopies: 1,
    vocabulary: 1700,
    languageVocabulary: 320,
    honestWeight: 0.7,
    epochs: 14,
    rate: 0.16,
    l2: 0.02,
    cap: 1.3,
  },
  epochs: 6,
  rate: 0.08,
  l2: 0.1,
  shapeL2: 0.0005,
  dropout: 0.35,
  cap: 2,
  negativeWeight: 1.5,
};

/**
 * The round of families that are there for the output of the stated purpose alone. The outputs that have columns are fitted
 * without it: they tell tasks apart, and its tasks are the same on both sides.
 */
const PURPOSE_ROUND = 4;

/** A document scored by a model that has not seen its family. */
export interface HeldOut {
  readonly document: Document;
  readonly labels: Uint8Array;
  readonly logits: Float64Array;
}

export function trainModel(
  settings: Settings = SETTINGS,
  list: readonly PhraseFamily[] = trainingGrammar().families,
): { model: ModelFile; heldOut: HeldOut[]; purpose: PurposeModel } {
  const tasks = list.filter(({ round }) => round < PURPOSE_ROUND);
  const heldOut = crossValidate(settings, tasks);
  const slope: number[] = [];
  const offset: number[] = [];
  for (let k = 0; k < SCORED.length; k++) {
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
  const documents = makeDocuments(settings.seed, tasks, settings.perFamily, settings.honestCopies);
  const { vocabulary, weights } = train(documents, settings);
  const purpose = trainPurpose(settings, list);
  slope.push(round(purpose.slope));
  offset.push(round(purpose.offset));
  const training = hashOf(settings, documents, purposeDocuments(settings, list));
  return { model: toFile(joined({ vocabulary, weights }, purpose), slope, offset, training), heldOut, purpose };
}

/** Documents of which one is cut into terms for the hash: cutting all of them takes ten times as long as making them. */
const ONE_IN = 16;

/** Hash of what the fit works on: settings, documents, and the terms of a sample. Says whether a model file is up to date. */
export function trainingHash(
  settings: Settings = SETTINGS,
  list: readonly PhraseFamily[] = trainingGrammar().families,
): string {
  const tasks = list.filter(({ round }) => round < PURPOSE_ROUND);
  const documents = makeDocuments(settings.seed, tasks, settings.perFamily, settings.honestCopies);
  return hashOf(settings, documents, purposeDocuments(settings, list));
}

function hashOf(settings: Settings, documents: readonly Document[], purpose: readonly Document[]): string {
  const sample = documents.filter((_, k) => k % ONE_IN === 0);
  const vocabulary = chooseVocabulary(sample, settings.vocabulary, settings.languageVocabulary);
  const hash = createHash('sha256').update(JSON.stringify(settings));
  for (const document of documents) hash.update(JSON.stringify(document));
  for (const document of purpose) hash.update(JSON.stringify(document));
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
    weights: fitWeights(samples, vocabulary.length, SCORED_INTENTS.length, settings, createRng(`${settings.seed}/fit`)),
  };
}

interface Fitted {
  readonly vocabulary: readonly string[];
  readonly weights: Weights;
}

/** Weight from which a term is worth a row that only the second of two fits has use for. */
const OWN_ROW = 0.52;

/** Two fits of which the second has one output, as one: the outputs of the first, then the other, over the terms of both. */
function joined(first: Fitted, second: Fitted): Fitted {
  const own = second.vocabulary.filter((_, i) => Math.abs(second.weights.terms[i]) >= OWN_ROW);
  const vocabulary = [...new Set([...first.vocabulary, ...own])].sort();
  const sides = [first, second].map(({ vocabulary: own, weights }) => ({
    place: new Map(own.map((term, i) => [term, i])),
    weights,
    count: weights.bias.length,
  }));
  /** A row of each side's numbers, one after the other; zeros where a side has none. */
  const rowOf = (rows: readonly (number | undefined)[], pick: (weights: Weights) => Float64Array) =>
    sides.flatMap(({ weights, count }, side) => {
      const row = rows[side];
      return Array.from({ length: count }, (_, k) => (row === undefined ? 0 : pick(weights)[row * count + k]));
    });
  return {
    vocabulary,
    weights: {
      terms: Float64Array.from(
        vocabulary.flatMap((term) =>
          rowOf(
            sides.map(({ place }) => place.get(term)),
            (w) => w.terms,
          ),
        ),
      ),
      shape: Float64Array.from(SHAPE_TERMS.flatMap((_, f) => rowOf([f, f], (w) => w.shape))),
      bias: Float64Array.from(rowOf([0, 0], (w) => w.bias)),
    },
  };
}

function toFile({ vocabulary, weights }: Fitted, slope: number[], offset: number[], training: string): ModelFile {
  const K = OUTPUTS.length;
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
