import { describe, expect, it } from 'vitest';
import { createRng } from '../../src/base/rng.ts';
import { TOPICS } from '../text/topics.ts';
import { AGENTIC, ORCHESTRATION } from './families-agentic.ts';
import { REASONING_TEMPLATES, SLOW } from './families-reasoning.ts';
import { attempt, CLEANING, INJECTED, REPLAY } from './families-traces.ts';
import { ITEMS } from './items.ts';
import { compose, family } from './template.ts';

const env = () => ({ topic: TOPICS[3]!, reword: false });

describe('campaign templates', () => {
  it('have at least four families each, of several sentences', () => {
    for (const families of [REASONING_TEMPLATES, SLOW, AGENTIC, ORCHESTRATION, CLEANING, REPLAY]) {
      expect(families.length).toBeGreaterThanOrEqual(4);
      for (const one of families) expect(one.sentences.length).toBeGreaterThanOrEqual(5);
    }
  });

  it('keep the instruction word for word when nothing is paraphrased', () => {
    const rng = createRng('fixed');
    const made = new Set(Array.from({ length: 30 }, () => compose(rng, INJECTED, env(), 0).user));
    expect(made.size).toBe(1);
  });

  it('vary the instruction and keep the payload when sentences are paraphrased', () => {
    const one = family(
      `First ‹thing|matter›.
      Second ‹part|piece›.
      Third ‹bit|crumb›.
      !PAYLOAD «2..9»`,
      ITEMS,
    );
    const rng = createRng('varied');
    const made = Array.from({ length: 200 }, () => compose(rng, one, env(), 0.5).user);
    expect(new Set(made.map((text) => text.replace(/\d/, ''))).size).toBeGreaterThan(20);
    for (const text of made) expect(text).toMatch(/PAYLOAD \d/);
    expect(made.some((text) => text.includes('matter'))).toBe(true);
    expect(made.some((text) => !text.includes('Second'))).toBe(true);
    expect(made.some((text) => text.indexOf('Second') > text.indexOf('Third') && text.includes('Third'))).toBe(true);
  });

  it('change more sentences the higher the paraphrase', () => {
    const canonical = compose(createRng(1), INJECTED, env(), 0).user.split('. ');
    const kept = (paraphrase: number): number => {
      const rng = createRng('share');
      let sum = 0;
      for (let i = 0; i < 300; i++) {
        const text = compose(rng, INJECTED, env(), paraphrase).user;
        sum += canonical.filter((sentence) => text.includes(sentence)).length / canonical.length;
      }
      return sum / 300;
    };
    const [low, middle, high] = [kept(0.1), kept(0.4), kept(0.9)];
    expect(low).toBeGreaterThan(middle);
    expect(middle).toBeGreaterThan(high);
    expect(low).toBeGreaterThan(0.85);
  });

  it('make attempts of the technique search that hardly repeat', () => {
    const rng = createRng('attempts');
    const made = new Set(Array.from({ length: 400 }, (_, i) => attempt(i)(rng, env())));
    expect(made.size).toBeGreaterThan(390);
  });
});
