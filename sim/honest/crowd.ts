/** The majority, and small circles inside it: households with one card, freelancers, early adopters, start-ups. */
import { DAY, HOUR, MINUTE } from '../../src/base/clock.ts';
import { Human, level } from '../world/human.ts';
import { persona } from '../world/organic.ts';
import { RHYTHMS } from '../world/rhythm.ts';
import type { World } from '../world/world.ts';
import { addPerson } from './person.ts';

export function addOrdinary(world: World): void {
  const rng = world.rng.fork('ordinary');
  const group = world.group('ordinary', 'honest');
  for (let n = world.size(34_000, 260); n > 0; n--) addPerson(world, group, rng, { perDay: 2 });
}

/** Two to five accounts with one card and one home address. */
export function addFamilies(world: World): void {
  const rng = world.rng.fork('families');
  const group = world.group('family', 'honest');
  for (let left = world.size(1_500, 14); left > 0; ) {
    const size = Math.min(left, 2 + rng.int(4));
    left -= size;
    const card = world.identities.card(rng);
    const country = world.internet.country(rng);
    const home = world.internet.home(rng, country.code);
    for (let i = 0; i < size; i++) {
      addPerson(world, group, rng, {
        perDay: 1.6,
        rhythm: RHYTHMS.private,
        kind: 'everybody',
        adjust: (profile) => {
          profile.cards = [card];
          profile.country = country;
          profile.signup = home;
          profile.endpoints = [home, ...profile.endpoints.slice(1)];
        },
      });
    }
  }
}

/** Heavy personal use, prepaid cards, many topics: a lone account that looks busy. */
export function addFreelancers(world: World): void {
  const rng = world.rng.fork('freelancers');
  const group = world.group('freelancer', 'honest');
  for (let n = world.size(1_500, 14); n > 0; n--) {
    addPerson(world, group, rng, {
      perDay: 6,
      kind: rng.chance(0.5) ? 'builder' : 'everybody',
      rhythm: RHYTHMS.maker,
      adjust: (profile) => {
        profile.cards = [rng.chance(0.5) ? world.identities.virtualCard(rng) : world.identities.card(rng)];
        profile.program = 'standard';
      },
    });
  }
}

/** People who wait for the release: they move within hours, and use more on that day. */
export function addLaunchDay(world: World): void {
  const rng = world.rng.fork('launch-day');
  const group = world.group('launch_day', 'honest');
  for (let n = world.size(1_600, 30); n > 0; n--) {
    const profile = world.profile(rng);
    profile.adopts = world.released + rng.exponential(7 * HOUR);
    if (rng.chance(0.15) && world.released < world.end) profile.created = world.released - rng.next() * 3 * HOUR;
    const account = world.open(group, rng, profile);
    const mean = level(rng, 1.8) * world.settings.honest;
    const who = persona(world.voice, rng, rng.pick(profile.country.languages), rng.chance(0.5) ? 'builder' : 'everybody');
    Human.enter(world, account, rng, {
      persona: who,
      rhythm: RHYTHMS.maker,
      offset: profile.country.offset,
      perDay: mean,
    });
    // The rush: a second life of the same person that lasts two days.
    const rush = {
      ...account,
      until: Math.min(account.until, world.released + 2 * DAY),
      from: Math.max(account.from, world.released + 20 * MINUTE),
    };
    if (rush.from < rush.until) {
      Human.enter(world, rush, rng, {
        persona: who,
        rhythm: RHYTHMS.maker,
        offset: profile.country.offset,
        perDay: mean * 2.5,
      });
    }
  }
}

/** Members of accelerators: one referrer, one programme, sign-ups on intake days, no two with one operator. */
export function addStartups(world: World): void {
  const rng = world.rng.fork('startups');
  const group = world.group('startup', 'honest');
  for (let left = world.size(1_500, 24); left > 0; ) {
    const size = Math.min(left, 24 + rng.int(120));
    left -= size;
    const referrer = `https://${world.identities.domain(rng)}/perks/${rng.int(900) + 100}`;
    const intake = world.start - rng.int(60) * DAY + 8 * HOUR;
    for (let i = 0; i < size; i++) {
      addPerson(world, group, rng, {
        perDay: 4,
        kind: 'builder',
        rhythm: RHYTHMS.maker,
        adjust: (profile) => {
          profile.program = 'startup';
          profile.referrer = referrer;
          profile.created = intake + rng.exponential(30 * HOUR);
          profile.email = world.identities.workEmail(rng, world.identities.domain(rng));
          profile.verification = rng.pick(['business', 'payment', 'phone']);
        },
      });
    }
  }
}
