/**
 * Disguised clients: the user agent says one program and the TLS handshake (JA4) another, or user agents change over one
 * and the same handshake. A program has its handshake; a script that borrows a browser's name keeps its own.
 * Follows "one account with many user agents" and "obfuscated user metadata" of advisory AA26-251A.
 * Null model: what the population pairs. A pair is a mismatch when the user agent is known from several others and they
 * nearly all use another handshake, while the handshake is known from others under another name; a new version or a
 * rare program is neither. The share of everybody else with a disguise is what chance explains (a proxy that rewrites
 * handshakes affects its other customers as well). Defeated by a real browser, or by saying what one runs.
 */

import { type DetectInput, rowRange, type Software } from '../../../aggregate/detect-input.ts';
import { once } from '../../../base/memo.ts';
import type { Group, Population } from '../../group/group.ts';
import { grouped, percentText, surplusOver } from '../../population/numbers.ts';
import { severalParties } from '../../population/parties.ts';
import type { Measure } from '../measure.ts';

const TRUST = 0.6;
/** Others who must use a user agent (a handshake) before it is known what goes with it. */
const KNOWN = 8;
/** A pairing that fewer of a user agent's users have than this is not what it comes with. */
const UNUSUAL = 0.05;
/** So many user agents over one handshake are a change of clothes; a person has a browser and its updates. */
const AGENTS = 4;
const MIN_MEMBERS = 3;

export function disguiseMeasure(world: Population, group: Group): Measure | null {
  const { software, units } = world.input;
  const wardrobe = openWardrobe(world.input);
  const members = group.members.filter((i) => wardrobe.known[i]);
  if (members.length < MIN_MEMBERS || !severalParties(members, world.parties)) return null;
  const pairs = othersPairs(software, wardrobe, group);
  const mismatch = findMismatches(wardrobe, pairs);
  let count = 0;
  for (const i of members) {
    const { from, to } = rowRange(software.unit, i);
    let strange = wardrobe.changes[i] === 1;
    for (let r = from; r < to && !strange; r++)
      strange = wardrobe.pairOf[r] >= 0 && mismatch[wardrobe.pairOf[r]] === 1;
    if (strange) count++;
  }
  let outside = 0;
  let others = 0;
  for (let i = 0; i < units.count; i++) {
    if (group.inside[i] || !wardrobe.known[i]) continue;
    outside++;
    others += wardrobe.changes[i];
  }
  // An outsider with two strange pairs counts twice, on the safe side.
  for (let p = 0; p < mismatch.length; p++) if (mismatch[p]) others += pairs.users[p];
  const expected = (Math.min(outside, others) + 0.5) / (outside + 1);
  return {
    name: 'disguise',
    strength: TRUST * surplusOver(count, members.length, expected),
    summary: `${grouped(count)} of ${grouped(members.length)} members send a user agent that does not go with their TLS fingerprint, or change user agents over one fingerprint; ${percentText(expected)} of all others do.`,
    detail: {
      disguised: `${grouped(count)} of ${grouped(members.length)}`,
      disguised_elsewhere: percentText(expected),
    },
  };
}

/** What everybody wears: the distinct pairs of user agent and handshake, and who has them. */
interface Wardrobe {
  /** The pair of each row of software; -1 where either half is unknown. */
  readonly pairOf: Int32Array;
  readonly agent: Uint32Array;
  readonly tls: Uint32Array;
  /** Units with each pair, with each user agent. */
  readonly users: Float64Array;
  readonly agentUsers: Float64Array;
  readonly handshakes: number;
  /** 1 for units of which both halves are known, and for those that change user agents over one handshake. */
  readonly known: Uint8Array;
  readonly changes: Uint8Array;
}

const openWardrobe = once(({ software, units }: DetectInput): Wardrobe => {
  const { unit, agent, tls } = software;
  const pairOf = new Int32Array(unit.length).fill(-1);
  const byAgent = new Map<number, Map<number, number>>();
  const agents: number[] = [];
  const handshakes: number[] = [];
  const users: number[] = [];
  const known = new Uint8Array(units.count);
  const changes = new Uint8Array(units.count);
  let mostAgent = 0;
  let mostTls = 0;
  for (let r = 0; r < unit.length; r++) {
    if (agent[r] === 0 || tls[r] === 0) continue;
    const pairs = byAgent.get(agent[r]) ?? new Map<number, number>();
    byAgent.set(agent[r], pairs);
    const pair = pairs.get(tls[r]) ?? users.push(0) - 1;
    pairs.set(tls[r], pair);
    agents[pair] = agent[r];
    handshakes[pair] = tls[r];
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
    for (const one of distinct(software, from, r).values()) {
      if (one.size >= AGENTS) changes[unit[from]] = 1;
    }
    for (const one of new Set(agent.subarray(from, r))) agentUsers[one]++;
  }
  return {
    pairOf,
    agent: Uint32Array.from(agents),
    tls: Uint32Array.from(handshakes),
    users: Float64Array.from(users),
    agentUsers,
    handshakes: mostTls + 1,
    known,
    changes,
  };
});

/** The user agents over each handshake in some rows. */
function distinct({ agent, tls }: Software, from: number, to: number): Map<number, Set<number>> {
  const agents = new Map<number, Set<number>>();
  for (let r = from; r < to; r++) {
    if (agent[r] === 0 || tls[r] === 0) continue;
    agents.set(tls[r], (agents.get(tls[r]) ?? new Set<number>()).add(agent[r]));
  }
  return agents;
}

/** How many units outside the group have each pair and each user agent. */
function othersPairs(software: Software, { users, agentUsers, pairOf }: Wardrobe, group: Group) {
  const rest = { users: users.slice(), agentUsers: agentUsers.slice() };
  for (const i of group.members) {
    const { from, to } = rowRange(software.unit, i);
    for (let r = from; r < to; r++) if (pairOf[r] >= 0) rest.users[pairOf[r]]--;
    for (const agent of new Set(software.agent.subarray(from, to))) rest.agentUsers[agent]--;
  }
  return rest;
}

function findMismatches(
  { agent, tls, handshakes }: Wardrobe,
  { users, agentUsers }: { users: Float64Array; agentUsers: Float64Array },
): Uint8Array {
  // The most common name of each handshake.
  const most = new Float64Array(handshakes);
  for (let p = 0; p < users.length; p++) most[tls[p]] = Math.max(most[tls[p]], users[p]);
  const mismatch = new Uint8Array(users.length);
  for (let p = 0; p < users.length; p++) {
    if (agentUsers[agent[p]] < KNOWN || most[tls[p]] < KNOWN) continue;
    if (users[p] <= UNUSUAL * agentUsers[agent[p]] && users[p] <= UNUSUAL * most[tls[p]]) mismatch[p] = 1;
  }
  return mismatch;
}
