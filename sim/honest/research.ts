/** Safety researchers in the research programme: extraction phrasings, low volume, nobody shares anything. */
import { DAY } from '../../src/base/clock.ts';
import { TOPICS } from '../text/topics.ts';
import { createBody } from '../world/body.ts';
import { RHYTHMS } from '../world/rhythm.ts';
import type { World } from '../world/world.ts';
import { addPerson } from './person.ts';

export function addResearchers(world: World): void {
  const rng = world.rng.fork('researchers');
  const group = world.group('safety_researcher', 'honest');
  for (let n = world.size(60, 7); n > 0; n--) {
    addPerson(world, group, rng, {
      perDay: 2.2,
      kind: 'builder',
      rhythm: RHYTHMS.office,
      adjust: (profile) => {
        profile.program = 'research';
        profile.email = world.identities.workEmail(rng, world.identities.campusDomain(rng));
        profile.verification = 'identity';
        profile.created = world.start - (10 + rng.int(200)) * DAY;
        profile.status = 'active';
      },
      instead: (account) => (time, talk) => {
        if (!rng.chance(0.55)) return false;
        const body = createBody();
        body.user = world.voice.probe(rng, { topic: rng.pick(TOPICS), reword: true });
        body.refused = rng.chance(0.6);
        body.stop = body.refused ? 'refusal' : 'end_turn';
        body.outputTokens = 30 + rng.int(300);
        world.emit(time, account, body, { session: talk.session });
        return true;
      },
    });
  }
}
