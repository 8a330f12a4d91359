import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '../../src/base/rng.ts';
import { compile, type Env, escapeGrammar, grammar, lines, oneOf } from './grammar.ts';
import { PHRASES } from './languages.ts';
import { TOPICS } from './topics.ts';

const env = (reword = true): Env => ({ topic: TOPICS[0]!, reword });

describe('grammar', () => {
  it('escapes literals at compile time so that an expansion is a valid JSON string', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        fc.pre(!/[«»‹›]/.test(text));
        const made = compile(text)(createRng(1), env());
        expect(JSON.parse(`"${made}"`)).toBe(text);
      }),
    );
  });

  it('draws numbers from the range it names, both ends included', () => {
    const text = compile('«2..4»');
    const rng = createRng('range');
    const seen = new Set(Array.from({ length: 200 }, () => text(rng, env())));
    expect([...seen].sort()).toEqual(['2', '3', '4']);
  });

  it('takes the first alternative of a canonical text unless it is to be reworded', () => {
    const text = compile('‹one|two ‹a|b›|three›', {}, { canonical: true });
    const rng = createRng('choice');
    expect(new Set(Array.from({ length: 50 }, () => text(rng, env(false))))).toEqual(new Set(['one']));
    expect(new Set(Array.from({ length: 200 }, () => text(rng, env(true))))).toEqual(
      new Set(['one', 'two a', 'two b', 'three']),
    );
  });

  it('lets rules refer to rules that come later', () => {
    const rules = grammar({ a: ['<«b»>'], b: ['x'] });
    expect(rules.a(createRng(1), env())).toBe('<x>');
  });

  it('refuses an unknown rule when the grammar is compiled, not when it is used', () => {
    expect(() => oneOf(['«nothing_like_this»'])).toThrow(/unknown grammar rule/);
  });

  it('reads a written line break inside a block as one source', () => {
    expect(lines('  a\\nb\n\n  c ')).toEqual(['a\nb', 'c']);
  });

  it('has at least sixty topics and ten languages besides English', () => {
    expect(TOPICS.length).toBeGreaterThanOrEqual(60);
    expect(new Set(TOPICS.map((topic) => topic.field)).size).toBe(TOPICS.length);
    expect(Object.keys(PHRASES).length).toBeGreaterThanOrEqual(10);
    const rng = createRng('phrases');
    for (const phrases of Object.values(PHRASES)) {
      const made = new Set(Array.from({ length: 40 }, () => phrases.ask(rng, env())));
      expect(made.size).toBeGreaterThan(20);
    }
  });

  it('keeps topic words escaped', () => {
    expect(escapeGrammar('a "b"\n')).toBe('a \\"b\\"\\n');
  });
});
