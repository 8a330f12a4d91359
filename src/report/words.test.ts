import { describe, expect, it } from 'vitest';
import { identifier, list, shorten, span, spanDays, timeElement } from './words.ts';

describe('times', () => {
  it('are UTC and say so, whatever offset they came in', () => {
    expect(timeElement('2026-02-03T01:30:00+02:00').text).toBe(
      '<time datetime="2026-02-02T23:30:00.000Z">2026-02-02 23:30 UTC</time>',
    );
  });

  it('write a dash for text that is no time', () => {
    expect(timeElement('<soon>').text).toBe('-');
    expect(span('x', 'x')).toBe('-');
    expect(spanDays('x', '2026-02-03')).toBeNull();
    expect(spanDays('2026-02-04', '2026-02-03')).toBeNull();
  });

  it('count the calendar days a span touches', () => {
    expect(spanDays('2026-02-03T23:59:00Z', '2026-02-04T00:01:00Z')).toBe(2);
    expect(span('2026-02-03T01:00:00Z', '2026-02-03T02:00:00Z')).toBe('2026-02-03');
    expect(span('2026-02-03T01:00:00Z', '2026-02-04T02:00:00Z')).toBe('2026-02-03 to 2026-02-04');
  });
});

describe('words', () => {
  it('joins a list as a sentence does', () => {
    expect([list([]), list(['a']), list(['a', 'b']), list(['a', 'b', 'c'])]).toEqual(['', 'a', 'a and b', 'a, b and c']);
  });

  it('shortens in the middle and never splits a character', () => {
    expect(shorten('abcdefghij', 7)).toBe('abcd…ij');
    expect([...shorten('😀'.repeat(30), 8)]).toHaveLength(8);
    expect(shorten('short', 8)).toBe('short');
  });

  it('isolates identifiers', () => {
    expect(identifier('a<b').text).toBe('<bdi class="id">a&lt;b</bdi>');
  });
});
