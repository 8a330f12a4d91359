import { describe, expect, it } from 'vitest';
import { trainingGrammar } from './grammar.ts';
import { readGrammarBlocks } from './grammar-file.ts';
import { flaggedShare, harvestScoreOf, judged } from './judge.ts';
import { judgingPrompts, SIDES } from './judging.ts';

const rows = judged();
const side = (name: (typeof SIDES)[number]) => rows.filter((row) => row.side === name);

/** Words in a row that two texts may share by chance: idioms and lists of field names. */
const IDIOM = 6;

describe('the judging set', () => {
  it('has at least fifteen kinds on each side, twenty different prompts a kind, the same ones each time', () => {
    for (const name of ['harvest', 'honest'] as const) {
      const kinds = new Set(side(name).map(({ kind }) => kind));
      expect(kinds.size).toBeGreaterThan(15);
      expect(side(name).length).toBe(20 * kinds.size);
    }
    expect(new Set(rows.map(({ system, user }) => system + user)).size).toBeGreaterThan(0.95 * rows.length);
    expect(judgingPrompts()).toEqual(judgingPrompts());
  });

  it('is held out: no run of words longer than an idiom is in the training grammar too', () => {
    const trained = new Set(
      trainingGrammar().families.flatMap(({ user, system = [] }) => [...user, ...system].flatMap((text) => [...runs(text)])),
    );
    const texts = SIDES.flatMap((name) => readGrammarBlocks(`judging/${name}.txt`).flatMap((block) => block.texts));
    expect(texts.flatMap(({ text }) => [...runs(text)]).filter((run) => trained.has(run))).toEqual([]);
  });
});

/** Runs of words between the braces of a template. */
function* runs(template: string): Generator<string> {
  for (const stretch of template.toLowerCase().split(/[{}|]/)) {
    const words = stretch.match(/[\p{L}\p{M}\p{N}$']+/gu) ?? [];
    for (let i = 0; i + IDIOM < words.length; i++) yield words.slice(i, i + IDIOM + 1).join(' ');
  }
}

describe('the shipped model on the judging set', () => {
  it('reads most requests whose output trains a model as such', () => {
    expect(flaggedShare(side('harvest'))).toBeGreaterThan(0.7);
  });

  it('raises few false alarms on work that resembles a harvest', () => {
    expect(flaggedShare(side('honest'))).toBeLessThan(0.03);
  });

  it('is not confident where the text does not say what it is for', () => {
    expect(flaggedShare(side('open'))).toBeLessThan(0.03);
    const mean = side('open').reduce((sum, row) => sum + harvestScoreOf(row), 0) / side('open').length;
    expect(mean).toBeLessThan(0.15);
  });
});
