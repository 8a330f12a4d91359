/** What each unit of a replay sent, by step: read once at its end, for the units that some step named. */
import type { DetectSource } from '../aggregate/columns.ts';
import { hash64BigInt } from '../kernels/hash.ts';
import type { ReplayedMember } from '../model/replay.ts';
import { unitHashInput } from '../model/unit-id.ts';
import type { JournalMember } from './replay-log.ts';
import type { StepPlan } from './replay-steps.ts';

/** Units of one query: their hashes stand in its text, of which the engine takes 256 KB. */
const BATCH = 4_000;

/**
 * @param done steps that were made; what was sent later counts in the total only
 * @param routers accounts whose end users are units of their own
 */
export async function countMembers(
  source: { readonly exchanges: Pick<DetectSource['exchanges'], 'columns'> },
  plan: StepPlan,
  done: number,
  members: Iterable<JournalMember>,
  routers: ReadonlySet<string>,
): Promise<ReplayedMember[]> {
  const step = new Map(plan.times.slice(0, done).map((time, s) => [time / plan.length - 1, s]));
  const list = [...members];
  const counted: ReplayedMember[] = [];
  for (const column of ['account', 'unit'] as const) {
    const isWhole = ({ account, subAccount }: JournalMember) => subAccount === null && !routers.has(account);
    const wanted = list.filter((member) => isWhole(member) === (column === 'account'));
    for (let at = 0; at < wanted.length; at += BATCH) {
      const batch = new Map(wanted.slice(at, at + BATCH).map((member) => [hashOf(member), member]));
      counted.push(...(await countBatch(source, column, plan.length, step, batch)));
    }
  }
  return counted;
}

async function countBatch(
  source: { readonly exchanges: Pick<DetectSource['exchanges'], 'columns'> },
  column: 'account' | 'unit',
  length: number,
  step: ReadonlyMap<number, number>,
  batch: ReadonlyMap<bigint, JournalMember>,
): Promise<ReplayedMember[]> {
  const keys = [...batch.keys()].map((key) => `toUInt64('${key}')`).join(',');
  const rows = await source.exchanges.columns(
    `SELECT ${column} AS u, toInt64(intDiv(time, ${length})) AS k, toFloat64(count()) AS n, min(time) AS first
     FROM exchanges WHERE ${column} IN (${keys}) GROUP BY u, k ORDER BY u, k`,
    [
      { name: 'u', type: 'UInt64' },
      { name: 'k', type: 'Int64' },
      { name: 'n', type: 'Float64' },
      { name: 'first', type: 'Int64' },
    ],
  );
  const units = rows.u as BigUint64Array;
  const found = new Map<bigint, { first: number; exchanges: number; sent: number[] }>();
  for (let r = 0; r < units.length; r++) {
    const key = units[r] as bigint;
    const entry = found.get(key) ?? { first: Number(rows.first[r]), exchanges: 0, sent: [] };
    const n = Number(rows.n[r]);
    const s = step.get(Number(rows.k[r]));
    entry.exchanges += n;
    if (s !== undefined) entry.sent.push(s, n);
    found.set(key, entry);
  }
  return [...batch].flatMap(([key, member]): ReplayedMember[] => {
    const entry = found.get(key);
    if (entry === undefined) return [];
    return [
      {
        account: member.account,
        ...(member.subAccount === null ? {} : { sub_account: member.subAccount }),
        first_exchange: new Date(entry.first).toISOString(),
        exchanges: entry.exchanges,
        sent: entry.sent,
        in: member.in,
        ...(member.limited === null ? {} : { limited: member.limited }),
      },
    ];
  });
}

function hashOf({ account, subAccount }: JournalMember): bigint {
  return hash64BigInt(unitHashInput(account, subAccount));
}
