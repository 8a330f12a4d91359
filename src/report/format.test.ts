import { describe, expect, it } from 'vitest';
import {
  bytes,
  compact,
  duration,
  identifier,
  list,
  moment,
  number,
  percent,
  plural,
  shorten,
  span,
  spanDays,
} from './format.ts';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('figures', () => {
  it('groups digits and shortens from a million on', () => {
    expect(
      [number(12_345), compact(999_999), compact(1_204_331), compact(16_500_000), compact(2.5e9)].map(plain),
    ).toEqual(['12,345', '999,999', '1.2 M', '16.5 M', '2.5 bn']);
    expect(number(0.0004)).toBe('0.0004');
    expect(number(Number.NaN)).toBe('unknown');
  });

  it('never rounds a share up to all or down to nothing', () => {
    expect([0, 0.0001, 0.022, 0.5, 0.953, 0.9951, 0.99996, 1].map(percent)).toEqual([
      '0%',
      '<0.1%',
      '2.2%',
      '50%',
      '95%',
      '99.5%',
      '>99.9%',
      '100%',
    ]);
  });

  it('says sizes and times with their unit', () => {
    expect([bytes(1), bytes(999), bytes(1_500), bytes(5_812_338_001)]).toEqual([
      '1 byte',
      '999 bytes',
      '1.5 kB',
      '5.8 GB',
    ]);
    expect([duration(340), duration(4_210), duration(59_999), duration(200_000)]).toEqual([
      '340 ms',
      '4.2 s',
      '1 min 0 s',
      '3 min 20 s',
    ]);
    expect([plural(1, 'account'), plural(1_204, 'account')].map(plain)).toEqual([
      '1 account',
      '1,204 accounts',
    ]);
  });
});

describe('times', () => {
  it('are UTC and say so, whatever offset they came in', () => {
    expect(moment('2026-02-03T01:30:00+02:00').text).toBe(
      '<time datetime="2026-02-02T23:30:00.000Z">2 Feb 2026, 23:30 UTC</time>',
    );
  });

  it('give text that is no time back as it came, escaped', () => {
    expect(moment('<soon>').text).toBe('&lt;soon&gt;');
    expect(span('x', 'x')).toBe('x');
    expect(spanDays('x', '2026-02-03')).toBeNull();
    expect(spanDays('2026-02-04', '2026-02-03')).toBeNull();
  });

  it('count the calendar days a span touches', () => {
    expect(spanDays('2026-02-03T23:59:00Z', '2026-02-04T00:01:00Z')).toBe(2);
    expect(span('2026-02-03T01:00:00Z', '2026-02-03T02:00:00Z')).toBe('3 Feb 2026');
  });
});

describe('words', () => {
  it('joins a list as a sentence does', () => {
    expect([list([]), list(['a']), list(['a', 'b']), list(['a', 'b', 'c'])]).toEqual([
      '',
      'a',
      'a and b',
      'a, b and c',
    ]);
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
