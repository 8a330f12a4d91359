/**
 * Layers: for each kind of value that ties accounts (a payment instrument, an address, a sign-up
 * network …) the postings value -> units. A layer's weight says how much one shared value of that kind
 * means when hardly anybody else has it; how rare the value is comes in later (link-weight.ts).
 */
import type { AccountRecord } from '../model/account-record.ts';
import { type Family, RELATIONAL_FAMILIES, type RelationalFamily } from '../model/vocabulary.ts';
import { type ByUnit, type DetectInput, invert, type Postings, type Replays, type Units } from './input.ts';

export interface Layer {
  readonly name: string;
  readonly family: Family;
  /** Weight of a link through a value that only two units share. */
  readonly weight: number;
  /**
   * Members that must share a value before it says something of a group. Two neighbours in one network are chance, and
   * a group grown along such pairs would look tied; three in one place are not, and two on one card are not either.
   */
  readonly crowd: number;
  readonly postings: Postings;
  readonly byUnit: ByUnit;
  /** A short name for value v that shows no identifier. */
  label(v: number): string;
}

interface RecordLayer {
  readonly name: string;
  readonly family: RelationalFamily;
  readonly weight: number;
  readonly crowd: number;
  readonly noun: string;
  values(record: AccountRecord): readonly (string | null)[];
}

/** Mail providers and schools are popular and weigh little through their degree: no list of domains is needed. */
const RECORD_LAYERS: readonly RecordLayer[] = [
  {
    name: 'payment_instrument',
    crowd: 2,
    family: 'payment',
    weight: 3,
    noun: 'card',
    values: (r) => r.payment,
  },
  {
    name: 'payment_bin',
    crowd: 3,
    family: 'payment',
    weight: 0.3,
    noun: 'issuer range',
    values: (r) => [r.paymentBin],
  },
  {
    name: 'email_address',
    crowd: 2,
    family: 'registration',
    weight: 3,
    noun: 'mailbox',
    values: (r) => [r.email],
  },
  {
    name: 'phone_number',
    crowd: 2,
    family: 'registration',
    weight: 3,
    noun: 'phone',
    values: (r) => [r.phone],
  },
  {
    name: 'phone_block',
    crowd: 3,
    family: 'registration',
    weight: 0.8,
    noun: 'phone block',
    values: (r) => [r.phoneBlock],
  },
  {
    name: 'email_domain',
    crowd: 3,
    family: 'registration',
    weight: 0.8,
    noun: 'mail domain',
    values: (r) => [r.emailDomain],
  },
  {
    name: 'email_shape',
    crowd: 3,
    family: 'registration',
    weight: 0.3,
    noun: 'mail name pattern',
    values: (r) => [r.emailShape],
  },
  {
    name: 'signup_address',
    crowd: 2,
    family: 'registration',
    weight: 2,
    noun: 'sign-up address',
    values: (r) => [r.signupIp],
  },
  {
    name: 'signup_network',
    crowd: 3,
    family: 'registration',
    weight: 1,
    noun: 'sign-up network',
    values: (r) => [r.signupNet],
  },
  {
    name: 'signup_client',
    crowd: 3,
    family: 'registration',
    weight: 0.3,
    noun: 'sign-up client',
    values: (r) => [r.signupJa4],
  },
  {
    name: 'referrer',
    crowd: 3,
    family: 'registration',
    weight: 0.3,
    noun: 'referrer',
    values: (r) => [r.referrer],
  },
];

/** All layers of an input, empty ones left out. */
export function linkLayers(input: DetectInput): Layer[] {
  const layers: Layer[] = RECORD_LAYERS.map((layer) => fromRecords(layer, input.units));
  layers.push(
    fromTraffic('address', 'network', 1.5, input.addresses, input.units.count),
    fromTraffic('network', 'network', 0.7, input.networks, input.units.count),
    fromTraffic('client', 'client', 0.3, input.clients, input.units.count),
    fromReplays(input.replays, input.units.count),
  );
  return layers.filter((layer) => layer.postings.values > 0);
}

function fromTraffic(
  name: string,
  family: RelationalFamily,
  weight: number,
  postings: Postings,
  units: number,
): Layer {
  return {
    name,
    family,
    weight,
    crowd: 3,
    postings,
    byUnit: invert(postings, units),
    label: (v) => `${name} ${v + 1}`,
  };
}

/** Who presents signatures of one issuer, with the issuer: a tie through protocol, not through the real world. */
function fromReplays(replays: Replays, units: number): Layer {
  const holders = new Map<number, Set<number>>();
  for (let r = 0; r < replays.count.length; r++) {
    const issuer = replays.issuer[r];
    holders.set(issuer, (holders.get(issuer) ?? new Set([issuer])).add(replays.presenter[r]));
  }
  const postings = toPostings([...holders.values()].map((set) => [...set].sort((a, b) => a - b)));
  return {
    name: 'signature',
    family: 'replay',
    weight: 3,
    crowd: 2,
    postings,
    byUnit: invert(postings, units),
    label: (v) => `signatures of issuer ${v + 1}`,
  };
}

/** True for layers that tie accounts in the real world, not through what they send. */
export function isRelational(layer: Layer): boolean {
  return (RELATIONAL_FAMILIES as readonly string[]).includes(layer.family);
}

function toPostings(lists: readonly (readonly number[])[]): Postings {
  const start = new Uint32Array(lists.length + 1);
  lists.forEach((list, v) => {
    start[v + 1] = start[v] + list.length;
  });
  const unit = new Uint32Array(start[lists.length]);
  lists.forEach((list, v) => {
    unit.set(list, start[v]);
  });
  return { values: lists.length, start, unit, weight: new Float64Array(unit.length).fill(1) };
}

function fromRecords(layer: RecordLayer, units: Units): Layer {
  const holders = new Map<string, number[]>();
  for (let i = 0; i < units.count; i++) {
    const record = units.record[i];
    if (!record) continue;
    for (const value of new Set(layer.values(record))) {
      if (!value) continue;
      const list = holders.get(value);
      if (list) list.push(i);
      else holders.set(value, [i]);
    }
  }
  const postings = toPostings([...holders.values()].filter((list) => list.length > 1));
  return {
    name: layer.name,
    family: layer.family,
    weight: layer.weight,
    crowd: layer.crowd,
    postings,
    byUnit: invert(postings, units.count),
    label: (v) => `${layer.noun} ${v + 1}`,
  };
}
