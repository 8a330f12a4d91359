import { describe, expect, it } from 'vitest';
import { unlessAborted } from './abort.ts';

describe('work unless it is aborted', () => {
  const never = new Promise<string>(() => {});

  it('gives its result, or its failure', async () => {
    const { signal } = new AbortController();
    expect(await unlessAborted(Promise.resolve('done'), signal)).toBe('done');
    expect(await unlessAborted(Promise.resolve('done'), undefined)).toBe('done');
    await expect(unlessAborted(Promise.reject(new Error('broke')), signal)).rejects.toThrow('broke');
  });

  it('fails with the reason when the signal comes, and when it has come', async () => {
    const controller = new AbortController();
    const waiting = unlessAborted(never, controller.signal);
    controller.abort(new Error('stopped'));
    await expect(waiting).rejects.toThrow('stopped');
    await expect(unlessAborted(never, controller.signal)).rejects.toThrow('stopped');
  });

  it('leaves a failure that comes later alone', async () => {
    const controller = new AbortController();
    let fail: (error: Error) => void = () => {};
    const waiting = unlessAborted(
      new Promise((_, reject) => {
        fail = reject;
      }),
      controller.signal,
    );
    controller.abort(new Error('stopped'));
    await expect(waiting).rejects.toThrow('stopped');
    // Unhandled, it would fail this run.
    fail(new Error('too late'));
    await new Promise(setImmediate);
  });
});
