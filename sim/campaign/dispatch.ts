/**
 * A campaign's dispatcher: one queue of work spread over many accounts. Balancing makes the accounts' counts too even
 * and their times anti-correlated, which is what synchronised load balancing looks like from outside.
 */
import { DAY, MINUTE, SECOND } from '../../src/base/clock.ts';
import type { Rng } from '../../src/base/rng.ts';
import { shuffle } from '../text/agent.ts';
import type { PromptBody } from '../world/body.ts';
import { intensity, type Rhythm } from '../world/rhythm.ts';
import type { Circumstances, SimAccount, World } from '../world/world.ts';
import type { Kit } from './kit.ts';

/** Longest step without work; the memoryless gap makes the steps invisible. */
const IDLE = 20 * MINUTE;

export interface DispatchOptions {
  readonly kit: Pick<Kit, 'client'>;
  readonly accounts: readonly SimAccount[];
  /** Exchanges a day over all accounts, before the rhythm. */
  readonly perDay: (time: number) => number;
  readonly rhythm: Rhythm;
  readonly offset: number;
  /**
   * ticks: every few minutes a tenth of the accounts (or `burst` of them) is served within seconds, in a fixed order;
   * least: the less used of two random accounts; sticky customers make the rest uneven.
   */
  readonly balance: 'ticks' | 'least';
  readonly compose: (
    time: number,
    account: SimAccount,
    ordinal: number,
  ) => { body: PromptBody; circumstances?: Circumstances };
  readonly issued?: (signature: string, account: SimAccount, ordinal: number) => void;
  readonly until?: number;
  /** Share of the accounts in one tick. */
  readonly burst?: number;
}

export function dispatch(world: World, rng: Rng, options: DispatchOptions): void {
  const { accounts, kit } = options;
  const order = shuffle(
    rng,
    accounts.map((_, i) => i),
  );
  const used = new Int32Array(accounts.length);
  const until = options.until ?? world.end;
  let place = 0;
  let inTick = 0;
  const tick = Math.max(2, Math.ceil(accounts.length * (options.burst ?? 0.1)));

  const choose = (time: number): number => {
    for (let tries = 0; tries < accounts.length + 8; tries++) {
      let index: number;
      if (options.balance === 'ticks') {
        index = order[place] as number;
        place = (place + 1) % order.length;
      } else {
        const a = rng.int(accounts.length);
        const b = rng.int(accounts.length);
        index = (used[a] as number) <= (used[b] as number) ? a : b;
      }
      const account = accounts[index] as SimAccount;
      if (time >= account.from && time < account.until) return index;
    }
    return -1;
  };

  /** When the dispatcher looks again, and whether it will have work then. Idle time is crossed in steps. */
  let fires = false;
  const wait = (time: number): number => {
    const rate = options.perDay(time) * intensity(options.rhythm, time, options.offset);
    fires = false;
    if (rate <= 0) return IDLE;
    if (options.balance === 'least') {
      const gap = rng.exponential(DAY / rate);
      fires = gap <= IDLE;
      return Math.min(gap, IDLE);
    }
    fires = true;
    inTick = (inTick + 1) % tick;
    // A tick is short against the pause after it, and the two together keep the asked rate.
    const mean = DAY / rate;
    const within = Math.min(1.2 * SECOND, mean / 4);
    if (inTick > 0) return rng.exponential(within);
    return (mean * tick - within * (tick - 1)) * (0.9 + 0.2 * rng.next());
  };

  world.add(
    {
      act(time) {
        const index = fires ? choose(time) : -1;
        if (index >= 0) {
          const account = accounts[index] as SimAccount;
          used[index] = (used[index] as number) + 1;
          const { body, circumstances } = options.compose(time, account, index);
          const client = kit.client(account, index, time);
          const signature = world.emit(
            time,
            account,
            body,
            client === undefined ? circumstances : { client, ...circumstances },
          );
          if (signature !== '') options.issued?.(signature, account, index);
        }
        const next = time + wait(time);
        return next < until ? next : Number.POSITIVE_INFINITY;
      },
    },
    world.start + rng.next() * 10 * MINUTE,
  );
}
