/**
 * February, the small one: reasoning, rubric grading and policy-safe rewrites. Load is balanced in ticks over accounts
 * that share cards and addresses, in shifts of twelve hours.
 */
import { DAY } from '../../src/base/clock.ts';
import { TOPICS } from '../text/topics.ts';
import { RHYTHMS, type Rhythm } from '../world/rhythm.ts';
import type { World } from '../world/world.ts';
import type { CampaignContext } from './context.ts';
import { Customers } from './customers.ts';
import { dispatch } from './dispatch.ts';
import { beforeWindow, Kit } from './kit.ts';

const SHIFT: Rhythm = {
  hours: RHYTHMS.flat.hours.map((_, hour) => (hour >= 7 && hour < 19 ? 1 : 0)),
  weekdays: RHYTHMS.flat.weekdays,
  peak: 2,
  scale: 2,
};

export function addFebReasoning(world: World, context: CampaignContext): void {
  const rng = world.rng.fork('feb-reasoning');
  const group = world.group('feb-reasoning', 'campaign');
  const size = world.strength(700, 22);
  const kit = new Kit(world, rng, {
    infrastructure: world.settings.infrastructure ?? 'shared',
    accounts: size,
    surfaces: ['api', 'api', 'batch'],
    programs: ['standard', 'standard', 'free_credit'],
    wave: 24,
    model: world.settings.models.usual[2] as string,
  });
  const accounts = Array.from({ length: size }, () =>
    kit.open(group, beforeWindow(world, 20), (profile) => {
      if (!rng.chance(0.06)) return;
      profile.status = 'suspended';
      profile.statusTime = world.end - rng.next() * 4 * DAY;
    }),
  );
  const mix = world.settings.mix ?? 0;
  const customers = new Customers(world, rng, context.pickTool, 0.1);
  const paraphrase = world.settings.paraphrase ?? 0.12;
  const templates = world.voice.templates('reasoning', group.name);
  // Grading needs few topics, elicitation walks through all of them.
  const families = [0, 0, 1, 1, 1, 2, 3, 4, 4, 5];
  let walk = 0;
  dispatch(world, rng, {
    kit,
    accounts,
    perDay: () => size * 10.2 * world.settings.rate,
    rhythm: SHIFT,
    offset: 0,
    balance: 'ticks',
    compose: (time, _account, ordinal) => {
      if (customers.wants(time, mix)) {
        const { body, session } = customers.next(ordinal);
        return { body, circumstances: { session } };
      }
      const topic = TOPICS[walk++ % TOPICS.length]!;
      const template = templates[rng.pick(families) % templates.length]!;
      return { body: template(rng, topic, paraphrase) };
    },
  });
}
