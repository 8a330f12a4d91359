import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../base/problem.ts';
import { createLog } from './log.ts';

function lines(level: 'debug' | 'info' | 'silent' = 'info') {
  let text = '';
  let now = Date.UTC(2026, 5, 1);
  const log = createLog({
    level,
    clock: () => now,
    monotonic: () => now,
    output: {
      write: (chunk) => {
        text += chunk;
      },
    },
  });
  return {
    ...log,
    pass: (ms: number) => {
      now += ms;
    },
    written: () =>
      text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line)),
  };
}

describe('the log', () => {
  it('is JSON lines with the time of the clock, from its level on', () => {
    const { logger, written } = lines();
    logger.debug('not this');
    logger.info({ part: 'intake' }, 'started');
    expect(written()).toEqual([{ level: 'info', time: '2026-06-01T00:00:00.000Z', part: 'intake', msg: 'started' }]);
    const silent = lines('silent');
    silent.logger.error('x');
    expect(silent.written()).toEqual([]);
  });

  it('says kind, code and place of an error, and its words only when they are ours', () => {
    const { logger, written } = lines();
    const foreign = Object.assign(new TypeError('value "canary card 4242" is no number'), { code: '22P02' });
    logger.error({ err: foreign }, 'failed');
    logger.error(foreign);
    logger.error({ err: new Error('invariant broken: rows are whole') }, 'failed too');
    logger.error({ err: new ProblemError({ code: 'disk_full', message: 'Expected room.' }) }, 'full');
    logger.error({ err: 'canary text' }, 'odd');
    const [first, bare, ours, problem, odd] = written();
    expect(first.err).toMatchObject({ kind: 'TypeError', code: '22P02' });
    expect(first.err.frames[0]).toMatch(/^at .*log\.test\.ts/);
    expect(bare.msg).toBe('');
    expect(ours.err.message).toBe('invariant broken: rows are whole');
    expect(problem.err).toEqual({ code: 'disk_full', message: 'Expected room.' });
    expect(odd.err).toEqual({ kind: 'string' });
    expect(JSON.stringify(written())).not.toContain('canary');
  });

  it('leaves out requests and answers that somebody hands to it whole', () => {
    const { logger, written } = lines();
    logger.info({ req: { url: '/canary' }, res: { body: 'canary' } }, 'request');
    expect(JSON.stringify(written())).not.toContain('canary');
  });

  it('counts what repeats, and says with the next line how many there were', () => {
    const { logger, pass, written, suppressed } = lines();
    for (let i = 0; i < 1_000; i++) logger.info({ route: '/a', status: 401 }, 'request');
    logger.info({ route: '/b', status: 401 }, 'request');
    expect(written().length).toBe(21);
    expect(suppressed()).toBe(980);
    pass(10_000);
    logger.info({ route: '/a', status: 401 }, 'request');
    expect(written().at(-1)).toMatchObject({ route: '/a', suppressed: 980 });
  });
});
