/**
 * Documents as training samples: the terms of a vocabulary by block (through the scorer's own walk), the shape values
 * and the labels. Also the choice of that vocabulary.
 */
import { PURPOSE_OUTPUT, readParts, SCORED, SHAPE_TERMS, shapeValue } from '../../src/fingerprint/classify.ts';
import { ROLE } from '../../src/fingerprint/prompt-text.ts';
import { createHits, splitWords, TermIndex } from '../../src/fingerprint/terms.ts';
import type { Document } from './documents.ts';
import { trainingGrammar } from './grammar.ts';

export interface Sample {
  readonly family: string;
  /** Terms block by block; start[b] .. start[b + 1] are block b's. */
  readonly terms: Int32Array;
  readonly start: Int32Array;
  readonly shape: Float64Array;
  /** 0 or 1 by output. */
  readonly labels: Uint8Array;
}

export function toSamples(
  documents: readonly Document[],
  vocabulary: readonly string[],
  outputs: readonly string[] = SCORED,
): Sample[] {
  const index = new TermIndex(vocabulary);
  const hits = createHits();
  return documents.map((document) => {
    const { words, regions, shape } = readParts(partsOf(document));
    shape.images = document.images;
    shape.tools = document.tools;
    shape.toolResults = document.toolResults;
    shape.turns = document.turns;
    index.find(words, regions, hits);
    const start = new Int32Array(Math.max(1, hits.blocks) + 1);
    for (let i = 0; i < hits.count; i++) start[hits.block[i] + 1]++;
    for (let b = 1; b < start.length; b++) start[b] += start[b - 1];
    return {
      family: document.family,
      terms: hits.term.slice(0, hits.count),
      start,
      shape: Float64Array.from(SHAPE_TERMS, (_, f) => shapeValue(shape, f)),
      labels: labelsOf(document, outputs),
    };
  });
}

export function partsOf(document: Pick<Document, 'system' | 'user'>): { role: number; text: string }[] {
  const parts = [{ role: ROLE.user as number, text: document.user }];
  if (document.system) parts.unshift({ role: ROLE.system, text: document.system });
  return parts;
}

function labelsOf(document: Document, outputs: readonly string[]): Uint8Array {
  const names = new Set<string>([...document.intents, ...document.capabilities]);
  if (document.purpose) names.add(PURPOSE_OUTPUT);
  return Uint8Array.from(outputs, (name) => (names.has(name) ? 1 : 0));
}

/** A term must be in this many documents; fewer is chance. */
const MIN_DOCUMENTS = 6;

/**
 * The vocabulary: so many terms of the documents of each language, chosen within it, so that the languages neither
 * compete nor are told apart.
 */
export function chooseVocabulary(
  documents: readonly Document[],
  limit: number,
  limitByLanguage: number,
  outputs: readonly string[] = SCORED,
): string[] {
  const chosen = new Set<string>();
  for (const language of new Set(documents.map((document) => document.language))) {
    const own = documents.filter((document) => document.language === language);
    const most = language === 'en' ? limit : limitByLanguage;
    for (const term of strongestTerms(own, most, outputs)) chosen.add(term);
  }
  return [...chosen].sort();
}

/**
 * The `limit` terms whose rate differs most between families with and without a label. Rates are taken by family,
 * not by document: a word that one template repeats in every text counts once.
 */
function strongestTerms(documents: readonly Document[], limit: number, outputs: readonly string[]): string[] {
  const families = [...new Set(documents.map((document) => document.family))];
  const familyIndex = new Map(families.map((family, i) => [family, i]));
  const familySize = new Float64Array(families.length);
  const positive = outputs.map(() => new Uint8Array(families.length));
  const rates = new Map<string, Float32Array>();
  for (const document of documents) {
    const f = familyIndex.get(document.family)!;
    familySize[f]++;
    labelsOf(document, outputs).forEach((label, k) => {
      positive[k][f] ||= label;
    });
    for (const term of termsOf(document)) {
      let counts = rates.get(term);
      if (counts === undefined) {
        counts = new Float32Array(families.length);
        rates.set(term, counts);
      }
      counts[f]++;
    }
  }
  const scored: { term: string; score: number }[] = [];
  for (const [term, counts] of rates) {
    if (counts.reduce((sum, count) => sum + count, 0) < MIN_DOCUMENTS) continue;
    scored.push({ term, score: contrast(counts, familySize, positive) });
  }
  scored.sort((a, b) => b.score - a.score || (a.term < b.term ? -1 : 1));
  return scored.slice(0, limit).map(({ term }) => term);
}

/** Greatest difference, over outputs, between mean rates of families with and without it, by its standard error. */
function contrast(counts: Float32Array, familySize: Float64Array, positive: readonly Uint8Array[]): number {
  let best = 0;
  for (const labels of positive) {
    const sum = [0, 0];
    const size = [0, 0];
    for (let f = 0; f < counts.length; f++) {
      // The square root tempers templates that repeat a word in every text.
      sum[labels[f]] += Math.sqrt(counts[f] / familySize[f]);
      size[labels[f]]++;
    }
    if (size[0] === 0 || size[1] === 0) continue;
    const inside = sum[1] / size[1];
    const outside = sum[0] / size[0];
    best = Math.max(best, Math.abs(inside - outside) / Math.sqrt(Math.max(inside, outside) + 0.02));
  }
  return best;
}

function termsOf(document: Document): Set<string> {
  const { functionWords } = trainingGrammar();
  const terms = new Set<string>();
  for (const { text } of partsOf(document)) {
    const words = splitWords(text);
    for (let i = 0; i < words.length; i++) {
      const plain = functionWords.has(words[i]);
      if (!plain) terms.add(words[i]);
      if (i > 0 && !(plain && functionWords.has(words[i - 1]))) terms.add(`${words[i - 1]} ${words[i]}`);
    }
  }
  return terms;
}
