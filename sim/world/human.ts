/** An account that behaves like one person: visits in its rhythm, talks with pauses, one pending event. */
import { DAY, MINUTE, SECOND } from '../../src/base/clock.ts';
import type { Rng } from '../../src/base/rng.ts';
import { openTalk, type Persona, say, type Talk } from './organic.ts';
import { nextVisit, type Rhythm } from './rhythm.ts';
import type { Actor } from './schedule.ts';
import type { SimAccount, World } from './world.ts';

export interface HumanOptions {
  readonly persona: Persona;
  readonly rhythm: Rhythm;
  /** Hours east of UTC. */
  readonly offset: number;
  /** Exchanges a day on average. */
  readonly perDay: number;
  /** A fixed text put in front of the application's own prompt: an in-house assistant, a starter template. */
  readonly frame?: string;
  /** The `client` of a request, when it is not the account's own. */
  readonly client?: (time: number) => string | undefined;
  /** Says something else instead of the organic talk: returns false to leave it. */
  readonly instead?: (time: number, talk: Talk) => boolean;
}

/** Mean turns of a talk; see openTalk. */
const TURNS = { plain: 1.85, tool: 3.7 };
/** Mean pauses between two turns. */
const PAUSE = { plain: 10 * SECOND + 1.8 * MINUTE, tool: 39 * SECOND };
/** Talks may fill this share of a day; a busier account pauses less, or it would not reach its rate. */
const BUSY = 0.05;

export class Human implements Actor {
  private readonly world: World;
  private readonly account: SimAccount;
  private readonly rng: Rng;
  private readonly options: HumanOptions;
  private readonly visits: number;
  private readonly hurry: number;
  private talk: Talk | null = null;

  constructor(world: World, account: SimAccount, rng: Rng, options: HumanOptions) {
    this.world = world;
    this.account = account;
    this.rng = rng;
    this.options = options;
    const kind = options.persona.tool ? 'tool' : 'plain';
    this.visits = Math.max(1e-4, options.perDay / TURNS[kind]);
    this.hurry = Math.min(1, (BUSY * DAY) / (this.visits * (TURNS[kind] - 1) * PAUSE[kind]));
  }

  /** Puts a person into the world. */
  static enter(world: World, account: SimAccount, rng: Rng, options: HumanOptions): void {
    const human = new Human(world, account, rng, options);
    world.add(human, human.visit(account.from), account.until);
  }

  act(time: number): number {
    const { persona, frame, instead } = this.options;
    const talk = this.talk ?? openTalk(this.rng, persona, this.world.session());
    if (instead?.(time, talk)) {
      talk.left--;
    } else {
      const body = say(this.rng, persona, talk);
      if (frame !== undefined) body.system = body.system === '' ? frame : `${frame}\\n\\n${body.system}`;
      const signature = this.world.emit(time, this.account, body, {
        session: talk.session,
        client: this.options.client?.(time),
      });
      if (signature !== '') talk.signature = signature;
    }
    this.talk = talk.left > 0 ? talk : null;
    const next = this.talk ? time + this.pause() : this.visit(time);
    return next < this.account.until ? next : Number.POSITIVE_INFINITY;
  }

  private pause(): number {
    const pause = this.options.persona.tool
      ? 4 * SECOND + this.rng.exponential(35 * SECOND)
      : 10 * SECOND + this.rng.exponential(1.8 * MINUTE);
    return pause * this.hurry;
  }

  private visit(from: number): number {
    return nextVisit(this.rng, from, this.options.rhythm, this.options.offset, this.visits);
  }
}

/** A person's own level of use: most use little, some much; the mean is `mean`. */
export function level(rng: Rng, mean: number): number {
  return mean * Math.exp(0.9 * rng.normal() - 0.405);
}
