/** How accounts register: the one place that says what an ordinary customer looks like. Groups change what is theirs. */
import { DAY } from '../../src/base/clock.ts';
import type { Rng } from '../../src/base/rng.ts';
import type { AccountStatus, Program, Verification } from '../../src/model/vocabulary.ts';
import type { AccountInput } from '../../src/model/wire.ts';
import type { ClientSoftware, Clients } from '../infra/clients.ts';
import type { Card, Identities } from '../infra/identity.ts';
import type { Country, HostAddress, Internet } from '../infra/internet.ts';
import type { Shape } from './body.ts';

/** How an account registers; {@link ordinaryCustomer} fills in an ordinary customer. */
export interface Profile {
  created: number;
  program: Program;
  email: string | null;
  phone: string | null;
  cards: readonly Card[];
  country: Country;
  signup: HostAddress;
  client: ClientSoftware;
  referrer: string | null;
  verification: Verification;
  status: AccountStatus;
  statusTime: number | null;
  router: boolean;
  grants: NonNullable<AccountInput['grants']>;
  endpoints: readonly HostAddress[];
  surface: string;
  shape: Shape;
  model: string;
  adopts: number;
}

/** What registration draws from. */
interface Surroundings {
  readonly start: number;
  readonly end: number;
  readonly released: number;
  readonly internet: Internet;
  readonly clients: Clients;
  readonly identities: Identities;
}

/** Own card, own address, own client, signed up some time before. */
export function ordinaryCustomer(world: Surroundings, models: readonly string[], rng: Rng, country: Country): Profile {
  const home = world.internet.home(rng, country.code);
  const console = rng.chance(0.35);
  const client = world.clients.pick(
    rng,
    console ? (rng.chance(0.25) ? 'mobile' : 'browser') : rng.chance(0.25) ? 'script' : 'sdk',
  );
  const recent = rng.chance(0.16);
  const closes = rng.chance(0.015);
  const statusTime = world.start + rng.next() * (world.end - world.start);
  return {
    created: recent
      ? world.start - 25 * DAY + rng.next() * (25 * DAY + (world.end - world.start) * 0.7)
      : world.start - 20 * DAY - rng.exponential(220 * DAY),
    program: rng.chance(0.18) ? 'free_credit' : 'standard',
    email: rng.chance(0.04) ? world.identities.disposableEmail(rng) : world.identities.email(rng),
    phone: rng.chance(0.6) ? world.identities.phone(rng, country.dial) : null,
    cards: rng.chance(0.72) ? [rng.chance(0.07) ? world.identities.virtualCard(rng) : world.identities.card(rng)] : [],
    country,
    signup: home,
    client,
    referrer: world.identities.referrer(rng),
    verification: rng.pick(['email', 'email', 'email', 'phone', 'phone', 'payment', 'none']),
    status: closes ? rng.pick(['suspended', 'closed', 'closed']) : 'active',
    statusTime: closes ? statusTime : null,
    router: false,
    grants: [],
    endpoints: rng.chance(0.4)
      ? [home, world.internet.address(rng, world.internet.network(rng, 'mobile', country.code))]
      : [home],
    surface: console ? 'console' : rng.pick(['api', 'api', 'api', 'api', 'api', 'bedrock', 'vertex', 'azure']),
    shape: rng.chance(0.6) ? 'messages' : 'chat',
    model: models[Math.floor(models.length * rng.next() ** 1.6)] as string,
    adopts: rng.chance(0.5) ? world.released + rng.exponential(6 * DAY) : Number.POSITIVE_INFINITY,
  };
}
