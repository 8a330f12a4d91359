/** September, few and loud: 730 exchanges a day an account for ten days, traces re-submitted to be cleaned and judged. */
import { DAY, MINUTE } from '../../src/base/clock.ts';
import { TOPICS } from '../text/topics.ts';
import { RHYTHMS } from '../world/rhythm.ts';
import type { World } from '../world/world.ts';
import type { CampaignContext } from './context.ts';
import { Customers } from './customers.ts';
import { dispatch } from './dispatch.ts';
import { beforeWindow, Kit } from './kit.ts';

export function addSeptCleaning(world: World, context: CampaignContext): void {
  const rng = world.rng.fork('sept-cleaning');
  const group = world.group('sept-cleaning', 'campaign');
  const size = world.strength(273, 20);
  const kit = new Kit(world, rng, {
    infrastructure: world.settings.infrastructure ?? 'shared',
    accounts: size,
    surfaces: ['api', 'batch'],
    programs: ['standard', 'enterprise', 'startup'],
    wave: 10,
    model: world.settings.models.usual[1] as string,
  });
  const accounts = Array.from({ length: size }, () => kit.open(group, beforeWindow(world, 15)));
  const from = world.start + Math.floor(world.settings.days * 0.3) * DAY;
  const to = from + Math.min(10, Math.max(2, world.settings.days * 0.5)) * DAY;
  const mix = world.settings.mix ?? 0;
  const paraphrase = world.settings.paraphrase ?? 0.08;
  const customers = new Customers(world, rng, context.pickTool, 0.1);
  const families = [0, 0, 0, 1, 1, 2, 3];
  const templates = world.voice.templates('cleaning', group.name);
  let walk = 0;
  dispatch(world, rng, {
    kit,
    accounts,
    perDay: (time) => (time < from - 20 * MINUTE || time > to ? 0 : size * 730 * world.settings.rate),
    rhythm: RHYTHMS.flat,
    offset: 0,
    balance: 'ticks',
    compose: (time, _account, ordinal) => {
      if (customers.wants(time, mix)) {
        const { body, session } = customers.next(ordinal);
        return { body, circumstances: { session } };
      }
      const template = templates[rng.pick(families) % templates.length]!;
      return { body: template(rng, TOPICS[walk++ % TOPICS.length]!, paraphrase) };
    },
  });
}
