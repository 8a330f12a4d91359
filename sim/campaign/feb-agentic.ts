/**
 * February, the middle one: tools, data work, coding, computer use and vision, over several surfaces and through
 * free-credit, education and start-up sign-ups. Accounts keep human hours; a suspended one is replaced within hours.
 */
import { DAY, HOUR } from '../../src/base/clock.ts';
import { TOPICS } from '../text/topics.ts';
import { Human } from '../world/human.ts';
import { persona } from '../world/organic.ts';
import { RHYTHMS } from '../world/rhythm.ts';
import type { World } from '../world/world.ts';
import type { CampaignContext } from './context.ts';
import { beforeWindow, Kit } from './kit.ts';

/** Exchanges a day of one working account. */
const PER_DAY = 56;

export function addFebAgentic(world: World, context: CampaignContext): void {
  const rng = world.rng.fork('feb-agentic');
  const group = world.group('feb-agentic', 'campaign');
  const size = world.strength(5_300, 24);
  const kit = new Kit(world, rng, {
    infrastructure: world.settings.infrastructure ?? 'rotating',
    accounts: size,
    surfaces: ['api', 'api', 'console', 'bedrock', 'vertex', 'azure'],
    programs: ['free_credit', 'free_credit', 'education', 'education', 'startup', 'standard', 'standard'],
    wave: 18,
    model: world.settings.models.usual[0] as string,
  });
  const mix = world.settings.mix ?? 0.1;
  const paraphrase = world.settings.paraphrase ?? 0.15;
  const templates = world.voice.templates('agentic', group.name);
  let opened = 0;

  const enter = (created: { from: number; to: number } | number, until: number | null): void => {
    const ordinal = opened++;
    const account = kit.open(
      group,
      typeof created === 'number' ? { from: created, to: created + HOUR } : created,
      (profile) => {
        if (typeof created === 'number') profile.created = created;
        if (until === null) return;
        profile.status = 'suspended';
        profile.statusTime = until;
      },
    );
    // Each account serves two or three of the families: shards of one work list.
    const families = [
      templates[ordinal % templates.length]!,
      templates[(ordinal + 1) % templates.length]!,
      rng.pick(templates),
    ];
    let walk = ordinal;
    Human.enter(world, account, rng, {
      persona: persona(world.voice, rng, 'en', 'builder', rng.chance(0.2) ? context.pickTool(rng) : null),
      rhythm: RHYTHMS.maker,
      offset: 0,
      perDay: PER_DAY * world.settings.rate,
      client: (time) => kit.client(account, ordinal, time),
      instead: (time, talk) => {
        if (rng.chance(mix)) return false;
        walk += 11;
        const body = rng.pick(families)(rng, TOPICS[walk % TOPICS.length]!, paraphrase);
        world.emit(time, account, body, {
          session: talk.session,
          client: kit.client(account, ordinal, time),
        });
        return true;
      },
    });
  };

  // Slots: each holds a chain of accounts, one after the other.
  const slots = Math.ceil(size * 0.62);
  const chains: number[][] = Array.from({ length: slots }, () => []);
  for (let extra = size - slots; extra > 0; extra--) {
    (chains[rng.int(slots)] as number[]).push(
      world.start + DAY + rng.next() * Math.max(DAY, world.end - world.start - 3 * DAY),
    );
  }
  for (const chain of chains) {
    chain.sort((a, b) => a - b);
    let created: { from: number; to: number } | number = beforeWindow(world, 25);
    for (const bannedAt of chain) {
      // A replacement that would be banned before it has worked a day lives a day longer.
      const banned: number = typeof created === 'number' ? Math.max(bannedAt, created + DAY) : bannedAt;
      if (banned >= world.end - 8 * HOUR) break;
      enter(created, banned);
      created = banned + HOUR + rng.exponential(4 * HOUR);
    }
    enter(created, null);
  }
}
