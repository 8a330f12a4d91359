/**
 * What one exchange adds to the sums of its unit and of its anchors. All summands are whole numbers, logarithms in small
 * steps, so that sums are exact and the order of the rows changes nothing.
 */
import { FLAGS } from '../../model/fingerprint-layout.ts';
import { ANSWER, CAPABILITIES, INTENTS } from '../../model/vocabulary.ts';
import type { Shapes } from '../detect-input.ts';
import { AT, type RowChunk, STRIDE } from './row.ts';

/** From this score on (0..255) the input carries worked-out reasoning, not a sentence that sounds like it. */
export const TRACE = 128;
/** Steps of 1 in which a logarithm (0, or from log 2 to 22.2) and its square are counted. */
export const LOG_STEPS = 2 ** 16;
export const SQUARE_STEPS = 2 ** 12;
/** Nobody's answer is longer; what a log says beyond it is an error of the log. */
export const MOST_TOKENS = 2 ** 20;

const INTENT = 1;
const CAPABILITY = INTENT + INTENTS.length;
const REASONING = CAPABILITY + CAPABILITIES.length;

/** Places of the summands; scores are a summand each. The first counts exchanges. */
export const SUMMAND = {
  count: 0,
  intent: INTENT,
  capability: CAPABILITY,
  reasoning: REASONING,
  followUp: REASONING + 1,
  toolResult: REASONING + 2,
  refused: REASONING + 3,
  output: REASONING + 4,
  logBody: REASONING + 5,
  logBodySquares: REASONING + 6,
  truncated: REASONING + 7,
  sampled: REASONING + 8,
  traced: REASONING + 9,
  encoded: REASONING + 10,
} as const;

/** Summands of an exchange. */
export const SUMMANDS = SUMMAND.encoded + 1;
/** So many exchanges can be summed in 31 bits, whatever they are. */
export const SUMMED_IN_31_BITS = 1_024;

/** The harvest intent of one exchange, 0..255: whatever is not for an answer; 0 where nothing was scored. */
export function harvestByte(bytes: Uint8Array, row: number): number {
  const from = row * STRIDE + AT.intents;
  for (let k = 0; k < INTENTS.length; k++) if (bytes[from + k] !== 0) return 255 - bytes[from + ANSWER];
  return 0;
}

/** The summands of one exchange that are not 0: most scores are. */
export class Summands {
  count = 1;
  readonly place = new Uint8Array(SUMMANDS);
  readonly value = new Int32Array(SUMMANDS).fill(1, SUMMAND.count, SUMMAND.count + 1);

  read({ bytes, halves, words }: RowChunk, row: number): void {
    const at = row * STRIDE;
    this.count = 1;
    for (let k = 0; k < INTENTS.length; k++) this.put(SUMMAND.intent + k, bytes[at + AT.intents + k]);
    for (let k = 0; k < CAPABILITIES.length; k++) this.put(SUMMAND.capability + k, bytes[at + AT.capabilities + k]);
    const flags = halves[(at + AT.flags) / 2];
    const reasoning = bytes[at + AT.reasoning];
    const prompt = words[(at + AT.promptChars) / 4];
    const logBody = Math.log(1 + prompt - Math.min(words[(at + AT.systemChars) / 4], prompt));
    this.put(SUMMAND.reasoning, reasoning);
    this.put(SUMMAND.followUp, flags & FLAGS.followUp ? 1 : 0);
    this.put(SUMMAND.toolResult, halves[(at + AT.toolResults) / 2] > 0 ? 1 : 0);
    this.put(SUMMAND.refused, flags & FLAGS.refused ? 1 : 0);
    this.put(SUMMAND.output, Math.min(MOST_TOKENS, words[(at + AT.outputTokens) / 4]));
    this.put(SUMMAND.logBody, Math.round(logBody * LOG_STEPS));
    this.put(SUMMAND.logBodySquares, Math.round(logBody * logBody * SQUARE_STEPS));
    this.put(SUMMAND.truncated, flags & FLAGS.truncated ? 1 : 0);
    this.put(SUMMAND.sampled, bytes[at + AT.n] > 1 ? 1 : 0);
    this.put(SUMMAND.traced, reasoning >= TRACE ? 1 : 0);
    this.put(SUMMAND.encoded, bytes[at + AT.encoded]);
  }

  /** Adds them to the sums that begin at a place of a table. */
  addTo(table: Float64Array, from: number): void {
    const { count, place, value } = this;
    for (let k = 0; k < count; k++) table[from + place[k]] += value[k];
  }

  /** The same for few exchanges ({@link SUMMED_IN_31_BITS}), in integers: a method of its own, so that each knows its table. */
  addToFew(table: Int32Array, from: number): void {
    const { count, place, value } = this;
    for (let k = 0; k < count; k++) table[from + place[k]] = (table[from + place[k]] + value[k]) | 0;
  }

  private put(place: number, value: number): void {
    if (value === 0) return;
    this.place[this.count] = place;
    this.value[this.count++] = value;
  }
}

/** Sums of many: those of the i-th begin at places[i] * stride. */
export interface SumTable {
  readonly table: Float64Array | Int32Array;
  readonly stride: number;
  readonly places: Uint32Array;
}

/** Means over what was added. */
export function means(sums: SumTable) {
  return columns(sums, (added) => 1 / added);
}

/** Sums over all exchanges of each; those that were not added are taken to be like those that were. */
export function totals(sums: SumTable, exchanges: ArrayLike<number>) {
  return columns(sums, (added, i) => exchanges[i] / added);
}

function columns({ table, stride, places }: SumTable, scale: (added: number, i: number) => number) {
  const scales = Float64Array.from(places, (place, i) => scale(table[place * stride + SUMMAND.count], i));
  /** `width` sums of each side by side, in units of 1 / `unit`. */
  const block = (first: number, width: number, unit: number): Float64Array => {
    const out = new Float64Array(places.length * width);
    for (let i = 0; i < places.length; i++) {
      const from = places[i] * stride + first;
      for (let k = 0; k < width; k++) out[i * width + k] = (table[from + k] * scales[i]) / unit;
    }
    return out;
  };
  const column = (place: number, unit = 1) => block(place, 1, unit);
  const shapes: Shapes = {
    logBody: column(SUMMAND.logBody, LOG_STEPS),
    logBodySquares: column(SUMMAND.logBodySquares, SQUARE_STEPS),
    truncated: column(SUMMAND.truncated),
    sampled: column(SUMMAND.sampled),
    traced: column(SUMMAND.traced),
    encoded: column(SUMMAND.encoded, 255),
  };
  return {
    // Scores are bytes of 0..1.
    intents: block(SUMMAND.intent, INTENTS.length, 255),
    capabilities: block(SUMMAND.capability, CAPABILITIES.length, 255),
    followUps: column(SUMMAND.followUp),
    toolResults: column(SUMMAND.toolResult),
    refused: column(SUMMAND.refused),
    reasoningInInput: column(SUMMAND.reasoning, 255),
    outputTokens: column(SUMMAND.output),
    shapes,
  };
}
