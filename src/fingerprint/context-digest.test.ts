import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashed } from '../kernels/hash.ts';
import { textHash } from '../kernels/text-hash.ts';
import { CONTEXT_DIGEST } from '../model/fingerprint-layout.ts';
import type { Message, RequestBody } from '../model/wire.ts';
import { readContextDigests } from './context-digest.ts';
import { createPromptText, readPromptText } from './prompt-text.ts';

const user = (content: Message['content']): Message => ({ role: 'user', content });
const assistant = (content: Message['content']): Message => ({ role: 'assistant', content });
const signed = (text: string): Message =>
  assistant([
    { type: 'thinking', thinking: '…', signature: 's' },
    { type: 'text', text },
  ]);

const text = createPromptText();

function digests(request: RequestBody, ...signedIn: number[]): number[] {
  readPromptText({ id: 'x', time: 0, account: 'a', model: 'm', request }, text);
  textHash(text.systemText);
  const out: number[] = [];
  readContextDigests(request, signedIn, { chars: text.systemText.length, hash: hashed.lo ^ hashed.hi }, out);
  // What is known of the system text saves time and changes nothing.
  const slowly: number[] = [];
  readContextDigests(request, signedIn, { chars: -1, hash: 0 }, slowly);
  expect(out).toEqual(slowly);
  return out;
}

/** Which fields of two digests differ. */
function changed(before: number, after: number): string[] {
  const difference = (before ^ after) >>> 0;
  return Object.entries(CONTEXT_DIGEST)
    .filter(([, mask]) => (difference & mask) !== 0)
    .map(([name]) => name);
}

const FIRST: RequestBody = {
  system: 'be exact',
  tools: ['read', 'write'],
  messages: [user('how far is it')],
};
const issued = digests(FIRST)[0];

/** The same talk a turn later, with something changed on the way. */
function later(change: Partial<RequestBody> = {}, question = 'how far is it'): number {
  const request = { ...FIRST, messages: [user(question), signed('far'), user('and back')], ...change };
  return digests(request, 1)[0];
}

describe('what a signed answer followed', () => {
  it('is the same where the signature is issued and where an honest client presents it', () => {
    expect(changed(issued, later())).toEqual([]);
    expect(digests({ messages: [] })).toEqual([1]);
  });

  it('says which part was changed', () => {
    expect(changed(issued, later({}, 'how far was it'))).toEqual(['turn']);
    expect(changed(issued, later({ system: 'be exact!' }))).toEqual(['frame']);
    expect(changed(issued, later({ tools: ['read'] }))).toEqual(['frame']);
    const before = digests({ messages: [user('a'), assistant('b'), user('c')] })[0];
    const edited = digests({ messages: [user('x'), assistant('b'), user('c'), signed('d'), user('e')] }, 3)[0];
    const trimmed = digests({ messages: [user('c'), signed('d'), user('e')] }, 1)[0];
    expect(changed(before, edited)).toEqual(['past']);
    expect(changed(before, trimmed)).toEqual(['past']);
  });

  it('takes numbers and punctuation for part of the question', () => {
    const digest = (text: string) => digests({ messages: [user(text)] })[0];
    expect(digest('3 + 5')).not.toBe(digest('3 + 6'));
    expect(digest('3 + 5')).not.toBe(digest('3 - 5'));
  });

  it('leaves out what honest clients shorten: tool results, and the assistant’s own words', () => {
    const steps = (result: string, thought: string): RequestBody => ({
      messages: [
        user('fix it'),
        assistant([
          { type: 'thinking', thinking: thought, signature: 's1' },
          { type: 'tool_use', name: 'read' },
        ]),
        user([{ type: 'tool_result', tool_use_id: 'c', content: result }]),
      ],
    });
    const second = digests(steps('many lines', 'a thought'), 1);
    expect(second).toEqual([digests({ messages: [user('fix it')] })[0], digests({ messages: [user('fix it')] })[0]]);
    expect(digests(steps('(cut)', ''), 1)).toEqual(second);
  });

  it('takes a system prompt for the same wherever the dialect puts it', () => {
    const chat = { messages: [{ role: 'system', content: 'be exact' }, user('hi')] };
    const parts = { system: [{ type: 'text', text: 'be exact' }], messages: [user('hi')] };
    expect(digests(chat)).toEqual(digests({ system: 'be exact', messages: [user('hi')] }));
    expect(digests(parts)).toEqual(digests(chat));
    const definitions = { tools: [{ type: 'function', function: { name: 'read' } }, { name: 'write' }, 7] };
    expect(digests(definitions)).toEqual(digests({ tools: ['read', 'write'] }));
  });

  it('is given once for each signature, in order, and once for the answer', () => {
    const request = { messages: [user('a'), signed('b'), signed('c'), user('d'), signed('e'), user('f')] };
    const [first, second, third, answer, ...more] = digests(request, 1, 2, 4);
    expect(more).toEqual([]);
    expect(first).toBe(second);
    expect(first).toBe(digests({ messages: [user('a')] })[0]);
    expect(third).toBe(digests({ messages: [user('a'), user('d')] })[0]);
    expect(answer).toBe(digests({ messages: [user('a'), user('d'), user('f')] })[0]);
    expect(digests(request, -1, 5)).toHaveLength(3);
    expect(digests({ system: 'x' }, -1)).toHaveLength(2);
  });

  it('of any talk is that of its beginning, however it goes on', () => {
    const turn = fc.tuple(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }));
    fc.assert(
      fc.property(fc.array(turn, { minLength: 1, maxLength: 8 }), fc.string(), (turns, system) => {
        const messages: Message[] = [];
        const answers: number[] = [];
        const at: number[] = [];
        for (const [question, answer] of turns) {
          messages.push(user(question));
          answers.push(digests({ system, messages: [...messages] })[0]);
          at.push(messages.length);
          messages.push(signed(answer));
        }
        messages.push(user('end'));
        expect(digests({ system, messages }, ...at).slice(0, -1)).toEqual(answers);
      }),
    );
  });
});
