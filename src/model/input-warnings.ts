/**
 * What is suspicious about a log as a whole: fields that were read but cannot be what they are taken for, such as one account for
 * everything. `inspect`, `analyze`, the report and the service give the same warnings; they differ in what they count over.
 */
import { count, percent, plural } from '../base/format.ts';

/** Counts over the exchanges of a log. The values themselves are not needed. */
export interface InputFacts {
  readonly exchanges: number;
  /** 1 if all exchanges name one account; of more, any number above 1 will do. */
  readonly accounts: number;
  /** The same of accounts together with their end users. */
  readonly units: number;
  /** Distinct client addresses, 0 if none was read; above 1 any number will do. */
  readonly addresses: number;
  readonly withoutAddress: number;
  /** Exchanges with a private address; absent if the addresses were hashed before they were counted. */
  readonly privateAddresses?: number;
  /** Time of the earliest and the latest exchange, ms since the epoch. */
  readonly first: number;
  readonly last: number;
  readonly withoutText: number;
  readonly withoutAnswer: number;
  /** Account records, in the log and from earlier. */
  readonly accountRecords: number;
}

/** Names of warnings, the worst first. */
export const INPUT_WARNINGS = [
  'one_account',
  'no_texts',
  'one_second',
  'private_addresses',
  'one_address',
  'no_addresses',
  'no_answers',
  'no_account_records',
] as const;
export type InputWarningName = (typeof INPUT_WARNINGS)[number];

/** A warning: what was found, what follows from it, and what to do. */
export interface InputWarning {
  readonly name: InputWarningName;
  readonly message: string;
  readonly advice: string;
}

/** Fewer exchanges say nothing about a log. */
const LEAST_EXCHANGES = 20;
/** Share of exchanges that lack a part before it is worth a warning. */
const MOST_MISSING = 0.5;
const ALMOST_ALL = 0.95;

/** The warnings about a log, the worst first. */
export function inputWarnings(facts: InputFacts): InputWarning[] {
  const { exchanges } = facts;
  if (exchanges < LEAST_EXCHANGES) return [];
  const all = `all ${count(exchanges)} exchanges`;
  const share = (n: number): string => `${percent(n / exchanges, 0)} of ${count(exchanges)} exchanges`;
  const missing = (n: number): boolean => n / exchanges > MOST_MISSING;
  const found: InputWarning[] = [];
  if (facts.accounts === 1) {
    const ends = facts.units > 1 ? ' The end users inside it are compared with each other.' : ' No campaign can be found.';
    found.push({
      name: 'one_account',
      message: `One account has ${all}.${ends}`,
      advice:
        'Check which field is read as the account with `stillwatch inspect`, and name the right one with --map account=FIELD.',
    });
  }
  if (missing(facts.withoutText)) {
    found.push({
      name: 'no_texts',
      message: `${share(facts.withoutText)} have no request text. Templates and intents cannot be found in them.`,
      advice: 'Log request bodies, or name their field with --map text=FIELD.',
    });
  }
  if (facts.last - facts.first < 1_000) {
    found.push({
      name: 'one_second',
      message: `All times are within one second of ${new Date(facts.first).toISOString()}. Rhythm, order and duration are lost.`,
      advice: 'The field read as the time may be that of the export: name the time of the request with --map time=FIELD.',
    });
  }
  found.push(...addressWarnings(facts, share, all));
  if (missing(facts.withoutAnswer)) {
    found.push({
      name: 'no_answers',
      message: `${share(facts.withoutAnswer)} have no answer text. Refusals and the shape of answers are unknown.`,
      advice: 'Log response bodies, or name their field with --map answer=FIELD. Campaigns can still be found.',
    });
  }
  if (facts.accountRecords === 0) {
    found.push({
      name: 'no_account_records',
      message: 'There are no account records. Payment, sign-up and verification cannot link or clear accounts.',
      advice: 'Pass account records beside the log (docs/formats/wire.md#accounts).',
    });
  }
  return found;
}

function addressWarnings(facts: InputFacts, share: (n: number) => string, all: string): InputWarning[] {
  const withAddress = facts.exchanges - facts.withoutAddress;
  if (facts.withoutAddress / facts.exchanges > ALMOST_ALL) {
    return [
      {
        name: 'no_addresses',
        message: `${share(facts.withoutAddress)} have no client address. Networks cannot link accounts.`,
        advice: 'Log the client address, or name its field with --map ip=FIELD.',
      },
    ];
  }
  if (facts.privateAddresses !== undefined && facts.privateAddresses / withAddress > ALMOST_ALL) {
    const many = facts.addresses === 1 ? `One private address is on ${all}` : `Nearly all addresses are private`;
    return [
      {
        name: 'private_addresses',
        message: `${many}: that of a load balancer or proxy, not of the clients. Networks cannot link accounts.`,
        advice: 'Log the first address of X-Forwarded-For, or name its field with --map ip=FIELD.',
      },
    ];
  }
  if (facts.addresses === 1) {
    return [
      {
        name: 'one_address',
        message: `One address is on all ${count(withAddress)} exchanges that have one: probably that of a load balancer or proxy.`,
        advice: `Log the first address of X-Forwarded-For, or name its field with --map ip=FIELD. ${plural(withAddress, 'exchange')} would otherwise look as if they came from one network.`,
      },
    ];
  }
  return [];
}
