/** The stores as the detection thread reads them: every query goes over the port, and its answer is decoded here. */
import type { MessagePort } from 'node:worker_threads';
import type { DetectSource } from '../../aggregate/columns.ts';
import { ProblemError } from '../../base/problem.ts';
import type { AccountRecord, ReleaseRecord } from '../../model/account-record.ts';
import type { SpooledAnswer } from '../../store/exchanges/clickhouse-engine.ts';
import { createExchangeReader } from '../../store/exchanges/exchange-queries.ts';
import type { Ask, NumberedAnswer, NumberedAsk, OpenedStream, RunPart, RunReply } from './run-protocol.ts';

/** What the detection thread reads from, and hands its result to. */
export interface StoreClient extends DetectSource {
  /** Hands a part of the result over; resolves when it has been taken. */
  give(part: RunPart): Promise<void>;
}

/** @param port to the thread that has the stores (store-server.ts) */
export function createStoreClient(port: MessagePort): StoreClient {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let asked = 0;
  port.on('message', (answer: NumberedAnswer) => {
    const asker = waiting.get(answer.number);
    waiting.delete(answer.number);
    if ('value' in answer) asker?.resolve(answer.value);
    else asker?.reject(errorOf(answer));
  });

  const ask = <T>(what: Ask): Promise<T> =>
    new Promise((resolve, reject) => {
      const message: NumberedAsk = { number: ++asked, ask: what };
      waiting.set(message.number, { resolve: resolve as (value: unknown) => void, reject });
      port.postMessage(message);
    });

  async function* chunksOf<T>(stream: number): AsyncGenerator<T> {
    let ended = false;
    try {
      for (;;) {
        const chunk = await ask<T | undefined>({ what: 'next', stream });
        if (chunk === undefined) {
          ended = true;
          return;
        }
        yield chunk;
      }
    } finally {
      if (!ended) await ask({ what: 'drop', stream });
    }
  }

  return {
    exchanges: createExchangeReader({
      json: (sql, params) => ask<string>({ what: 'json', sql, params }),
      async binary(sql, params) {
        const { stream, bytes } = await ask<OpenedStream>({ what: 'binary', sql, params });
        return { bytes, chunks: chunksOf<Uint8Array>(stream) };
      },
      file: (sql, params) => ask<SpooledAnswer>({ what: 'file', sql, params }),
    }),
    records: {
      async *accounts() {
        const { stream } = await ask<OpenedStream>({ what: 'accounts' });
        yield* chunksOf<AccountRecord[]>(stream);
      },
      routers: () => ask<AccountRecord[]>({ what: 'routers' }),
      releases: () => ask<ReleaseRecord[]>({ what: 'releases' }),
    },
    give: (part) => ask<void>({ what: 'give', part }),
  };
}

/** Gives a failed outcome as the error that it was on the other side. */
export function errorOf(outcome: Exclude<RunReply, { value: unknown }>): Error {
  return 'problem' in outcome ? new ProblemError(outcome.problem) : new Error(outcome.bug);
}
