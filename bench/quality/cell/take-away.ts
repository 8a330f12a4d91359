/**
 * A world in which the attacker gave up what a family of evidence reads: own cards, own addresses, common clients, no
 * replays. Only harvesting units lose it; everybody else keeps what they have, since an attacker cannot change others.
 * Families that are read from the traffic itself (segment, intent, focus, harvest_shape, technique_search, timing,
 * sharding) have no column to clear: for those the verdict alone goes without the family.
 */
import type { Adoption, DetectInput, Postings, Replays, Units } from '../../../src/detect/input.ts';
import type { AccountRecord } from '../../../src/model/account-record.ts';
import type { Family } from '../../../src/model/vocabulary.ts';

const REMOVERS: Partial<
  Record<Family, (input: DetectInput, of: (unit: number) => boolean) => Partial<DetectInput>>
> = {
  payment: (input, of) => ({
    units: withRecords(input.units, of, (record) => ({ ...record, payment: [], paymentBin: null })),
  }),
  registration: (input, of) => ({
    units: withRecords(input.units, of, (record) => ({
      ...record,
      emailDomain: null,
      email: null,
      emailShape: null,
      phone: null,
      phoneBlock: null,
      signupIp: null,
      signupNet: null,
      signupJa4: null,
      referrer: null,
    })),
  }),
  network: (input, of) => ({
    addresses: withoutUnits(input.addresses, of),
    networks: withoutUnits(input.networks, of),
  }),
  client: (input, of) => ({ clients: withoutUnits(input.clients, of) }),
  failover: (input, of) => ({
    units: withRecords(input.units, of, (record) => ({ ...record, status: 'active', statusTime: null })),
  }),
  pivot: (input, of) => ({
    adoptions: input.adoptions.map((adoption) => withoutAdopters(adoption, of)),
  }),
  replay: (input, of) => ({ replays: withoutReplays(input.replays, of) }),
};

/** `of` says which units are the attacker's. */
export function takeAway(input: DetectInput, family: Family, of: (unit: number) => boolean): DetectInput {
  return { ...input, ...REMOVERS[family]?.(input, of) };
}

function withRecords(
  units: Units,
  of: (unit: number) => boolean,
  change: (record: AccountRecord) => AccountRecord,
): Units {
  return {
    ...units,
    record: units.record.map((record, i) => (record !== null && of(i) ? change(record) : record)),
  };
}

/** Values that fewer than two units are left with tie nobody, and go. */
function withoutUnits(postings: Postings, of: (unit: number) => boolean): Postings {
  const start: number[] = [0];
  const unit: number[] = [];
  const weight: number[] = [];
  for (let v = 0; v < postings.values; v++) {
    const from = unit.length;
    for (let p = postings.start[v]; p < postings.start[v + 1]; p++) {
      if (of(postings.unit[p])) continue;
      unit.push(postings.unit[p]);
      weight.push(postings.weight[p]);
    }
    if (unit.length - from >= 2) start.push(unit.length);
    else {
      unit.length = from;
      weight.length = from;
    }
  }
  return {
    values: start.length - 1,
    start: Uint32Array.from(start),
    unit: Uint32Array.from(unit),
    weight: Float64Array.from(weight),
  };
}

/** They stay on the old model for as long as the crowd does: their exchanges of the day count, their moves do not. */
function withoutAdopters(adoption: Adoption, of: (unit: number) => boolean): Adoption {
  return {
    ...adoption,
    horizons: adoption.horizons.map((horizon) => ({
      ...horizon,
      onNewModel: horizon.onNewModel.map((n, r) => (of(adoption.unit[r]) ? 0 : n)),
    })),
    firstUse: adoption.firstUse.map((ms, r) => (of(adoption.unit[r]) ? Number.NaN : ms)),
  };
}

function withoutReplays(replays: Replays, of: (unit: number) => boolean): Replays {
  const kept = [...replays.presenter.keys()].filter((r) => !of(replays.presenter[r]));
  return {
    issuer: Uint32Array.from(kept, (r) => replays.issuer[r]),
    presenter: Uint32Array.from(kept, (r) => replays.presenter[r]),
    count: Float64Array.from(kept, (r) => replays.count[r]),
  };
}
