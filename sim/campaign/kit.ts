/**
 * What a campaign's accounts register and connect with. Every value comes from the generators customers use; only how
 * often it is reused differs: shared (few cards and addresses), rotating (a pool of residential exits, virtual cards
 * for two or three accounts each), unique (own card, own address, own client).
 */
import { DAY, HOUR, MINUTE } from '../../src/base/clock.ts';
import type { Rng } from '../../src/base/rng.ts';
import type { Program } from '../../src/model/vocabulary.ts';
import type { ClientSoftware } from '../infra/clients.ts';
import { type Card, letters } from '../infra/identity.ts';
import type { HostAddress } from '../infra/internet.ts';
import type { Profile } from '../world/profile.ts';
import { addressPart, type SimAccount, type TruthGroup, type World } from '../world/world.ts';
import { type Supplier, supplier } from './supplier.ts';

export type SharedInfrastructure = 'shared' | 'rotating' | 'unique';

export interface KitOptions {
  readonly infrastructure: SharedInfrastructure;
  /** How many accounts will be opened. */
  readonly accounts: number;
  readonly surfaces: readonly string[];
  readonly programs: readonly Program[];
  /** Accounts opened in one sign-up wave. */
  readonly wave: number;
  readonly model: string;
  /** Where rotating accounts get cards, exits and clients; a seller of their own when it is left out. */
  readonly supplier?: Supplier;
  /** Milliseconds on one exit; half an hour when it is left out. */
  readonly turnover?: number;
  /** Mailboxes of a sign-up wave at one fresh domain. */
  readonly bulkMail?: boolean;
}

export class Kit {
  readonly infrastructure: SharedInfrastructure;
  private readonly world: World;
  private readonly rng: Rng;
  private readonly options: KitOptions;
  private readonly cards: Card[] = [];
  private readonly addresses: HostAddress[] = [];
  private readonly clients: ClientSoftware[] = [];
  private readonly turnover: number;
  /** Rendered client parts that rotating accounts go through. */
  private readonly exits: string[] = [];
  private readonly referrer: string | null;
  private readonly phonePrefix: string;
  private opened = 0;
  private waveLeft = 0;
  private waveTime = 0;
  private waveStyle = 0;
  private waveDomain = '';

  constructor(world: World, rng: Rng, options: KitOptions) {
    this.world = world;
    this.rng = rng;
    this.options = options;
    this.infrastructure = options.infrastructure;
    this.turnover = options.turnover ?? 30 * MINUTE;
    this.referrer = world.identities.referrer(rng);
    this.phonePrefix = `${world.internet.country(rng).dial}${100 + rng.int(900)}${100 + rng.int(900)}`;
    const { accounts } = options;
    const count = (share: number): number => Math.max(2, Math.ceil(accounts * share));
    if (this.infrastructure === 'shared') {
      for (let i = count(1 / 9); i > 0; i--)
        this.cards.push(rng.chance(0.5) ? world.identities.virtualCard(rng) : world.identities.card(rng));
      for (let left = count(1 / 8); left > 0; ) {
        const size = Math.min(left, 6 + rng.int(20));
        this.addresses.push(...world.internet.site(rng, world.internet.network(rng, 'cloud'), size));
        left -= size;
      }
      this.clients.push(world.clients.pick(rng, 'sdk'), world.clients.pick(rng, 'script'));
    } else if (this.infrastructure === 'rotating') {
      const from = options.supplier ?? supplier(world, rng, accounts);
      this.cards.push(...from.cards);
      this.clients.push(...from.clients);
      for (const address of from.exits) {
        this.addresses.push(address);
        this.exits.push(addressPart(address));
      }
    }
  }

  /** Opens an account. `adjust` has the last word. */
  open(group: TruthGroup, between: { from: number; to: number }, adjust?: (profile: Profile) => void): SimAccount {
    const { world, rng, options } = this;
    const profile = world.profile(rng);
    if (this.waveLeft <= 0) this.newWave(between);
    this.waveLeft--;
    profile.created = this.waveTime + rng.next() * 70 * MINUTE;
    profile.program = rng.pick(options.programs);
    profile.status = 'active';
    profile.statusTime = null;
    profile.model = options.model;
    profile.adopts = Number.POSITIVE_INFINITY;
    profile.surface = rng.pick(options.surfaces);
    profile.shape = 'messages';
    profile.verification = rng.pick(['email', 'email', 'phone', 'none']);
    profile.email = this.email();
    if (profile.program === 'education') profile.email = world.identities.workEmail(rng, world.identities.campusDomain(rng));
    if (this.infrastructure === 'unique') {
      profile.endpoints = [profile.signup];
      profile.cards = [world.identities.card(rng)];
    } else {
      profile.cards = profile.program === 'education' || profile.program === 'free_credit' ? [] : [rng.pick(this.cards)];
      profile.client = rng.pick(this.clients);
      profile.signup = rng.pick(this.addresses);
      profile.endpoints = [
        this.infrastructure === 'shared'
          ? (this.addresses[this.opened % this.addresses.length] as HostAddress)
          : profile.signup,
      ];
      if (rng.chance(0.5)) profile.phone = `${this.phonePrefix}${1_000 + rng.int(9_000)}`;
      if (this.referrer !== null) profile.referrer = this.referrer;
    }
    adjust?.(profile);
    this.opened++;
    return world.open(group, rng, profile);
  }

  /** The `client` of a request now: rotating accounts move from exit to exit. */
  client(account: SimAccount, ordinal: number, time: number): string | undefined {
    if (this.infrastructure !== 'rotating') return undefined;
    const turn = Math.floor(time / this.turnover);
    const exit = this.exits[(ordinal * 7_919 + turn * 104_729) % this.exits.length] as string;
    return `${exit},${account.software}`;
  }

  private newWave(between: { from: number; to: number }): void {
    const { rng, options } = this;
    this.waveLeft = Math.max(3, Math.floor(options.wave * (0.5 + rng.next())));
    const span = Math.max(HOUR, between.to - between.from);
    this.waveTime = between.from + rng.next() * span;
    this.waveStyle = rng.int(3);
    if (options.bulkMail) this.waveDomain = this.world.identities.bulkDomain(rng);
  }

  private email(): string {
    const { rng, world } = this;
    if (this.waveDomain !== '') return `${letters(rng, 5 + rng.int(6))}${rng.int(100)}@${this.waveDomain}`;
    if (this.infrastructure === 'unique') return world.identities.email(rng);
    if (this.waveStyle === 0) return world.identities.disposableEmail(rng);
    if (this.waveStyle === 1)
      return `${letters(rng, 8)}${10 + rng.int(90)}@${rng.pick(['outlook.com', 'gmail.com', 'hotmail.com'])}`;
    return world.identities.email(rng);
  }
}

/** When accounts of a first pool are opened: in the weeks before the window. */
export function beforeWindow(world: World, days: number): { from: number; to: number } {
  return { from: world.start - days * DAY, to: world.start - HOUR };
}
