import { afterAll, beforeAll, expect, it } from 'vitest';
import { exchange, ndjson } from '../../../test/intake-server.ts';
import { FINGERPRINT_STRIDE } from '../../model/fingerprint-layout.ts';
import type { UnreadBody } from './body-task.ts';
import { type ReadingThreads, startReading } from './reading.ts';

const NOW = Date.now();

const body = (id: number): UnreadBody => ({
  format: 'records',
  encoding: 'identity',
  bytes: new Uint8Array(Buffer.from(ndjson([exchange(id)]))),
});
/** What no request can be: a bug of ours, which the thread meets with a body already in hand. */
const IMPOSSIBLE = { ...body(0), format: 'none' } as unknown as UnreadBody;

let threads: ReadingThreads;

beforeAll(async () => {
  threads = await startReading(1, new Uint8Array(32).fill(7), NOW, false);
}, 30_000);
afterAll(() => threads.close());

it('starts afresh behind a task that it failed over', async () => {
  await expect(threads.read({ now: NOW, bodies: [body(1), body(2), IMPOSSIBLE] })).rejects.toThrow();
  const read = await threads.read({ now: NOW, bodies: [body(3)] });
  expect(read.count).toBe(1);
  expect(read.rows.length).toBe(FINGERPRINT_STRIDE);
  expect(read.bodies).toMatchObject([{ problem: null, rows: 1, rejected: 0 }]);
});
