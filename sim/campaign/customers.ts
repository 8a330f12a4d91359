/**
 * Unrelated customers behind a campaign's accounts: a proxy network sells access, or a rival re-routes its own users.
 * They are real users with real wishes, agent tools included; a talk stays on the account it began on.
 */
import type { Rng } from '../../src/base/rng.ts';
import type { AgentTool } from '../text/agent.ts';
import type { PromptBody } from '../world/body.ts';
import { openTalk, type Persona, persona, say, type Talk } from '../world/organic.ts';
import { intensity, RHYTHMS } from '../world/rhythm.ts';
import type { World } from '../world/world.ts';

export class Customers {
  private readonly world: World;
  private readonly rng: Rng;
  private readonly pickTool: (rng: Rng) => AgentTool;
  private readonly toolShare: number;
  /** The open talk on each account, by the account's number in its campaign. */
  private readonly open: ({ who: Persona; talk: Talk } | undefined)[] = [];

  constructor(world: World, rng: Rng, pickTool: (rng: Rng) => AgentTool, toolShare: number) {
    this.world = world;
    this.rng = rng;
    this.pickTool = pickTool;
    this.toolShare = toolShare;
  }

  /** True when the next request is a customer's: `share` on average, more by day than by night. */
  wants(time: number, share: number): boolean {
    if (share <= 0) return false;
    return share >= 1 || this.rng.chance(Math.min(0.98, share * intensity(RHYTHMS.product, time, 0)));
  }

  next(ordinal: number): { body: PromptBody; session: string } {
    const { rng } = this;
    let current = this.open[ordinal];
    if (!current || current.talk.left <= 0) {
      const tool = rng.chance(this.toolShare) ? this.pickTool(rng) : null;
      const who = persona(
        this.world.voice,
        rng,
        rng.pick(this.world.internet.country(rng).languages),
        tool || rng.chance(0.5) ? 'builder' : 'everybody',
        tool,
      );
      current = { who, talk: openTalk(rng, who, this.world.session()) };
      this.open[ordinal] = current;
    }
    return { body: say(rng, current.who, current.talk), session: current.talk.session };
  }

  /** Remembers the signature of the answer just given to a customer. */
  issued(ordinal: number, session: string, signature: string): void {
    const current = this.open[ordinal];
    if (current && current.talk.session === session) current.talk.signature = signature;
  }
}
