/**
 * Declared routers: one account, thousands of end users behind it, everything passes through. In some worlds a few end
 * users of one router harvest; the router's own account stays honest. An aggregator is the same on a smaller scale and
 * without the declaration: a small company that resells access inside its own product and passes its users' ids on.
 */
import { DAY } from '../../src/base/clock.ts';
import type { Rng } from '../../src/base/rng.ts';
import { digits16 } from '../infra/identity.ts';
import type { AgentTool } from '../text/agent.ts';
import type { PromptBody } from '../world/body.ts';
import { simulateProgram } from '../world/machine.ts';
import { openTalk, type Persona, persona, say, type Talk } from '../world/organic.ts';
import { RHYTHMS } from '../world/rhythm.ts';
import type { SimAccount, World } from '../world/world.ts';

/** Harvesting end users behind the first router. */
export interface HarvestBehindRouter {
  /** The name that truth about these end users gives. */
  readonly campaign: string;
  /** How many there are; with 0 every request comes from a new one. */
  readonly users: number;
  /** Share of the router's traffic. */
  readonly share: number;
  readonly compose: (rng: Rng) => PromptBody;
}

type PickTool = (rng: Rng) => AgentTool;

const OPEN_TALKS = 64;

export function addRouters(world: World, pickTool: PickTool, harvest: HarvestBehindRouter | null): void {
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
    passThrough(world, rng, world.open(group, rng, profile), pickTool, {
      users: Math.max(300, Math.round(4_000 * world.settings.scale)),
      perDay: Math.max(170, 4_500 * world.settings.scale),
      harvest: n === 0 ? harvest : null,
    });
  }
}

export function addAggregators(world: World, pickTool: PickTool): void {
  const rng = world.rng.fork('aggregators');
  const group = world.group('aggregator', 'honest');
  for (let left = world.size(30, 3); left > 0; ) {
    const size = Math.min(left, 3);
    left -= size;
    const card = world.identities.card(rng);
    const domain = world.identities.domain(rng);
    const site = world.internet.site(rng, world.internet.network(rng, 'cloud'), size);
    const client = world.clients.pick(rng, 'sdk');
    const country = world.internet.country(rng);
    const created = world.start - (20 + rng.int(200)) * DAY;
    // Three accounts, because one ran into its limits.
    for (let i = 0; i < size; i++) {
      const profile = world.profile(rng, country);
      profile.program = 'standard';
      profile.email = world.identities.workEmail(rng, domain);
      profile.cards = [card];
      profile.verification = rng.pick(['payment', 'phone']);
      profile.created = created + i * 9 * DAY * rng.next();
      profile.signup = site[0]!;
      profile.endpoints = [site[i]!];
      profile.client = client;
      profile.surface = 'api';
      profile.shape = 'chat';
      profile.status = 'active';
      passThrough(world, rng, world.open(group, rng, profile), pickTool, {
        users: 60 + rng.int(200),
        perDay: 38,
        harvest: null,
      });
    }
  }
}

interface Passing {
  readonly users: number;
  readonly perDay: number;
  readonly harvest: HarvestBehindRouter | null;
}

/** Sends end users' talks through one account, their ids with them. */
function passThrough(
  world: World,
  rng: Rng,
  account: SimAccount,
  pickTool: PickTool,
  { users, perDay, harvest }: Passing,
): void {
  const ids = Array.from({ length: users }, () => endUser(rng));
  const bad = harvest ? Array.from({ length: harvest.users }, () => endUser(rng)) : [];
  const open: { who: Persona; talk: Talk; sub: string; model: string }[] = [];
  let issuedTo: Talk | null = null;
  simulateProgram(world, account, rng, {
    rhythm: RHYTHMS.product,
    offset: 0,
    perDay: perDay * world.settings.honest,
    compose: (time) => {
      issuedTo = null;
      if (harvest && rng.chance(harvest.share)) {
        const sub = bad.length > 0 ? rng.pick(bad) : endUser(rng);
        world.blame(account, sub, harvest.campaign);
        return { body: harvest.compose(rng), circumstances: { sub } };
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
          sub: ids[Math.floor(ids.length * rng.next() ** 1.6)] as string,
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

function endUser(rng: Rng): string {
  return `eu_${digits16(rng).slice(0, 14)}`;
}
