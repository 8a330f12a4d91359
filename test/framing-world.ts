/**
 * Framing: an operator copies the private prompt of honest people, puts it in front of its own harvest tasks, and signs up on
 * their network, in their days, with their software. The honest world, with or without the operator, is the same.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addPerson } from '../sim/honest/person.ts';
import type { Card } from '../sim/infra/identity.ts';
import type { HostAddress } from '../sim/infra/internet.ts';
import { TOPICS } from '../sim/text/topics.ts';
import { grammarVoice } from '../sim/voice/grammar.ts';
import { simulateProgram } from '../sim/world/machine.ts';
import type { Profile } from '../sim/world/profile.ts';
import { RHYTHMS } from '../sim/world/rhythm.ts';
import type { World } from '../sim/world/world.ts';
import { buildWorld } from '../sim/worlds.ts';
import { LineWriter } from '../sim/write.ts';
import { DAY } from '../src/base/clock.ts';
import type { Rng } from '../src/base/rng.ts';

/** Who is framed: whoever shares a private prompt. */
export const VICTIMS = ['firm', 'team', 'club', 'class', 'customers'] as const;
export type Victim = (typeof VICTIMS)[number];

export interface Framing {
  readonly victims: readonly Victim[];
  /** Victims of each kind, and who frames them; 0: nobody. */
  readonly people: number;
  readonly framers: number;
  readonly seed: number;
  /** Size of the world around them. */
  readonly scale: number;
  readonly days: number;
}

export const victimsGroup = (victim: Victim) => `framed_${victim}`;
export const framersGroup = (victim: Victim) => `framers_${victim}`;

/** Where and when the victims signed up, and what they send. */
interface Place {
  readonly prompt: string;
  readonly sites: readonly HostAddress[];
  readonly from: number;
  readonly country: Profile['country'];
  readonly client: Profile['client'];
}

/** Writes the log, the accounts and the truth of a world into a directory. */
export async function writeFraming(directory: string, framing: Framing): Promise<void> {
  const { seed, scale, days } = framing;
  const world = buildWorld({ world: 'clean', scale, seed, days }, grammarVoice());
  for (const victim of framing.victims) {
    const place = addVictims(world, victim, framing.people);
    if (framing.framers > 0) addFramers(world, victim, place, framing.framers);
  }
  await mkdir(directory, { recursive: true });
  const lines = (list: readonly string[]) => list.map((line) => `${line}\n`).join('');
  await writeFile(join(directory, 'accounts.ndjson'), lines(world.takeAccountLines()));
  const writer = new LineWriter(join(directory, 'exchanges.ndjson'), 'none');
  try {
    await world.run(writer, () => {});
  } finally {
    await writer.close();
  }
  await writeFile(join(directory, 'truth.ndjson'), lines(world.truth().map((line) => JSON.stringify(line))));
}

function addVictims(world: World, victim: Victim, people: number): Place {
  const rng = world.rng.fork(`victims/${victim}`);
  const group = world.group(victimsGroup(victim), 'honest');
  const place = placeOf(world, victim, rng);
  const domain = victim === 'class' ? world.identities.campusDomain(rng) : world.identities.domain(rng);
  const card = world.identities.card(rng);
  for (let k = 0; k < people; k++) {
    addPerson(world, group, rng, {
      perDay: 4,
      kind: 'everybody',
      rhythm: RHYTHMS.office,
      frame: place.prompt,
      adjust: (profile) => {
        profile.status = 'active';
        profile.country = place.country;
        profile.created = place.from + rng.next() * 4 * DAY;
        if (victim === 'customers') {
          // They have the product in common, and nothing else: their prompt is its prompt.
          profile.created = world.start - rng.next() * 60 * DAY;
          return;
        }
        profile.signup = rng.pick(place.sites);
        profile.endpoints = [rng.pick(place.sites), ...profile.endpoints.slice(0, 1)];
        profile.client = place.client;
        profile.surface = 'console';
        Object.assign(profile, register(world, victim, rng, domain, card));
      },
    });
  }
  return place;
}

function placeOf(world: World, victim: Victim, rng: Rng): Place {
  const country = world.internet.country(rng);
  const network = world.internet.network(rng, victim === 'class' ? 'campus' : 'business', country.code);
  return {
    prompt: victim === 'customers' ? world.voice.product(rng) : world.voice.assistant(rng),
    sites: world.internet.site(rng, network, 4),
    from: world.start - (4 + rng.int(20)) * DAY,
    country,
    client: world.clients.pick(rng, 'browser'),
  };
}

/** How a victim's record differs from an ordinary customer's. */
function register(world: World, victim: Victim, rng: Rng, domain: string, card: Card): Partial<Profile> {
  const email = world.identities.workEmail(rng, domain);
  if (victim === 'firm') return { email, cards: [card], program: 'enterprise', verification: 'business' };
  if (victim === 'team') return { cards: [card], verification: 'none' };
  if (victim === 'class') return { email, cards: [], program: 'education', verification: 'email' };
  return {};
}

function addFramers(world: World, victim: Victim, place: Place, framers: number): void {
  const rng = world.rng.fork(`framers/${victim}`);
  const group = world.group(framersGroup(victim), 'campaign');
  const cards = Array.from({ length: Math.ceil(framers / 6) }, () => world.identities.virtualCard(rng));
  const templates = world.voice.templates('reasoning', group.name);
  let walk = rng.int(TOPICS.length);
  for (let k = 0; k < framers; k++) {
    const profile = world.profile(rng);
    profile.status = 'active';
    profile.country = place.country;
    profile.created = place.from + rng.next() * 4 * DAY;
    profile.cards = [rng.pick(cards)];
    profile.signup = rng.pick(place.sites);
    profile.endpoints = [rng.pick(place.sites)];
    profile.client = place.client;
    profile.surface = 'console';
    const account = world.open(group, rng, profile);
    simulateProgram(world, account, rng, {
      rhythm: RHYTHMS.flat,
      offset: 0,
      perDay: 20,
      compose: () => {
        const body = rng.pick(templates)(rng, TOPICS[walk++ % TOPICS.length]!, 0.1);
        body.system = body.system === '' ? place.prompt : `${place.prompt}\\n\\n${body.system}`;
        return { body, circumstances: {} };
      },
    });
  }
}
