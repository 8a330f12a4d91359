/**
 * One exchange -> its row and the anchors of its texts: everything that does not depend on the rest of its block. The
 * way for every log format; wire lines in their usual form are read by the kernels (wire-block.ts), which are tested
 * against this.
 */
import { skeletonSignature } from '../kernels/skeleton.ts';
import { type AnchorList, winnow } from '../kernels/winnow.ts';
import { SKELETON_SLOTS } from '../model/fingerprint-layout.ts';
import { CAPABILITIES, INTENTS } from '../model/vocabulary.ts';
import type { Exchange } from '../model/wire.ts';
import type { Classifier } from './classify.ts';
import { plainText } from './plain-text.ts';
import { createPromptText, type PromptText, ROLE, readPromptText } from './prompt-text.ts';
import { type ClientKeys, isRefused, type RowWriter, type Scores } from './row.ts';
import { createShape, textShape } from './shape.ts';

/** Text of one exchange that anchors were taken from: texts[r] begins at word from[r]. */
export interface HeldText {
  readonly texts: readonly string[];
  readonly from: readonly number[];
}

/** The same of an exchange just read. */
export interface ReadText extends HeldText {
  /** The place among the anchors where those of what is enclosed begin. */
  readonly enclosed: number;
}

/** Reads exchanges one after the other into buffers that are used again. */
export class ExchangeFingerprinter {
  private readonly classifier: Classifier;
  private readonly text: PromptText = createPromptText();
  private readonly shape = createShape();
  private readonly scores: Scores = {
    capabilities: new Uint8Array(CAPABILITIES.length),
    intents: new Uint8Array(INTENTS.length),
    skeleton: new Uint32Array(SKELETON_SLOTS),
  };

  constructor(classifier: Classifier) {
    this.classifier = classifier;
  }

  /** Appends the exchange's row to `rows` and its anchors to `anchors`; gives the texts that these came from. */
  read(exchange: Exchange, client: ClientKeys, rows: RowWriter, anchors: AnchorList): ReadText {
    const { text, shape, scores } = this;
    readPromptText(exchange, text);
    shape.images = text.images;
    shape.tools = text.tools;
    shape.toolResults = text.toolResults;
    shape.turns = text.turns;
    textShape(text.inputs, text.inputs.length, shape, text.sentInputs);
    // Only refused requests are compared by their instructions.
    const instructions = isRefused(exchange.response) ? text.instructions.map(plainText) : [];
    skeletonSignature(instructions, instructions.length, scores.skeleton);
    this.classifier.score(text.words, text.regions, shape, scores.capabilities, scores.intents);
    rows.add(exchange, text, shape, scores, client);

    const texts: string[] = [];
    const from: number[] = [];
    const { regions } = text;
    let enclosed = -1;
    for (let r = 0; r < regions.count; r++) {
      const role = regions.role[r];
      if (role !== ROLE.system && role !== ROLE.user && role !== ROLE.enclosed) continue;
      if (role === ROLE.enclosed && enclosed < 0) enclosed = anchors.length;
      winnow(text.words, regions.from[r], regions.to[r], anchors);
      texts.push(text.regionTexts[r]);
      from.push(regions.from[r]);
    }
    return { texts, from, enclosed: enclosed < 0 ? anchors.length : enclosed };
  }
}
