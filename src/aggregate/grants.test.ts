import { describe, expect, it } from 'vitest';
import { blankRecord } from '../../test/blank-record.ts';
import type { Grant } from '../model/wire.ts';
import { beyondGrants, grantsByDomain, isCovered, type ModelUse } from './grants.ts';

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

  it('leave open what they do not name, with what it asked for', () => {
    const asked = (model: string, exchanges: number) => ({ ...use(model, exchanges), intents: [exchanges, 2 * exchanges] });
    const { exchanges, intents } = beyondGrants([grant(['m'])], [asked('m', 50), asked('other', 10), asked('third', 5)]);
    expect(exchanges).toBe(15);
    expect([...intents.subarray(0, 3)]).toEqual([15, 30, 0]);
    expect(beyondGrants([], [asked('m', 50)]).exchanges).toBe(50);
  });

  it('leave nothing open of an account that strays once in a while', () => {
    expect(beyondGrants([grant(['m'])], [use('m', 1_000), use('other', 5)]).exchanges).toBe(0);
  });

  it('of verified accounts stand for a mail domain, and of others for none', () => {
    const record = (emailDomain: string | null, verification: 'business' | 'email', grants: Grant[]) => ({
      ...blankRecord('a', 0),
      emailDomain,
      verification,
      grants,
    });
    const byDomain = grantsByDomain([
      record('firm', 'business', [grant(['m'])]),
      record('firm', 'business', []),
      record('firm', 'business', [grant(['n'])]),
      record('other', 'email', [grant(['m'])]),
      record(null, 'business', [grant(['m'])]),
      null,
    ]);
    expect([...byDomain]).toEqual([['firm', [grant(['m']), grant(['n'])]]]);
  });
});
