/**
 * Exchange -> fingerprint rows, one block at a time. A block is mined for segments as a whole, so rows are
 * complete only when the block is finished. Holds the anchors of one block, never its text.
 */

import { skeletonSignature } from '../kernels/skeleton.ts';
import { type AnchorList, createAnchorList, winnow } from '../kernels/winnow.ts';
import { SKELETON_SLOTS } from '../model/fingerprint-layout.ts';
import { CAPABILITIES, INTENTS } from '../model/vocabulary.ts';
import type { Exchange } from '../model/wire.ts';
import { type Classifier, createClassifier } from './classify.ts';
import { createPromptText, type PromptText, ROLE, readPromptText } from './prompt-text.ts';
import { type ClientKeys, RowWriter, type Scores } from './row.ts';
import { type BlockAnchors, chooseAnchors, createChoice, SegmentMiner } from './segments.ts';
import { createShape, textShape } from './shape.ts';

/** Fingerprints blocks of exchanges; one instance a thread, used again for every block. */
export class BlockFingerprinter {
  private readonly classifier: Classifier = createClassifier();
  private readonly text: PromptText = createPromptText();
  private readonly shape = createShape();
  private readonly scores: Scores = {
    capabilities: new Uint8Array(CAPABILITIES.length),
    intents: new Uint8Array(INTENTS.length),
    skeleton: new Uint32Array(SKELETON_SLOTS),
  };
  private readonly rows = new RowWriter();
  private readonly miner = new SegmentMiner();
  private readonly anchors: AnchorList = createAnchorList(1 << 16);
  private start = new Uint32Array(1 << 12);

  /** Adds one exchange to the block. */
  add(exchange: Exchange, client: ClientKeys): void {
    const { text, shape, scores } = this;
    readPromptText(exchange, text);
    shape.images = text.images;
    shape.tools = text.tools;
    shape.toolResults = text.toolResults;
    shape.turns = text.turns;
    textShape(text.inputs, text.inputs.length, shape);
    skeletonSignature(text.instructions, text.instructions.length, scores.skeleton);
    this.classifier.score(text.words, text.regions, shape, scores.capabilities, scores.intents);

    const i = this.rows.count;
    this.rows.add(exchange, text, shape, scores, client);
    if (i + 2 > this.start.length) {
      const grown = new Uint32Array(this.start.length * 2);
      grown.set(this.start);
      this.start = grown;
    }
    this.start[i] = this.anchors.length;
    const { regions } = text;
    for (let r = 0; r < regions.count; r++) {
      const role = regions.role[r];
      if (role === ROLE.system || role === ROLE.user)
        winnow(text.words, regions.from[r], regions.to[r], this.anchors);
    }
    this.start[i + 1] = this.anchors.length;
  }

  /** Mines the block and returns its rows; the fingerprinter is then empty. */
  finish(): { rows: Uint8Array; count: number } {
    const count = this.rows.count;
    const unit = new Uint32Array(count);
    for (let i = 0; i < count; i++) unit[i] = this.rows.unitLow(i);
    const block: BlockAnchors = { list: this.anchors, start: this.start, unit, count };
    this.miner.count(block);
    const choice = createChoice();
    for (let i = 0; i < count; i++) {
      chooseAnchors(this.miner, block, i, choice);
      this.rows.setAnchors(i, choice);
    }
    this.anchors.length = 0;
    return { rows: this.rows.take(), count };
  }
}
