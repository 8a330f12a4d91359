import { describe, expect, it } from 'vitest';
import type { TextUnderReview } from '../../model/text-under-review.ts';
import { keepTextIds } from './text-ids.ts';

const text = (id: string, ...segments: string[]) => ({ id, segments }) as unknown as TextUnderReview;
const ids = (texts: TextUnderReview[], before: TextUnderReview[]) => keepTextIds(texts, before).map(({ id }) => id);

describe('ids of texts', () => {
  it('stay when another segment becomes the most used', () => {
    expect(ids([text('T-2', 'b', 'a')], [text('T-1', 'a', 'b')])).toEqual(['T-1']);
  });

  it('are new for texts that have nothing in common with those before', () => {
    expect(ids([text('T-2', 'b')], [text('T-1', 'a')])).toEqual(['T-2']);
  });

  it('are given once, and never to a text while another still has them', () => {
    const before = [text('T-1', 'a', 'b')];
    expect(ids([text('T-2', 'a'), text('T-3', 'b')], before)).toEqual(['T-1', 'T-3']);
    expect(ids([text('T-3', 'b'), text('T-1', 'a')], before)).toEqual(['T-3', 'T-1']);
  });
});
