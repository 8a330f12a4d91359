/**
 * Staff that looks like one operator: a company whose verification stopped half-way, and a consultancy whose people send
 * their clients' templates, judging and document pipelines among them.
 */
import { DAY } from '../../src/base/clock.ts';
import { createBody } from '../world/body.ts';
import { RHYTHMS } from '../world/rhythm.ts';
import type { World } from '../world/world.ts';
import { addPerson } from './person.ts';

/** One corporate card and one assistant; every second account is verified as a business, the rest by mail or not at all. */
export function addMixedOffices(world: World): void {
  const rng = world.rng.fork('mixed-offices');
  const group = world.group('mixed_office', 'honest');
  for (let left = world.size(1_200, 24); left > 0; ) {
    const size = left < 60 ? left : 24 + rng.int(36);
    left -= size;
    const country = world.internet.country(rng);
    const domain = world.identities.domain(rng);
    const card = world.identities.card(rng);
    const sites = world.internet.site(rng, world.internet.network(rng, 'business', country.code), 2);
    const assistant = world.voice.assistant(rng);
    const rollOut = world.start - (5 + rng.int(120)) * DAY;
    for (let i = 0; i < size; i++) {
      const known = i % 2 === 0;
      const atHome = rng.chance(0.3);
      addPerson(world, group, rng, {
        perDay: 3.2,
        kind: 'everybody',
        rhythm: RHYTHMS.office,
        frame: assistant,
        adjust: (profile) => {
          profile.country = country;
          profile.program = known ? 'enterprise' : 'standard';
          // Some signed up with their own mailbox before the company took the bill over.
          if (known || rng.chance(0.5)) profile.email = world.identities.workEmail(rng, domain);
          profile.cards = [card];
          profile.verification = known ? 'business' : rng.pick(['email', 'none', 'phone']);
          profile.created = rollOut + rng.next() * (known ? 2 : 30) * DAY;
          profile.endpoints = atHome ? [rng.pick(sites), ...profile.endpoints] : [rng.pick(sites)];
          profile.client = world.clients.pick(rng, 'browser');
          profile.surface = 'console';
          profile.status = 'active';
        },
      });
    }
  }
}

/** One card and domain, several clients; half of what somebody sends is the client's template over the client's texts. */
export function addConsultancies(world: World): void {
  const rng = world.rng.fork('consultancies');
  const group = world.group('consultancy', 'honest');
  for (let left = world.size(400, 16); left > 0; ) {
    const size = left < 32 ? left : 16 + rng.int(16);
    left -= size;
    const country = world.internet.country(rng);
    const domain = world.identities.domain(rng);
    const card = world.identities.card(rng);
    const office = world.internet.site(rng, world.internet.network(rng, 'business', country.code), 2);
    const founded = world.start - (100 + rng.int(400)) * DAY;
    const clients = Array.from({ length: 5 }, (_, i) => (i % 2 === 0 ? world.voice.judge(rng) : world.voice.pipeline(rng)));
    for (let i = 0; i < size; i++) {
      const mine = [rng.pick(clients), rng.pick(clients)];
      addPerson(world, group, rng, {
        perDay: 5,
        kind: rng.chance(0.5) ? 'builder' : 'everybody',
        rhythm: RHYTHMS.office,
        adjust: (profile) => {
          profile.country = country;
          profile.program = 'enterprise';
          profile.email = world.identities.workEmail(rng, domain);
          profile.cards = [card];
          profile.verification = 'business';
          profile.created = founded + rng.next() * 90 * DAY;
          profile.endpoints = [rng.pick(office), ...profile.endpoints];
          profile.surface = rng.pick(['api', 'console']);
          profile.status = 'active';
        },
        instead: (account) => (time, talk) => {
          if (talk.turn > 0 || !rng.chance(0.5)) return false;
          const body = createBody();
          const { system, user } = rng.pick(mine)(rng);
          body.system = system;
          body.user = user;
          body.outputTokens = 30 + rng.int(200);
          body.extra = ',"max_tokens":1024';
          world.emit(time, account, body, { session: talk.session });
          return true;
        },
      });
    }
  }
}
