/**
 * The side of the thread that has the stores: answers what the looking thread asks. Bytes go over by handing their memory
 * on, undecoded, a piece at a time when it is asked for. Leaves out what the questions are about.
 */
import { rm } from 'node:fs/promises';
import type { MessagePort, TransferListItem } from 'node:worker_threads';
import type { DetectSource } from '../../aggregate/columns.ts';
import { ProblemError } from '../../base/problem.ts';
import type { Answers } from '../../store/exchanges/exchange-queries.ts';
import { createSemaphore } from '../../store/exchanges/semaphore.ts';
import type { Ask, NumberedAnswer, NumberedAsk, OpenedStream, RunPart, RunReply } from './run-protocol.ts';

export interface ServedStores {
  readonly exchanges: { readonly answers: Answers };
  readonly records: DetectSource['records'];
}

/** Queries of a look that are with the store at once: its other place is for those who take exchanges in. */
const IN_FLIGHT = 1;

/** Accounts of one piece: with the embedded record store each piece is read on this thread, a thousand in 35 ms. */
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
    // So do files that a look left behind when it failed.
    for (const path of files) rm(path, { force: true }).catch(() => {});
  });
}

/** What an error is on the other side of a thread: a Problem stays one. */
export function failure(error: unknown): RunReply {
  if (error instanceof ProblemError) return { problem: error.problem };
  return { bug: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

/** Memory that can change hands: of a piece that has it for itself. */
function movable(value: unknown): TransferListItem[] {
  if (!(value instanceof Uint8Array) || !(value.buffer instanceof ArrayBuffer)) return [];
  return value.byteLength === value.buffer.byteLength ? [value.buffer] : [];
}
