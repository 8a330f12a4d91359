import { describe, expect, it } from 'vitest';
import { createAnchorList } from '../kernels/winnow.ts';
import { FINGERPRINT_STRIDE, OFFSET } from '../model/fingerprint-layout.ts';
import { CAPABILITIES, INTENTS } from '../model/vocabulary.ts';
import type { Exchange } from '../model/wire.ts';
import { createFingerprinting } from './block.ts';
import { RequestFeatures } from './request-features.ts';
import { RowWriter } from './row.ts';

const none = { hi: 0, lo: 0 };
const exchange = (content: string): Exchange => ({
  id: 'e',
  time: 1,
  account: 'a',
  model: 'm',
  request: {
    system: 'You answer in one line and give your reasoning step by step before it.',
    messages: [{ role: 'user', content }],
  },
});

describe('a glance at one exchange', () => {
  it('finds the anchors and the scores that its row has', () => {
    const reader = createFingerprinting().reader();
    const glance = new RequestFeatures();
    const contents = [
      'Write a function that sorts a list of numbers, with tests, and explain every step of your reasoning in detail.',
      'Translate this sentence into French and into German, and say which of the two is the more formal one, please.',
      'Hi',
    ];
    for (const one of contents.map(exchange)) {
      const rows = new RowWriter();
      const anchors = createAnchorList(64);
      reader.read(one, { ip: none, net: none, userAgent: none, ja4: none }, rows, anchors);
      const row = rows.take().subarray(0, FINGERPRINT_STRIDE);
      glance.read(one);
      glance.findAnchors();
      glance.score();
      expect(glance.anchors.length).toBe(anchors.length);
      expect(glance.anchors.lo.subarray(0, anchors.length)).toEqual(anchors.lo.subarray(0, anchors.length));
      expect(glance.anchors.hi.subarray(0, anchors.length)).toEqual(anchors.hi.subarray(0, anchors.length));
      const at = (offset: number, length: number) => row.subarray(offset, offset + length);
      expect(glance.capabilities).toEqual(at(OFFSET.capabilities, CAPABILITIES.length));
      expect(glance.intents).toEqual(at(OFFSET.intents, INTENTS.length));
    }
    expect(glance.anchors.length).toBeGreaterThan(0);
  });
});
