/**
 * Signatures that changed hands: issued to a unit of one circle (ties.ts), presented by a unit of another. A signature is a
 * secret of the account that it was issued to, so who presents it has been handed that account's work. Colleagues of one
 * circle, or people of one campus, share transcripts openly, and those are left out.
 */

import { once } from '../../base/memo.ts';
import type { Population } from './group.ts';

/** Who takes part in an exchange of signatures, 1 for each such unit. */
export interface HandedSignatures {
  readonly issuer: Uint8Array;
  readonly presenter: Uint8Array;
  /** Requests that present one. */
  readonly requests: number;
}

/** Signatures that changed hands between units for which `inside` holds 1. */
export function handedSignatures({ input, circles, parties }: Population, inside: Uint8Array): HandedSignatures {
  const { issuer, presenter, count } = input.replays;
  const from = new Uint8Array(input.units.count);
  const to = new Uint8Array(input.units.count);
  let requests = 0;
  const { of, place } = parties;
  for (let r = 0; r < count.length; r++) {
    const [a, b] = [issuer[r], presenter[r]];
    if (inside[a] === 0 || inside[b] === 0 || circles[a] === circles[b] || of[a] === of[b]) continue;
    if (place[a] >= 0 && place[a] === place[b]) continue;
    from[a] = 1;
    to[b] = 1;
    requests += count[r];
  }
  return { issuer: from, presenter: to, requests };
}

/** The same among all units, counted once a detection run. */
export const handedAnywhere = once((population: Population) =>
  handedSignatures(population, new Uint8Array(population.input.units.count).fill(1)),
);
