/** Adds one person with an account: the building block of every honest crowd. */
import type { Rng } from '../../src/base/rng.ts';
import type { AgentTool } from '../text/agent.ts';
import { Human, type HumanOptions, level } from '../world/human.ts';
import { persona } from '../world/organic.ts';
import type { Profile } from '../world/profile.ts';
import { RHYTHMS, type Rhythm } from '../world/rhythm.ts';
import type { SimAccount, TruthGroup, World } from '../world/world.ts';

export interface PersonOptions {
  /** Exchanges a day on average over the group. */
  readonly perDay: number;
  readonly rhythm?: Rhythm;
  readonly kind?: 'everybody' | 'builder';
  readonly tool?: AgentTool;
  readonly frame?: string;
  /** Changes the ordinary customer's registration. */
  readonly adjust?: (profile: Profile) => void;
  readonly instead?: (account: SimAccount) => HumanOptions['instead'];
}

export function addPerson(world: World, group: TruthGroup, rng: Rng, options: PersonOptions): SimAccount {
  const profile = world.profile(rng);
  options.adjust?.(profile);
  const account = world.open(group, rng, profile);
  const builder = options.kind === 'builder' || profile.surface !== 'console';
  const who = persona(
    world.voice,
    rng,
    rng.pick(profile.country.languages),
    options.kind ?? (builder && rng.chance(0.6) ? 'builder' : 'everybody'),
    options.tool ?? null,
  );
  Human.enter(world, account, rng, {
    // Who types into the console has no application prompt of one's own.
    persona: profile.surface === 'console' ? { ...who, app: '' } : who,
    rhythm: options.rhythm ?? (builder ? RHYTHMS.maker : RHYTHMS.private),
    offset: profile.country.offset,
    perDay: level(rng, options.perDay) * world.settings.honest,
    frame: options.frame,
    instead: options.instead?.(account),
  });
  return account;
}
