import { describe, expect, it } from 'vitest';
import { atOnce, inTurns, partOf, type Stepwise } from './stepwise.ts';

function* counting(to: number): Stepwise<string> {
  for (let n = 1; n <= to; n++) yield n / to;
  return 'counted';
}

describe('stepwise work', () => {
  it('gives its result at once', () => {
    expect(atOnce(counting(4))).toBe('counted');
  });

  it('gives it in turns, says how far it is, and lets others have a turn', async () => {
    const shares: number[] = [];
    let turns = 0;
    let done = false;
    const other = (): void => {
      turns++;
      if (!done) setImmediate(other);
    };
    setImmediate(other);
    const result = await inTurns(counting(200), (share) => shares.push(share));
    done = true;
    expect(result).toBe('counted');
    expect(shares).toHaveLength(200);
    expect(shares.at(-1)).toBe(1);
    expect(turns).toBeGreaterThan(0);
  });

  it('stops at the first pause behind an abort', async () => {
    const controller = new AbortController();
    let seen = 0;
    const work = inTurns(
      counting(10),
      () => {
        if (++seen === 3) controller.abort(new Error('enough'));
      },
      controller.signal,
    );
    await expect(work).rejects.toThrow('enough');
    expect(seen).toBe(3);
  });

  it('is a part of longer work', () => {
    expect([...partOf(counting(2), 0.5, 0.9)]).toEqual([0.7, 0.9]);
    expect(atOnce(partOf(counting(2), 0.5, 0.9))).toBe('counted');
  });
});
