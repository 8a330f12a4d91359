/**
 * The side of the thread that has the stores: answers the queries of the detection thread. Bytes go over by transferring
 * their memory, undecoded, a chunk at a time when it is asked for. Leaves out what the queries are about.
 */
import { rm } from 'node:fs/promises';
import type { MessagePort, TransferListItem } from 'node:worker_threads';
import type { DetectSource } from '../../aggregate/columns.ts';
import { ProblemError } from '../../base/problem.ts';
import type { Answers } from '../../store/exchanges/exchange-queries.ts';
import { createSemaphore } from '../../store/exchanges/semaphore.ts';
import type { Ask, NumberedAnswer, NumberedAsk, OpenedStream, RunPart, RunReply } from './run-protocol.ts';

/** The stores that the detection thread may read. */
export interface ServedStores {
  readonly exchanges: { readonly answers: Answers };
  readonly records: DetectSource['records'];
}

/** Queries of a run that the store works on at once: its other place is for those that store exchanges. */
const IN_FLIGHT = 1;

/** Accounts of one chunk: with the embedded record store each chunk is read on this thread, a thousand in 35 ms. */
const ACCOUNTS = 500;

/** Answers on `port` until it is closed; parts of the result go to `take`. */
export function serveStores(port: MessagePort, stores: ServedStores, take: (part: RunPart) => void): void {
  const turns = createSemaphore(IN_FLIGHT);
  const streams = new Map<number, AsyncIterator<unknown>>();
  const files = new Set<string>();
  let opened = 0;

  const open = (iterable: AsyncIterable<unknown>, bytes: number | null): OpenedStream => {
    streams.set(++opened, iterable[Symbol.asyncIterator]());
    return { stream: opened, bytes };
  };

  const answer = async (ask: Ask): Promise<unknown> => {
    switch (ask.what) {
      case 'json':
        return turns(() => stores.exchanges.answers.json(ask.sql, ask.params));
      case 'binary': {
        const { chunks, bytes } = await turns(() => stores.exchanges.answers.binary(ask.sql, ask.params));
        return open(chunks, bytes);
      }
      case 'file': {
        const answer = await turns(() => stores.exchanges.answers.file(ask.sql, ask.params));
        files.add(answer.path);
        return answer;
      }
      case 'accounts':
        return open(stores.records.accounts(ACCOUNTS), null);
      case 'next': {
        const next = await streams.get(ask.stream)?.next();
        if (next !== undefined && !next.done) return next.value;
        streams.delete(ask.stream);
        return undefined;
      }
      case 'drop':
        await streams.get(ask.stream)?.return?.();
        streams.delete(ask.stream);
        return undefined;
      case 'routers':
        return stores.records.routers();
      case 'releases':
        return stores.records.releases();
      case 'give':
        return take(ask.part);
    }
  };

  port.on('message', async ({ number, ask }: NumberedAsk) => {
    let outcome: RunReply;
    try {
      outcome = { value: await answer(ask) };
    } catch (error) {
      outcome = failure(error);
    }
    const message: NumberedAnswer = { number, ...outcome };
    port.postMessage(message, 'value' in outcome ? movable(outcome.value) : []);
  });
  // Files that back half-read answers go with their streams.
  port.on('close', () => {
    for (const stream of streams.values()) stream.return?.()?.catch(() => {});
    streams.clear();
    // So do files that a failed run left behind.
    for (const path of files) rm(path, { force: true }).catch(() => {});
  });
}

/** Gives an error as it crosses threads: a Problem stays one. */
export function failure(error: unknown): RunReply {
  if (error instanceof ProblemError) return { problem: error.problem };
  return { bug: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

/** Gives the memory that can be transferred: that of a chunk which does not share it. */
function movable(value: unknown): TransferListItem[] {
  if (!(value instanceof Uint8Array) || !(value.buffer instanceof ArrayBuffer)) return [];
  return value.byteLength === value.buffer.byteLength ? [value.buffer] : [];
}
