import { describe, expect, it } from 'vitest';
import type { Grant } from '../model/wire.ts';
import { isCovered, type ModelUse } from './grants.ts';

const grant = (models: string[], from = 100, to = 200): Grant => ({ kind: 'distillation', models, from, to });
const use = (model: string, exchanges: number, first = 110, last = 190): ModelUse => ({
  account: 'a',
  model,
  exchanges,
  first,
  last,
});

describe('grants', () => {
  it('cover what was sent to a named model between the dates, both included', () => {
    expect(isCovered([grant(['m'])], [use('m', 50)])).toBe(true);
    expect(isCovered([grant(['m'])], [use('m', 50, 100, 200)])).toBe(true);
  });

  it('do not cover another model, a day before or a day after', () => {
    expect(isCovered([grant(['m'])], [use('other', 50)])).toBe(false);
    expect(isCovered([grant(['m'])], [use('m', 50, 99, 150)])).toBe(false);
    expect(isCovered([grant(['m'])], [use('m', 50, 150, 201)])).toBe(false);
  });

  it('forgive a stray few, not a habit', () => {
    expect(isCovered([grant(['m'])], [use('m', 1_000), use('other', 5)])).toBe(true);
    expect(isCovered([grant(['m'])], [use('m', 1_000), use('other', 500)])).toBe(false);
  });

  it('add up, and a star covers every model in its dates', () => {
    expect(isCovered([grant(['m']), grant(['n'])], [use('m', 10), use('n', 10)])).toBe(true);
    expect(isCovered([grant(['*'])], [use('whatever', 10)])).toBe(true);
    expect(isCovered([grant(['*'])], [use('whatever', 10, 10, 20)])).toBe(false);
  });

  it('cover nobody without a grant or without traffic', () => {
    expect(isCovered([], [use('m', 1)])).toBe(false);
    expect(isCovered([grant(['m'])], [])).toBe(false);
  });
});
