/**
 * An operator described by a few settings: how many accounts, made with what, and how the work is spread over them. Used
 * for worlds with many operators; the disclosed campaigns have files of their own.
 */
import { DAY, HOUR } from '../../src/base/clock.ts';
import type { Rng } from '../../src/base/rng.ts';
import type { Program } from '../../src/model/vocabulary.ts';
import { TOPICS } from '../text/topics.ts';
import type { Rhythm } from '../world/rhythm.ts';
import type { Purpose, VoicePart } from '../world/voice.ts';
import type { SimAccount, TruthGroup, World } from '../world/world.ts';
import type { CampaignContext } from './context.ts';
import { Customers } from './customers.ts';
import { type DispatchOptions, dispatch } from './dispatch.ts';
import { editedWork } from './edited.ts';
import { beforeWindow, Kit, type SharedInfrastructure } from './kit.ts';
import { padTurns } from './padded.ts';
import type { Supplier } from './supplier.ts';

export interface OperatorSettings {
  readonly name: string;
  readonly purpose: Purpose;
  readonly part?: VoicePart;
  /** Accounts at scale 1; the floor is {@link FLOOR}. */
  readonly accounts: number;
  /** Exchanges a day and account, while it works. */
  readonly perDay: number;
  readonly infrastructure: SharedInfrastructure;
  readonly surfaces: readonly string[];
  readonly programs: readonly Program[];
  /** Accounts of one sign-up wave. */
  readonly wave: number;
  readonly rhythm: Rhythm;
  readonly balance: DispatchOptions['balance'];
  readonly burst?: number;
  readonly mix: number;
  readonly paraphrase: number;
  readonly turnover?: number;
  readonly bulkMail?: boolean;
  /** Days an account works before the next one takes over; all the time when it is left out. */
  readonly shift?: number;
  /** How a request is made of a template: alone, followed by small talk, or over an edited conversation. */
  readonly work?: 'padded' | 'edited';
}

export interface Operator {
  readonly settings: OperatorSettings;
  readonly rng: Rng;
  readonly group: TruthGroup;
  readonly kit: Kit;
  readonly accounts: readonly SimAccount[];
}

const FLOOR = 20;

/** Registers an operator's accounts. */
export function openOperator(world: World, settings: OperatorSettings, from?: Supplier): Operator {
  const rng = world.rng.fork(settings.name);
  const group = world.group(settings.name, 'campaign');
  const size = world.strength(settings.accounts, FLOOR);
  const usual = world.settings.models.usual;
  const kit = new Kit(world, rng, {
    infrastructure: world.settings.infrastructure ?? settings.infrastructure,
    accounts: size,
    surfaces: settings.surfaces,
    programs: settings.programs,
    wave: settings.wave,
    model: usual[rng.int(usual.length)] as string,
    supplier: from,
    turnover: settings.turnover,
    bulkMail: settings.bulkMail,
  });
  const accounts = Array.from({ length: size }, (_, i): SimAccount => {
    const even = settings.surfaces[i % settings.surfaces.length] as string;
    if (settings.shift === undefined)
      return kit.open(group, beforeWindow(world, 40), (profile) => {
        profile.surface = even;
      });
    // Every day some hand over to others, who signed up in the days before. Nobody is banned.
    const starts = world.start + (Math.floor((i * world.settings.days) / size) - settings.shift / 2) * DAY + 6 * HOUR;
    const account = kit.open(group, { from: starts - 4 * DAY, to: starts - 3 * HOUR }, (profile) => {
      profile.surface = even;
    });
    return {
      ...account,
      from: Math.max(account.from, starts),
      until: Math.min(account.until, starts + settings.shift * DAY),
    };
  });
  return { settings, rng, group, kit, accounts };
}

/** Starts an operator's work, on its own accounts and on those that another one lends. */
export function runOperator(
  world: World,
  context: CampaignContext,
  operator: Operator,
  lender: Operator | null = null,
): void {
  const { settings, rng, kit } = operator;
  const mix = world.settings.mix ?? settings.mix;
  const paraphrase = world.settings.paraphrase ?? settings.paraphrase;
  const templates = world.voice.templates(settings.purpose, settings.name, settings.part);
  if (settings.work === 'padded') {
    padTurns(world, operator, templates, settings.perDay * world.settings.rate, mix, paraphrase);
    return;
  }
  const lent = lender === null ? [] : lender.accounts.slice(0, Math.ceil(lender.accounts.length * LENT));
  const own = operator.accounts.length;
  const customers = new Customers(world, rng, context.pickTool, 0.08);
  const edited = settings.work === 'edited' ? editedWork(world, rng, templates, paraphrase) : null;
  const working = settings.shift === undefined ? 1 : Math.min(1, settings.shift / world.settings.days);
  let customer: string | null = null;
  let walk = rng.int(TOPICS.length);
  dispatch(world, rng, {
    kit: {
      client: (account, ordinal, time) =>
        ordinal < own ? kit.client(account, ordinal, time) : lender?.kit.client(account, ordinal - own, time),
    },
    accounts: [...operator.accounts, ...lent],
    perDay: () => own * working * settings.perDay * world.settings.rate,
    rhythm: settings.rhythm,
    offset: 0,
    balance: settings.balance,
    burst: settings.burst,
    compose: (time, _account, ordinal) => {
      customer = null;
      if (customers.wants(time, mix)) {
        const { body, session } = customers.next(ordinal);
        customer = session;
        return { body, circumstances: { session } };
      }
      if (edited !== null) return edited.compose(ordinal);
      const body = rng.pick(templates)(rng, TOPICS[walk++ % TOPICS.length]!, paraphrase);
      return { body, circumstances: { session: rng.chance(0.5) ? world.session() : undefined } };
    },
    issued: (signature, _account, ordinal) => {
      if (customer !== null) customers.issued(ordinal, customer, signature);
      else edited?.issued(ordinal, signature);
    },
  });
}

/** Share of a lender's accounts that also carry the other operator's work. */
const LENT = 0.25;
