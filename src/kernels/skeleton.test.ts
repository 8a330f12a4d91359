import { describe, expect, it } from 'vitest';
import { SKELETON_SLOTS } from '../model/fingerprint-layout.ts';
import { skeletonSignature } from './skeleton.ts';

const signature = (text: string) => {
  const out = new Uint32Array(SKELETON_SLOTS);
  skeletonSignature([text], 1, out);
  return out;
};
const agreement = (a: Uint32Array, b: Uint32Array) => a.filter((x, k) => x === b[k]).length / a.length;

const filled = (problem: string, answer: string) =>
  `You are given a task and a reply.\n## Task\n${problem}\n## Reply\n${answer}\nRead the reply first. Then list what is missing. Finally state a verdict: pass or fail.`;

describe('the skeleton signature', () => {
  it('agrees in about as many slots as two fillings of one template have heads in common', () => {
    // Seven of eleven heads are the template's; a signature has eight slots, so single pairs scatter.
    const fillings = ['sum 3', 'name a river', 'who wrote it', 'list four metals', 'give a proof', 'mend the loop'].map(
      (task, k) => signature(filled(task, `reply${'abcdef'[k]} of ${task}`)),
    );
    let sum = 0;
    let pairs = 0;
    for (let i = 0; i < fillings.length; i++) {
      for (let j = i + 1; j < fillings.length; j++) {
        sum += agreement(fillings[i], fillings[j]);
        pairs++;
      }
    }
    expect(sum / pairs).toBeGreaterThanOrEqual(0.4);
  });

  it('differs for texts that have nothing in common', () => {
    const a = signature(filled('sum 3 and 4', 'seven'));
    const b = signature('hello there\ncan we move the dinner to friday?\nMaria wants fish. Otherwise call me.');
    expect(agreement(a, b)).toBeLessThan(0.4);
  });

  it('is all zeros without words', () => {
    expect([...signature('12 34 !!')]).toEqual(new Array(SKELETON_SLOTS).fill(0));
  });

  it('reads both ends of a long text', () => {
    const padding = 'x1 '.repeat(10_000);
    const a = signature(`Start here now.\n${padding}\nFinish with care today.`);
    const b = signature(`Start here now.\n${padding}\nSomething else stands here.`);
    expect(agreement(a, b)).toBeGreaterThan(0);
    expect(agreement(a, b)).toBeLessThan(1);
  });
});
