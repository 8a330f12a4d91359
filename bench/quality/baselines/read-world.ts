/**
 * The files of a world for the baselines, read once and shown to all of them in the order of time: they know nothing of
 * Stillwatch's ingest. Wire format only; what does not parse is left out, since simulated worlds have no bad lines.
 */
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { AccountInput, ExchangeInput } from '../../../src/model/wire.ts';
import type { BaselineContext, BaselineKind, BaselineResult, Seen } from './baseline.ts';

export interface TimedResult {
  readonly result: BaselineResult;
  /** Of its kind: variants share their reading. */
  readonly seconds: number;
}

/** Shows every exchange to every baseline; the seconds of each leave out the parsing. Results by the variant's name. */
export async function runBaselines(
  exchanges: string,
  accounts: string,
  kinds: readonly BaselineKind[],
  context: BaselineContext,
): Promise<Map<string, TimedResult>> {
  const baselines = kinds.map((kind) => kind.create(context));
  const spent = kinds.map(() => 0);
  const timed = <T>(at: number, work: () => T): T => {
    const started = performance.now();
    const value = work();
    spent[at] += performance.now() - started;
    return value;
  };
  const records = (await readFile(accounts, 'utf8'))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as AccountInput);
  const lines = createInterface({ input: createReadStream(exchanges), crlfDelay: Number.POSITIVE_INFINITY });
  // By blocks: two looks at the clock an exchange and baseline would cost more than some baselines do.
  let block: Seen[] = [];
  const show = () => {
    for (const [at, baseline] of baselines.entries())
      timed(at, () => {
        for (const seen of block) baseline.add(seen);
      });
    block = [];
  };
  for await (const line of lines) {
    if (line === '') continue;
    block.push(seenFrom(JSON.parse(line) as ExchangeInput));
    if (block.length >= 4_096) show();
  }
  show();
  const results = new Map<string, TimedResult>();
  for (const [at, { variants }] of kinds.entries()) {
    const found = timed(at, () => baselines[at].finish(records));
    for (const [v, { name }] of variants.entries()) results.set(name, { result: found[v], seconds: spent[at] / 1000 });
  }
  return results;
}

export function seenFrom(exchange: ExchangeInput): Seen {
  const messages = exchange.request.messages ?? [];
  const system = [
    textOf(exchange.request.system),
    ...messages.filter((message) => message.role === 'system').map((message) => textOf(message.content)),
  ].filter((text) => text !== '');
  const user = messages.filter((message) => message.role === 'user').at(-1);
  return {
    account: exchange.account,
    time: typeof exchange.time === 'number' ? exchange.time : Date.parse(exchange.time),
    system: system.join('\n'),
    user: textOf(user?.content),
    ip: exchange.client?.ip ?? null,
    ja4: exchange.client?.ja4 ?? null,
    userAgent: exchange.client?.user_agent ?? null,
    outputTokens: exchange.usage?.output_tokens ?? 0,
  };
}

type Content = NonNullable<ExchangeInput['request']['messages']>[number]['content'];

function textOf(content: Content | undefined): string {
  if (content === null || content === undefined) return '';
  if (typeof content === 'string') return content;
  return content
    .map((part) => part.text ?? '')
    .filter((text) => text !== '')
    .join('\n');
}
