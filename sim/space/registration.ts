/**
 * How the accounts of a point register: trait levels become cards, addresses, mailboxes, dates and clients. All values come
 * from the generators that every other account uses.
 */
import { DAY, HOUR, MINUTE } from '../../src/base/clock.ts';
import type { Rng } from '../../src/base/rng.ts';
import type { Program } from '../../src/model/vocabulary.ts';
import type { ClientSoftware } from '../infra/clients.ts';
import { type Card, letters } from '../infra/identity.ts';
import type { Country, HostAddress } from '../infra/internet.ts';
import type { Profile } from '../world/profile.ts';
import type { World } from '../world/world.ts';
import type { AnyTraits } from './traits.ts';

type Registering = Pick<
  AnyTraits,
  'payer' | 'network' | 'domain' | 'verification' | 'program' | 'signup' | 'client' | 'size'
>;

/** What several accounts of a point have in common because they work together: a team, a shop's customers, a floor. */
interface Circle {
  readonly card: Card;
  readonly site: readonly HostAddress[];
  readonly domain: string;
  readonly country: Country;
}

export class Registrar {
  private readonly world: World;
  private readonly traits: Registering;
  private readonly circles: readonly Circle[];
  private readonly card: Card;
  private readonly office: readonly HostAddress[];
  private readonly tunnels: readonly HostAddress[];
  private readonly venue: readonly HostAddress[];
  private readonly domain: string;
  private readonly country: Country;
  private readonly software: ClientSoftware;
  private readonly issuer: number;
  private readonly referrer: string;
  private readonly day: number;
  private opened = 0;

  constructor(world: World, rng: Rng, traits: Registering) {
    const { internet, identities, clients } = world;
    this.world = world;
    this.traits = traits;
    this.country = internet.country(rng);
    const school = traits.program === 'education';
    const domainOf = (): string => (school ? identities.campusDomain(rng) : identities.domain(rng));
    const count = Math.max(2, Math.min(12, Math.round(Number(traits.size) / 6)));
    this.circles = Array.from({ length: count }, () => {
      const country = rng.chance(0.6) ? this.country : internet.country(rng);
      const network = internet.network(rng, school ? 'campus' : 'business', country.code);
      return { card: identities.card(rng), site: internet.site(rng, network, 3), domain: domainOf(), country };
    });
    this.card = identities.card(rng);
    this.office = internet.site(
      rng,
      internet.network(rng, school ? 'campus' : traits.client === 'sdk' ? 'cloud' : 'business', this.country.code),
      2,
    );
    this.tunnels = internet.site(rng, internet.network(rng, rng.chance(0.6) ? 'vpn' : 'mobile'), 4);
    this.venue = internet.site(rng, internet.network(rng, 'business', this.country.code), 2);
    this.domain = traits.domain === 'throwaway' ? identities.bulkDomain(rng) : domainOf();
    this.software =
      traits.client === 'inhouse'
        ? clients.software(`${identities.productName(rng)}/${1 + rng.int(4)}.${rng.int(20)}`)
        : clients.pick(rng, 'sdk');
    this.issuer = rng.int(6);
    this.referrer = `https://${identities.domain(rng)}/join/${100 + rng.int(900)}`;
    // Half of the groups came before the window, the others in its first days.
    this.day = Math.floor(rng.chance(0.5) ? -2 - rng.exponential(25) : rng.int(4));
  }

  /**
   * The registration of the next account. Somebody else who wants to look like the group registers with other levels on the
   * same network, days and clients.
   */
  next(rng: Rng, traits: Registering = this.traits): Profile {
    const { world } = this;
    const index = this.opened++;
    const circle = this.circles[index % this.circles.length] as Circle;
    const own = traits.network === 'home' || traits.network === 'exits' || traits.network === 'vpn';
    const country = own ? (rng.chance(0.5) ? this.country : world.internet.country(rng)) : this.country;
    const profile = world.profile(rng, traits.domain === 'companies' ? circle.country : country);
    profile.status = 'active';
    profile.statusTime = null;
    profile.program = traits.program satisfies Program;
    profile.cards = this.cards(rng, traits, circle);
    profile.email = this.address(rng, traits, circle);
    this.connect(profile, rng, traits, circle);
    if (traits.verification === 'half') profile.verification = index % 2 === 0 ? 'business' : rng.pick(['email', 'none']);
    else if (traits.verification === 'school') profile.verification = 'identity';
    else profile.verification = traits.verification;
    this.date(profile, rng, traits);
    return profile;
  }

  private cards(rng: Rng, { payer }: Registering, circle: Circle): readonly Card[] {
    const { identities } = this.world;
    switch (payer) {
      case 'own':
        return [identities.card(rng)];
      case 'one':
        return [this.card];
      case 'few':
        return [circle.card];
      case 'prepaid':
        return [identities.virtualCard(rng, this.issuer)];
      case 'none':
        return [];
    }
  }

  private address(rng: Rng, { domain }: Registering, circle: Circle): string {
    const { identities } = this.world;
    switch (domain) {
      case 'provider':
        return identities.email(rng);
      case 'company':
        return identities.workEmail(rng, this.domain);
      case 'companies':
        return identities.workEmail(rng, circle.domain);
      case 'throwaway':
        return `${letters(rng, 5 + rng.int(5))}${rng.int(90)}@${this.domain}`;
    }
  }

  private connect(profile: Profile, rng: Rng, traits: Registering, circle: Circle): void {
    const { world } = this;
    if (traits.network === 'office') profile.endpoints = [rng.pick(this.office)];
    else if (traits.network === 'vpn') profile.endpoints = [rng.pick(this.tunnels), rng.pick(this.tunnels)];
    else if (traits.network === 'few') profile.endpoints = [rng.pick(circle.site)];
    else if (traits.network === 'exits') profile.endpoints = [world.internet.proxyExit(rng), world.internet.proxyExit(rng)];
    profile.signup = profile.endpoints[0] as HostAddress;
    profile.client = traits.client === 'browsers' ? world.clients.pick(rng, 'browser') : this.software;
    profile.surface = traits.client === 'browsers' ? 'console' : 'api';
    profile.shape = 'messages';
  }

  private date(profile: Profile, rng: Rng, traits: Registering): void {
    const { world } = this;
    const day = world.start + this.day * DAY + (8 - this.country.offset) * HOUR;
    profile.created = {
      years: () => world.start - 10 * DAY - rng.next() * 900 * DAY,
      week: () => day + rng.next() * 7 * DAY,
      hour: () => day + rng.next() * HOUR,
      workshop: () => day + rng.next() * 4 * HOUR,
    }[traits.signup]();
    // Nobody signs up so late that the window shows nothing of the work.
    profile.created = Math.min(profile.created, world.start + 8 * DAY + rng.next() * 10 * MINUTE);
    if (traits.signup === 'workshop') {
      profile.referrer = this.referrer;
      profile.signup = rng.pick(this.venue);
    }
  }
}
