import { afterAll, beforeAll, expect, it } from 'vitest';
import { exchange, lines } from '../../../test/intake-server.ts';
import { FINGERPRINT_STRIDE } from '../../model/fingerprint-layout.ts';
import type { Body } from './body-task.ts';
import { type ReadingThreads, startReading } from './reading.ts';

const NOW = Date.now();

const body = (id: number): Body => ({
  format: 'records',
  encoding: 'identity',
  bytes: new Uint8Array(Buffer.from(lines([exchange(id)]))),
});
/** What no request can be: a bug of ours, which the thread meets with a body already in hand. */
const IMPOSSIBLE = { ...body(0), format: 'none' } as unknown as Body;

let threads: ReadingThreads;

beforeAll(async () => {
  threads = await startReading(1, new Uint8Array(32).fill(7), NOW);
}, 30_000);
afterAll(() => threads.close());

it('starts afresh behind a task that it failed over', async () => {
  await expect(threads.read({ now: NOW, bodies: [body(1), body(2), IMPOSSIBLE] })).rejects.toThrow();
  const read = await threads.read({ now: NOW, bodies: [body(3)] });
  expect(read.count).toBe(1);
  expect(read.rows.length).toBe(FINGERPRINT_STRIDE);
  expect(read.bodies).toMatchObject([{ problem: null, rows: 1, rejected: 0 }]);
});
