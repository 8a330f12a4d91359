import { Writable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { createContext } from './context.ts';
import type { Io } from './io.ts';
import { createProgress, type Step } from './progress.ts';

/** A standard error that is a terminal of 80 columns, as far as the bar asks. */
class FakeTerminal extends Writable {
  readonly isTTY: boolean;
  readonly columns = 80;
  text = '';

  constructor(isTTY: boolean) {
    super({ decodeStrings: false });
    this.isTTY = isTTY;
  }

  override _write(chunk: string, _encoding: string, done: () => void): void {
    this.text += chunk;
    done();
  }
}

function progress(isTTY: boolean) {
  const terminal = new FakeTerminal(isTTY);
  const clock = { now: 0 };
  const io = {
    stderr: terminal,
    stdout: { write() {} },
    env: { NO_COLOR: '1' },
    clock: () => clock.now,
    monotonic: () => clock.now,
  } as unknown as Io;
  const context = createContext(io, {
    version: '0',
    loadAnalyze: () => Promise.reject(new Error('not used')),
    loadServe: () => Promise.reject(new Error('not used')),
  });
  const view = createProgress(context, false);
  const step = (at: number, change: Partial<Step>): void => {
    clock.now = at;
    view.update({
      stage: 'read',
      done: 0,
      total: 100e6,
      unit: 'bytes',
      exchanges: 0,
      rejected: 0,
      ...change,
    });
  };
  return { terminal, view, step };
}

describe('progress', () => {
  test('piped, it is a line at the start of a stage and then every two seconds', () => {
    const { terminal, view, step } = progress(false);
    step(0, {});
    for (let at = 100; at <= 5_000; at += 100) step(at, { done: at * 10_000, exchanges: at * 10 });
    step(5_100, { stage: 'aggregate', unit: 'steps', total: 3 });
    view.stop();
    expect(terminal.text.split('\n')).toEqual([
      'stillwatch: read 0 B of 100 MB',
      'stillwatch: read 20 MB of 100 MB, 8 s left, 10 MB/s, 10,000 exchanges/s',
      'stillwatch: read 40 MB of 100 MB, 6 s left, 10 MB/s, 10,000 exchanges/s',
      'stillwatch: aggregate step 0 of 3',
      '',
    ]);
  });

  test('the rate is of the last seconds, so a slowdown shows', () => {
    const { terminal, step } = progress(false);
    step(0, {});
    for (let at = 1_000; at <= 20_000; at += 1_000)
      step(at, { done: at <= 10_000 ? at * 5_000 : 50e6 + (at - 10_000) * 1_000 });
    expect(terminal.text).toContain('60 MB of 100 MB, 40 s left, 1 MB/s');
  });

  test('what is set aside is shown, and an unknown total gives no time left', () => {
    const { terminal, step } = progress(false);
    step(0, { total: 0 });
    step(2_000, { total: 0, done: 30e6, exchanges: 1_000, rejected: 7 });
    expect(terminal.text).toContain('read 30 MB, 15 MB/s, 500 exchanges/s, 7 set aside\n');
    expect(terminal.text).not.toContain('left');
  });

  test('on a terminal each stage leaves one full line that fits, and the cursor comes back', () => {
    const { terminal, view, step } = progress(true);
    step(0, {});
    for (let at = 500; at <= 9_000; at += 500) step(at, { done: at * 11_000, exchanges: at * 1_000, rejected: 123_456 });
    step(9_100, { stage: 'detect', unit: 'steps', done: 0, total: 1 });
    step(9_900, { stage: 'detect', unit: 'steps', done: 1, total: 1 });
    view.stop();
    view.stop();
    const drawn = terminal.text
      .replaceAll('\u001B[1G', '\n')
      .split('\n')
      .map((line) => stripVTControlCharacters(line).trimEnd());
    expect(drawn.some((line) => /read +█{16} 100% +100 MB in 9\.1 s/.test(line))).toBe(true);
    expect(drawn.some((line) => /detect +█{16} 100%/.test(line))).toBe(true);
    for (const line of drawn) expect(line.length, line).toBeLessThan(80);
    expect(terminal.text.lastIndexOf('\u001B[?25h')).toBeGreaterThan(terminal.text.lastIndexOf('\u001B[?25l'));
  });

  test('an estimate of the time left replaces the one from the rate', () => {
    const { terminal, view, step } = progress(false);
    step(0, { stage: 'replay', unit: 'steps', done: 0, total: 42 });
    step(2_500, { stage: 'replay', unit: 'steps', done: 3, total: 42, left: 125_000 });
    step(5_000, { stage: 'replay', unit: 'steps', done: 42, total: 42, left: 0 });
    view.stop();
    expect(terminal.text).toBe(
      'stillwatch: replay step 0 of 42\nstillwatch: replay step 3 of 42, 2 min 5 s left\nstillwatch: replay 5 s\n',
    );
  });

  test('a share of a stage is shown in percent, and the bar fills by it', () => {
    const piped = progress(false);
    piped.step(0, { stage: 'detect', unit: 'share', total: 1 });
    piped.step(2_500, { stage: 'detect', unit: 'share', done: 0.419, total: 1 });
    piped.step(5_000, { stage: 'detect', unit: 'share', done: 1, total: 1 });
    expect(piped.terminal.text).toBe('stillwatch: detect 0%\nstillwatch: detect 41%\nstillwatch: detect 5 s\n');
    const shown = progress(true);
    shown.step(0, { stage: 'detect', unit: 'share', total: 1 });
    shown.step(500, { stage: 'detect', unit: 'share', done: 0.5, total: 1 });
    shown.view.stop();
    expect(stripVTControlCharacters(shown.terminal.text)).toContain(`${'█'.repeat(8)}${'░'.repeat(8)}  50%`);
  });

  test('quiet is silent', () => {
    const { terminal } = progress(true);
    const context = createContext({ stderr: terminal, stdout: terminal, env: {} } as unknown as Io, {
      version: '0',
      loadAnalyze: () => Promise.reject(new Error('not used')),
      loadServe: () => Promise.reject(new Error('not used')),
    });
    createProgress(context, true).update({
      stage: 'read',
      done: 1,
      total: 2,
      unit: 'bytes',
      exchanges: 0,
      rejected: 0,
    });
    expect(terminal.text).toBe('');
  });
});
