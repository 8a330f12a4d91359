/** A class on one campus, and a hackathon: sign-up bursts, one network or one referrer, one pasted text. */
import { DAY, HOUR } from '../../src/base/clock.ts';
import { createBody } from '../world/body.ts';
import { RHYTHMS } from '../world/rhythm.ts';
import type { World } from '../world/world.ts';
import { addPerson } from './person.ts';

export function addClassrooms(world: World): void {
  const rng = world.rng.fork('classrooms');
  const group = world.group('classroom', 'honest');
  for (let left = world.size(2_400, 64); left > 0; ) {
    const size = left < 120 ? left : 60 + rng.int(Math.min(240, left - 60));
    left -= size;
    const country = world.internet.country(rng);
    const domain = world.identities.campusDomain(rng);
    const campus = world.internet.site(rng, world.internet.network(rng, 'campus', country.code), 4 + rng.int(12));
    const termStart = world.start + rng.int(4) * DAY + (8 - country.offset) * HOUR;
    const sheets = Array.from({ length: 4 }, () => world.voice.assignment(rng));
    for (let i = 0; i < size; i++) {
      addPerson(world, group, rng, {
        perDay: 1.7,
        kind: 'everybody',
        rhythm: RHYTHMS.school,
        adjust: (profile) => {
          profile.country = country;
          profile.program = 'education';
          profile.email = world.identities.workEmail(rng, domain);
          profile.cards = rng.chance(0.1) ? profile.cards : [];
          profile.created = termStart + (rng.chance(0.75) ? rng.next() * 3 * HOUR : rng.exponential(3 * DAY));
          profile.signup = rng.chance(0.8) ? rng.pick(campus) : profile.signup;
          profile.endpoints = [rng.pick(campus), rng.pick(campus), ...profile.endpoints.slice(0, 1)];
          profile.client = world.clients.pick(rng, 'browser');
          profile.surface = 'console';
          profile.verification = 'email';
        },
        instead: (account) => (time, talk) => {
          if (talk.turn > 0 || !rng.chance(0.4)) return false;
          const week = Math.floor((time - world.start) / (7 * DAY));
          const body = createBody();
          body.user = sheets[week % sheets.length] as string;
          if (rng.chance(0.4))
            body.user = `${rng.pick(['help with this please', 'how do I start?', 'is part (b) a trick question?', 'just the outline'])}\\n\\n${body.user}`;
          body.outputTokens = 200 + rng.int(700);
          body.extra = ',"stream":true';
          world.emit(time, account, body, { session: talk.session });
          talk.turn++;
          talk.lastUser = body.user;
          talk.lastAnswer = 'Let us go through the parts one by one.';
          return true;
        },
      });
    }
  }
}

export function addHackathons(world: World): void {
  const rng = world.rng.fork('hackathons');
  const group = world.group('hackathon', 'honest');
  for (let left = world.size(700, 44); left > 0; ) {
    const size = left < 80 ? left : 40 + rng.int(Math.min(110, left - 40));
    left -= size;
    const day = Math.min(Math.floor(world.settings.days / 2), 2 + rng.int(10));
    const begins = world.start + day * DAY + 9 * HOUR;
    const referrer = `https://${world.identities.domain(rng)}/hack/${2026}`;
    const template = world.voice.starter(rng);
    const venue = world.internet.site(rng, world.internet.network(rng, 'business'), 2);
    for (let i = 0; i < size; i++) {
      const atVenue = rng.chance(0.7);
      addPerson(world, group, rng, {
        perDay: 7,
        kind: 'builder',
        rhythm: RHYTHMS.maker,
        frame: template,
        adjust: (profile) => {
          profile.program = 'free_credit';
          profile.cards = rng.chance(0.3) ? profile.cards : [];
          profile.referrer = referrer;
          profile.created = begins + rng.exponential(2 * HOUR);
          profile.status = 'active';
          if (rng.chance(0.6)) {
            profile.status = 'closed';
            profile.statusTime = begins + 2 * DAY + rng.exponential(DAY);
          }
          if (atVenue) {
            profile.signup = rng.pick(venue);
            profile.endpoints = [rng.pick(venue), ...profile.endpoints.slice(0, 1)];
          }
        },
      });
    }
  }
}
