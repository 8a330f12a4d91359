/**
 * Ids of texts under review that last from run to run. A text is named after its most used segment, which may be another one when
 * more exchanges have come; a text that has a segment in common with one of the run before keeps the id of that one.
 */
import type { TextUnderReview } from '../../model/text-under-review.ts';

/** @param before the texts of the run before */
export function keepTextIds(texts: readonly TextUnderReview[], before: readonly TextUnderReview[]): TextUnderReview[] {
  const found = new Set(texts.map(({ id }) => id));
  const free = before.filter(({ id }) => !found.has(id));
  const known = new Set(before.map(({ id }) => id));
  const taken = new Set<string>();
  return texts.map((text) => {
    if (known.has(text.id)) return text;
    const segments = new Set(text.segments);
    const same = free.find((old) => !taken.has(old.id) && old.segments.some((segment) => segments.has(segment)));
    if (same === undefined) return text;
    taken.add(same.id);
    return { ...text, id: same.id };
  });
}
