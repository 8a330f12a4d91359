/** Puts one point into a world: registers its accounts, gives each its times and its requests, and adds the strangers. */
import { DAY, HOUR } from '../../src/base/clock.ts';
import type { Rng } from '../../src/base/rng.ts';
import type { AgentTool } from '../text/agent.ts';
import type { Profile } from '../world/profile.ts';
import type { Circumstances, SimAccount, World } from '../world/world.ts';
import { Registrar } from './registration.ts';
import { framedWriter, harvestKit } from './task/harvest.ts';
import { honestKit, type TaskKit } from './task/honest.ts';
import type { Writer } from './task/writer.ts';
import { Timetable } from './times.ts';
import type { AttackPoint, AttackTraits, SpacePoint } from './traits.ts';

/** What truth.ndjson calls a point's accounts, the strangers who use its public text, and those who frame it. */
export const pointGroup = (point: string): string => `space:${point}`;
export const strangersOf = (point: string): string => `space:${point}:strangers`;
export const framersOf = (point: string): string => `space:${point}:framers`;

/** Strangers who send a public text now and then. */
const STRANGERS = 24;
/** Buyers of a prompt pack beside the operator. */
const PACK_BUYERS = 90;
const FRAMERS = 40;
/** Requests of an account whose operator keeps it small. */
const SMALL = 10;
/** Honest end users of the router that an operator hides behind. */
const ROUTER_USERS = 60;

export interface GroupOptions {
  readonly framed: boolean;
}

export function addPoint(world: World, point: SpacePoint, publicTool: AgentTool, { framed }: GroupOptions): void {
  const rng = world.rng.fork(`point/${point.id}`);
  const kit =
    point.kind === 'honest'
      ? honestKit(world, rng, point.traits, publicTool)
      : harvestKit(world, rng, point.traits, publicTool);
  if (point.kind === 'attack' && point.traits.excuse === 'router') {
    addRouted(world, rng, point, kit);
    return;
  }
  const group = world.group(pointGroup(point.id), point.kind === 'honest' ? 'honest' : 'campaign');
  const registrar = new Registrar(world, rng, point.traits);
  const times = new Timetable(rng, point.traits, world);
  const small = point.kind === 'attack' && point.traits.excuse === 'small';
  for (let i = 0; i < Number(point.traits.size); i++) {
    const profile = registrar.next(rng);
    const account = world.open(group, rng, profile);
    const mine = times.timesOf(account.from, profile.country.offset);
    send(world, account, rng, small ? few(rng, mine) : mine, kit.writer(rng));
  }
  if (point.traits.text === 'public' && kit.shared !== publicTool.system) addStrangers(world, point, kit);
  if (framed) addFramers(world, point, kit, registrar);
}

/** Honest people who found the same text: own cards, homes and clients, a few requests each. */
function addStrangers(world: World, point: SpacePoint, kit: TaskKit): void {
  const rng = world.rng.fork(`strangers/${point.id}`);
  const group = world.group(strangersOf(point.id), 'honest');
  const pack = point.kind === 'attack' && point.traits.excuse === 'pack';
  for (let i = pack ? PACK_BUYERS : STRANGERS; i > 0; i--) {
    const account = world.open(group, rng, world.profile(rng));
    const first = account.from + rng.next() * Math.max(HOUR, account.until - account.from - DAY);
    const times = Array.from({ length: 3 + rng.int(14) }, () => first + rng.exponential(DAY)).sort((a, b) => a - b);
    send(world, account, rng, times, kit.writer(rng));
  }
}

/** Harvesters who want the group to look guilty: its text in front, its network, days and client, but own cards and mailboxes. */
function addFramers(world: World, point: SpacePoint, kit: TaskKit, registrar: Registrar): void {
  const rng = world.rng.fork(`framers/${point.id}`);
  const group = world.group(framersOf(point.id), 'campaign');
  const registration = {
    ...point.traits,
    payer: 'own',
    domain: 'provider',
    verification: 'email',
    program: 'standard',
  } as const;
  const times = new Timetable(rng, { ...point.traits, volume: '10', size: '60' }, world);
  for (let i = 0; i < FRAMERS; i++) {
    const profile = registrar.next(rng, registration);
    const account = world.open(group, rng, profile);
    send(world, account, rng, times.timesOf(account.from, profile.country.offset), framedWriter(kit.shared, kit.place, rng));
  }
}

/** One account of a router, with the operator's accounts as end users among honest ones. */
function addRouted(world: World, rng: Rng, point: AttackPoint, kit: TaskKit): void {
  const profile: Profile = world.profile(rng);
  profile.router = true;
  profile.program = 'reseller';
  profile.verification = 'business';
  profile.email = world.identities.workEmail(rng, world.identities.domain(rng));
  profile.created = world.start - 200 * DAY;
  profile.status = 'active';
  profile.statusTime = null;
  const account = world.open(world.group(strangersOf(point.id), 'honest'), rng, profile);
  const traits: AttackTraits = point.traits;
  const times = new Timetable(rng, traits, world);
  for (let i = 0; i < Number(traits.size); i++) {
    const sub = `eu_${rng.int(2 ** 32).toString(36)}${i}`;
    world.blame(account, sub, pointGroup(point.id));
    send(world, account, rng, times.timesOf(account.from, 0), kit.writer(rng), { sub });
  }
  const honest: TaskKit = honestKit(
    world,
    rng,
    { ...traits, task: 'chat', text: 'own' },
    { name: '', userAgent: '', system: '', tools: '', toolNames: [] },
  );
  const visits = new Timetable(rng, { ...traits, volume: '3', size: '60', schedule: 'human' }, world);
  for (let i = 0; i < ROUTER_USERS; i++)
    send(world, account, rng, visits.timesOf(account.from, 0), honest.writer(rng), {
      sub: `eu_${rng.int(2 ** 32).toString(36)}h${i}`,
    });
}

/** At most ten requests, anywhere in the window. */
function few(rng: Rng, times: readonly number[]): number[] {
  const most = 3 + rng.int(SMALL - 2);
  const step = Math.max(1, times.length / most);
  return Array.from({ length: Math.min(most, times.length) }, (_, i) => times[Math.floor(i * step)] as number);
}

/** One account's requests at its times. */
function send(
  world: World,
  account: SimAccount,
  rng: Rng,
  times: readonly number[],
  write: Writer,
  circumstances: Circumstances = {},
): void {
  const own = rng.fork(account.id + (circumstances.sub ?? ''));
  let next = 0;
  if (times.length === 0) return;
  world.add(
    {
      act(time) {
        const { body, session, issued } = write(own, next);
        const signature = world.emit(time, account, body, {
          ...circumstances,
          ...(session === undefined ? {} : { session }),
        });
        if (signature !== '') issued?.(signature);
        next++;
        const then = times[next];
        return then === undefined || then >= account.until ? Number.POSITIVE_INFINITY : Math.max(time, then);
      },
    },
    times[0] as number,
    account.until,
  );
}
