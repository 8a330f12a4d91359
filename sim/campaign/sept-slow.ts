/** September, low and slow: many accounts, 5.6 exchanges a day each, human hours, explained answers for tuning. */
import { DAY } from '../../src/base/clock.ts';
import { TOPICS } from '../text/topics.ts';
import { Human } from '../world/human.ts';
import { persona } from '../world/organic.ts';
import { RHYTHMS } from '../world/rhythm.ts';
import type { World } from '../world/world.ts';
import type { CampaignContext } from './context.ts';
import { beforeWindow, Kit } from './kit.ts';

export function addSeptSlow(world: World, _context: CampaignContext): void {
  const rng = world.rng.fork('sept-slow');
  const group = world.group('sept-slow', 'campaign');
  const size = world.strength(5_380, 26);
  const kit = new Kit(world, rng, {
    infrastructure: world.settings.infrastructure ?? 'rotating',
    accounts: size,
    surfaces: ['api', 'api', 'console'],
    programs: ['free_credit', 'standard', 'standard'],
    wave: 12,
    model: world.settings.models.usual[0] as string,
  });
  const mix = world.settings.mix ?? 0.15;
  const templates = world.voice.templates('slow', group.name);
  const paraphrase = world.settings.paraphrase ?? 0.2;
  for (let ordinal = 0; ordinal < size; ordinal++) {
    const account = kit.open(group, beforeWindow(world, 45), (profile) => {
      if (!rng.chance(0.03)) return;
      profile.status = 'suspended';
      profile.statusTime = world.start + DAY + rng.next() * (world.end - world.start - DAY);
    });
    let walk = ordinal;
    Human.enter(world, account, rng, {
      persona: persona(world.voice, rng, 'en'),
      rhythm: RHYTHMS.private,
      offset: (ordinal % 5) - 2,
      perDay: 5.6 * world.settings.rate,
      client: (time) => kit.client(account, ordinal, time),
      instead: (time, talk) => {
        if (rng.chance(mix)) return false;
        // Shards: account k works on topics k, k + size, … so that no item is asked twice.
        walk += size;
        const body = rng.pick(templates)(rng, TOPICS[walk % TOPICS.length]!, paraphrase);
        world.emit(time, account, body, {
          session: talk.session,
          client: kit.client(account, ordinal, time),
        });
        return true;
      },
    });
  }
}
