import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lockCheck, memoryCheck, nodeCheck } from './doctor.ts';

test('Node is judged by its version', () => {
  expect(nodeCheck('20.19.0').state).toBe('ok');
  expect(nodeCheck('22.1.0').state).toBe('ok');
  expect(nodeCheck('20.18.3')).toMatchObject({ state: 'fail', advice: expect.stringContaining('20.19') });
  expect(nodeCheck('18.20.0').state).toBe('fail');
});

test('little memory is a warning, not a refusal', () => {
  expect(memoryCheck(16e9).state).toBe('ok');
  expect(memoryCheck(1e9)).toMatchObject({ state: 'warn', advice: expect.stringContaining('--workers 1') });
});

test('a lock is free, held, or left behind; a damaged one is not trusted with the terminal', () => {
  const directory = mkdtempSync(join(tmpdir(), 'stillwatch-doctor-'));
  try {
    expect(lockCheck(directory)).toEqual({ name: 'lock', state: 'ok', found: 'free' });
    writeFileSync(join(directory, 'lock'), '\u001B[2J not json');
    expect(lockCheck(directory)).toMatchObject({ state: 'warn' });
    expect(lockCheck(directory).found).not.toContain('\u001B');
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});
