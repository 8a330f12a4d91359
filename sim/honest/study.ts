/**
 * Honest people with a harvester's template: strangers who run one public script for a few days on their own machines and
 * cards, and a university lab whose study on synthetic data was approved there.
 */
import { DAY, HOUR } from '../../src/base/clock.ts';
import { TOPICS } from '../text/topics.ts';
import { runBursts, simulateProgram } from '../world/machine.ts';
import { RHYTHMS } from '../world/rhythm.ts';
import type { World } from '../world/world.ts';
import { addPerson } from './person.ts';

/** Students of an online course, hobbyists: one to three days, some dozens of calls, then ordinary use. */
export function addScriptUsers(world: World): void {
  const rng = world.rng.fork('script-users');
  const group = world.group('open_source_tool', 'honest');
  const scripts = ['first', 'second'].map((name, i) => {
    const list = world.voice.templates('public', `script-${name}`);
    return list[i % list.length]!;
  });
  for (let n = world.size(1_200, 30); n > 0; n--) {
    const account = addPerson(world, group, rng, {
      perDay: 1,
      kind: 'builder',
      rhythm: RHYTHMS.maker,
      adjust: (profile) => {
        profile.surface = 'api';
        profile.client = world.clients.pick(rng, rng.chance(0.6) ? 'sdk' : 'script');
        if (rng.chance(0.5)) profile.program = 'free_credit';
        if (rng.chance(0.3)) profile.referrer = 'https://github.com/';
      },
    });
    // The first script is the popular one. Nobody changes its text.
    const template = scripts[rng.chance(0.8) ? 0 : 1]!;
    const first = account.from + rng.next() * Math.max(DAY, account.until - account.from - 3 * DAY);
    const sittings = Array.from({ length: 1 + rng.int(3) }, (_, day) => ({
      start: first + day * DAY + rng.exponential(2 * HOUR),
      items: Math.max(3, Math.round((12 + rng.int(40)) * Math.min(1, world.settings.honest))),
      gap: 9_000,
    })).filter(({ start }) => start < account.until - 2 * HOUR);
    runBursts(world, account, rng, sittings, () => template(rng, rng.pick(TOPICS), 0));
  }
}

/** Eight accounts of one programme on one campus, one template, a few calls a day for two weeks. */
export function addLabStudies(world: World): void {
  const rng = world.rng.fork('lab-studies');
  const group = world.group('lab_study', 'honest');
  for (let left = world.size(80, 8); left > 0; left -= 8) {
    const country = world.internet.country(rng);
    const domain = world.identities.campusDomain(rng);
    const campus = world.internet.site(rng, world.internet.network(rng, 'campus', country.code), 5);
    const template = world.voice.templates('public', `study-${left}`).at(-1)!;
    const opened = world.start - (4 + rng.int(60)) * DAY;
    const begins = world.start + rng.int(4) * DAY;
    for (let i = 0; i < Math.min(8, left); i++) {
      const profile = world.profile(rng, country);
      profile.program = 'education';
      profile.email = world.identities.workEmail(rng, domain);
      profile.cards = [];
      profile.verification = rng.pick(['identity', 'email']);
      profile.created = opened + rng.next() * 5 * HOUR;
      profile.signup = rng.pick(campus);
      profile.endpoints = [rng.pick(campus), rng.pick(campus)];
      profile.client = world.clients.pick(rng, 'sdk');
      profile.surface = 'api';
      profile.status = 'active';
      const account = world.open(group, rng, profile);
      const during = {
        ...account,
        from: Math.max(account.from, begins),
        until: Math.min(account.until, begins + 14 * DAY),
      };
      simulateProgram(world, during, rng, {
        rhythm: RHYTHMS.office,
        offset: country.offset,
        perDay: 5 * world.settings.honest,
        compose: () => ({ body: template(rng, rng.pick(TOPICS), 0) }),
      });
    }
  }
}
