/**
 * Declared routers: one account, thousands of end users behind it, everything passes through. In the September world
 * a few end users of one router harvest; the router's own account stays honest.
 */
import { DAY } from '../../src/base/clock.ts';
import type { Rng } from '../../src/base/rng.ts';
import { digits16 } from '../infra/identity.ts';
import type { AgentTool } from '../text/agent.ts';
import type { Body } from '../world/body.ts';
import { runProgram } from '../world/machine.ts';
import { openTalk, type Persona, persona, say, type Talk } from '../world/organic.ts';
import { RHYTHMS } from '../world/rhythm.ts';
import type { World } from '../world/world.ts';

/** Harvesting end users behind the first router. */
export interface HarvestBehindRouter {
  readonly users: number;
  /** Share of the router's traffic. */
  readonly share: number;
  readonly compose: (rng: Rng) => Body;
}

const OPEN_TALKS = 64;

export function addRouters(
  world: World,
  pickTool: (rng: Rng) => AgentTool,
  harvest: HarvestBehindRouter | null,
): void {
  const rng = world.rng.fork('routers');
  const group = world.group('router', 'honest');
  const count = world.size(3, 1);
  for (let n = 0; n < count; n++) {
    const profile = world.profile(rng);
    profile.program = 'reseller';
    profile.router = true;
    profile.email = world.identities.workEmail(rng, world.identities.domain(rng));
    profile.cards = [world.identities.card(rng)];
    profile.verification = 'business';
    profile.created = world.start - (100 + rng.int(300)) * DAY;
    profile.endpoints = world.internet.site(rng, world.internet.network(rng, 'cloud'), 6);
    profile.client = world.clients.pick(rng, 'script');
    profile.surface = 'api';
    profile.shape = 'chat';
    profile.status = 'active';
    profile.adopts = world.released;
    const account = world.open(group, rng, profile);
    const users = Array.from({ length: Math.max(300, Math.round(4_000 * world.settings.scale)) }, () =>
      endUser(rng),
    );
    const bad = n === 0 && harvest ? Array.from({ length: harvest.users }, () => endUser(rng)) : [];
    const open: { who: Persona; talk: Talk; sub: string; model: string }[] = [];
    let issuedTo: Talk | null = null;
    runProgram(world, account, rng, {
      rhythm: RHYTHMS.product,
      offset: 0,
      perDay: Math.max(170, 4_500 * world.settings.scale) * world.settings.honest,
      compose: (time) => {
        issuedTo = null;
        if (harvest && bad.length > 0 && rng.chance(harvest.share)) {
          return { body: harvest.compose(rng), circumstances: { sub: rng.pick(bad) } };
        }
        const at = rng.int(OPEN_TALKS);
        let current = open[at];
        if (!current || current.talk.left <= 0) {
          const who = persona(
            world.voice,
            rng,
            rng.pick(world.internet.country(rng).languages),
            rng.chance(0.5) ? 'builder' : 'everybody',
            rng.chance(0.12) ? pickTool(rng) : null,
          );
          current = {
            who,
            talk: openTalk(rng, who, world.session()),
            sub: users[Math.floor(users.length * rng.next() ** 1.6)] as string,
            model: rng.pick(
              time < world.released
                ? world.settings.models.usual
                : [...world.settings.models.usual, world.settings.models.released],
            ),
          };
          open[at] = current;
        }
        issuedTo = current.talk;
        return {
          body: say(rng, current.who, current.talk),
          circumstances: { sub: current.sub, session: current.talk.session, model: current.model },
        };
      },
      issued: (signature) => {
        if (issuedTo) issuedTo.signature = signature;
      },
    });
  }
}

function endUser(rng: Rng): string {
  return `eu_${digits16(rng).slice(0, 14)}`;
}
