/**
 * Disguised clients: the user agent says one program and the TLS handshake (JA4) another, or user agents change over one
 * and the same handshake. A program has its handshake; a script that borrows a browser's name keeps its own.
 * Follows "one account with many user agents" and "obfuscated user metadata" of advisory AA26-251A.
 * Null model: what the population pairs. A pair is a mismatch when the user agent is known from several others and they
 * nearly all use another handshake, while the handshake is known from others under another name; a new version or a
 * rare program is neither. The share of everybody else with a disguise is what chance explains (a proxy that rewrites
 * handshakes affects its other customers as well). Defeated by a real browser, or by saying what one runs.
 */
import type { Group, World } from '../../group.ts';
import type { Software } from '../../input.ts';
import { grouped, percent, surplusOver } from '../../numbers.ts';
import { severalParties } from '../../parties.ts';
import type { Measure } from '../measure.ts';

const TRUST = 0.6;
/** Others who must use a user agent (a handshake) before it is known what goes with it. */
const KNOWN = 8;
/** A pairing that fewer of a user agent's users have than this is not what it comes with. */
const UNUSUAL = 0.05;
/** So many user agents over one handshake are a change of clothes; a person has a browser and its updates. */
const AGENTS = 4;
const MIN_MEMBERS = 3;

export function disguiseMeasure(world: World, group: Group): Measure | null {
  const { software, units } = world.input;
  const pairs = new Pairings(software, group);
  const disguised = new Uint8Array(units.count);
  const known = new Uint8Array(units.count);
  for (let r = 0; r < software.unit.length; ) {
    const unit = software.unit[r];
    let end = r + 1;
    while (end < software.unit.length && software.unit[end] === unit) end++;
    let both = false;
    let strange = false;
    for (let k = r; k < end; k++) {
      if (software.agent[k] === 0 || software.tls[k] === 0) continue;
      both = true;
      if (pairs.isMismatch(software.agent[k], software.tls[k])) strange = true;
    }
    known[unit] = both ? 1 : 0;
    disguised[unit] = strange || changesClothes(software, r, end) ? 1 : 0;
    r = end;
  }
  const members = group.members.filter((i) => known[i]);
  if (members.length < MIN_MEMBERS || !severalParties(members, world.parties)) return null;
  const count = members.filter((i) => disguised[i]).length;
  let outside = 0;
  let others = 0;
  for (let i = 0; i < units.count; i++) {
    if (group.inside[i] || !known[i]) continue;
    outside++;
    others += disguised[i];
  }
  const expected = (others + 0.5) / (outside + 1);
  return {
    name: 'disguise',
    strength: TRUST * surplusOver(count, members.length, expected),
    summary: `${grouped(count)} of ${grouped(members.length)} members send a user agent that does not go with their TLS fingerprint, or change user agents over one fingerprint; ${percent(expected)} of all others do.`,
    detail: {
      disguised: `${grouped(count)} of ${grouped(members.length)}`,
      disguised_elsewhere: percent(expected),
    },
  };
}

function changesClothes(software: Software, from: number, to: number): boolean {
  const agents = new Map<number, Set<number>>();
  for (let k = from; k < to; k++) {
    if (software.agent[k] === 0 || software.tls[k] === 0) continue;
    const set = agents.get(software.tls[k]) ?? new Set();
    agents.set(software.tls[k], set.add(software.agent[k]));
  }
  for (const set of agents.values()) if (set.size >= AGENTS) return true;
  return false;
}

/** What the units outside a group pair: who uses a user agent, a handshake, and both together. */
class Pairings {
  private readonly agents = new Map<number, Set<number>>();
  private readonly handshakes = new Map<number, Map<number, number>>();

  constructor(software: Software, group: Group) {
    for (let r = 0; r < software.unit.length; r++) {
      const agent = software.agent[r];
      const tls = software.tls[r];
      if (group.inside[software.unit[r]] || agent === 0 || tls === 0) continue;
      this.agents.set(agent, (this.agents.get(agent) ?? new Set()).add(software.unit[r]));
      const names = this.handshakes.get(tls) ?? new Map<number, number>();
      this.handshakes.set(tls, names.set(agent, (names.get(agent) ?? 0) + 1));
    }
  }

  isMismatch(agent: number, tls: number): boolean {
    const users = this.agents.get(agent)?.size ?? 0;
    const names = this.handshakes.get(tls);
    if (users < KNOWN || !names) return false;
    const together = names.get(agent) ?? 0;
    if (together > UNUSUAL * users) return false;
    let elsewhere = 0;
    for (const count of names.values()) elsewhere = Math.max(elsewhere, count);
    return elsewhere >= KNOWN && together <= UNUSUAL * elsewhere;
  }
}
