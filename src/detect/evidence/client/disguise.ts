/**
 * Disguised clients: the user agent names one program and the TLS fingerprint (JA4) belongs to another, or user agents
 * change over one and the same fingerprint. A program has its fingerprint; a script that borrows a browser's name keeps
 * its own. Follows "one account with many user agents" and "obfuscated user metadata" of advisory AA26-251A.
 * Null model: what the population pairs. A pair is a mismatch when the user agent is known from several others and nearly
 * all of them have another fingerprint, while the fingerprint is known from others under another name; a new version or a
 * rare program is neither. Chance is the share of everybody else with a disguise (a proxy that rewrites handshakes
 * affects its other customers as well). Defeated by a real browser, or by naming the program that runs.
 */

import { type DetectInput, rowRange, type Software } from '../../../aggregate/detect-input.ts';
import { once } from '../../../base/memo.ts';
import { valuesOf } from '../../../model/parameter.ts';
import type { Group, Population } from '../../group/group.ts';
import { CLIENT_DISGUISE_PARAMETERS } from '../../parameters/evidence/client.ts';
import { grouped, percentText, surplusOver } from '../../population/numbers.ts';
import { severalParties } from '../../population/parties.ts';
import type { Measure } from '../measure.ts';
import { outsiderShare } from '../outsider-share.ts';

const { fullStrength, minUsers, unusualShare, minAgents, minMembers } = valuesOf(CLIENT_DISGUISE_PARAMETERS);

/** Strength 0..1 of more members disguising their client than others; null for few members whose client is known. */
export function disguiseMeasure(population: Population, group: Group): Measure | null {
  const { software, units } = population.input;
  const all = softwarePairs(population.input);
  const members = group.members.filter((i) => all.known[i]);
  if (members.length < minMembers || !severalParties(members, population.parties)) return null;
  const pairs = outsidersPairs(software, all, group);
  const mismatch = findMismatches(all, pairs);
  let count = 0;
  for (const i of members) {
    const { from, to } = rowRange(software.unit, i);
    let disguised = all.changesAgent[i] === 1;
    for (let r = from; r < to && !disguised; r++) disguised = all.pairOf[r] >= 0 && mismatch[all.pairOf[r]] === 1;
    if (disguised) count++;
  }
  let outside = 0;
  let others = 0;
  for (let i = 0; i < units.count; i++) {
    if (group.inside[i] || !all.known[i]) continue;
    outside++;
    others += all.changesAgent[i];
  }
  // An outsider with two strange pairs counts twice, on the safe side.
  for (let p = 0; p < mismatch.length; p++) if (mismatch[p]) others += pairs.users[p];
  const expected = outsiderShare(Math.min(outside, others), outside);
  return {
    name: 'disguise',
    strength: fullStrength * surplusOver(count, members.length, expected),
    summary: `${grouped(count)} of ${grouped(members.length)} members send a user agent that does not match their TLS fingerprint, or change user agents on one fingerprint; ${percentText(expected)} of all others do.`,
    detail: {
      disguised: `${grouped(count)} of ${grouped(members.length)}`,
      disguised_elsewhere: percentText(expected),
    },
  };
}

/** The distinct pairs of user agent and TLS fingerprint in the population, and how many units have each. */
interface SoftwarePairs {
  /** The pair of each row of software; -1 where either half is unknown. */
  readonly pairOf: Int32Array;
  readonly agent: Uint32Array;
  readonly tls: Uint32Array;
  /** Units with each pair, with each user agent. */
  readonly users: Float64Array;
  readonly agentUsers: Float64Array;
  /** One more than the largest number of a fingerprint. */
  readonly fingerprints: number;
  /** 1 for units with a known pair. */
  readonly known: Uint8Array;
  /** 1 for units that change user agents over one fingerprint. */
  readonly changesAgent: Uint8Array;
}

const softwarePairs = once(({ software, units }: DetectInput): SoftwarePairs => {
  const { unit, agent, tls } = software;
  const pairOf = new Int32Array(unit.length).fill(-1);
  const byAgent = new Map<number, Map<number, number>>();
  const agentOf: number[] = [];
  const tlsOf: number[] = [];
  const users: number[] = [];
  const known = new Uint8Array(units.count);
  const changesAgent = new Uint8Array(units.count);
  let mostAgent = 0;
  let mostTls = 0;
  for (let r = 0; r < unit.length; r++) {
    if (agent[r] === 0 || tls[r] === 0) continue;
    const pairs = byAgent.get(agent[r]) ?? new Map<number, number>();
    byAgent.set(agent[r], pairs);
    const pair = pairs.get(tls[r]) ?? users.push(0) - 1;
    pairs.set(tls[r], pair);
    agentOf[pair] = agent[r];
    tlsOf[pair] = tls[r];
    users[pair]++;
    pairOf[r] = pair;
    known[unit[r]] = 1;
    mostAgent = Math.max(mostAgent, agent[r]);
    mostTls = Math.max(mostTls, tls[r]);
  }
  const agentUsers = new Float64Array(mostAgent + 1);
  for (let r = 0; r < unit.length; ) {
    const from = r;
    while (r < unit.length && unit[r] === unit[from]) r++;
    for (const one of agentsByFingerprint(software, from, r).values()) {
      if (one.size >= minAgents) changesAgent[unit[from]] = 1;
    }
    for (const one of new Set(agent.subarray(from, r))) agentUsers[one]++;
  }
  return {
    pairOf,
    agent: Uint32Array.from(agentOf),
    tls: Uint32Array.from(tlsOf),
    users: Float64Array.from(users),
    agentUsers,
    fingerprints: mostTls + 1,
    known,
    changesAgent,
  };
});

/** The user agents over each fingerprint in some rows. */
function agentsByFingerprint({ agent, tls }: Software, from: number, to: number): Map<number, Set<number>> {
  const agents = new Map<number, Set<number>>();
  for (let r = from; r < to; r++) {
    if (agent[r] === 0 || tls[r] === 0) continue;
    agents.set(tls[r], (agents.get(tls[r]) ?? new Set<number>()).add(agent[r]));
  }
  return agents;
}

/** How many units outside the group have each pair and each user agent. */
function outsidersPairs(software: Software, { users, agentUsers, pairOf }: SoftwarePairs, group: Group) {
  const rest = { users: users.slice(), agentUsers: agentUsers.slice() };
  for (const i of group.members) {
    const { from, to } = rowRange(software.unit, i);
    for (let r = from; r < to; r++) if (pairOf[r] >= 0) rest.users[pairOf[r]]--;
    for (const agent of new Set(software.agent.subarray(from, to))) rest.agentUsers[agent]--;
  }
  return rest;
}

function findMismatches(
  { agent, tls, fingerprints }: SoftwarePairs,
  { users, agentUsers }: { users: Float64Array; agentUsers: Float64Array },
): Uint8Array {
  // The users of the most common user agent of each fingerprint.
  const most = new Float64Array(fingerprints);
  for (let p = 0; p < users.length; p++) most[tls[p]] = Math.max(most[tls[p]], users[p]);
  const mismatch = new Uint8Array(users.length);
  for (let p = 0; p < users.length; p++) {
    if (agentUsers[agent[p]] < minUsers || most[tls[p]] < minUsers) continue;
    if (users[p] <= unusualShare * agentUsers[agent[p]] && users[p] <= unusualShare * most[tls[p]]) mismatch[p] = 1;
  }
  return mismatch;
}
