import { describe, expect, it } from 'vitest';
import { InputBuilder } from '../../../../test/detect-input.ts';
import { alike, measureOf, rises, rowAbout, rowOf, strengthOf, WEAK } from '../../../../test/evidence-rows.ts';
import { intentEvidence } from './intent.ts';

/** An answer is all the classifier hears. */
const PLAIN = { intents: { answer: 0.95 } } as const;

describe('what the requests ask for', () => {
  it('counts by how much of the slice asks for training data', () => {
    const more = [0.05, 0.3, 0.5, 0.9].map((share) =>
      measureOf(
        rowAbout(intentEvidence, alike({ followUps: 0, intents: { answer: 1 - share, grading: share } })),
        'purpose',
      ),
    );
    expect(rises(more)).toBe(true);
    expect(more[0]).toBe(0);
    expect(more[3]).toBeGreaterThan(0.9);
  });

  it('must be much clearer in conversations that go on, as people have them with a product', () => {
    const talks = (share: number) =>
      strengthOf(
        rowAbout(intentEvidence, alike({ followUps: 0.5, intents: { answer: 1 - share, data_generation: share } })),
      );
    expect(talks(0.55)).toBeLessThan(WEAK);
    expect(talks(0.97)).toBeGreaterThan(0.9);
  });
});

describe('reasoning that is brought along', () => {
  it('counts though the classifier takes the request for one that wants an answer', () => {
    const more = [0, 0.2, 0.4, 0.8].map((traced) =>
      measureOf(rowAbout(intentEvidence, alike({ ...PLAIN, traced })), 'cleaning'),
    );
    expect(rises(more)).toBe(true);
    expect(more[0]).toBe(0);
    expect(more[3]).toBeGreaterThan(0.6);
  });

  it('is not a class that pastes its working now and then', () => {
    expect(rowAbout(intentEvidence, alike({ ...PLAIN, traced: 0.06 }))).toBeNull();
  });

  it('is not two judges of explanations', () => {
    const judges = (builder: InputBuilder) => builder.crowd(2, () => ({ ...PLAIN, traced: 0.9 }));
    expect(strengthOf(rowAbout(intentEvidence, judges))).toBeLessThan(0.25);
  });

  it('says nothing where everybody brings it', () => {
    const builder = new InputBuilder();
    builder.crowd(300, () => ({ traced: 0.7 }));
    const members = builder.crowd(20, () => ({ ...PLAIN, traced: 0.8 }));
    expect(measureOf(rowOf(intentEvidence, builder, members), 'cleaning')).toBe(0);
  });
});
