/**
 * Sums of what exchanges are like, over places (units, anchors). All summands are whole numbers, logarithms in steps of
 * 2^-20, so that the sums are exact and the order of the rows changes nothing.
 */
import { FLAGS } from '../../model/fingerprint-layout.ts';
import { CAPABILITIES, INTENTS } from '../../model/vocabulary.ts';
import { AT, type Piece, STRIDE } from './row.ts';

/** From this score on (0..255) the input carries worked-out reasoning, not a sentence that sounds like it. */
const TRACE = 128;
const LOG_STEPS = 2 ** 20;

/** Places of the summands; scores are a summand each. The first counts what was added. */
const COUNT = 0;
const INTENT = COUNT + 1;
const CAPABILITY = INTENT + INTENTS.length;
const REASONING = CAPABILITY + CAPABILITIES.length;
const FOLLOW_UP = REASONING + 1;
const TOOL_RESULT = FOLLOW_UP + 1;
const REFUSED = TOOL_RESULT + 1;
const OUTPUT = REFUSED + 1;
const LOG_BODY = OUTPUT + 1;
const LOG_BODY_SQUARES = LOG_BODY + 1;
const TRUNCATED = LOG_BODY_SQUARES + 1;
const SAMPLED = TRUNCATED + 1;
const TRACED = SAMPLED + 1;
const WIDTH = TRACED + 1;

/** The summands of one exchange that are not 0: most scores are. */
export class Summands {
  count = 1;
  readonly place = new Uint8Array(WIDTH);
  readonly value = new Float64Array(WIDTH).fill(1, COUNT, COUNT + 1);

  read({ bytes, halves, words }: Piece, row: number): void {
    const at = row * STRIDE;
    this.count = 1;
    for (let k = 0; k < INTENTS.length; k++) this.put(INTENT + k, bytes[at + AT.intents + k]);
    for (let k = 0; k < CAPABILITIES.length; k++) this.put(CAPABILITY + k, bytes[at + AT.capabilities + k]);
    const flags = halves[(at + AT.flags) / 2];
    const reasoning = bytes[at + AT.reasoning];
    const prompt = words[(at + AT.promptChars) / 4];
    const logBody = Math.log(1 + prompt - Math.min(words[(at + AT.systemChars) / 4], prompt));
    this.put(REASONING, reasoning);
    this.put(FOLLOW_UP, flags & FLAGS.followUp ? 1 : 0);
    this.put(TOOL_RESULT, halves[(at + AT.toolResults) / 2] > 0 ? 1 : 0);
    this.put(REFUSED, flags & FLAGS.refused ? 1 : 0);
    this.put(OUTPUT, words[(at + AT.outputTokens) / 4]);
    this.put(LOG_BODY, Math.round(logBody * LOG_STEPS));
    this.put(LOG_BODY_SQUARES, Math.round(logBody * logBody * LOG_STEPS));
    this.put(TRUNCATED, flags & FLAGS.truncated ? 1 : 0);
    this.put(SAMPLED, bytes[at + AT.n] > 1 ? 1 : 0);
    this.put(TRACED, reasoning >= TRACE ? 1 : 0);
  }

  private put(place: number, value: number): void {
    if (value === 0) return;
    this.place[this.count] = place;
    this.value[this.count++] = value;
  }
}

export class Sums {
  private readonly table: Float64Array;
  private readonly places: number;

  constructor(places: number) {
    this.places = places;
    this.table = new Float64Array(places * WIDTH);
  }

  add(p: number, { count, place, value }: Summands): void {
    const from = p * WIDTH;
    for (let k = 0; k < count; k++) this.table[from + place[k]] += value[k];
  }

  /** Of the exchanges of each place; those of `exchanges` that were not added are taken to be like those that were. */
  sums(exchanges: ArrayLike<number>) {
    return this.columns((p) => exchanges[p] / this.table[p * WIDTH + COUNT]);
  }

  means() {
    return this.columns((p) => 1 / this.table[p * WIDTH + COUNT]);
  }

  private columns(scale: (place: number) => number) {
    const scales = Float64Array.from({ length: this.places }, (_, p) => scale(p));
    /** Scores are bytes of 0..1; those of one place stand behind each other. */
    const block = (first: number, width: number, unit: number): Float64Array => {
      const out = new Float64Array(this.places * width);
      for (let p = 0; p < this.places; p++) {
        for (let k = 0; k < width; k++)
          out[p * width + k] = (this.table[p * WIDTH + first + k] * scales[p]) / unit;
      }
      return out;
    };
    const column = (place: number, unit = 1) => block(place, 1, unit);
    return {
      intents: block(INTENT, INTENTS.length, 255),
      capabilities: block(CAPABILITY, CAPABILITIES.length, 255),
      followUps: column(FOLLOW_UP),
      toolResults: column(TOOL_RESULT),
      refused: column(REFUSED),
      reasoningInInput: column(REASONING, 255),
      outputTokens: column(OUTPUT),
      shapes: {
        logBody: column(LOG_BODY, LOG_STEPS),
        logBodySquares: column(LOG_BODY_SQUARES, LOG_STEPS),
        truncated: column(TRUNCATED),
        sampled: column(SAMPLED),
        traced: column(TRACED),
      },
    };
  }
}
