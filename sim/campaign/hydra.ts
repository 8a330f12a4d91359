/**
 * Twelve operators at once, each with habits of its own: four surfaces, daily hand-over, synchronised bursts, edited
 * prefixes, a router's one-shot end users, padding, another language, mailboxes bought in bulk, dozens of addresses an
 * account. Three pairs buy from one seller each, and some accounts of a pair carry work of both: truth names the operator
 * that opened the account. Numbers are invented; the habits were reported one by one.
 */
import { MINUTE } from '../../src/base/clock.ts';
import type { HarvestBehindRouter } from '../honest/router.ts';
import { TOPICS } from '../text/topics.ts';
import { RHYTHMS } from '../world/rhythm.ts';
import type { World } from '../world/world.ts';
import type { CampaignContext } from './context.ts';
import { type OperatorSettings, openOperator, runOperator } from './operator.ts';
import { supplier } from './supplier.ts';

const BASE = {
  infrastructure: 'rotating',
  surfaces: ['api'],
  programs: ['standard', 'standard', 'free_credit'],
  wave: 12,
  rhythm: RHYTHMS.flat,
  balance: 'least',
  mix: 0,
  paraphrase: 0.1,
} as const satisfies Partial<OperatorSettings>;

/** Pairs with one seller: the second works on some of the first one's accounts too. */
const PAIRS: readonly (readonly [OperatorSettings, OperatorSettings])[] = [
  [
    {
      ...BASE,
      name: 'hydra-surfaces',
      purpose: 'orchestration',
      part: { index: 0, of: 2 },
      accounts: 2_400,
      perDay: 8,
      surfaces: ['api', 'bedrock', 'vertex', 'azure'],
      mix: 0.2,
    },
    {
      ...BASE,
      name: 'hydra-coding',
      purpose: 'orchestration',
      part: { index: 1, of: 2 },
      accounts: 1_800,
      perDay: 9,
      mix: 0.3,
      balance: 'ticks',
    },
  ],
  [
    {
      ...BASE,
      name: 'hydra-bursts',
      purpose: 'reasoning',
      part: { index: 0, of: 2 },
      accounts: 900,
      perDay: 10,
      balance: 'ticks',
      burst: 1,
      paraphrase: 0.05,
    },
    {
      ...BASE,
      name: 'hydra-mailboxes',
      purpose: 'cleaning',
      part: { index: 0, of: 2 },
      accounts: 1_600,
      perDay: 5.6,
      bulkMail: true,
      wave: 8,
    },
  ],
  [
    {
      ...BASE,
      name: 'hydra-homes',
      purpose: 'reasoning',
      part: { index: 1, of: 2 },
      accounts: 1_200,
      perDay: 9,
      turnover: MINUTE,
      paraphrase: 0.2,
    },
    {
      ...BASE,
      name: 'hydra-vision',
      purpose: 'agentic',
      part: { index: 1, of: 2 },
      accounts: 800,
      perDay: 7,
      programs: ['startup', 'free_credit', 'education'],
    },
  ],
];

const SINGLE: readonly OperatorSettings[] = [
  {
    ...BASE,
    name: 'hydra-shifts',
    purpose: 'slow',
    part: { index: 0, of: 2 },
    accounts: 2_600,
    perDay: 30,
    infrastructure: 'shared',
    wave: 3,
    shift: 4,
  },
  {
    ...BASE,
    name: 'hydra-edited',
    purpose: 'replay',
    part: { index: 0, of: 1 },
    accounts: 700,
    perDay: 7,
    mix: 0.1,
    work: 'edited',
  },
  {
    ...BASE,
    name: 'hydra-padded',
    purpose: 'agentic',
    part: { index: 0, of: 2 },
    accounts: 1_000,
    perDay: 9,
    infrastructure: 'shared',
    surfaces: ['api', 'console'],
    mix: 0.1,
    work: 'padded',
  },
  {
    ...BASE,
    name: 'hydra-foreign',
    purpose: 'foreign',
    accounts: 900,
    perDay: 6,
    infrastructure: 'unique',
    rhythm: RHYTHMS.office,
    paraphrase: 0.05,
  },
  {
    ...BASE,
    name: 'hydra-traces',
    purpose: 'cleaning',
    part: { index: 1, of: 2 },
    accounts: 300,
    perDay: 12,
    infrastructure: 'unique',
    programs: ['enterprise', 'startup'],
    rhythm: RHYTHMS.product,
    wave: 6,
  },
];

/** Exits a pair's seller has for an account: enough for dozens of addresses each. */
const EXITS = 5;

export function addHydra(world: World, context: CampaignContext): void {
  for (const [first, second] of PAIRS) {
    const from = supplier(
      world,
      world.rng.fork(`${first.name}/seller`),
      world.strength(first.accounts + second.accounts, 40),
      EXITS,
    );
    const lender = openOperator(world, first, from);
    const other = openOperator(world, second, from);
    runOperator(world, context, lender);
    runOperator(world, context, other, lender);
  }
  for (const settings of SINGLE) runOperator(world, context, openOperator(world, settings));
}

/** The twelfth operator has no accounts: it sends through end users of a declared router, a fresh one each time. */
export function hydraBehindRouter(world: World): HarvestBehindRouter {
  const templates = world.voice.templates('slow', 'hydra-router', { index: 1, of: 2 });
  return {
    campaign: 'hydra-router',
    users: 0,
    share: 0.2,
    compose: (rng) => rng.pick(templates)(rng, rng.pick(TOPICS), world.settings.paraphrase ?? 0.1),
  };
}
