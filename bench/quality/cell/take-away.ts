/**
 * A world in which the attacker gave up what a family of evidence reads: own cards, own addresses, common clients, no
 * bans, no replays. Only harvesting units lose it; everybody else keeps what they have, since an attacker cannot change
 * others. Families that are read from what the requests ask for (segment, intent, focus, harvest_shape) have no column of
 * their own to clear: for those the verdict alone goes without the family.
 */
import type { Adoption, DetectInput, Postings } from '../../../src/aggregate/detect-input.ts';
import type { AccountRecord } from '../../../src/model/account-record.ts';
import type { Family } from '../../../src/model/vocabulary.ts';

/** Says which units are the attacker's. */
type Attacker = (unit: number) => boolean;

const REMOVERS: Partial<Record<Family, (input: DetectInput, of: Attacker) => Partial<DetectInput>>> = {
  payment: (input, of) => withRecords(input, of, (record) => ({ ...record, payment: [], paymentBin: null })),
  registration: (input, of) =>
    withRecords(input, of, (record) => ({
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
  network: withoutNetworks,
  client: (input, of) => ({
    clients: withoutUnits(input.clients, of).postings,
    software: rowsWithout(input.software, of),
  }),
  timing: (input, of) => ({ moments: rowsWithout(input.moments, of) }),
  failover: (input, of) => ({
    ...withRecords(input, of, (record) => ({ ...record, status: 'active', statusTime: null })),
    pathways: rowsWithout(input.pathways, of),
  }),
  sharding: (input, of) => ({
    repeats: { ...rowsWithout(input.repeats, of, ['sent']), sent: zeroed(input.repeats.sent, of) },
  }),
  pivot: (input, of) => ({ adoptions: input.adoptions.map((adoption) => withoutMoves(adoption, of)) }),
  replay: (input, of) => {
    const { inSessions, otherSession, compared, edited, trimmed } = input.presentations;
    return {
      replays: pickRows(input.replays, (r) => !of(input.replays.presenter[r])),
      presentations: {
        inSessions: zeroed(inSessions, of),
        otherSession: zeroed(otherSession, of),
        compared: zeroed(compared, of),
        edited: zeroed(edited, of),
        trimmed: zeroed(trimmed, of),
      },
    };
  },
};

export function takeAway(input: DetectInput, family: Family, of: Attacker): DetectInput {
  return { ...input, ...REMOVERS[family]?.(input, of) };
}

function withRecords(
  { units }: DetectInput,
  of: Attacker,
  change: (record: AccountRecord) => AccountRecord,
): Pick<DetectInput, 'units'> {
  const record = units.record.map((one, i) => (one !== null && of(i) ? change(one) : one));
  return { units: { ...units, record } };
}

function withoutNetworks(input: DetectInput, of: Attacker): Partial<DetectInput> {
  const addresses = withoutUnits(input.addresses, of);
  const networks = withoutUnits(input.networks, of);
  const newIndex = new Map(networks.kept.map((old, k) => [old, k]));
  return {
    addresses: addresses.postings,
    addressHolders: Uint32Array.from(addresses.kept, (v) => input.addressHolders[v]),
    addressSystem: Uint32Array.from(addresses.kept, (v) => input.addressSystem[v]),
    addressNetwork: Int32Array.from(addresses.kept, (v) => newIndex.get(input.addressNetwork[v]) ?? -1),
    networks: networks.postings,
    systems: withoutUnits(input.systems, of).postings,
    daily: {
      ...input.daily,
      networks: input.daily.networks.map((n, r) => (of(input.daily.unit[r]) ? 0 : n)),
      systems: input.daily.systems.map((n, r) => (of(input.daily.unit[r]) ? 0 : n)),
    },
  };
}

/** Values that fewer than two units still share tie no accounts and are dropped; `kept` are the old numbers of the others. */
function withoutUnits(postings: Postings, of: Attacker): { readonly postings: Postings; readonly kept: readonly number[] } {
  const start: number[] = [0];
  const unit: number[] = [];
  const weight: number[] = [];
  const kept: number[] = [];
  for (let v = 0; v < postings.values; v++) {
    const from = unit.length;
    for (let p = postings.start[v]; p < postings.start[v + 1]; p++) {
      if (of(postings.unit[p])) continue;
      unit.push(postings.unit[p]);
      weight.push(postings.weight[p]);
    }
    if (unit.length - from >= 2) {
      start.push(unit.length);
      kept.push(v);
    } else {
      unit.length = from;
      weight.length = from;
    }
  }
  return {
    postings: {
      values: kept.length,
      start: Uint32Array.from(start),
      unit: Uint32Array.from(unit),
      weight: Float64Array.from(weight),
    },
    kept,
  };
}

/** They stay on the old model: their exchanges of those days count, their moves do not. */
function withoutMoves(adoption: Adoption, of: Attacker): Adoption {
  const mine = (r: number) => of(adoption.unit[r]);
  return {
    ...adoption,
    horizons: adoption.horizons.map((horizon) => ({
      ...horizon,
      onNewModel: horizon.onNewModel.map((n, r) => (mine(r) ? 0 : n)),
    })),
    firstUse: adoption.firstUse.map((time, r) => (mine(r) ? Number.NaN : time)),
  };
}

/** A column over units with the attacker's at 0. */
function zeroed(column: Float64Array, of: Attacker): Float64Array {
  return column.map((n, i) => (of(i) ? 0 : n));
}

/** Rows of other units; columns that are named are left as they are. */
function rowsWithout<T extends { readonly unit: Uint32Array }>(
  columns: T,
  of: Attacker,
  untouched: readonly string[] = [],
): T {
  return pickRows(columns, (r) => !of(columns.unit[r]), untouched);
}

type Column = Uint32Array | Int32Array | Float64Array;

/** The rows that are wanted, of every column. */
function pickRows<T extends object>(columns: T, wanted: (row: number) => boolean, untouched: readonly string[] = []): T {
  const picked = Object.entries(columns).map(([name, column]) => [
    name,
    ArrayBuffer.isView(column) && !untouched.includes(name)
      ? (column as Column).filter((_: number, r: number) => wanted(r))
      : column,
  ]);
  return Object.fromEntries(picked) as T;
}
