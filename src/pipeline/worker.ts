/** Worker thread: parses a block of lines, fingerprints its exchanges, and sends rows back. */
import { move, Piscina, workerData } from 'piscina';
import { BlockFingerprinter } from '../fingerprint/block.ts';
import type { ClientKeys, Half64 } from '../fingerprint/row.ts';
import { createIdentityDoor, type IdentityDoor } from '../ingest/identity.ts';
import { createParser } from '../ingest/parser.ts';
import { hash64BigInt, unitKey } from '../kernels/hash.ts';
import type { AccountRecord, ReleaseRecord } from '../model/account-record.ts';
import type { Rejection } from '../model/rejection.ts';
import type { Exchange } from '../model/wire.ts';
import type { BlockResult, BlockTask, NamedHash, WorkerSettings } from './block-task.ts';

/** Names sent already, so that a block carries only new ones; grows with accounts and models. */
class NameBook {
  private readonly seen = new Map<string, Set<string>>();
  private fresh: NamedHash[] = [];

  add(exchange: Exchange): void {
    this.once('unit', unitKey(exchange.account, exchange.sub_account), (hash) => ({
      kind: 'unit',
      hash,
      account: exchange.account,
      sub_account: exchange.sub_account ?? null,
    }));
    this.once('model', exchange.model, (hash) => ({ kind: 'model', hash, name: exchange.model }));
    const { surface } = exchange;
    if (surface) this.once('surface', surface, (hash) => ({ kind: 'surface', hash, name: surface }));
  }

  outline(anchor: bigint, outline: string): void {
    this.fresh.push({ kind: 'outline', hash: anchor, name: outline });
  }

  take(): NamedHash[] {
    const names = this.fresh;
    this.fresh = [];
    return names;
  }

  private once(kind: NamedHash['kind'], key: string, name: (hash: bigint) => NamedHash): void {
    let seen = this.seen.get(kind);
    if (!seen) {
      seen = new Set();
      this.seen.set(kind, seen);
    }
    if (seen.has(key)) return;
    seen.add(key);
    this.fresh.push(name(hash64BigInt(key)));
  }
}

interface Bench {
  readonly parser: ReturnType<typeof createParser>;
  readonly door: IdentityDoor;
  readonly fingerprinter: BlockFingerprinter;
  readonly names: NameBook;
}

let bench: Bench | null = null;

/** Handles one block; called by the pool. */
export default function handleBlock(task: BlockTask): BlockResult {
  bench ??= createBench(workerData as WorkerSettings);
  const { parser, door, fingerprinter, names } = bench;
  const accounts: AccountRecord[] = [];
  const releases: ReleaseRecord[] = [];
  const rejections: Rejection[] = [];
  const ignored: Record<string, number> = {};
  const notes: Record<string, number> = {};
  let records = 0;
  parser.parse(task, {
    exchange(exchange) {
      records++;
      names.add(exchange);
      fingerprinter.add(exchange, clientKeys(door, exchange));
    },
    account(account) {
      records++;
      accounts.push(door.accountRecord(account));
    },
    release(release) {
      records++;
      releases.push({ model: release.model, released: release.released });
    },
    reject(rejection) {
      records++;
      rejections.push(rejection);
    },
    ignored(reason) {
      records++;
      ignored[reason] = (ignored[reason] ?? 0) + 1;
    },
    note(code) {
      notes[code] = (notes[code] ?? 0) + 1;
    },
  });
  const { rows, count, outlines } = fingerprinter.finish();
  for (const { anchor, outline } of outlines) names.outline(anchor, outline);
  return handOver({
    rows,
    count,
    names: names.take(),
    accounts,
    releases,
    rejections,
    records,
    ignored,
    notes,
  });
}

/** The rows' memory changes hands instead of being copied; the pool unwraps the value on the other side. */
function handOver(result: BlockResult): BlockResult {
  const transferable = {
    [Piscina.transferableSymbol]: [result.rows.buffer],
    [Piscina.valueSymbol]: result,
  };
  return move(transferable as never) as unknown as BlockResult;
}

function createBench(settings: WorkerSettings): Bench {
  return {
    parser: createParser({ now: settings.now }),
    door: createIdentityDoor(settings.identityKey),
    fingerprinter: new BlockFingerprinter(),
    names: new NameBook(),
  };
}

const NONE: Half64 = { hi: 0, lo: 0 };
const NO_CLIENT: ClientKeys = { ip: NONE, net: NONE, userAgent: NONE, ja4: NONE };

function clientKeys(door: IdentityDoor, exchange: Exchange): ClientKeys {
  const { client } = exchange;
  if (!client) return NO_CLIENT;
  const address = client.ip ? door.ip(client.ip) : undefined;
  return {
    ip: address?.ip ?? NONE,
    net: address?.net ?? NONE,
    userAgent: client.user_agent ? door.hash64('user_agent', client.user_agent) : NONE,
    ja4: client.ja4 ? door.hash64('ja4', client.ja4) : NONE,
  };
}
