/**
 * Layers: for each kind of value that ties accounts (a payment instrument, an address, a sign-up
 * network …) the postings value -> units. A layer's weight says how much one shared value of that kind
 * means when hardly anybody else has it; how rare the value is comes in later (link-weight.ts).
 */

import {
  type ByUnit,
  type DetectInput,
  invert,
  type Postings,
  postingSize,
  type Replays,
  type Units,
} from '../../aggregate/detect-input.ts';
import { splitByTime } from '../../aggregate/leases.ts';
import { reorder, sortPostings } from '../../aggregate/postings.ts';
import type { AccountRecord } from '../../model/account-record.ts';
import { valuesOf } from '../../model/parameter.ts';
import { type Family, RELATIONAL_FAMILIES, type RelationalFamily } from '../../model/vocabulary.ts';
import { LAYER_PARAMETERS } from '../parameters/population-values.ts';
import { beyondCrowds, beyondRegions, regionsOf } from './benign-explanations.ts';

const {
  signUpGapMs,
  ownedLayerWeight,
  personalWeight,
  signUpAddressWeight,
  addressWeight,
  signUpNetworkWeight,
  phoneBlockWeight,
  mailDomainWeight,
  networkWeight,
  commonWeight,
  personalCrowd,
  publicCrowd,
} = valuesOf(LAYER_PARAMETERS);

/** One kind of value that ties accounts, with the holders of each value. */
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
  /** A value that belongs to one person or payer; a place, a carrier or a tool does not explain why two have it. */
  readonly personal: boolean;
  readonly postings: Postings;
  readonly byUnit: ByUnit;
  /** How many units have held each value at any time: more than its holders, if it is cut in time (leases.ts). */
  readonly holders: ArrayLike<number>;
  /** 0..1 for each value: what benign explanations leave of the tie (benign-explanations.ts). */
  readonly unexplained: Float32Array;
  /** A short name for value v that shows no identifier. */
  label(v: number): string;
}

interface RecordLayer {
  readonly name: string;
  readonly family: RelationalFamily;
  readonly weight: number;
  readonly crowd: number;
  readonly personal?: true;
  /** Sign-ups through the value are together when no longer than this lies between; absent: always. */
  readonly within?: number;
  readonly noun: string;
  values(record: AccountRecord): readonly (string | null)[];
}

/** Mail providers and schools are popular and weigh little through their degree: no list of domains is needed. */
const RECORD_LAYERS: readonly RecordLayer[] = [
  {
    name: 'payment_instrument',
    crowd: personalCrowd,
    personal: true,
    family: 'payment',
    weight: personalWeight,
    noun: 'card',
    values: (r) => r.payment,
  },
  {
    name: 'payment_bin',
    crowd: publicCrowd,
    family: 'payment',
    weight: commonWeight,
    noun: 'issuer range',
    values: (r) => [r.paymentBin],
  },
  {
    name: 'email_address',
    crowd: personalCrowd,
    personal: true,
    family: 'registration',
    weight: personalWeight,
    noun: 'mailbox',
    values: (r) => [r.email],
  },
  {
    name: 'phone_number',
    crowd: personalCrowd,
    personal: true,
    family: 'registration',
    weight: personalWeight,
    noun: 'phone',
    values: (r) => [r.phone],
  },
  {
    name: 'phone_block',
    crowd: publicCrowd,
    family: 'registration',
    weight: phoneBlockWeight,
    noun: 'phone block',
    values: (r) => [r.phoneBlock],
  },
  {
    name: 'email_domain',
    crowd: publicCrowd,
    family: 'registration',
    weight: mailDomainWeight,
    noun: 'mail domain',
    values: (r) => [r.emailDomain],
  },
  {
    name: 'email_shape',
    crowd: publicCrowd,
    family: 'registration',
    weight: commonWeight,
    noun: 'mail name pattern',
    values: (r) => [r.emailShape],
  },
  {
    name: 'signup_address',
    within: signUpGapMs,
    crowd: personalCrowd,
    family: 'registration',
    weight: signUpAddressWeight,
    noun: 'sign-up address',
    values: (r) => [r.signupIp],
  },
  {
    name: 'signup_network',
    within: signUpGapMs,
    crowd: publicCrowd,
    family: 'registration',
    weight: signUpNetworkWeight,
    noun: 'sign-up network',
    values: (r) => [r.signupNet],
  },
  {
    name: 'signup_client',
    crowd: publicCrowd,
    family: 'registration',
    weight: commonWeight,
    noun: 'sign-up client',
    values: (r) => [r.signupJa4],
  },
  {
    name: 'referrer',
    crowd: publicCrowd,
    family: 'registration',
    weight: commonWeight,
    noun: 'referrer',
    values: (r) => [r.referrer],
  },
];

/** All layers of an input, empty ones left out. */
export function linkLayers(input: DetectInput): Layer[] {
  const layers: Layer[] = RECORD_LAYERS.map((layer) => fromRecords(layer, input.units));
  layers.push(
    {
      ...fromTraffic('address', 'network', addressWeight, input.addresses, input.units.count),
      holders: input.addressHolders,
    },
    fromTraffic('network', 'network', networkWeight, input.networks, input.units.count),
    fromTraffic('client', 'client', commonWeight, input.clients, input.units.count),
    fromReplays(input.replays, input.units.count),
  );
  return explained(
    layers.filter((layer) => layer.postings.values > 0),
    input,
  );
}

/** Layers whose values a carrier, a VPN or a café explains, and layers whose values a region explains. */
const PUBLIC = ['address', 'network', 'signup_address', 'signup_network'];
const REGIONAL = ['payment_bin', 'email_domain', 'referrer'];

/** True for layers whose values are places in the network, which a crowd of strangers may have in common. */
export function isPlace(layer: Layer): boolean {
  return PUBLIC.includes(layer.name);
}

/** The layers with what benign explanations leave of each of their values. */
function explained(layers: readonly Layer[], input: DetectInput): Layer[] {
  const own = layers.filter((layer) => layer.personal || layer.name === 'email_domain');
  const created = input.units.record.map((record) => record?.created ?? null);
  const regions = regionsOf(input);
  const left = new Map(
    layers.filter((layer) => PUBLIC.includes(layer.name)).map((layer) => [layer.name, beyondCrowds(layer, own, created)]),
  );
  // The exits of one carrier are neighbours: who is in a crowd there is in one at each of them.
  const networks = left.get('network');
  left.get('address')?.forEach((value, v, all) => {
    all[v] = Math.min(value, networks?.[input.addressNetwork[v]] ?? 1);
  });
  return layers.map((layer) => {
    if (REGIONAL.includes(layer.name)) return { ...layer, unexplained: beyondRegions(layer.postings, regions) };
    return { ...layer, unexplained: left.get(layer.name) ?? layer.unexplained };
  });
}

function fromTraffic(name: string, family: RelationalFamily, weight: number, postings: Postings, units: number): Layer {
  return {
    name,
    family,
    weight,
    crowd: publicCrowd,
    personal: false,
    postings,
    byUnit: invert(postings, units),
    holders: sizes(postings),
    unexplained: new Float32Array(postings.values).fill(1),
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
    weight: personalWeight,
    crowd: personalCrowd,
    personal: true,
    postings,
    byUnit: invert(postings, units),
    holders: sizes(postings),
    unexplained: new Float32Array(postings.values).fill(1),
    label: (v) => `signatures of issuer ${v + 1}`,
  };
}

/** True for layers that tie accounts by who they are and where they are, not by what they send. */
export function isRelational(layer: Layer): boolean {
  return (RELATIONAL_FAMILIES as readonly string[]).includes(layer.family);
}

/** True for layers whose values belong to a person or a payer, not to a place or a tool. */
export function isSomebodys(layer: Layer): boolean {
  return layer.weight >= ownedLayerWeight && (layer.family === 'payment' || layer.family === 'registration');
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

function sizes(postings: Postings): Uint32Array {
  const { start } = postings;
  const out = new Uint32Array(postings.values);
  for (let v = 0; v < out.length; v++) out[v] = start[v + 1] - start[v];
  return out;
}

/** Who has each value of a kind, in the order in which values are met; those with one holder are left out. */
function holdersOf(values: (record: AccountRecord) => readonly (string | null)[], units: Units): Postings {
  const numbers = new Map<string, number>();
  const value: number[] = [];
  const unit: number[] = [];
  for (let i = 0; i < units.count; i++) {
    const record = units.record[i];
    if (!record) continue;
    const own = values(record);
    for (let k = 0; k < own.length; k++) {
      const name = own[k];
      if (!name || (k > 0 && own.indexOf(name) < k)) continue;
      const number = numbers.get(name) ?? numbers.size;
      if (number === numbers.size) numbers.set(name, number);
      value.push(number);
      unit.push(i);
    }
  }
  const all = sortPostings(
    Uint32Array.from(value),
    numbers.size,
    Uint32Array.from(unit),
    units.count,
    new Uint32Array(unit.length).fill(1),
  );
  const shared: number[] = [];
  for (let v = 0; v < all.values; v++) if (postingSize(all, v) > 1) shared.push(v);
  return reorder(all, shared);
}

function fromRecords(layer: RecordLayer, units: Units): Layer {
  const shared = holdersOf(layer.values, units);
  const created = Float64Array.from(shared.unit, (i) => units.record[i]?.created ?? 0);
  const postings =
    layer.within === undefined
      ? { ...shared, holders: sizes(shared) }
      : splitByTime({ ...shared, first: created, last: created }, layer.within);
  return {
    name: layer.name,
    family: layer.family,
    weight: layer.weight,
    crowd: layer.crowd,
    personal: layer.personal ?? false,
    postings,
    byUnit: invert(postings, units.count),
    holders: postings.holders,
    unexplained: new Float32Array(postings.values).fill(1),
    label: (v) => `${layer.noun} ${v + 1}`,
  };
}
