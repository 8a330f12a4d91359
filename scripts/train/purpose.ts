/**
 * Fits the output that says whether a text states that its result trains a model. Its positives are the families marked
 * `purpose`, its negatives the honest ones. Other harvest families are left out: some hint at a purpose, and none is
 * labelled for it. It has a vocabulary of its own, since the words of purposes are few.
 */
import { createRng } from '../../src/base/rng.ts';
import { PURPOSE_OUTPUT } from '../../src/fingerprint/classify.ts';
import { type Document, makeDocuments } from './documents.ts';
import type { PhraseFamily } from './family.ts';
import { calibrate, type FitSettings, fitWeights, logitsOf, type Weights } from './fit.ts';
import { chooseVocabulary, toSamples } from './samples.ts';

export interface PurposeSettings {
  /** More than for the other outputs: most words of a purpose stand in one document of twenty of their language. */
  readonly perFamily: number;
  /** Honest families get this many times as many documents. */
  readonly honestCopies: number;
  readonly vocabulary: number;
  /** Terms of each language beside English. */
  readonly languageVocabulary: number;
  /** How many honest requests a held-out honest document stands for in the calibration. */
  readonly honestWeight: number;
  /**
   * Longer, faster and looser than the other outputs: the words of a purpose are many and rare, and with the other settings less
   * than half of the German texts reached 0.5 even when trained on.
   */
  readonly epochs: number;
  readonly rate: number;
  readonly l2: number;
  /** Lower than for the other outputs: an everyday word that the purposes of one language share by chance must not decide. */
  readonly cap: number;
}

interface Shared extends FitSettings {
  readonly seed: string;
  readonly folds: number;
  readonly purpose: PurposeSettings;
}

export interface PurposeModel {
  readonly vocabulary: readonly string[];
  readonly weights: Weights;
  readonly slope: number;
  readonly offset: number;
  /** Documents scored by a fit that has not seen their family; probabilities. */
  readonly heldOut: readonly { readonly document: Document; readonly score: number }[];
}

const OUTPUT = [PURPOSE_OUTPUT];

/** The documents that the output is fitted on. */
export function purposeDocuments(settings: Shared, list: readonly PhraseFamily[]): Document[] {
  return makeDocuments(
    `${settings.seed}/purpose`,
    labelled(list),
    settings.purpose.perFamily,
    settings.purpose.honestCopies,
  );
}

export function trainPurpose(settings: Shared, list: readonly PhraseFamily[]): PurposeModel {
  const { folds, seed } = settings;
  const { perFamily } = settings.purpose;
  const logits: { document: Document; logit: number }[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const inside = list.filter((_, i) => i % folds !== fold);
    const outside = labelled(list.filter((_, i) => i % folds === fold));
    const { vocabulary, weights } = fitPurpose(settings, purposeDocuments(settings, inside));
    const documents = makeDocuments(`${seed}/purpose/held-out`, outside, Math.ceil(perFamily / 4), 1);
    toSamples(documents, vocabulary, OUTPUT).forEach((sample, i) => {
      logits.push({ document: documents[i], logit: logitsOf(sample, weights)[0] });
    });
  }
  const { slope, offset } = calibrate(
    logits.map(({ logit }) => logit),
    logits.map(({ document }) => (document.purpose ? 1 : 0)),
    logits.map(({ document }) => (document.purpose ? 1 : settings.purpose.honestWeight)),
  );
  const heldOut = logits.map(({ document, logit }) => ({ document, score: 1 / (1 + Math.exp(-(slope * logit + offset))) }));
  return { ...fitPurpose(settings, purposeDocuments(settings, list)), slope, offset, heldOut };
}

function labelled(list: readonly PhraseFamily[]): PhraseFamily[] {
  return list.filter((family) => family.purpose || family.intents.length === 0);
}

function fitPurpose(settings: Shared, documents: readonly Document[]): { vocabulary: string[]; weights: Weights } {
  const { vocabulary: limit, languageVocabulary } = settings.purpose;
  const vocabulary = chooseVocabulary(documents, limit, languageVocabulary, OUTPUT);
  const samples = toSamples(documents, vocabulary, OUTPUT);
  const rng = createRng(`${settings.seed}/purpose/fit`);
  return {
    vocabulary,
    weights: fitWeights(samples, vocabulary.length, OUTPUT.length, { ...settings, ...settings.purpose }, rng),
  };
}
