/** Customers with a contract for distillation: the same templates as a campaign, several accounts, and a grant. */
import { DAY } from '../../src/base/clock.ts';
import { TOPICS } from '../text/topics.ts';
import { simulateProgram } from '../world/machine.ts';
import { RHYTHMS } from '../world/rhythm.ts';
import type { Template } from '../world/voice.ts';
import type { World } from '../world/world.ts';

export function addAuthorised(world: World, families: readonly Template[]): void {
  const rng = world.rng.fork('authorised');
  const group = world.group('authorised_distiller', 'honest');
  for (let left = world.size(24, 6); left > 0; ) {
    const size = Math.min(left, 5 + rng.int(4));
    left -= size;
    const country = world.internet.country(rng);
    const domain = world.identities.domain(rng);
    const card = world.identities.card(rng);
    const site = world.internet.site(rng, world.internet.network(rng, 'cloud'), 3);
    const own = [families[rng.int(families.length)]!, families[rng.int(families.length)]!];
    const models = [...world.settings.models.usual, world.settings.models.released];
    let walk = rng.int(TOPICS.length);
    for (let i = 0; i < size; i++) {
      const profile = world.profile(rng, country);
      profile.program = 'enterprise';
      profile.email = world.identities.workEmail(rng, domain);
      profile.cards = [card];
      profile.verification = 'business';
      profile.created = world.start - (30 + rng.int(20)) * DAY;
      profile.signup = site[0]!;
      profile.endpoints = [site[i % site.length]!];
      profile.client = world.clients.pick(rng, 'sdk');
      profile.surface = 'api';
      profile.status = 'active';
      profile.grants = [
        {
          kind: 'distillation',
          models,
          from: new Date(world.start - 90 * DAY).toISOString(),
          to: new Date(world.start + 275 * DAY).toISOString(),
        },
      ];
      const account = world.open(group, rng, profile);
      simulateProgram(world, account, rng, {
        rhythm: RHYTHMS.flat,
        offset: 0,
        perDay: 30 * world.settings.honest,
        compose: () => ({
          body: rng.pick(own)(rng, TOPICS[walk++ % TOPICS.length]!, world.settings.paraphrase ?? 0.1),
        }),
      });
    }
  }
}
