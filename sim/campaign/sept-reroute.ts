/**
 * September, re-routed users: a rival sends its own users' requests on, with one fixed segment injected into every one
 * of them. Bodies are organic, agent tools' prompts included. Two pools: when the first is banned the second takes over.
 */
import { DAY, HOUR, MINUTE } from '../../src/base/clock.ts';
import { RHYTHMS } from '../world/rhythm.ts';
import type { SimAccount, World } from '../world/world.ts';
import type { CampaignContext } from './context.ts';
import { Customers } from './customers.ts';
import { dispatch } from './dispatch.ts';
import { beforeWindow, Kit } from './kit.ts';

const PER_DAY = 26;
/** Share of the load that the second pool carries before it is needed. */
const WARM = 0.04;

export function addSeptReroute(world: World, context: CampaignContext): void {
  const rng = world.rng.fork('sept-reroute');
  const group = world.group('sept-reroute', 'campaign');
  const size = world.size(2_800, 20);
  const ban = world.start + Math.floor(world.settings.days * 0.5) * DAY + 9 * HOUR;
  const pool = (
    from: { from: number; to: number },
    banned: boolean,
  ): { kit: Kit; accounts: SimAccount[] } => {
    const kit = new Kit(world, rng, {
      infrastructure: world.settings.infrastructure ?? 'rotating',
      accounts: size,
      surfaces: ['api'],
      programs: ['standard', 'standard', 'free_credit'],
      wave: 30,
      model: world.settings.models.usual[0] as string,
    });
    const accounts = Array.from({ length: size }, () =>
      kit.open(group, from, (profile) => {
        if (!banned) return;
        profile.status = 'suspended';
        profile.statusTime = ban + rng.next() * 100 * MINUTE;
      }),
    );
    return { kit, accounts };
  };
  const first = pool(beforeWindow(world, 30), true);
  const second = pool({ from: world.start + DAY, to: Math.max(world.start + 2 * DAY, ban - 2 * DAY) }, false);
  const paraphrase = world.settings.paraphrase ?? 0;
  const mix = world.settings.mix ?? 0;
  const load = size * PER_DAY * world.settings.rate;

  for (const [which, { kit, accounts }] of [first, second].entries()) {
    const customers = new Customers(world, rng, context.pickTool, 0.12);
    let session = '';
    dispatch(world, rng, {
      kit,
      accounts,
      // The first pool fades while its accounts are banned one after the other; the second rises within the hour.
      perDay: (time) => {
        const gone = Math.min(1, Math.max(0, (time - ban) / HOUR));
        return which === 0
          ? load * (1 - WARM) * (1 - gone)
          : time < ban
            ? time > world.start + 2 * DAY
              ? load * WARM
              : 0
            : load * (WARM + (1 - WARM) * gone);
      },
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
}
