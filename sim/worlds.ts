/** The worlds: which groups they have, when they happen, which model comes out. */
import { createRng } from '../src/base/rng.ts';
import { addFebAgentic } from './campaign/feb-agentic.ts';
import { addFebOrchestration } from './campaign/feb-orchestration.ts';
import { addFebReasoning } from './campaign/feb-reasoning.ts';
import { addHydra, hydraBehindRouter } from './campaign/hydra.ts';
import { addOrganicReroute, addSeptReroute } from './campaign/reroute.ts';
import { addSeptCleaning } from './campaign/sept-cleaning.ts';
import { addSeptReplay } from './campaign/sept-replay.ts';
import { addSeptSlow } from './campaign/sept-slow.ts';
import { addAuthorised } from './honest/authorised.ts';
import { addHarnesses, addJudges, addPipelines } from './honest/batch.ts';
import { addOffices, addProducts } from './honest/company.ts';
import { addFamilies, addFreelancers, addLaunchDay, addOrdinary, addStartups } from './honest/crowd.ts';
import { addFleets } from './honest/fleet.ts';
import { addCarrierNat, addCloudNat, addVpn } from './honest/network.ts';
import { addResearchers } from './honest/research.ts';
import { addAggregators, addRouters, type HarvestBehindRouter } from './honest/router.ts';
import { addClassrooms, addHackathons } from './honest/school.ts';
import { addConsultancies, addMixedOffices } from './honest/staff.ts';
import { addLabStudies, addScriptUsers } from './honest/study.ts';
import { addAgentTools, makeTools } from './honest/tools.ts';
import { TOPICS } from './text/topics.ts';
import type { Template, Voice } from './world/voice.ts';
import { World } from './world/world.ts';

export type WorldName = 'feb-2026' | 'sept-2026' | 'organic' | 'hydra' | 'clean';

/** For help texts. */
export const WORLDS: readonly { readonly name: WorldName; readonly description: string }[] = [
  {
    name: 'feb-2026',
    description:
      'three campaigns: reasoning and grading; agentic skills with replacement accounts; coding through a proxy network, with a pivot to a new model',
  },
  {
    name: 'sept-2026',
    description:
      'four campaigns: re-routed users with an injected segment and fail-over; low and slow; cleaning of traces; replayed thinking signatures',
  },
  {
    name: 'organic',
    description: 'one campaign: re-routed real users, with one injected segment in every request as the only trace',
  },
  {
    name: 'hydra',
    description:
      'twelve operators with different habits: hand-overs, bursts, edited prefixes, padding, one-shot router end users; three pairs share a seller',
  },
  { name: 'clean', description: 'honest traffic only, including every kind that resembles a campaign' },
];

export const WORLD_NAMES: readonly WorldName[] = WORLDS.map((world) => world.name);

export interface WorldOptions {
  readonly world: WorldName;
  readonly scale: number;
  readonly seed: number;
  readonly mix?: number;
  readonly paraphrase?: number;
  readonly infrastructure?: 'shared' | 'rotating' | 'unique';
  readonly rate?: number;
  readonly accounts?: number;
  readonly honest?: number;
  readonly days?: number;
}

const START: Readonly<Record<WorldName, number>> = {
  'feb-2026': Date.UTC(2026, 1, 2),
  'sept-2026': Date.UTC(2026, 7, 31),
  organic: Date.UTC(2026, 4, 4),
  hydra: Date.UTC(2026, 9, 5),
  clean: Date.UTC(2026, 2, 2),
};

const DAYS = 21;

/** Builds all accounts and their first events; nothing is written yet. */
export function buildWorld(options: WorldOptions, voice: Voice): World {
  const days = options.days ?? DAYS;
  const later = options.world === 'sept-2026';
  const world = new World(
    {
      scale: options.scale,
      days,
      start: START[options.world],
      mix: options.mix ?? null,
      paraphrase: options.paraphrase ?? null,
      infrastructure: options.infrastructure ?? null,
      rate: options.rate ?? 1,
      accounts: options.accounts ?? null,
      honest: options.honest ?? 1,
      releaseDay: Math.floor(days * 0.45),
      models: later
        ? { usual: ['aster-5', 'aster-5-mini', 'aster-5-deep'], released: 'aster-6' }
        : { usual: ['aster-4', 'aster-4-mini', 'aster-4-deep'], released: 'aster-5' },
    },
    createRng(`${options.world}/${options.seed}`),
    voice,
  );
  const { pick: pickTool } = makeTools(world);

  addOrdinary(world);
  addAgentTools(world, pickTool);
  addClassrooms(world);
  addHackathons(world);
  addOffices(world);
  addProducts(world);
  addCarrierNat(world);
  addVpn(world);
  addFamilies(world);
  addFreelancers(world);
  addStartups(world);
  addLaunchDay(world);
  addHarnesses(world);
  addJudges(world);
  addPipelines(world);
  addResearchers(world);
  addAuthorised(world, contracted(world, options.world));
  addRouters(world, pickTool, behindRouter(world, options.world));
  addMixedOffices(world);
  addConsultancies(world);
  addCloudNat(world);
  addScriptUsers(world);
  addFleets(world);
  addAggregators(world, pickTool);
  addLabStudies(world);

  const context = { pickTool };
  if (options.world === 'feb-2026') {
    addFebReasoning(world, context);
    addFebAgentic(world, context);
    addFebOrchestration(world, context);
  } else if (options.world === 'organic') {
    addOrganicReroute(world, context);
  } else if (options.world === 'hydra') {
    addHydra(world, context);
  } else if (later) {
    addSeptReroute(world, context);
    addSeptSlow(world, context);
    addSeptCleaning(world, context);
    addSeptReplay(world, context);
  }
  return world;
}

/** End users who harvest through a declared router, in the worlds that have some. */
function behindRouter(world: World, name: WorldName): HarvestBehindRouter | null {
  if (name === 'hydra') return hydraBehindRouter(world);
  if (name !== 'sept-2026') return null;
  const templates = world.voice.templates('slow', 'sept-slow');
  return {
    campaign: 'sept-router',
    users: 30,
    share: 0.12,
    compose: (rng) => rng.pick(templates)(rng, rng.pick(TOPICS), 0.1),
  };
}

/** What customers with a contract send: a campaign's own templates, where the world has one that asks for reasoning. */
function contracted({ voice }: World, name: WorldName): readonly Template[] {
  if (name === 'sept-2026') return voice.templates('slow', 'sept-slow');
  if (name === 'hydra') return voice.templates('reasoning', 'hydra-bursts', { index: 0, of: 2 });
  return voice.templates('reasoning', name === 'feb-2026' ? 'feb-reasoning' : 'authorised');
}
