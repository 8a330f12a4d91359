/**
 * Throw-away mailboxes, found without a list of domains. A mail domain is a throw-away one when several accounts came
 * with it in a short time or all of them lately, none was ever verified, and no organisation is behind them (their
 * networks and cards are unrelated). Follows the disposable e-mail of the September 2026 report.
 * Null models: a domain's sign-ups are draws from everybody's, so a mail provider is neither new nor in bursts; and for
 * the group, the share of everybody else with such a mailbox; of a domain, most accounts must be members. A campus or company has one network or one card.
 * Defeated by large mail providers, and by a domain of its own for every account.
 */

import type { Units } from '../../../aggregate/detect-input.ts';
import { DAY } from '../../../base/clock.ts';
import { once } from '../../../base/memo.ts';
import type { AccountRecord } from '../../../model/account-record.ts';
import { valuesOf } from '../../../model/parameter.ts';
import type { Group, Population } from '../../group/group.ts';
import { domainSizes } from '../../group/organisations.ts';
import { REGISTRATION_THROWAWAY_PARAMETERS } from '../../parameters/evidence/registration.ts';
import { beyondChance, clamp01, grouped, percentText, ramp, surplusOver } from '../../population/numbers.ts';
import { closeInTime, countAtMost } from '../../population/temporal-clustering.ts';
import type { Measure } from '../measure.ts';
import { outsiderShare } from '../outsider-share.ts';

const {
  fullStrength,
  minAccounts,
  lateShare,
  minScore,
  closeDays,
  organisedShare,
  surprise,
  newShare,
  minInside,
  accountsPerVerified,
} = valuesOf(REGISTRATION_THROWAWAY_PARAMETERS);
/** ms */
const CLOSE = closeDays * DAY;

/**
 * Strength 0..1 of more members having a throw-away mailbox than others do; null when the log has no such domain.
 *
 * @param known the members with a record
 */
export function throwawayMeasure(population: Population, group: Group, known: readonly number[]): Measure | null {
  const { record, count } = population.input.units;
  if (throwawayDomains(population.input.units).size === 0) return null;
  const mailbox = mailboxes(population.input.units);
  const named = known.filter((i) => mailbox[i] !== NONE);
  if (named.length < minAccounts) return null;
  const inside = new Map<string, number>();
  for (const i of named) {
    const domain = record[i]?.emailDomain as string;
    inside.set(domain, (inside.get(domain) ?? 0) + 1);
  }
  const everywhere = domainSizes(population.input.units);
  // A domain that mostly others registered with is a provider to all of them, however new it is.
  const mostlyHere = (domain: string) => (inside.get(domain) ?? 0) >= minInside * (everywhere.get(domain) ?? 0);
  const members = named.filter((i) => mailbox[i] === THROWN_AWAY && mostlyHere(record[i]?.emailDomain as string));
  let outside = 0;
  let others = 0;
  for (let i = 0; i < count; i++) {
    if (group.inside[i] || mailbox[i] === NONE) continue;
    outside++;
    if (mailbox[i] === THROWN_AWAY) others++;
  }
  const expected = outsiderShare(others, outside);
  const domains = new Set(members.map((i) => record[i]?.emailDomain)).size;
  return {
    name: 'throwaway',
    strength: fullStrength * surplusOver(members.length, named.length, expected),
    summary: `${grouped(members.length)} of ${grouped(named.length)} members registered with ${grouped(domains)} mail domains that are new, unverified and belong to no organisation; ${percentText(expected)} of all others did.`,
    detail: {
      throwaway_mailboxes: `${grouped(members.length)} of ${grouped(named.length)}`,
      throwaway_domains: domains,
      throwaway_mailboxes_elsewhere: percentText(expected),
    },
  };
}

/** Kinds of mailbox. */
const NONE = 0;
const LASTING = 1;
const THROWN_AWAY = 2;

/** What kind of mailbox each unit registered with. */
const mailboxes = once((units: Units): Uint8Array => {
  const scores = throwawayDomains(units);
  return Uint8Array.from(units.record, (record) => {
    if (!record?.emailDomain) return NONE;
    return (scores.get(record.emailDomain) ?? 0) >= minScore ? THROWN_AWAY : LASTING;
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
    if (records.length < minAccounts) continue;
    const sudden = Math.max(novelty(records, everybody), bursts(records, everybody));
    const score = sudden * unverified(records) * (1 - ramp(organised(records), ...organisedShare));
    if (score > 0) scores.set(domain, score);
  }
  return scores;
});

/**
 * How new a domain is, 0..1: how improbable it is by Chernoff's bound that, of as many draws from everybody's sign-ups, so
 * many are as late as the domain's latest ones; and how many more are than the draws would be. A large provider has improbably
 * many late sign-ups after any one day on which a class or a conference came, and is not new.
 */
function novelty(records: readonly AccountRecord[], everybody: Float64Array): number {
  const times = records.map((r) => r.created).sort((a, b) => a - b);
  const late = Math.ceil(lateShare * times.length);
  const since = times[times.length - late];
  // 1e-9 keeps the logarithms finite.
  const chance = Math.max(1e-9, 1 - countAtMost(everybody, since - 1) / everybody.length);
  const share = late / times.length;
  if (share <= chance) return 0;
  const divergence =
    share * Math.log(share / chance) + (share === 1 ? 0 : (1 - share) * Math.log((1 - share) / Math.max(1e-9, 1 - chance)));
  return ramp((times.length * divergence) / Math.LN10, ...surprise) * ramp(beyondChance(share, chance), ...newShare);
}

/** 0..1: how many came close after another one, beyond what everybody's sign-ups explain. */
function bursts(records: readonly AccountRecord[], everybody: Float64Array): number {
  const times = Float64Array.from(records, (r) => r.created).sort();
  return closeInTime(times, everybody, CLOSE, true).excess;
}

/** 1 when no account is verified, 0 when enough of them are. */
function unverified(records: readonly AccountRecord[]): number {
  const shown = records.filter((r) => r.verification === 'business' || r.verification === 'identity').length;
  return clamp01(1 - (accountsPerVerified * shown) / records.length);
}

/** The largest share of the accounts that one sign-up network, one card or one school's programme holds together. */
function organised(records: readonly AccountRecord[]): number {
  const education = records.filter((r) => r.program === 'education').length;
  return Math.max(
    largest(records.map((r) => (r.signupNet ? [r.signupNet] : []))),
    largest(records.map((r) => r.payment)),
    education / records.length,
  );
}

/** The share of the lists that hold the most common value; 0 when no value is in two of them. */
function largest(lists: readonly (readonly string[])[]): number {
  const counts = new Map<string, number>();
  for (const list of lists) for (const value of list) counts.set(value, (counts.get(value) ?? 0) + 1);
  const most = Math.max(0, ...counts.values());
  return most > 1 ? most / lists.length : 0;
}
