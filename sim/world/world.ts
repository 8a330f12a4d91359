/**
 * What the groups of a world share: the window, the internet, clients, identities, models, the agenda, the accounts,
 * and the one place where an exchange becomes a line. Nothing here knows what is honest, except the truth's group.
 */
import { DAY, HOUR } from '../../src/base/clock.ts';
import type { Rng } from '../../src/base/rng.ts';
import type { AccountInput, Release, Truth } from '../../src/model/wire.ts';
import { type ClientSoftware, Clients } from '../infra/clients.ts';
import { digits16, Identities } from '../infra/identity.ts';
import { type Country, type HostAddress, Internet } from '../infra/internet.ts';
import type { LineWriter } from '../write.ts';
import { type PromptBody, renderRequest, type Shape } from './body.ts';
import { ordinaryCustomer, type Profile } from './profile.ts';
import { type Actor, Agenda } from './schedule.ts';
import type { Voice } from './voice.ts';

/** Everything a knob can turn; see docs/simulator.md. */
export interface WorldSettings {
  readonly scale: number;
  readonly days: number;
  readonly start: number;
  readonly mix: number | null;
  readonly paraphrase: number | null;
  readonly infrastructure: 'shared' | 'rotating' | 'unique' | null;
  readonly rate: number;
  readonly honest: number;
  /** Accounts of each campaign; null leaves it to the scale. */
  readonly accounts: number | null;
  /** Day of the window on which the new model is released. */
  readonly releaseDay: number;
  readonly models: { readonly usual: readonly string[]; readonly released: string };
}

/** Truth about an end user of a router, in the form that evaluations take. */
export interface SubTruth extends Truth {
  readonly sub_account: string;
}

/** A campaign or a kind of honest traffic. */
export interface TruthGroup {
  readonly name: string;
  readonly campaign: string | null;
  accounts: number;
  exchanges: number;
}

export interface SimAccount {
  readonly id: string;
  readonly group: TruthGroup;
  readonly key: string;
  readonly surface: string;
  readonly shape: Shape;
  /** The model it uses until it adopts the new one. */
  readonly model: string;
  /** When it moves to the released model; Infinity if it does not. */
  readonly adopts: number;
  /** Rendered address parts of `client`; the first is the usual one. */
  readonly endpoints: readonly string[];
  /** Rendered software part of `client`. */
  readonly software: string;
  readonly from: number;
  readonly until: number;
}

/** What one exchange has besides its account and body. */
export interface Circumstances {
  readonly session?: string;
  readonly sub?: string;
  readonly client?: string;
  readonly model?: string;
  readonly surface?: string;
}

export class World {
  readonly settings: WorldSettings;
  readonly rng: Rng;
  readonly voice: Voice;
  readonly start: number;
  readonly end: number;
  readonly released: number;
  readonly internet: Internet;
  readonly clients: Clients;
  readonly identities: Identities;
  readonly agenda = new Agenda();
  readonly accounts: SimAccount[] = [];
  /** Lines of accounts.ndjson, by account id; handed over once. */
  private records = new Map<string, string>();
  private readonly groups = new Map<string, TruthGroup>();
  private readonly blamed = new Map<string, SubTruth>();
  private readonly lineRng: Rng;
  private readonly salt: number;
  private written = 0;
  private writer: LineWriter | null = null;
  private full = false;

  constructor(settings: WorldSettings, rng: Rng, voice: Voice) {
    this.settings = settings;
    this.voice = voice;
    this.rng = rng;
    this.start = settings.start;
    this.end = settings.start + settings.days * DAY;
    this.released = settings.start + settings.releaseDay * DAY + 17 * HOUR;
    this.internet = new Internet(rng.fork('internet'));
    this.clients = new Clients(rng.fork('clients'));
    this.identities = new Identities(rng.fork('identities'));
    this.lineRng = rng.fork('lines');
    this.salt = rng.fork('ids').int(2 ** 32);
  }

  /** How many accounts a group of `full` at scale 1 has here, at least `floor`. */
  size(full: number, floor: number): number {
    return Math.max(floor, Math.round(full * this.settings.scale));
  }

  /** How many accounts a campaign has: the knob's number, or as {@link size} says. */
  strength(full: number, floor: number): number {
    return this.settings.accounts ?? this.size(full, floor);
  }

  /** Notes that an end user of a router harvests; the router's own line of truth stays what it is. */
  blame(account: SimAccount, sub: string, campaign: string): void {
    this.blamed.set(`${account.id} ${sub}`, {
      account: account.id,
      sub_account: sub,
      campaign,
      group: campaign,
    });
  }

  /** End users who harvest, in the order of their ids. */
  subTruth(): SubTruth[] {
    return [...this.blamed.entries()].sort((a, b) => (a[0] < b[0] ? -1 : 1)).map(([, line]) => line);
  }

  group(name: string, kind: 'honest' | 'campaign'): TruthGroup {
    let group = this.groups.get(name);
    if (!group) {
      group = { name, campaign: kind === 'campaign' ? name : null, accounts: 0, exchanges: 0 };
      this.groups.set(name, group);
    }
    return group;
  }

  allGroups(): TruthGroup[] {
    return [...this.groups.values()];
  }

  /** An ordinary customer; see {@link ordinaryCustomer}. */
  profile(rng: Rng, country: Country = this.internet.country(rng)): Profile {
    return ordinaryCustomer(this, this.settings.models.usual, rng, country);
  }

  /** Registers an account and keeps its line for accounts.ndjson. */
  open(group: TruthGroup, rng: Rng, profile: Profile): SimAccount {
    // A random closing date may lie before a late sign-up: then the account is simply open.
    if (profile.statusTime !== null && profile.statusTime < profile.created + HOUR) profile.status = 'active';
    if (profile.status === 'active') profile.statusTime = null;
    let id = `acct_${digits16(rng)}`;
    while (this.records.has(id)) id = `acct_${digits16(rng)}`;
    const time = (ms: number): string => new Date(Math.round(ms)).toISOString();
    const record: AccountInput = {
      account: id,
      created: time(profile.created),
      program: profile.program,
      email_domain: profile.email?.slice(profile.email.indexOf('@') + 1),
      email: profile.email ?? undefined,
      phone: profile.phone ?? undefined,
      payment: profile.cards.length > 0 ? profile.cards.map((card) => card.fingerprint) : undefined,
      payment_bin: profile.cards[0]?.bin,
      country: profile.country.code,
      signup_ip: profile.signup.ip,
      signup_ja4: profile.client.ja4,
      referrer: profile.referrer ?? undefined,
      verification: profile.verification,
      status: profile.status,
      status_time: profile.statusTime === null ? undefined : time(profile.statusTime),
      router: profile.router || undefined,
      grants: profile.grants.length > 0 ? profile.grants : undefined,
    };
    this.records.set(id, JSON.stringify(record));
    group.accounts++;
    const account: SimAccount = {
      id,
      group,
      key: `key_${digits16(rng).slice(0, 12)}`,
      surface: profile.surface,
      shape: profile.shape,
      model: profile.model,
      adopts: profile.adopts,
      endpoints: profile.endpoints.map(addressPart),
      software: softwarePart(profile.client),
      from: Math.max(this.start, profile.created + 60_000),
      until: profile.status === 'active' ? this.end : Math.min(this.end, profile.statusTime ?? this.end),
    };
    this.accounts.push(account);
    return account;
  }

  /** Adds an actor, unless its first event is after `until`. Events after the end of the window never happen. */
  add(actor: Actor, first: number, until = this.end): void {
    if (first < until) this.agenda.add(actor, Math.max(first, this.start));
  }

  /** The lines of accounts.ndjson in the order of the (random) ids; frees them. */
  takeAccountLines(): string[] {
    const lines = [...this.records.entries()].sort((a, b) => (a[0] < b[0] ? -1 : 1)).map(([, line]) => line);
    this.records = new Map();
    return lines;
  }

  truth(): Truth[] {
    return this.accounts
      .map((account) => ({
        account: account.id,
        campaign: account.group.campaign,
        group: account.group.name,
      }))
      .sort((a, b) => (a.account < b.account ? -1 : 1));
  }

  releases(): Release[] {
    const old = this.settings.models.usual.map((model, i) => ({
      model,
      released: this.start - (60 + 45 * i) * DAY,
    }));
    return [...old, { model: this.settings.models.released, released: this.released }];
  }

  /** The model the account would use now. */
  modelOf(account: SimAccount, time: number): string {
    return time >= account.adopts ? this.settings.models.released : account.model;
  }

  /** Runs the window into the writer. `tick` is called about every 16,000 exchanges; it may throw to stop. */
  async run(writer: LineWriter, tick: (written: number, time: number) => void): Promise<number> {
    this.writer = writer;
    let told = 0;
    while (this.agenda.next() < this.end) {
      this.agenda.step();
      if (this.full) {
        this.full = false;
        await writer.drain();
      }
      if (this.written - told >= 16_384) {
        told = this.written;
        tick(this.written, this.agenda.next());
      }
    }
    return this.written;
  }

  /** Writes one exchange; returns the signature its answer carries, if it carries one. */
  emit(time: number, account: SimAccount, body: PromptBody, circumstances: Circumstances = {}): string {
    const rng = this.lineRng;
    const request = renderRequest(body, account.shape);
    const input = 3 + Math.floor(request.length / 4.3);
    let line = `{"id":"req_${this.exchangeId()}","time":${Math.floor(time)},"account":"${account.id}"`;
    if (circumstances.sub !== undefined) line += `,"sub_account":"${circumstances.sub}"`;
    line += `,"api_key":"${account.key}"`;
    if (circumstances.session !== undefined) line += `,"session":"${circumstances.session}"`;
    line += `,"surface":"${circumstances.surface ?? account.surface}","model":"${circumstances.model ?? this.modelOf(account, time)}","request":${request},"response":{"stop_reason":"${body.stop}"`;
    if (body.answer !== '') line += `,"text":"${body.answer}"`;
    if (body.refused) line += ',"refused":true';
    let signature = '';
    if (body.thinking) {
      signature = SIGNATURE_HEAD + token(rng) + token(rng) + token(rng) + token(rng);
      line += `,"thinking":true,"signatures":["${signature}"]`;
    }
    line += `},"usage":{"input_tokens":${input},"output_tokens":${body.outputTokens}`;
    if (body.system.length > 2_000) line += `,"cache_read_tokens":${Math.floor(body.system.length / 4.3)}`;
    if (body.thinking) line += `,"reasoning_tokens":${Math.floor(body.outputTokens * 0.6)}`;
    line += `},"client":{${circumstances.client ?? this.usualClient(account)}},"status":200,"latency_ms":${300 + Math.floor(body.outputTokens * (9 + rng.next() * 9))}}`;
    if ((this.writer as LineWriter).write(line)) this.full = true;
    account.group.exchanges++;
    this.written++;
    return signature;
  }

  session(): string {
    return `s_${token(this.lineRng)}${token(this.lineRng)}`;
  }

  private usualClient(account: SimAccount): string {
    const list = account.endpoints;
    const endpoint = list.length > 1 && this.lineRng.chance(0.25) ? this.lineRng.pick(list) : (list[0] as string);
    return `${endpoint},${account.software}`;
  }

  /** 64 bits that look random and cannot repeat: the first half is a bijection of a counter. */
  private exchangeId(): string {
    let x = (this.written ^ this.salt) | 0;
    x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
    x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
    x ^= x >>> 15;
    return (
      (HEX4[x >>> 16] as string) +
      (HEX4[x & 0xffff] as string) +
      (HEX4[this.lineRng.int(65_536)] as string) +
      (HEX4[this.lineRng.int(65_536)] as string)
    );
  }
}

export function addressPart(address: HostAddress): string {
  return `"ip":"${address.ip}","asn":${address.asn},"country":"${address.country}"`;
}

export function softwarePart(client: ClientSoftware): string {
  return `"user_agent":"${client.userAgent}","ja4":"${client.ja4}"`;
}

const SIGNATURE_HEAD = 'Eq';
const HEX4: readonly string[] = Array.from({ length: 65_536 }, (_, i) => (i + 65_536).toString(16).slice(1));

function token(rng: Rng): string {
  return (HEX4[rng.int(65_536)] as string) + (HEX4[rng.int(65_536)] as string);
}
