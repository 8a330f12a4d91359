/** Companies: a staff with one card, one domain and one assistant; products on one account with end users behind it. */
import { DAY } from '../../src/base/clock.ts';
import { digits16 } from '../infra/identity.ts';
import { TOPICS } from '../text/topics.ts';
import { createBody } from '../world/body.ts';
import { simulateProgram } from '../world/machine.ts';
import { RHYTHMS } from '../world/rhythm.ts';
import type { World } from '../world/world.ts';
import { addPerson } from './person.ts';

export function addOffices(world: World): void {
  const rng = world.rng.fork('offices');
  const group = world.group('office', 'honest');
  for (let left = world.size(2_600, 44); left > 0; ) {
    const size = left < 44 ? left : 22 + rng.int(Math.min(178, left - 21));
    left -= size;
    const country = world.internet.country(rng);
    const domain = world.identities.domain(rng);
    const card = world.identities.card(rng);
    const [egress] = world.internet.site(rng, world.internet.network(rng, 'business', country.code), 1);
    const assistant = world.voice.assistant(rng);
    const rollOut = world.start - (5 + rng.int(200)) * DAY;
    for (let i = 0; i < size; i++) {
      addPerson(world, group, rng, {
        perDay: 3.5,
        kind: 'everybody',
        rhythm: RHYTHMS.office,
        frame: assistant,
        adjust: (profile) => {
          profile.country = country;
          profile.program = 'enterprise';
          profile.email = world.identities.workEmail(rng, domain);
          profile.cards = [card];
          profile.verification = 'business';
          profile.created = rollOut + rng.next() * 2 * DAY;
          profile.signup = egress!;
          profile.endpoints = [egress!];
          profile.client = world.clients.pick(rng, 'browser');
          profile.surface = 'console';
          profile.status = 'active';
        },
      });
    }
  }
}

export function addProducts(world: World): void {
  const rng = world.rng.fork('products');
  const group = world.group('saas_app', 'honest');
  for (let n = world.size(60, 2); n > 0; n--) {
    const profile = world.profile(rng);
    const site = world.internet.site(rng, world.internet.network(rng, 'cloud'), 3);
    profile.program = 'standard';
    profile.email = world.identities.workEmail(rng, world.identities.domain(rng));
    profile.cards = [world.identities.card(rng)];
    profile.verification = rng.pick(['business', 'payment']);
    profile.created = world.start - (60 + rng.int(300)) * DAY;
    profile.endpoints = site;
    profile.client = world.clients.pick(rng, 'sdk');
    profile.surface = 'api';
    profile.status = 'active';
    const account = world.open(group, rng, profile);
    const prompt = world.voice.product(rng);
    const passesUsers = rng.chance(0.6);
    const users = Array.from({ length: 40 + rng.int(400) }, () => `u_${digits16(rng).slice(0, 10)}`);
    const env = { topic: rng.pick(TOPICS), reword: true };
    simulateProgram(world, account, rng, {
      rhythm: RHYTHMS.product,
      offset: profile.country.offset,
      perDay: 110 * Math.exp(0.35 * rng.normal()) * world.settings.honest,
      compose: () => {
        const body = createBody();
        body.system = prompt;
        body.user = world.voice.record(rng, env);
        body.extra = ',"temperature":0.3,"max_tokens":400';
        body.outputTokens = 40 + rng.int(180);
        return { body, circumstances: passesUsers ? { sub: rng.pick(users) } : {} };
      },
    });
  }
}
