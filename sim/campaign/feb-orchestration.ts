/**
 * February, the biggest: agentic coding and orchestration through a proxy network that mixes the harvest with
 * unrelated customers' requests. When the new model comes out, nearly half of the harvest is on it within a day.
 */
import { DAY, HOUR } from '../../src/base/clock.ts';
import { TOPICS } from '../text/topics.ts';
import { RHYTHMS } from '../world/rhythm.ts';
import type { World } from '../world/world.ts';
import type { CampaignContext } from './context.ts';
import { Customers } from './customers.ts';
import { dispatch } from './dispatch.ts';
import { beforeWindow, Kit } from './kit.ts';

/** Share of the harvest on the new model after the pivot, and how long the move takes. */
const PIVOT_SHARE = 0.48;
const PIVOT_TIME = 16 * HOUR;

export function addFebOrchestration(world: World, context: CampaignContext): void {
  const rng = world.rng.fork('feb-orchestration');
  const group = world.group('feb-orchestration', 'campaign');
  const size = world.strength(18_000, 36);
  const model = world.settings.models.usual[0] as string;
  const kit = new Kit(world, rng, {
    infrastructure: world.settings.infrastructure ?? 'rotating',
    accounts: size,
    surfaces: ['api', 'api', 'api', 'bedrock', 'vertex'],
    programs: ['standard', 'standard', 'standard', 'free_credit', 'startup'],
    wave: 36,
    model,
  });
  const accounts = Array.from({ length: size }, () =>
    kit.open(group, beforeWindow(world, 40), (profile) => {
      // The population's curve for the customers' part.
      if (rng.chance(0.5)) profile.adopts = world.released + rng.exponential(6 * DAY);
      if (!rng.chance(0.08)) return;
      profile.status = 'suspended';
      profile.statusTime = world.start + DAY + rng.next() * (world.end - world.start - DAY);
    }),
  );
  const mix = world.settings.mix ?? 0.5;
  const paraphrase = world.settings.paraphrase ?? 0.1;
  const customers = new Customers(world, rng, context.pickTool, 0.04);
  const templates = world.voice.templates('orchestration', group.name);
  let customer: { session: string } | null = null;
  let walk = 0;
  dispatch(world, rng, {
    kit,
    accounts,
    perDay: () => size * 34.4 * world.settings.rate,
    rhythm: RHYTHMS.flat,
    offset: 0,
    balance: 'least',
    compose: (time, _account, ordinal) => {
      customer = null;
      if (customers.wants(time, mix)) {
        const { body, session } = customers.next(ordinal);
        customer = { session };
        return { body, circumstances: { session } };
      }
      const body = rng.pick(templates)(rng, TOPICS[walk++ % TOPICS.length]!, paraphrase);
      const moved = time >= world.released && rng.chance(PIVOT_SHARE * Math.min(1, (time - world.released) / PIVOT_TIME));
      return {
        body,
        circumstances: {
          model: moved ? world.settings.models.released : model,
          session: rng.chance(0.6) ? world.session() : undefined,
        },
      };
    },
    issued: (signature, _account, ordinal) => {
      if (customer) customers.issued(ordinal, customer.session, signature);
    },
  });
}
