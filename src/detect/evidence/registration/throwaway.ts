/**
 * Throw-away mailboxes, told without a list of domains: a domain is one when several accounts came with it in a short
 * time or all of them lately, none of them ever verified, from unrelated networks and with unrelated cards (no
 * organisation behind it). Follows the disposable e-mail of the September 2026 report.
 * Null models: for a domain, that its accounts' sign-ups are draws from everybody's (so a provider is neither young nor
 * in bursts); for the group, the share of everybody else with such a mailbox. A campus or company has one network or one
 * card. Defeated by large mail providers, and by a domain of its own for every account.
 */

import type { Units } from '../../../aggregate/detect-input.ts';
import { DAY } from '../../../base/clock.ts';
import { once } from '../../../base/memo.ts';
import type { AccountRecord } from '../../../model/account-record.ts';
import type { Group, Population } from '../../group/group.ts';
import { clamp01, grouped, percentText, ramp, surplusOver } from '../../population/numbers.ts';
import { closeInTime, countAtMost } from '../../population/temporal-clustering.ts';
import type { Measure } from '../measure.ts';

const TRUST = 0.5;
const MIN_ACCOUNTS = 3;
/** The share of a domain's accounts that must be late. */
const LATE = 0.75;
/** From this score on a domain is called a throw-away one. */
const THROWAWAY = 0.4;
/** Sign-ups with one domain that are closer than this came together. */
const TOGETHER = DAY;
/** One network, card or school that holds this share of a domain's accounts is its organisation: from, and surely. */
const ORGANISED: readonly [number, number] = [0.3, 0.7];
/** A domain is young when chance would make it so less often than one time in 10, and surely in 1,000. */
const YOUNG = 1;
const SURELY_YOUNG = 3;

export function throwawayMeasure(world: Population, group: Group, known: readonly number[]): Measure | null {
  const { record, count } = world.input.units;
  if (throwawayDomains(world.input.units).size === 0) return null;
  const mailbox = mailboxes(world.input.units);
  const named = known.filter((i) => mailbox[i] !== NONE);
  if (named.length < MIN_ACCOUNTS) return null;
  const members = named.filter((i) => mailbox[i] === THROWN_AWAY);
  let outside = 0;
  let others = 0;
  for (let i = 0; i < count; i++) {
    if (group.inside[i] || mailbox[i] === NONE) continue;
    outside++;
    if (mailbox[i] === THROWN_AWAY) others++;
  }
  const expected = (others + 0.5) / (outside + 1);
  const domains = new Set(members.map((i) => record[i]?.emailDomain)).size;
  return {
    name: 'throwaway',
    strength: TRUST * surplusOver(members.length, named.length, expected),
    summary: `${grouped(members.length)} of ${grouped(named.length)} members registered with ${grouped(domains)} mail domains that are new here, unverified and no organisation's; ${percentText(expected)} of all others did.`,
    detail: {
      throwaway_mailboxes: `${grouped(members.length)} of ${grouped(named.length)}`,
      throwaway_domains: domains,
      throwaway_mailboxes_elsewhere: percentText(expected),
    },
  };
}

const NONE = 0;
const KEPT = 1;
const THROWN_AWAY = 2;

/** What kind of mailbox each unit registered with. */
const mailboxes = once((units: Units): Uint8Array => {
  const scores = throwawayDomains(units);
  return Uint8Array.from(units.record, (record) => {
    if (!record?.emailDomain) return NONE;
    return (scores.get(record.emailDomain) ?? 0) >= THROWAWAY ? THROWN_AWAY : KEPT;
  });
});

/** How far each mail domain of a log is a throw-away one, 0..1; domains with few accounts are left out. */
export const throwawayDomains = once((units: Units): ReadonlyMap<string, number> => {
  const domains = new Map<string, AccountRecord[]>();
  const created: number[] = [];
  for (const record of units.record) {
    if (!record) continue;
    created.push(record.created);
    if (!record.emailDomain) continue;
    const list = domains.get(record.emailDomain);
    if (list) list.push(record);
    else domains.set(record.emailDomain, [record]);
  }
  const everybody = Float64Array.from(created).sort();
  const scores = new Map<string, number>();
  for (const [domain, records] of domains) {
    if (records.length < MIN_ACCOUNTS) continue;
    const sudden = Math.max(youth(records, everybody), bursts(records, everybody));
    const score = sudden * unverified(records) * (1 - ramp(structure(records), ...ORGANISED));
    if (score > 0) scores.set(domain, score);
  }
  return scores;
});

/**
 * How unlikely it is that so many of as many draws from everybody's sign-ups are as late as the domain's latest three
 * quarters, by Chernoff's bound; single early users of a mailbox that others throw away are looked over.
 */
function youth(records: readonly AccountRecord[], everybody: Float64Array): number {
  const times = records.map((r) => r.created).sort((a, b) => a - b);
  const late = Math.ceil(LATE * times.length);
  const since = times[times.length - late];
  const chance = Math.max(1e-9, 1 - countAtMost(everybody, since - 1) / everybody.length);
  const share = late / times.length;
  if (share <= chance) return 0;
  const divergence =
    share * Math.log(share / chance) +
    (share === 1 ? 0 : (1 - share) * Math.log((1 - share) / Math.max(1e-9, 1 - chance)));
  return ramp((times.length * divergence) / Math.LN10, YOUNG, SURELY_YOUNG);
}

/** How many of them came within a day of another, beyond what everybody's sign-ups explain. */
function bursts(records: readonly AccountRecord[], everybody: Float64Array): number {
  const times = Float64Array.from(records, (r) => r.created).sort();
  return closeInTime(times, everybody, TOGETHER, true).excess;
}

/** 0 when a third of the accounts has shown who they are. */
function unverified(records: readonly AccountRecord[]): number {
  const shown = records.filter((r) => r.verification === 'business' || r.verification === 'identity').length;
  return clamp01(1 - (3 * shown) / records.length);
}

/** The largest share of the accounts that one sign-up network, one card or one school's programme holds together. */
function structure(records: readonly AccountRecord[]): number {
  const education = records.filter((r) => r.program === 'education').length;
  return Math.max(
    largest(records.map((r) => (r.signupNet ? [r.signupNet] : []))),
    largest(records.map((r) => r.payment)),
    education / records.length,
  );
}

/** The share of the lists that hold the most common value, when it is common to several. */
function largest(lists: readonly (readonly string[])[]): number {
  const counts = new Map<string, number>();
  for (const list of lists) for (const value of list) counts.set(value, (counts.get(value) ?? 0) + 1);
  const most = Math.max(0, ...counts.values());
  return most > 1 ? most / lists.length : 0;
}
