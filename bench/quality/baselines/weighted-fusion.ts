/**
 * Baseline: fixed-weight fusion of signals an account, as Glasswally publishes it (Rust, MIT; README and the fusion
 * weights of its ten-signal version). Followed: the weights of six signals, the way a signal's confidence damps it, the
 * 0.08 for members of a cluster of five or more, the thresholds 0.35 (limit), 0.55 (review), 0.72 (suspend), one-hour
 * windows, and of each signal the steps named beside it below. An account's score is its highest at any moment.
 *
 * Differences. Country is left out wherever the original has it (a factor of 1.3 on the sum and more inside signals),
 * and with it "off hours", which stands for a country: neither is evidence here. A log has no HTTP/2 settings, header
 * order or watermark, and the pivot and sequence signals were not made again: their weights are shared out over the six
 * that are left. TLS fingerprints are JA4, so scripts are told by their user agent. Clusters come from cards and /24
 * networks; the original links on TLS fingerprints too, which ties all users of a library together. Of its cluster
 * signal, card cliques and virtual-card prefixes are left out. Similarity to known phrasings hashes a run of words into
 * one dimension, and compares with requests worded anew (known-phrasings.ts).
 */
import type { AccountInput } from '../../../src/model/wire.ts';
import type { BaselineDetector, BaselineResult, Seen } from './baseline.ts';
import { cosine, hashText, type TextShape } from './hashed-text.ts';
import { PHRASINGS, phrasingOf } from './known-phrasings.ts';
import { SharedBy } from './shared-by.ts';

const WEIGHTS = { client: 0.2, velocity: 0.13, phrases: 0.12, similarity: 0.1, cluster: 0.11, burst: 0.09 };
const WEIGHT_SUM = Object.values(WEIGHTS).reduce((sum, weight) => sum + weight, 0);
const LIMIT = 0.35;
const CLUSTER_BONUS = 0.08;
const BONUS_FROM = 5;
const HOUR = 3_600_000;
const TEXT: TextShape = { width: 512, words: 3, characters: 0 };
const READ_CHARACTERS = 2_000;
const SCRIPT = /python|curl|wget|aiohttp|httpx|okhttp|axios|node-fetch|undici|go-http|java\//i;

interface Event {
  readonly time: number;
  readonly tokens: number;
  readonly asks: boolean;
  readonly field: string | null;
}

interface State {
  /** Events of the last hour. */
  window: Event[];
  events: number;
  script: boolean;
  readonly ja4: Set<string>;
  /** Highest sum of the signals that an account has alone. */
  best: number;
}

export function createWeightedFusion(): BaselineDetector {
  const states = new Map<string, State>();
  const sets = new SharedBy();
  const subnets = new Map<string, Set<string>>();
  const holders = new Map<string, Set<string>>();
  const archetypes = PHRASINGS.map((text) => {
    const vector = new Float32Array(TEXT.width);
    hashText(text, TEXT, vector);
    return vector;
  });
  const bursts = createBursts();
  const vector = new Float32Array(TEXT.width);
  return {
    add(seen: Seen) {
      const { account } = seen;
      let state = states.get(account);
      if (state === undefined) {
        state = { window: [], events: 0, script: false, ja4: new Set(), best: 0 };
        states.set(account, state);
        subnets.set(account, new Set());
        sets.add(account);
      }
      const subnet = subnetOf(seen.ip);
      if (subnet !== null) {
        sets.share(account, subnet);
        subnets.get(account)?.add(subnet);
      }
      if (seen.ja4 !== null) {
        state.ja4.add(seen.ja4);
        const users = holders.get(seen.ja4) ?? new Set();
        holders.set(seen.ja4, users.add(account));
      }
      state.script ||= seen.userAgent !== null && SCRIPT.test(seen.userAgent);
      remember(state, seen);
      hashText(seen.user.slice(0, READ_CHARACTERS), TEXT, vector);
      const own =
        WEIGHTS.velocity * velocity(state.window) +
        WEIGHTS.phrases * 0.94 * phrases(state.window) +
        WEIGHTS.similarity * similarity(vector, archetypes) +
        WEIGHTS.burst * bursts(account, seen.time);
      state.best = Math.max(state.best, own);
    },
    finish(accounts: readonly AccountInput[]): BaselineResult[] {
      for (const { account, payment } of accounts) for (const card of payment ?? []) sets.share(account, `card ${card}`);
      const records = new Map(accounts.map((record) => [record.account, record]));
      const groups = sets.sets();
      const scores = new Map<string, number>();
      for (const group of groups) {
        const cluster = clusterSignal(group, records, subnets, states);
        const bonus = group.length >= BONUS_FROM ? CLUSTER_BONUS : 0;
        for (const account of group) {
          const state = states.get(account);
          if (state === undefined) continue;
          const own = state.best + WEIGHTS.client * clientSignal(state, holders);
          scores.set(account, Math.min(1, (own + WEIGHTS.cluster * cluster) / WEIGHT_SUM + bonus));
        }
      }
      return [{ scores, threshold: LIMIT, groups: groups.filter((group) => group.length >= 3) }];
    },
  };
}

/** A signal counts by its score and by how sure it is of it. */
function damped(score: number, confidence: number): number {
  return Math.min(1, score) * (0.4 + 0.6 * Math.min(1, confidence));
}

function remember(state: State, seen: Seen): void {
  const known = phrasingOf(seen.system, seen.user);
  state.events++;
  state.window.push({
    time: seen.time,
    tokens: seen.outputTokens,
    asks: known.asks,
    field: known.field,
  });
  let old = 0;
  while (state.window[old].time < seen.time - HOUR) old++;
  if (old > 0) state.window.splice(0, old);
}

/** Over 200 (60) an hour 0.45 (0.25); even gaps 0.3 (0.15); even answer lengths 0.15. */
function velocity(window: readonly Event[]): number {
  const n = window.length;
  if (n < 5) return 0;
  const span = Math.max(1, window[n - 1].time - window[0].time);
  const anHour = (n / span) * HOUR;
  let score = anHour > 200 ? 0.45 : anHour > 60 ? 0.25 : 0;
  const gaps: number[] = [];
  for (let i = 1; i < n; i++) gaps.push(window[i].time - window[i - 1].time);
  const regularity = 1 - variation(gaps);
  score += regularity > 0.7 ? 0.3 : regularity > 0.5 ? 0.15 : 0;
  if (variation(window.map((event) => event.tokens)) < 0.15) score += 0.15;
  const confidence = Math.min(1, n / 50);
  return damped(score * (0.5 + 0.5 * confidence), confidence);
}

/** One phrase 0.4; a fifth of the hour's prompts 0.35; seven tenths of them in one field 0.25. Confidence is 0.9 throughout. */
function phrases(window: readonly Event[]): number {
  const n = window.length;
  let score = window[n - 1].asks ? 0.4 : 0;
  if (n >= 5) {
    if (window.filter((event) => event.asks).length >= 0.2 * n) score += 0.35;
    const fields = new Map<string, number>();
    for (const { field } of window) if (field !== null) fields.set(field, (fields.get(field) ?? 0) + 1);
    if (Math.max(0, ...fields.values()) >= 0.7 * n) score += 0.25;
  }
  return Math.min(1, score);
}

/** From a cosine of 0.6 on, rising to 1. */
function similarity(vector: Float32Array, archetypes: readonly Float32Array[]): number {
  let most = 0;
  for (const archetype of archetypes) most = Math.max(most, cosine(vector, archetype));
  return most < 0.6 ? 0 : damped((most - 0.6) / 0.4, most);
}

/** Five or more accounts in one second; three earlier bursts within five minutes add 0.3. */
function createBursts(): (account: string, time: number) => number {
  let second = -1;
  let accounts = new Set<string>();
  let earlier: number[] = [];
  return (account, time) => {
    const now = Math.floor(time / 1000);
    if (now !== second) {
      if (accounts.size >= 5) earlier.push(second);
      earlier = earlier.filter((at) => at >= now - 300);
      second = now;
      accounts = new Set();
    }
    accounts.add(account);
    if (accounts.size < 5) return 0;
    const score = Math.min(0.5, ((accounts.size - 5) / 7) * 0.5) + (earlier.length >= 3 ? 0.3 : 0);
    return damped(score, accounts.size / 12);
  };
}

/** A script 0.15; three TLS fingerprints 0.2; a fingerprint that ten accounts have 0.15. */
function clientSignal(state: State, holders: ReadonlyMap<string, ReadonlySet<string>>): number {
  let score = state.script ? 0.15 : 0;
  if (state.ja4.size >= 3) score += 0.2;
  if ([...state.ja4].some((ja4) => (holders.get(ja4)?.size ?? 0) >= 10)) score += 0.15;
  const confidence = Math.min(1, state.events / 20);
  return damped(score * (0.4 + 0.6 * confidence), confidence);
}

/** The "hydra": size / 25 (at most 0.4), cards (0.07 each, at most 0.35), /24 networks (0.03 each, at most 0.15), one issuer range 0.2. */
function clusterSignal(
  group: readonly string[],
  records: ReadonlyMap<string, AccountInput>,
  subnets: ReadonlyMap<string, ReadonlySet<string>>,
  states: ReadonlyMap<string, State>,
): number {
  if (group.length < 3) return 0;
  const cards = new Set(group.flatMap((account) => records.get(account)?.payment ?? []));
  const networks = new Set(group.flatMap((account) => [...(subnets.get(account) ?? [])]));
  const issuers = new Map<string, number>();
  for (const account of group) {
    const bin = records.get(account)?.payment_bin;
    if (bin) issuers.set(bin, (issuers.get(bin) ?? 0) + 1);
  }
  const top = Math.max(0, ...issuers.values());
  const score =
    0.4 * Math.min(1, group.length / 25) +
    Math.min(0.35, 0.07 * cards.size) +
    Math.min(0.15, 0.03 * networks.size) +
    (top >= 3 && top >= 0.4 * cards.size ? 0.2 : 0);
  const requests = group.reduce((sum, account) => sum + (states.get(account)?.events ?? 0), 0);
  return damped(score, requests / 100);
}

function subnetOf(ip: string | null): string | null {
  const parts = ip?.split('.') ?? [];
  return parts.length === 4 ? `net ${parts.slice(0, 3).join('.')}` : null;
}

/** Standard deviation over mean; 1 for no values. */
function variation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  if (!(mean > 0)) return 1;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) / mean;
}
