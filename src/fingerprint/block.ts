/**
 * Exchange -> fingerprint rows, one block at a time. A block is mined for segments as a whole, so rows are
 * complete only when the block is finished. Text is held until then, for the outlines, and for no longer.
 */

import { skeletonSignature } from '../kernels/skeleton.ts';
import { type AnchorList, createAnchorList, winnow } from '../kernels/winnow.ts';
import { SKELETON_SLOTS } from '../model/fingerprint-layout.ts';
import { CAPABILITIES, INTENTS } from '../model/vocabulary.ts';
import type { Exchange } from '../model/wire.ts';
import { type Classifier, createClassifier, loadModel } from './classify.ts';
import { Outliner } from './outline.ts';
import { createPromptText, type PromptText, ROLE, readPromptText } from './prompt-text.ts';
import { type ClientKeys, RowWriter, type Scores } from './row.ts';
import { type BlockAnchors, type Choice, chooseAnchors, createChoice, SegmentMiner } from './segments.ts';
import { createShape, textShape } from './shape.ts';

/** The redacted outline of a segment around one of its anchors. */
export interface AnchorOutline {
  readonly anchor: bigint;
  readonly outline: string;
}

/** An anchor is outlined when it stands in at least this many exchanges of a block. */
const OUTLINE_FROM = 4;
/** Anchors that one block outlines, and those a fingerprinter remembers to have outlined. */
const OUTLINES_A_BLOCK = 1024;
const OUTLINES_REMEMBERED = 50_000;
const LATELY = 4096;

/** Text of one exchange that anchors were taken from: texts[r] begins at word from[r]. */
interface HeldText {
  readonly texts: string[];
  readonly from: number[];
}

/** Fingerprints blocks of exchanges; one instance a thread, used again for every block. */
export class BlockFingerprinter {
  private readonly classifier: Classifier;
  private readonly outliner: Outliner;
  private readonly outlined = new Set<bigint>();
  /** Pairs of lo and hi by the low bits of lo. */
  private readonly lately = new Uint32Array(2 * LATELY);
  private held: HeldText[] = [];
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

  constructor() {
    const model = loadModel();
    this.classifier = createClassifier(model);
    this.outliner = new Outliner(Object.keys(model.terms));
  }

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
    const held: HeldText = { texts: [], from: [] };
    for (let r = 0; r < regions.count; r++) {
      const role = regions.role[r];
      if (role !== ROLE.system && role !== ROLE.user) continue;
      winnow(text.words, regions.from[r], regions.to[r], this.anchors);
      held.texts.push(text.regionTexts[r]);
      held.from.push(regions.from[r]);
    }
    this.held.push(held);
    this.start[i + 1] = this.anchors.length;
  }

  /** Mines the block and returns its rows and the outlines of segments not outlined before; it is then empty. */
  finish(): { rows: Uint8Array; count: number; outlines: AnchorOutline[] } {
    const count = this.rows.count;
    const unit = new Uint32Array(count);
    for (let i = 0; i < count; i++) unit[i] = this.rows.unitLow(i);
    const block: BlockAnchors = { list: this.anchors, start: this.start, unit, count };
    this.miner.count(block);
    const choice = createChoice();
    const outlines: AnchorOutline[] = [];
    const eligible = new Set<bigint>();
    this.lately.fill(0);
    for (let i = 0; i < count; i++) {
      chooseAnchors(this.miner, block, i, choice);
      this.rows.setAnchors(i, choice);
      this.outline(choice, this.held[i], eligible, outlines);
    }
    this.anchors.length = 0;
    this.held = [];
    return { rows: this.rows.take(), count, outlines };
  }

  /**
   * Which anchors a block outlines depends on the block alone. An anchor outlined for an earlier block is passed over:
   * that block comes first wherever results are put in order, so the work would be lost.
   */
  private outline(choice: Choice, held: HeldText, eligible: Set<bigint>, outlines: AnchorOutline[]): void {
    for (let k = 0; k < choice.shared; k++) {
      if (eligible.size >= OUTLINES_A_BLOCK) return;
      if (choice.exchanges[k] < OUTLINE_FROM || this.metLately(choice.lo[k], choice.hi[k])) continue;
      const anchor = (BigInt(choice.hi[k]) << 32n) | BigInt(choice.lo[k]);
      if (eligible.has(anchor)) continue;
      eligible.add(anchor);
      if (this.outlined.has(anchor)) continue;
      let r = held.from.length - 1;
      while (r > 0 && held.from[r] > choice.from[k]) r--;
      const outline = this.outliner.outline(
        held.texts[r],
        choice.from[k] - held.from[r],
        choice.to[k] - held.from[r],
      );
      if (outline === null) continue;
      outlines.push({ anchor, outline });
      if (this.outlined.size < OUTLINES_REMEMBERED) this.outlined.add(anchor);
    }
  }

  /** Anchors that this block met a moment ago need no BigInt and no set: a fortieth of all time went there. */
  private metLately(lo: number, hi: number): boolean {
    const at = 2 * (lo & (LATELY - 1));
    if (this.lately[at] === lo && this.lately[at + 1] === hi) return true;
    this.lately[at] = lo;
    this.lately[at + 1] = hi;
    return false;
  }
}
