/**
 * What an exchange draws on (capabilities) and what its output is for (intents), by a small linear model that a
 * person can read: model.bin holds each term with its weights (scripts/train/print-model.ts prints them). One logistic regression an output, over the words
 * and word pairs of the best window of the prompt plus a few shape features; a long payload cannot dilute a short
 * instruction, and two scores may be high at once. Scores are calibrated probabilities, as bytes.
 * Trained by scripts/train; docs/model-card.md has its data, figures and failures.
 */
import { readFileSync } from 'node:fs';
import { assert } from '../base/assert.ts';
import { hashWords } from '../kernels/words.ts';
import { CAPABILITIES, type Capability, INTENTS, type Intent } from '../model/vocabulary.ts';
import { decodeModel, type ModelFile } from './model-reader.ts';
import type { Regions } from './prompt-text.ts';
import { createShape, type ShapeFeatures, textShape } from './shape.ts';
import { createHits, TermIndex } from './terms.ts';

export type { ModelFile } from './model-reader.ts';

/** What is scored. 'answer' and 'general_chat' are what is left when nothing else is likely. */
export const SCORED_INTENTS = INTENTS.filter((name) => name !== 'answer');
export const SCORED_CAPABILITIES = CAPABILITIES.filter((name) => name !== 'general_chat');
/**
 * One more output, which no row shows: the text says that the result trains a model, whatever the task. The words that say
 * so are the same in every task, so an output that has to tell the tasks apart gives them little weight.
 */
export const PURPOSE_OUTPUT = 'stated_purpose';
/** The outputs that have columns. */
export const SCORED: readonly string[] = [...SCORED_INTENTS, ...SCORED_CAPABILITIES];
export const OUTPUTS: readonly string[] = [...SCORED, PURPOSE_OUTPUT];
const PURPOSE = OUTPUTS.length - 1;
/** Outputs, padded so that a term's row is one shift away. */
const ROW_BITS = 4;
const ROW = 1 << ROW_BITS;
/**
 * Two weights an addition: a lane of 32 bits holds those of two outputs, each raised by 128 so that neither borrows from
 * the other. A window has at most 4 * BLOCK_WORDS terms, so a sum stays below 2 ** 16. Halves the time of the sums.
 */
const LANE_BITS = ROW_BITS - 1;
const LANES = ROW / 2;
const RAISED = 128;

export const SHAPE_TERMS = ['code_share', 'reasoning_in_input', 'images', 'tools', 'tool_results', 'turns'] as const;

/** Why a score is what it is: the terms of the window that decided it, strongest first, in logits. */
export interface Explanation {
  readonly name: Intent | Capability;
  /** 0..1, calibrated. */
  readonly score: number;
  readonly terms: readonly { readonly term: string; readonly contribution: number }[];
}

export interface Classifier {
  /**
   * Scores one exchange: `words` as hashWords gives them, `regions` as prompt-text.ts lays them out. Writes 0..255
   * into `capabilities` (order of CAPABILITIES) and `intents` (order of INTENTS). Allocates nothing.
   */
  score(words: Uint32Array, regions: Regions, shape: ShapeFeatures, capabilities: Uint8Array, intents: Uint8Array): void;
  /** The reasons behind the scores of at least `atLeast`, for texts at hand; not for the hot path. */
  explain(parts: readonly { readonly role: number; readonly text: string }[], atLeast?: number): Explanation[];
}

/** Reads the model that ships beside this file. */
export function loadModel(): ModelFile {
  return decodeModel(readFileSync(new URL('./model.bin', import.meta.url)));
}

export function createClassifier(model: ModelFile = loadModel()): Classifier {
  return new LinearClassifier(model);
}

/** The terms' weights as lanes: term i has lanes[i * LANES, (i + 1) * LANES). */
function laneWeights({ terms, weights }: ModelFile): Int32Array {
  const lanes = new Int32Array(terms.length * LANES);
  for (let id = 0; id < terms.length; id++) {
    for (let k = 0; k < ROW; k++) {
      const weight = k < OUTPUTS.length ? weights[id * OUTPUTS.length + k] : 0;
      lanes[id * LANES + (k >> 1)] |= (weight + RAISED) << (16 * (k & 1));
    }
  }
  return lanes;
}

const TOP_TERMS = 8;
const EXPLAIN_FROM = 0.25;

class LinearClassifier implements Classifier {
  private readonly index: TermIndex;
  private readonly lanes: Int32Array;
  private readonly model: ModelFile;
  private readonly shapeWeights: Float64Array;
  private readonly hits = createHits();
  private readonly before = new Int32Array(LANES);
  private readonly current = new Int32Array(LANES);
  private readonly best = new Int32Array(ROW);
  private readonly bestBlock = new Int32Array(ROW);
  /** Calibrated: the probability is 1 / (1 + exp(-it)). */
  private readonly exponents = new Float64Array(ROW);
  /** The intent that has the purpose output's exponent; -1 where none was lower. */
  private raised = -1;

  constructor(model: ModelFile) {
    assert(
      model.outputs.join() === OUTPUTS.join() && Object.keys(model.shape).join() === SHAPE_TERMS.join(),
      'the model scores the outputs of this version',
    );
    this.model = model;
    this.index = new TermIndex(model.terms);
    this.lanes = laneWeights(model);
    this.shapeWeights = new Float64Array(SHAPE_TERMS.length * ROW);
    SHAPE_TERMS.forEach((name, i) => {
      this.shapeWeights.set(model.shape[name], i * ROW);
    });
  }

  score(words: Uint32Array, regions: Regions, shape: ShapeFeatures, capabilities: Uint8Array, intents: Uint8Array): void {
    this.index.find(words, regions, this.hits);
    this.bestWindows();
    this.toExponents(shape);
    let highest = 0;
    for (let k = 0; k < SCORED_INTENTS.length; k++) {
      const p = this.probability(k);
      // INTENTS[0] is 'answer'.
      intents[k + 1] = Math.round(255 * p);
      if (p > highest) highest = p;
    }
    intents[0] = Math.round(255 * (1 - highest));
    highest = 0;
    for (let k = 0; k < SCORED_CAPABILITIES.length; k++) {
      const p = this.probability(SCORED_INTENTS.length + k);
      capabilities[k] = Math.round(255 * p);
      if (p > highest) highest = p;
    }
    // CAPABILITIES ends with 'general_chat'.
    capabilities[SCORED_CAPABILITIES.length] = Math.round(255 * (1 - highest));
  }

  explain(parts: readonly { readonly role: number; readonly text: string }[], atLeast = EXPLAIN_FROM): Explanation[] {
    const { words, regions, shape } = readParts(parts);
    this.index.find(words, regions, this.hits);
    this.bestWindows();
    this.toExponents(shape);
    const found: Explanation[] = [];
    for (let k = 0; k < SCORED.length; k++) {
      const score = this.probability(k);
      const reasons = this.reasons(k === this.raised ? PURPOSE : k, shape);
      if (score >= atLeast) found.push({ name: OUTPUTS[k] as Intent | Capability, score, terms: reasons });
    }
    return found.sort((a, b) => b.score - a.score);
  }

  /** For each output the window (two neighbouring blocks) with the greatest sum. */
  private bestWindows(): void {
    const { before, current, best, bestBlock, hits, lanes } = this;
    before.fill(0);
    current.fill(0);
    best.fill(-0x7fffffff);
    bestBlock.fill(0);
    let at = 0;
    let hitsBefore = 0;
    const blocks = Math.max(1, hits.blocks);
    for (let block = 0; block < blocks; block++) {
      const from = at;
      while (at < hits.count && hits.block[at] === block) {
        const row = hits.term[at++] << LANE_BITS;
        for (let j = 0; j < LANES; j++) current[j] += lanes[row + j];
      }
      const raised = RAISED * (at - from + hitsBefore);
      for (let j = 0; j < LANES; j++) {
        const both = before[j] + current[j];
        const even = (both & 0xffff) - raised;
        const odd = (both >>> 16) - raised;
        if (even > best[2 * j]) {
          best[2 * j] = even;
          bestBlock[2 * j] = block;
        }
        if (odd > best[2 * j + 1]) {
          best[2 * j + 1] = odd;
          bestBlock[2 * j + 1] = block;
        }
        before[j] = current[j];
        current[j] = 0;
      }
      hitsBefore = at - from;
    }
  }

  private toExponents(shape: ShapeFeatures): void {
    const { scale, bias, slope, offset } = this.model;
    for (let k = 0; k < OUTPUTS.length; k++) {
      let sum = bias[k] + scale[k] * this.best[k];
      for (let f = 0; f < SHAPE_TERMS.length; f++) sum += shapeValue(shape, f) * this.shapeWeights[f * ROW + k];
      this.exponents[k] = slope[k] * sum + offset[k];
    }
    const strongest = strongestIntent(this.exponents);
    this.raised = this.exponents[PURPOSE] > this.exponents[strongest] ? strongest : -1;
    if (this.raised >= 0) this.exponents[strongest] = this.exponents[PURPOSE];
  }

  private probability(k: number): number {
    return 1 / (1 + Math.exp(-this.exponents[k]));
  }

  private reasons(k: number, shape: ShapeFeatures): { term: string; contribution: number }[] {
    const { hits, model } = this;
    const sums = new Map<string, number>();
    for (let i = 0; i < hits.count; i++) {
      if (hits.block[i] !== this.bestBlock[k] && hits.block[i] !== this.bestBlock[k] - 1) continue;
      const id = hits.term[i];
      const term = model.terms[id];
      const weight = model.weights[id * OUTPUTS.length + k];
      sums.set(term, (sums.get(term) ?? 0) + weight * model.scale[k] * model.slope[k]);
    }
    SHAPE_TERMS.forEach((name, f) => {
      sums.set(`(${name})`, shapeValue(shape, f) * this.shapeWeights[f * ROW + k] * model.slope[k]);
    });
    return [...sums]
      .map(([term, contribution]) => ({ term, contribution }))
      .filter(({ contribution }) => contribution > 0.01)
      .sort((a, b) => b.contribution - a.contribution)
      .slice(0, TOP_TERMS);
  }
}

/** The scored intent with the greatest exponent, the first of equal ones. The purpose output speaks through it. */
export function strongestIntent(exponents: ArrayLike<number>): number {
  let strongest = 0;
  for (let k = 1; k < SCORED_INTENTS.length; k++) if (exponents[k] > exponents[strongest]) strongest = k;
  return strongest;
}

/** Value of a shape feature as the model sees it, 0..1. */
export function shapeValue(shape: ShapeFeatures, feature: number): number {
  switch (feature) {
    case 0:
      // Code among an explanation is as much coding as a bare file.
      return Math.min(1, 3 * shape.codeShare);
    case 1:
      return shape.reasoningInInput;
    case 2:
      return shape.images > 0 ? 1 : 0;
    case 3:
      return shape.tools > 0 ? 1 : 0;
    case 4:
      return shape.toolResults > 0 ? 1 : 0;
    default:
      return shape.turns > 1 ? 1 : 0;
  }
}

/** Texts as the scorer takes them: words, regions and shape. */
export function readParts(parts: readonly { readonly role: number; readonly text: string }[]): {
  words: Uint32Array;
  regions: Regions;
  shape: ShapeFeatures;
} {
  const words = new Uint32Array(parts.reduce((sum, part) => sum + part.text.length, 0) + 1);
  const regions: Regions = {
    role: Uint8Array.from(parts, (part) => part.role),
    from: new Uint32Array(parts.length),
    to: new Uint32Array(parts.length),
    count: parts.length,
  };
  let at = 0;
  parts.forEach((part, i) => {
    regions.from[i] = at;
    at = hashWords(part.text, words, at);
    regions.to[i] = at;
  });
  const shape = createShape();
  textShape(
    parts.map((part) => part.text),
    parts.length,
    shape,
  );
  return { words, regions, shape };
}
