import { describe, expect, it } from 'vitest';
import { LIMITS } from '../base/limits.ts';
import { createRng } from '../base/rng.ts';
import { FINGERPRINT_STRIDE, OFFSET } from '../model/fingerprint-layout.ts';
import type { Exchange } from '../model/wire.ts';
import { BlockFingerprinter } from './block.ts';
import type { ClientKeys } from './row.ts';

const NONE = { hi: 0, lo: 0 };
const KEYS: ClientKeys = { ip: NONE, net: NONE, userAgent: NONE, ja4: NONE };
const WORDS =
  'river stone lamp green walk seven paper cloud table music winter plain metal garden window bread copper silver road lake'.split(
    ' ',
  );

function fingerprint(exchanges: readonly Exchange[], with_ = new BlockFingerprinter()): Uint8Array {
  for (const exchange of exchanges) with_.add(exchange, KEYS);
  const { rows, count } = with_.finish();
  expect(count).toBe(exchanges.length);
  expect(rows.length).toBe(count * FINGERPRINT_STRIDE);
  return rows;
}

function prompt(id: string, account: string, content: string): Exchange {
  return {
    id,
    time: 1_770_000_000_000,
    account,
    model: 'm',
    request: { messages: [{ role: 'user', content }] },
  };
}

function world(seed: string, size: number): Exchange[] {
  const rng = createRng(seed);
  const words = (n: number) => Array.from({ length: n }, () => rng.pick(WORDS)).join(' ');
  const template = words(45);
  return Array.from({ length: size }, (_, i) =>
    prompt(`${seed}-${i}`, `account-${rng.int(9)}`, i % 2 === 0 ? `${words(60)} ${template} ${words(30)}` : words(120)),
  );
}

function anchorsOf(rows: Uint8Array, i: number): bigint[] {
  const view = new DataView(rows.buffer, rows.byteOffset);
  const shared = rows[i * FINGERPRINT_STRIDE + OFFSET.shared];
  return Array.from({ length: shared }, (_, k) => view.getBigUint64(i * FINGERPRINT_STRIDE + OFFSET.anchors + 8 * k, true));
}

describe('fingerprinting a block', () => {
  it('gives the same rows whichever fingerprinter gets the block and whatever it did before', () => {
    const blocks = [world('a', 40), world('b', 7), world('c', 90)];
    const one = new BlockFingerprinter();
    const inOrder = blocks.map((block) => fingerprint(block, one));
    const other = new BlockFingerprinter();
    const backwards = [...blocks]
      .reverse()
      .map((block) => fingerprint(block, other))
      .reverse();
    const alone = blocks.map((block) => fingerprint(block));
    blocks.forEach((_, k) => {
      expect(Buffer.compare(inOrder[k], alone[k])).toBe(0);
      expect(Buffer.compare(backwards[k], alone[k])).toBe(0);
    });
  });

  it('gives an encoded prompt the anchors and scores of the plain one, and says how much of it is encoded', () => {
    const plain = world('code', 40);
    const codes = [
      (text: string) => Buffer.from(text).toString('base64'),
      (text: string) => Buffer.from(text).toString('hex'),
      (text: string) => `decode this\n${Buffer.from(text).toString('base64').replace(/.{76}/g, '$&\r\n')}`,
    ];
    const encoded = plain.map((exchange, i) =>
      prompt(exchange.id, exchange.account, codes[i % 2](String(exchange.request.messages?.[0].content))),
    );
    const a = fingerprint(plain);
    const b = fingerprint(encoded);
    for (let i = 0; i < plain.length; i++) {
      const at = i * FINGERPRINT_STRIDE;
      expect(anchorsOf(b, i)).toEqual(anchorsOf(a, i));
      for (const column of ['intents', 'capabilities', 'code_share', 'script', 'reasoning_in_input'] as const)
        expect(b[at + OFFSET[column]], column).toBe(a[at + OFFSET[column]]);
      expect(a[at + OFFSET.encoded]).toBe(0);
      expect(b[at + OFFSET.encoded]).toBeGreaterThan(240);
    }
    const behind = fingerprint(
      plain.map(({ id, account, request }) => prompt(id, account, codes[2](String(request.messages?.[0].content)))),
    );
    const common = anchorsOf(behind, 0).filter((anchor) => anchorsOf(a, 0).includes(anchor));
    expect(common.length).toBeGreaterThan(3);
  });

  it('gives a segment the same anchors in two blocks that know nothing of each other', () => {
    const first = fingerprint(world('same', 40));
    const again = world('same', 40).map((e, i) => (i % 2 === 0 ? { ...e, id: `z${i}`, account: `other-${i}` } : e));
    const second = fingerprint(again.filter((_, i) => i % 4 === 0));
    const common = anchorsOf(first, 0).filter((a) => anchorsOf(second, 0).includes(a));
    expect(common.length).toBeGreaterThanOrEqual(3);
  });

  const text = Array.from({ length: 80 }, (_, i) => `${WORDS[i % 7]}${i}x`).join(' ');
  const sentBy3 = (request: Exchange['request']) => {
    const rows = fingerprint([0, 1, 2].map((i) => ({ ...prompt(`e${i}`, `a${i}`, ''), request })));
    return anchorsOf(rows, 0);
  };
  const result = { type: 'tool_result', tool_use_id: 't', content: text };
  const on = { role: 'user', content: 'Go on.' };

  it('looks for segments neither in answers nor in tool results that have been answered', () => {
    for (const messages of [
      [{ role: 'assistant', content: text }, on],
      [{ role: 'tool', content: text }, { role: 'assistant', content: 'Done.' }, on],
      [{ role: 'user', content: [result] }, { role: 'assistant', content: 'Done.' }, on],
      [{ role: 'assistant', content: [{ type: 'thinking', thinking: text }] }],
    ])
      expect(sentBy3({ messages })).toEqual([]);
    expect(sentBy3({ system: text }).length).toBeGreaterThan(3);
  });

  it('finds those of a user’s message in new tool results, documents and the words an answer is to begin with', () => {
    const plain = new Set(sentBy3({ messages: [{ role: 'user', content: text }] }));
    const called = { role: 'assistant', content: [{ type: 'tool_use', name: 'read' }] };
    for (const messages of [
      [{ role: 'assistant', content: text }],
      [on, { role: 'assistant', content: [{ type: 'text', text }] }],
      [called, { role: 'tool', content: text }],
      [on, called, { role: 'user', content: [{ ...result, content: [{ type: 'text', text }] }] }],
      [
        { role: 'tool', content: text },
        { role: 'assistant', content: 'So' },
      ],
      [{ role: 'user', content: [{ type: 'document', source: { type: 'text', data: text } }] }],
      [{ role: 'user', content: [{ type: 'document', source: { type: 'content', content: [{ text }] } }] }],
      [{ role: 'user', content: [{ type: 'search_result', content: [{ type: 'text', text }] }] }],
    ]) {
      const found = sentBy3({ messages });
      expect(found.length).toBeGreaterThan(8);
      expect(found.filter((anchor) => !plain.has(anchor))).toEqual([]);
    }
  });

  it('keeps slots for what is enclosed behind a long prompt, and most of them for the prompt', () => {
    const system = Array.from({ length: 600 }, (_, i) => `${WORDS[(i * 3) % 7]}${i}y`).join(' ');
    const own = new Set(sentBy3({ system, messages: [on] }));
    const messages = [on, { role: 'assistant', content: 'Reading.' }, { role: 'user', content: [result] }];
    const enclosed = new Set(sentBy3({ messages }));
    const both = sentBy3({ system, messages });
    expect(both.filter((anchor) => own.has(anchor)).length).toBeGreaterThanOrEqual(9);
    expect(both.filter((anchor) => enclosed.has(anchor)).length).toBe(4);
  });

  it('is empty after finishing, and an empty block has no rows', () => {
    const fingerprinter = new BlockFingerprinter();
    fingerprint(world('x', 5), fingerprinter);
    expect(fingerprint([], fingerprinter).length).toBe(0);
  });

  it('takes requests without anything in them', () => {
    const rows = fingerprint([
      { id: '1', time: 0, account: 'a', model: 'm', request: {} },
      {
        id: '2',
        time: 0,
        account: 'b',
        model: 'm',
        request: { system: null, messages: [{ role: 'user', content: null }] },
      },
    ]);
    for (const i of [0, 1]) expect(anchorsOf(rows, i)).toEqual([]);
  });

  it('takes thousands of exchanges in a block, and a text far beyond the limit, in reasonable time', () => {
    const started = performance.now();
    const many = Array.from({ length: 6_000 }, (_, i) =>
      prompt(`m${i}`, `a${i % 50}`, `${WORDS[i % 20]} ${i} ${WORDS[(i * 7) % 20]} please tell me about it now`),
    );
    const huge = prompt('huge', 'big', `${'lamp stone '.repeat(LIMITS.fingerprintChars / 5)}`);
    fingerprint([...many, huge]);
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
