/**
 * Builds {@link DetectInput} by hand for tests of detection: units, the values they share, segments, and honest
 * crowds to stand out from. Everything that is not said is unremarkable. Leaves out the store (src/aggregate/load-input.ts).
 */

import type {
  Adoption,
  DetectInput,
  Moments,
  Pathways,
  Postings,
  Repeats,
  Replays,
  Shapes,
  Software,
  UngrantedTraffic,
} from '../src/aggregate/detect-input.ts';
import { DAY, HOUR, MINUTE } from '../src/base/clock.ts';
import type { Rng } from '../src/base/rng.ts';
import { type Group, type Population, profileGroup } from '../src/detect/group/group.ts';
import { createPopulation } from '../src/detect/population.ts';
import type { AccountRecord } from '../src/model/account-record.ts';
import { CAPABILITIES, type Capability, INTENTS, type Intent } from '../src/model/vocabulary.ts';
import { blankRecord } from './blank-record.ts';
import { attempts, frames, presentations, shapes } from './detect-traffic.ts';

/** Midnight UTC, the first day of every test world. */
export const START = Date.UTC(2026, 1, 2);

type Scores<T extends string> = Partial<Record<T, number>>;

/** Means and shares of a set of exchanges; what is not said is a conversation that wants an answer. */
export interface Traffic {
  readonly intents?: Scores<Intent>;
  readonly capabilities?: Scores<Capability>;
  readonly followUps?: number;
  readonly toolResults?: number;
  readonly refused?: number;
  readonly outputTokens?: number;
  /** Distinct messages over exchanges. */
  readonly unique?: number;
  /** Standard deviation of the logarithm of the requests' length. */
  readonly spread?: number;
  /** Shares of exchanges: the answer filled its limit, several were asked for, reasoning was brought along. */
  readonly truncated?: number;
  readonly sampled?: number;
  readonly traced?: number;
  /** Mean share of the text that is encoded. */
  readonly encoded?: number;
}

export interface UnitSpec extends Traffic {
  readonly account?: string;
  readonly subAccount?: string;
  /** null: an account without a record; an end user has none. */
  readonly record?: Partial<AccountRecord> | null;
  readonly exchanges?: number;
  readonly first?: number;
  readonly last?: number;
  /** Weight of each hour of the day; absent: office hours. */
  readonly hours?: (hour: number) => number;
  /** Exchanges of the k-th day since its first; absent: the same every day. */
  readonly daily?: (k: number) => number;
  /** Hours (UTC) in which it is active on the k-th day since its first; absent: those with at least half the usual weight. */
  readonly activeHours?: (k: number) => readonly number[];
  readonly networksADay?: number;
  readonly systemsADay?: number;
  /** [user agent, TLS fingerprint] numbers, all used alike; absent: one pair that everybody has. */
  readonly software?: readonly (readonly [agent: number, tls: number])[];
  /** The surface on the k-th day since its first; absent: 1. */
  readonly surface?: (k: number) => number;
  /** Shares of the exchanges that come in frame 0, 1, …; absent: all in one, which is the unit's number modulo 4. */
  readonly frames?: readonly number[];
  /** The structures of the refused requests, dealt out in turn; absent: each its own. */
  readonly structures?: readonly number[];
  /** Signatures presented, and how many of them in another session, behind something else, behind less. */
  readonly signatures?: { presented: number; otherSession?: number; edited?: number; trimmed?: number };
}

/** A harvest: one-shot, long, all new, made for training. */
export const HARVEST_TRAFFIC: Traffic = {
  intents: { reasoning_elicitation: 0.9, answer: 0.05 },
  capabilities: { reasoning: 0.9 },
  followUps: 0,
  toolResults: 0,
  outputTokens: 2_000,
  unique: 1,
  spread: 0.15,
};

const CHAT: Required<Traffic> = {
  intents: { answer: 0.95, data_generation: 0.03 },
  capabilities: { general_chat: 0.5, writing: 0.3, coding: 0.2 },
  followUps: 0.5,
  toolResults: 0.1,
  refused: 0,
  outputTokens: 400,
  unique: 0.95,
  spread: 0.8,
  truncated: 0,
  sampled: 0,
  traced: 0,
  encoded: 0,
};

interface SegmentSpec extends Traffic {
  /** [unit, exchanges that carry the segment, their harvest intent: absent, that of the segment]. */
  readonly users: readonly (readonly [unit: number, exchanges: number, harvest?: number])[];
  /** Anchors that stand together in its exchanges. */
  readonly anchors?: number;
}

export class InputBuilder {
  private readonly units: UnitSpec[] = [];
  private readonly segments: SegmentSpec[] = [];
  private readonly shared = {
    address: [] as number[][],
    network: [] as number[][],
    client: [] as number[][],
    system: [] as number[][],
  };
  private readonly systemOf: number[] = [];
  private readonly networkOf: number[] = [];
  private readonly acts: [unit: number, time: number][] = [];
  private readonly repeated: (readonly (readonly [unit: number, hours: number])[])[] = [];
  private readonly adoptions: Adoption[] = [];
  private readonly replays: [number, number, number][] = [];
  private readonly granted = new Set<number>();
  private readonly ungranted = new Map<number, UngrantedTraffic>();

  unit(spec: UnitSpec = {}): number {
    return this.units.push(spec) - 1;
  }

  /** Adds n units made by a function and returns them. */
  crowd(n: number, make: (k: number) => UnitSpec): number[] {
    return Array.from({ length: n }, (_, k) => this.unit(make(k)));
  }

  /** Says that units send from one address (network, client, autonomous system). */
  share(kind: 'address' | 'network' | 'client' | 'system', units: readonly number[]): this {
    this.shared[kind].push([...units].sort((a, b) => a - b));
    return this;
  }

  /** Says that units send from one address of an autonomous system, or of the network that was shared `network`-th. */
  shareAddress(
    units: readonly number[],
    { system = 0, network = -1 }: { readonly system?: number; readonly network?: number },
  ): this {
    this.share('address', units);
    this.systemOf[this.shared.address.length - 1] = system;
    this.networkOf[this.shared.address.length - 1] = network;
    return this;
  }

  /** Says when a unit acted, beside its counts. */
  act(unit: number, times: readonly number[]): this {
    for (const time of times) this.acts.push([unit, time]);
    return this;
  }

  /** Says that one message was sent by these units, each in so many hours. */
  repeat(users: readonly (readonly [unit: number, hours: number])[]): this {
    this.repeated.push([...users].sort((a, b) => a[0] - b[0]));
    return this;
  }

  segment(spec: SegmentSpec): this {
    this.segments.push(spec);
    return this;
  }

  /** What units sent in the 24 hours behind a release, and when they first used the model, in hours after it. */
  adoption(
    model: string,
    rows: readonly (readonly [unit: number, exchanges: number, onNewModel: number, firstHour?: number])[],
  ): this {
    this.adoptions.push({
      release: { model, released: START + 5 * DAY },
      unit: Uint32Array.from(rows, (r) => r[0]),
      horizons: [
        {
          hours: 24,
          exchanges: Float64Array.from(rows, (r) => r[1]),
          onNewModel: Float64Array.from(rows, (r) => r[2]),
        },
      ],
      firstUse: Float64Array.from(rows, (r) => (r[2] > 0 ? (r[3] ?? 1) * HOUR : Number.NaN)),
    });
    return this;
  }

  replay(issuer: number, presenter: number, count = 1): this {
    this.replays.push([issuer, presenter, count]);
    return this;
  }

  grant(unit: number): this {
    this.granted.add(unit);
    return this;
  }

  /** Says that the unit's business holds a grant, and what of the unit's traffic it does not name. */
  beyondGrant(unit: number, exchanges: number, intents: Scores<Intent> = {}): this {
    this.ungranted.set(unit, { exchanges, intents: Float64Array.from(INTENTS, (name) => exchanges * (intents[name] ?? 0)) });
    return this;
  }

  build(): DetectInput {
    const { units } = this;
    const exchanges = Float64Array.from(units, (u) => u.exchanges ?? 40);
    const first = Float64Array.from(units, (u) => u.first ?? START);
    const last = Float64Array.from(units, (u, i) => u.last ?? first[i] + 10 * DAY);
    const account = units.map((u, i) => u.account ?? `account-${i}`);
    const sums = (of: (t: Required<Traffic>) => number) =>
      Float64Array.from(units, (u, i) => exchanges[i] * of({ ...CHAT, ...u }));
    const days: [number, number, number][] = [];
    units.forEach((_, i) => {
      const from = Math.floor(first[i] / DAY);
      const to = Math.floor(last[i] / DAY);
      for (let day = from; day <= to; day++) {
        const n = units[i].daily?.(day - from) ?? exchanges[i] / (to - from + 1);
        if (n > 0) days.push([i, day, n]);
      }
    });
    const hours = new Float64Array(24 * units.length);
    units.forEach((u, i) => {
      const weight = Array.from({ length: 24 }, (_, h) => (u.hours ?? officeHours)(h));
      const total = weight.reduce((sum, w) => sum + w, 0);
      weight.forEach((w, h) => {
        hours[24 * i + h] = (exchanges[i] * w) / total;
      });
    });
    return {
      units: {
        count: units.length,
        account,
        subAccount: units.map((u) => u.subAccount ?? null),
        record: units.map((u, i) =>
          u.record === null || u.subAccount !== undefined ? null : { ...blankRecord(account[i], spread(i)), ...u.record },
        ),
        exchanges,
        first,
        last,
        intents: scores(units, INTENTS, (t) => t.intents, exchanges),
        capabilities: scores(units, CAPABILITIES, (t) => t.capabilities, exchanges),
        followUps: sums((t) => t.followUps),
        toolResults: sums((t) => t.toolResults),
        refused: sums((t) => t.refused),
        reasoningInInput: new Float64Array(units.length),
        outputTokens: sums((t) => t.outputTokens),
        bodies: sums((t) => t.unique),
        hours,
      },
      anchors: this.buildAnchors(),
      addresses: toPostings(this.shared.address),
      addressNetwork: Int32Array.from(this.shared.address, (_, v) => this.networkOf[v] ?? -1),
      addressHolders: Uint32Array.from(this.shared.address, (units) => units.length),
      addressSystem: Uint32Array.from(this.shared.address, (_, v) => this.systemOf[v] ?? 0),
      systems: toPostings(this.shared.system),
      software: this.buildSoftware(),
      pathways: this.buildPathways(days),
      moments: this.buildMoments(),
      repeats: this.buildRepeats(exchanges),
      networks: toPostings(this.shared.network),
      clients: toPostings(this.shared.client),
      daily: {
        unit: Uint32Array.from(days, (d) => d[0]),
        day: Int32Array.from(days, (d) => d[1]),
        exchanges: Float64Array.from(days, (d) => d[2]),
        networks: Float64Array.from(days, (d) => units[d[0]].networksADay ?? 1),
        systems: Float64Array.from(days, (d) => units[d[0]].systemsADay ?? 1),
        hours: Uint32Array.from(days, ([i, day]) => activeHours(units[i], day - Math.floor(first[i] / DAY))),
      },
      adoptions: this.adoptions,
      replays: this.buildReplays(),
      presentations: presentations(units),
      attempts: attempts(units.map(complete), exchanges),
      frames: frames(units, exchanges),
      unitShapes: shapes(units.map(complete), exchanges),
      anchorShapes: this.buildAnchorShapes(),
      authorised: this.granted,
      ungranted: this.ungranted,
      window: units.length === 0 ? null : { from: Math.min(...first), to: Math.max(...last) },
    };
  }

  private buildSoftware(): Software {
    const rows = this.units.flatMap((u, i) => (u.software ?? [[1, 1] as const]).map((pair) => [i, ...pair]));
    return {
      unit: Uint32Array.from(rows, (r) => r[0]),
      agent: Uint32Array.from(rows, (r) => r[1]),
      tls: Uint32Array.from(rows, (r) => r[2]),
      exchanges: new Float64Array(rows.length).fill(10),
    };
  }

  private buildPathways(days: readonly (readonly [number, number, number])[]): Pathways {
    return {
      unit: Uint32Array.from(days, (d) => d[0]),
      surface: Uint32Array.from(days, ([i, day]) => {
        const first = Math.floor((this.units[i].first ?? START) / DAY);
        return this.units[i].surface?.(day - first) ?? 1;
      }),
      day: Int32Array.from(days, (d) => d[1]),
      exchanges: Float64Array.from(days, (d) => d[2]),
    };
  }

  private buildMoments(): Moments {
    const acts = [...this.acts].sort((a, b) => a[1] - b[1] || a[0] - b[0]);
    return {
      unit: Uint32Array.from(acts, (a) => a[0]),
      time: Float64Array.from(acts, (a) => a[1]),
      block: 20 * MINUTE,
    };
  }

  private buildRepeats(exchanges: Float64Array): Repeats {
    const rows = this.repeated.flatMap((users, task) => users.map(([unit, hours]) => [task, unit, hours]));
    return {
      task: Uint32Array.from(rows, (r) => r[0]),
      unit: Uint32Array.from(rows, (r) => r[1]),
      hours: Float64Array.from(rows, (r) => r[2]),
      sent: exchanges.slice(),
    };
  }

  private buildReplays(): Replays {
    return {
      issuer: Uint32Array.from(this.replays, (r) => r[0]),
      presenter: Uint32Array.from(this.replays, (r) => r[1]),
      count: Float64Array.from(this.replays, (r) => r[2]),
    };
  }

  /** One row an anchor. */
  private anchorRows(): SegmentSpec[] {
    return this.segments.flatMap((segment) => new Array<SegmentSpec>(segment.anchors ?? 6).fill(segment));
  }

  private buildAnchorShapes(): Shapes {
    const rows = this.anchorRows();
    return shapes(rows.map(complete), Float64Array.from(rows, total));
  }

  private buildAnchors(): DetectInput['anchors'] {
    const rows = this.anchorRows();
    const exchanges = Float64Array.from(rows, total);
    const pairs: [number, number, number][] = [];
    for (let a = 0; a < rows.length; a++) {
      for (let b = a + 1; b < rows.length && rows[b] === rows[a]; b++) pairs.push([a, b, exchanges[a]]);
    }
    const each = (of: (t: Required<Traffic>) => number) => Float64Array.from(rows, (s) => of({ ...CHAT, ...s }));
    const ones = new Float64Array(rows.length).fill(1);
    return {
      postings: {
        ...toPostings(
          rows.map((s) => s.users.map(([unit]) => unit)),
          rows.map((s) => s.users.map(([, n]) => n)),
        ),
        harvest: Float32Array.from(rows.flatMap((s) => s.users.map(([, , harvest]) => harvest ?? harvestOf(s)))),
      },
      key: BigUint64Array.from(rows, (_, a) => BigInt(a + 1) * 0x9e3779b97f4a7c15n),
      exchanges,
      bodies: Float64Array.from(rows, (s, a) => (s.unique ?? CHAT.unique) * exchanges[a]),
      intents: scores(rows, INTENTS, (t) => t.intents, ones),
      capabilities: scores(rows, CAPABILITIES, (t) => t.capabilities, ones),
      followUps: each((t) => t.followUps),
      toolResults: each((t) => t.toolResults),
      refused: each((t) => t.refused),
      reasoningInInput: new Float64Array(rows.length),
      outputTokens: each((t) => t.outputTokens),
      outlines: new Map(),
      coOccurrences: {
        sampled: exchanges.slice(),
        first: Uint32Array.from(pairs, (p) => p[0]),
        second: Uint32Array.from(pairs, (p) => p[1]),
        count: Float64Array.from(pairs, (p) => p[2]),
      },
    };
  }
}

/** A world and a group of it. */
export function worldAndGroup(builder: InputBuilder, members: readonly number[]): { world: Population; group: Group } {
  const world = createPopulation(builder.build());
  return { world, group: profileGroup(world, members) };
}

/** Honest accounts that have nothing in common: own cards and addresses, sign-ups over a year, volumes far apart. */
export function honest(builder: InputBuilder, n: number, rng: Rng): number[] {
  return builder.crowd(n, (k) => ({
    exchanges: 5 + Math.floor(rng.exponential(40)),
    record: {
      created: START - Math.floor(rng.next() * 365 * DAY),
      payment: [`own-card-${k}`],
      emailDomain: `mail-${rng.int(4)}`,
    },
    first: START + Math.floor(rng.next() * 4 * DAY),
  }));
}

function complete<T extends Traffic>(traffic: T): T & Required<Traffic> {
  return { ...CHAT, ...traffic };
}

/** Harvest intent of a set of exchanges. */
function harvestOf({ intents = CHAT.intents }: Traffic): number {
  return 1 - (intents.answer ?? 0);
}

function total(segment: SegmentSpec): number {
  return segment.users.reduce((sum, [, n]) => sum + n, 0);
}

function officeHours(hour: number): number {
  return hour >= 8 && hour < 18 ? 1 : 0.02;
}

/** Bit h for each hour h in which a unit is active on the k-th day since its first. */
function activeHours(unit: UnitSpec, k: number): number {
  const weight = Array.from({ length: 24 }, (_, h) => (unit.hours ?? officeHours)(h));
  const usual = weight.reduce((sum, w) => sum + w, 0) / 24;
  const active = unit.activeHours?.(k) ?? weight.flatMap((w, h) => (w >= usual / 2 ? [h] : []));
  return active.reduce((bits, h) => bits | (1 << h), 0);
}

/** Sign-ups hours apart, unless a test says otherwise. */
function spread(i: number): number {
  return START - (30 + i) * DAY - (i % 7) * HOUR;
}

function scores<T extends string>(
  rows: readonly Traffic[],
  names: readonly T[],
  of: (t: Required<Traffic>) => Scores<T>,
  scale: Float64Array,
): Float64Array {
  const out = new Float64Array(rows.length * names.length);
  rows.forEach((row, i) => {
    const given = of({ ...CHAT, ...row });
    names.forEach((name, k) => {
      out[i * names.length + k] = scale[i] * (given[name] ?? 0);
    });
  });
  return out;
}

function toPostings(lists: readonly (readonly number[])[], weights?: readonly (readonly number[])[]): Postings {
  const start = new Uint32Array(lists.length + 1);
  lists.forEach((list, v) => {
    start[v + 1] = start[v] + list.length;
  });
  const unit = Uint32Array.from(lists.flat());
  return {
    values: lists.length,
    start,
    unit,
    weight: weights ? Float64Array.from(weights.flat()) : new Float64Array(unit.length).fill(1),
  };
}
