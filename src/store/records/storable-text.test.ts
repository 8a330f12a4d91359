import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromStorable, toStorable } from './storable-text.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 }).map((units) => String.fromCharCode(...units)),
  fc.array(fc.constantFrom('\u0000', '\u0001', '\ud800', '\udc00', '0000', 'a'), { maxLength: 12 }).map((p) => p.join('')),
);

it('brings every text back as it was', () => {
  fc.assert(fc.property(anyText, (text) => fromStorable(toStorable(text)) === text));
});

it('leaves no U+0000 and no lone surrogate', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const stored = toStorable(text);
      return !stored.includes('\u0000') && Buffer.from(stored, 'utf8').toString('utf8') === stored;
    }),
  );
});

it('leaves ordinary text alone', () => {
  expect(toStorable('acct-1 é 😀')).toBe('acct-1 é 😀');
});
