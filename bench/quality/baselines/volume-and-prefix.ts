/**
 * Baseline: volume and prefix rules, as in the public description of the distillation check of an open-source gateway
 * (AegisGate Platform 4.5: alert-only rules). Followed: more than 100 prompts in an hour is suspicious; a prompt's
 * structure is its first 50 characters without digits, and accounts of one structure are one cluster, the more certain
 * the larger; an address in a large cloud range is a proxy with weight 0.85; a list of phrases that ask for reasoning.
 * Made up here, because the description at hand does not give it: how the size of a cluster becomes a confidence, how often a
 * phrase must occur, and that an account belongs to the cluster of the structure it sends most. The original compares
 * all pairs of accounts; an index finds the same clusters. Its cloud ranges are kept as they are described: simulated
 * networks are drawn by seed and fall into them by chance.
 */
import type { AccountInput } from '../../../src/model/wire.ts';
import type { BaselineDetector, BaselineResult, Seen } from './baseline.ts';

const HOUR = 3_600_000;
const MANY_AN_HOUR = 100;
const STRUCTURE_CHARACTERS = 50;
/** First octet, and for a half of one the highest second octet. */
const CLOUD_RANGES: readonly (readonly [number, number])[] = [
  [13, 255],
  [3, 127],
];
const PROXY_SCORE = 0.85;
const VOLUME_SCORE = 0.6;
const PHRASE_SCORE = 0.6;
/** Share of an account's prompts that ask for reasoning from which the phrases count. */
const PHRASE_SHARE = 0.2;
const LEAST_CLUSTER = 3;
/** From this score on an alert is raised. */
const ALERT = 0.6;

const PHRASES = [
  'chain of thought',
  'chain-of-thought',
  'step by step',
  'step-by-step',
  'show your reasoning',
  'explain your reasoning',
  'internal reasoning',
  'thought process',
  'think out loud',
];

interface Tally {
  prompts: number;
  hour: number;
  inHour: number;
  busiest: number;
  phrases: number;
  cloud: number;
  readonly structures: Map<string, number>;
}

export function createVolumeAndPrefix(): BaselineDetector {
  const tallies = new Map<string, Tally>();
  return {
    add(seen: Seen) {
      let tally = tallies.get(seen.account);
      if (tally === undefined) {
        tally = { prompts: 0, hour: -1, inHour: 0, busiest: 0, phrases: 0, cloud: 0, structures: new Map() };
        tallies.set(seen.account, tally);
      }
      count(tally, seen);
    },
    finish(_accounts: readonly AccountInput[]): BaselineResult[] {
      const clusters = new Map<string, string[]>();
      for (const [account, { structures }] of tallies) {
        const structure = mostFrequent(structures);
        clusters.set(structure, [...(clusters.get(structure) ?? []), account]);
      }
      const scores = new Map<string, number>();
      for (const members of clusters.values()) {
        for (const account of members) {
          const tally = tallies.get(account) as Tally;
          scores.set(account, Math.max(clusterConfidence(members.length), ownScore(tally)));
        }
      }
      return [
        {
          scores,
          threshold: ALERT,
          groups: [...clusters.values()].filter((members) => members.length >= LEAST_CLUSTER),
        },
      ];
    },
  };
}

function count(tally: Tally, { time, system, user, ip }: Seen): void {
  tally.prompts++;
  const hour = Math.floor(time / HOUR);
  tally.inHour = hour === tally.hour ? tally.inHour + 1 : 1;
  tally.hour = hour;
  tally.busiest = Math.max(tally.busiest, tally.inHour);
  const prompt = `${system}\n${user}`.toLowerCase();
  if (PHRASES.some((phrase) => prompt.includes(phrase))) tally.phrases++;
  if (ip !== null && isCloud(ip)) tally.cloud++;
  const structure = (system === '' ? user : system).slice(0, STRUCTURE_CHARACTERS).replace(/\d/g, '');
  tally.structures.set(structure, (tally.structures.get(structure) ?? 0) + 1);
}

function ownScore(tally: Tally): number {
  const rules = [
    tally.busiest > MANY_AN_HOUR ? VOLUME_SCORE : 0,
    tally.phrases / tally.prompts >= PHRASE_SHARE ? PHRASE_SCORE : 0,
    PROXY_SCORE * (tally.cloud / tally.prompts),
  ];
  return Math.max(...rules);
}

/** 3 accounts 0.6, 6 accounts 0.8, 24 accounts 0.95: rising with the size and never certain. */
function clusterConfidence(accounts: number): number {
  return accounts < LEAST_CLUSTER ? 0 : 1 - 0.4 * (LEAST_CLUSTER / accounts);
}

function isCloud(ip: string): boolean {
  const [first, second] = ip.split('.', 2).map(Number);
  return CLOUD_RANGES.some(([octet, highest]) => first === octet && second <= highest);
}

/** Ties go to the structure that comes first in the alphabet. */
function mostFrequent(structures: ReadonlyMap<string, number>): string {
  let best = '';
  let most = 0;
  for (const [structure, n] of structures) {
    if (n > most || (n === most && structure < best)) {
      best = structure;
      most = n;
    }
  }
  return best;
}
