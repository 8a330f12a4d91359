import { describe, expect, it } from 'vitest';
import { InputBuilder } from '../../../test/detect-input.ts';
import { alike, rises, rowAbout, rowOf, strengthOf, WEAK } from '../../../test/evidence-rows.ts';
import type { Group, Population } from '../group/group.ts';
import type { Baseline } from '../population/baseline.ts';
import { focusEvidence } from './focus.ts';

const focus = (_: Population, group: Group, baseline: Baseline) => focusEvidence(group, baseline);

describe('focus', () => {
  it('rises as the group narrows', () => {
    const narrower = [0, 0.3, 0.6, 1].map((share) =>
      strengthOf(
        rowAbout(
          focus,
          alike({
            capabilities: {
              reasoning: share,
              general_chat: 0.5 * (1 - share),
              writing: 0.3 * (1 - share),
              coding: 0.2 * (1 - share),
            },
          }),
        ),
      ),
    );
    expect(rises(narrower)).toBe(true);
    expect(narrower[0]).toBe(0);
    expect(narrower[3]).toBeGreaterThan(0.4);
  });

  it('is weak about a group that is no narrower than single accounts are', () => {
    const builder = new InputBuilder();
    const subjects = ['coding', 'writing', 'translation', 'data_analysis', 'vision'] as const;
    builder.crowd(300, (k) => ({ capabilities: { [subjects[k % 5]]: 1 } }));
    const members = builder.crowd(20, () => ({ capabilities: { coding: 1 } }));
    expect(strengthOf(rowOf(focus, builder, members))).toBeLessThan(WEAK);
  });
});
