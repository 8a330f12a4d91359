/**
 * Re-routed users: a rival sends its own users' requests on, with one fixed segment injected into every one of them.
 * Bodies are organic, agent tools' prompts included. In September there are two pools: when the first is banned the
 * second takes over.
 */
import { DAY, HOUR, MINUTE } from '../../src/base/clock.ts';
import type { Rng } from '../../src/base/rng.ts';
import { RHYTHMS } from '../world/rhythm.ts';
import type { SimAccount, TruthGroup, World } from '../world/world.ts';
import type { CampaignContext } from './context.ts';
import { Customers } from './customers.ts';
import { dispatch } from './dispatch.ts';
import { beforeWindow, Kit } from './kit.ts';

const PER_DAY = 26;
/** Share of the load that the second pool carries before it is needed. */
const WARM = 0.04;

/** Two pools, one after the other: the September campaign. */
export function addSeptReroute(world: World, context: CampaignContext): void {
  const rng = world.rng.fork('sept-reroute');
  const group = world.group('sept-reroute', 'campaign');
  const size = Math.ceil(world.strength(2 * 2_800, 2 * 20) / 2);
  const ban = world.start + Math.floor(world.settings.days * 0.5) * DAY + 9 * HOUR;
  const load = size * PER_DAY * world.settings.rate;
  // The first pool fades while its accounts are banned one after the other; the second rises within the hour.
  const gone = (time: number): number => Math.min(1, Math.max(0, (time - ban) / HOUR));
  const first = openPool(world, rng, group, size, beforeWindow(world, 30), ban);
  forward(world, rng, context, first, (time) => load * (1 - WARM) * (1 - gone(time)));
  const opened = { from: world.start + DAY, to: Math.max(world.start + 2 * DAY, ban - 2 * DAY) };
  const second = openPool(world, rng, group, size, opened, null);
  forward(world, rng, context, second, (time) => {
    if (time < ban) return time > world.start + 2 * DAY ? load * WARM : 0;
    return load * (WARM + (1 - WARM) * gone(time));
  });
}

/** One pool that nobody bans, and nothing else in the world: all that gives it away is the segment. */
export function addOrganicReroute(world: World, context: CampaignContext): void {
  const rng = world.rng.fork('organic-reroute');
  const group = world.group('organic-reroute', 'campaign');
  const size = world.strength(5_600, 40);
  const pool = openPool(world, rng, group, size, beforeWindow(world, 45), null);
  forward(world, rng, context, pool, () => size * PER_DAY * world.settings.rate);
}

interface Pool {
  readonly kit: Kit;
  readonly accounts: readonly SimAccount[];
}

function openPool(
  world: World,
  rng: Rng,
  group: TruthGroup,
  size: number,
  between: { from: number; to: number },
  ban: number | null,
): Pool {
  const kit = new Kit(world, rng, {
    infrastructure: world.settings.infrastructure ?? 'rotating',
    accounts: size,
    surfaces: ['api'],
    programs: ['standard', 'standard', 'free_credit'],
    wave: 30,
    model: world.settings.models.usual[0] as string,
  });
  const accounts = Array.from({ length: size }, () =>
    kit.open(group, between, (profile) => {
      if (ban === null) return;
      profile.status = 'suspended';
      profile.statusTime = ban + rng.next() * 100 * MINUTE;
    }),
  );
  return { kit, accounts };
}

/** Sends users' requests on through a pool, the segment put into every one. */
function forward(
  world: World,
  rng: Rng,
  context: CampaignContext,
  { kit, accounts }: Pool,
  perDay: (time: number) => number,
): void {
  const paraphrase = world.settings.paraphrase ?? 0;
  const mix = world.settings.mix ?? 0;
  const customers = new Customers(world, rng, context.pickTool, 0.12);
  let session = '';
  dispatch(world, rng, {
    kit,
    accounts,
    perDay,
    rhythm: RHYTHMS.product,
    offset: 8,
    balance: 'least',
    compose: (_time, _account, ordinal) => {
      const next = customers.next(ordinal);
      session = next.session;
      const { body } = next;
      if (mix > 0 && rng.chance(mix)) return { body, circumstances: { session } };
      const segment = world.voice.injected(rng, paraphrase);
      if (body.system === '') body.system = segment;
      else if (ordinal % 2 === 0) body.system = `${body.system}\\n\\n${segment}`;
      else body.system = `${segment}\\n\\n${body.system}`;
      body.outputTokens = 150 + body.outputTokens * 2 + rng.int(300);
      return { body, circumstances: { session } };
    },
    issued: (signature, _account, ordinal) => customers.issued(ordinal, session, signature),
  });
}
