/**
 * One exchange, looked at before it runs: its anchors, and what it draws on. The same texts, anchors and scores as a
 * row's (exchange-reader.ts), without a row, and without what nobody asked for: scoring is half of the time.
 */
import { type AnchorList, createAnchorList, winnow } from '../kernels/winnow.ts';
import { CAPABILITIES, INTENTS } from '../model/vocabulary.ts';
import type { Exchange } from '../model/wire.ts';
import { type Classifier, createClassifier } from './classify.ts';
import { createPromptText, type PromptText, ROLE, readPromptText } from './prompt-text.ts';
import { createShape, textShape } from './shape.ts';

/** Looks at exchanges one after the other, in buffers that are used again. */
export class RequestFeatures {
  readonly text: PromptText = createPromptText();
  readonly anchors: AnchorList = createAnchorList(1 << 12);
  /** 0..255, in the order of CAPABILITIES and INTENTS; of the exchange that was scored last. */
  readonly capabilities = new Uint8Array(CAPABILITIES.length);
  readonly intents = new Uint8Array(INTENTS.length);
  private readonly shape = createShape();
  private classifier: Classifier | null = null;

  /** Reads the texts. The methods below are about what was read last. */
  read(exchange: Pick<Exchange, 'request'>): void {
    readPromptText(exchange, this.text);
  }

  /** Finds the anchors of what the caller and the system prompt say, and of what is enclosed. */
  findAnchors(): void {
    const { text, anchors } = this;
    const { regions } = text;
    anchors.length = 0;
    for (let r = 0; r < regions.count; r++) {
      const role = regions.role[r];
      if (role === ROLE.system || role === ROLE.user || role === ROLE.enclosed) {
        winnow(text.words, regions.from[r], regions.to[r], anchors);
      }
    }
  }

  score(): void {
    const { text, shape } = this;
    this.classifier ??= createClassifier();
    shape.images = text.images;
    shape.tools = text.tools;
    shape.toolResults = text.toolResults;
    shape.turns = text.turns;
    textShape(text.inputs, text.inputs.length, shape, text.sentInputs);
    this.classifier.score(text.words, text.regions, shape, this.capabilities, this.intents);
  }
}
