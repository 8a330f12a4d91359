import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../base/limits.ts';
import { hashWords } from '../kernels/words.ts';
import type { Exchange, Message } from '../model/wire.ts';
import { createPromptText, type PromptText, ROLE, readPromptText } from './prompt-text.ts';

const shared = createPromptText();

function read(request: Exchange['request'], out: PromptText = shared): PromptText {
  readPromptText({ id: 'x', time: 0, account: 'a', model: 'm', request }, out);
  return out;
}

/** Regions as a reader would write them down. */
function regionsOf(text: PromptText): { role: string; words: number }[] {
  const names = Object.entries(ROLE).sort((a, b) => a[1] - b[1]);
  return Array.from({ length: text.regions.count }, (_, r) => ({
    role: names[text.regions.role[r]][0],
    words: text.regions.to[r] - text.regions.from[r],
  }));
}

const user = (content: Message['content']): Message => ({ role: 'user', content });
const assistant = (content: Message['content']): Message => ({ role: 'assistant', content });

describe('reading a request', () => {
  it('gives nothing for an empty request, an empty list and messages without content', () => {
    for (const request of [
      {},
      { messages: [] },
      { system: null, messages: null },
      { system: '', messages: [user(''), user(null), user([])] },
    ]) {
      const text = read(request);
      expect(regionsOf(text)).toEqual([]);
      expect([text.wordCount, text.promptChars, text.systemChars, text.images, text.toolResults]).toEqual([0, 0, 0, 0, 0]);
      expect([text.instructions, text.inputs, text.signatures]).toEqual([[], [], []]);
    }
  });

  it('keeps apart who wrote what, over many turns', () => {
    const text = read({
      system: 'be brief',
      messages: [user('one two three'), assistant('four'), user('five six'), assistant('seven eight'), user('nine')],
    });
    expect(regionsOf(text)).toEqual([
      { role: 'system', words: 2 },
      { role: 'user', words: 3 },
      { role: 'assistant', words: 1 },
      { role: 'user', words: 2 },
      { role: 'assistant', words: 2 },
      { role: 'user', words: 1 },
    ]);
    expect(text.turns).toBe(3);
    expect(text.followUp).toBe(true);
    expect(text.lastUser).toBe('nine');
    expect(text.instructions).toEqual(['be brief', 'nine']);
    // The assistant's own words are no input of the caller.
    expect(text.inputs).toEqual(['be brief', 'one two three', 'five six', 'nine']);
  });

  it('takes system and developer messages, and system parts, for system text', () => {
    const text = read({
      system: [{ type: 'text', text: 'first' }],
      messages: [{ role: 'system', content: 'second' }, { role: 'developer', content: 'third' }, user('ask')],
    });
    expect(text.systemText).toBe('first\nsecond\nthird');
    expect(text.systemChars).toBe('firstsecondthird'.length);
    expect(regionsOf(text).map((r) => r.role)).toEqual(['system', 'system', 'system', 'user']);
  });

  it('counts tool results of both body shapes, and never takes their text for the user’s', () => {
    const messages: Message[] = [
      user('look it up'),
      assistant([{ type: 'tool_use', name: 'search', input: { q: 'secret words' } }]),
      user([
        { type: 'tool_result', tool_use_id: 't1', content: 'plain result' },
        {
          type: 'tool_result',
          tool_use_id: 't2',
          content: [{ type: 'text', text: 'part result' }, { type: 'image' }, 7, null],
        },
        { type: 'tool_result', tool_use_id: 't3' },
        { type: 'text', text: 'and now' },
      ]),
      { role: 'tool', content: 'from the other shape' },
      { role: 'function', content: 'and the older one' },
    ];
    const text = read({ messages });
    expect(text.toolResults).toBe(5);
    expect(text.lastUser).toBe('and now');
    expect(regionsOf(text).filter((r) => r.role === 'user')).toEqual([
      { role: 'user', words: 3 },
      { role: 'user', words: 2 },
    ]);
    expect(text.inputs).toContain('plain result');
    expect(text.inputs).toContain('part result');
  });

  it('counts images of every spelling, without text', () => {
    const text = read({
      messages: [user([{ type: 'image' }, { type: 'image_url' }, { type: 'input_image' }, { type: 'document' }, {}])],
    });
    expect(text.images).toBe(3);
    expect(text.promptChars).toBe(0);
  });

  it('collects signatures in order, and thinking as the assistant’s', () => {
    const text = read({
      messages: [
        assistant([
          { type: 'thinking', thinking: 'a b c', signature: 's1' },
          { type: 'redacted_thinking', signature: 's2' },
        ]),
        user([{ type: 'text', text: 'go on' }]),
        assistant([{ type: 'thinking', thinking: 'd', signature: 's3' }]),
      ],
    });
    expect(text.signatures).toEqual(['s1', 's2', 's3']);
    expect(text.inputs).toEqual(['go on']);
    expect(regionsOf(text).map((r) => r.role)).toEqual(['assistant', 'user', 'assistant']);
  });

  it('joins the parts of the last user message', () => {
    expect(read({ messages: [user([{ text: 'a' }, { type: 'image' }, { text: 'b' }])] }).lastUser).toBe('a\nb');
  });

  it('reads a text beyond the limit up to the limit, and counts all of it', () => {
    const long = 'word '.repeat(LIMITS.fingerprintChars / 4);
    const text = read({ messages: [user(long), user('behind the limit')] });
    expect(text.promptChars).toBe(long.length + 'behind the limit'.length);
    expect(text.inputs[0].length).toBe(LIMITS.fingerprintChars);
    expect(text.inputs.length).toBe(1);
    expect(text.wordCount).toBeLessThanOrEqual(LIMITS.fingerprintChars / 2);
    expect(text.lastUser).toBe('behind the limit');
  });

  it('survives a script in which every character is a word', () => {
    const text = read({ messages: [user('\u4f60'.repeat(LIMITS.fingerprintChars))] });
    expect(text.wordCount).toBe(text.words.length);
  });

  it('keeps the first and last messages of a conversation beyond the limit', () => {
    const messages = Array.from({ length: LIMITS.messages + 500 }, (_, i) => user(`m${i}`));
    const text = read({ system: 'rules', messages });
    expect(text.turns).toBe(LIMITS.messages);
    expect(text.inputs[1]).toBe('m0');
    expect(text.lastUser).toBe(`m${messages.length - 1}`);
    expect(text.inputs).not.toContain(`m${LIMITS.messages / 2 + 10}`);
  });

  it('survives more parts than there are regions', () => {
    const parts = Array.from({ length: 3 * LIMITS.messages }, () => ({ type: 'text', text: 'p' }));
    const text = read({ messages: [user(parts)] });
    expect(text.regions.count).toBe(text.regions.role.length);
    expect(text.promptChars).toBe(parts.length);
  });

  it('reads what is encoded as in plain, whoever wrote it but the assistant, and keeps what was sent', () => {
    const plain = 'Write out each step that leads to the answer, then the answer itself.';
    const code = Buffer.from(plain).toString('base64');
    const request = (said: string, answer: string): Exchange['request'] => ({
      system: said,
      messages: [
        user(said),
        assistant(answer),
        user([{ type: 'document', source: { type: 'text', data: said } }, { text: said }]),
      ],
    });
    const clear = read(request(plain, code), createPromptText());
    const text = read(request(code, code));
    expect(regionsOf(text)).toEqual(regionsOf(clear));
    expect(text.words.slice(0, text.wordCount)).toEqual(clear.words.slice(0, clear.wordCount));
    expect(text.regionTexts.filter((read) => read === `\n${plain}\n`)).toHaveLength(4);
    expect(text.inputs).toEqual(new Array(4).fill(`\n${plain}\n`));
    expect(text.sentInputs).toEqual(new Array(4).fill(code));
    expect([text.lastUser, text.systemText, text.promptChars]).toEqual([code, code, 5 * code.length]);
  });

  it('carries nothing over from the exchange before', () => {
    const part = fc.record(
      {
        type: fc.constantFrom('text', 'image', 'tool_result', 'thinking'),
        text: fc.string(),
        signature: fc.string(),
        content: fc.string(),
        thinking: fc.string(),
      },
      { requiredKeys: [] },
    );
    const message = fc.record({
      role: fc.constantFrom('user', 'assistant', 'system', 'tool', 'stranger'),
      content: fc.oneof(fc.string(), fc.array(part, { maxLength: 4 }), fc.constant(null)),
    });
    const request = fc.record({ system: fc.string(), messages: fc.array(message, { maxLength: 6 }) }, { requiredKeys: [] });
    const fresh = createPromptText();
    const image = (text: PromptText) => ({
      ...text,
      words: Array.from(text.words.subarray(0, text.wordCount)),
      regions: regionsOf(text),
      instructions: [...text.instructions],
      inputs: [...text.inputs],
      sentInputs: [...text.sentInputs],
      signatures: [...text.signatures],
    });
    fc.assert(
      fc.property(request, request, (before, after) => {
        read({}, fresh);
        const clean = image(read(after, fresh));
        read(before, shared);
        expect(image(read(after, shared))).toEqual(clean);
        // Each region's words are those of its text: nothing is lost between them.
        const words = new Uint32Array(4096);
        const inputs = clean.inputs.reduce((sum, text) => sum + hashWords(text, words, 0), 0);
        const written = clean.regions.filter((r) => r.role !== 'assistant').reduce((sum, r) => sum + r.words, 0);
        expect(written).toBe(inputs);
      }),
    );
  });
});
