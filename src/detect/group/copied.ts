/**
 * The people whom a group copied: they send a text behind which the group harvests, and do not harvest with it
 * (population/segment-split.ts). A null model asks what strangers would share. These are no strangers: whoever puts their text in front
 * of its own requests can sign up in their days, from their network and with their software, and each of these would seem common
 * for their sake. So they are left out of the comparison. Colleagues of a member are not: who has a card, a mailbox or a small mail
 * domain in common with the group may be of one house with it, and what the house shares is no secret of a few.
 */
import { valuesOf } from '../../model/parameter.ts';
import { COPIED_PARAMETERS } from '../parameters/group-formation.ts';
import { isSomebodys, type Layer } from '../population/layers.ts';
import type { Segments } from '../population/segments.ts';

const { minTemplate, minMembers, minShare } = valuesOf(COPIED_PARAMETERS);

/** What is read of a population to find whom a group copied. */
export interface CopySources {
  readonly input: { readonly units: { readonly count: number; readonly exchanges: Float64Array } };
  readonly layers: readonly Layer[];
  readonly segments: Segments;
  readonly circles: Uint32Array;
}

/** What is read of a group's own segments (group.ts). */
interface SentSegment {
  readonly segment: number;
  readonly members: number;
  readonly exchanges: number;
}

/** People whom a group copied. */
export interface CopiedPeople {
  /** 1 for each, by unit. */
  readonly is: Uint8Array;
  readonly units: readonly number[];
}

const NOBODY: CopiedPeople = { is: new Uint8Array(0), units: [] };

/**
 * Finds the people whom a group copied; none for nearly every group.
 *
 * @param inside 1 for each member, by unit
 */
export function copiedPeople(
  { input, layers, segments, circles }: CopySources,
  members: readonly number[],
  inside: Uint8Array,
  own: readonly SentSegment[],
): CopiedPeople {
  const { postings, others, template } = segments;
  const sent = members.reduce((sum, i) => sum + input.units.exchanges[i], 0);
  const copied = own.filter(
    ({ segment: s, members: users, exchanges }) =>
      others[s] >= 0 && template[s] >= minTemplate && users >= minMembers * members.length && exchanges >= minShare * sent,
  );
  if (copied.length === 0) return NOBODY;
  const is = new Uint8Array(input.units.count);
  for (const { segment } of copied) {
    const s = others[segment];
    for (let p = postings.start[s]; p < postings.start[s + 1]; p++)
      if (inside[postings.unit[p]] === 0) is[postings.unit[p]] = 1;
  }
  const known = new Set(members.map((i) => circles[i]));
  for (let i = 0; i < is.length; i++) if (is[i] === 1 && known.has(circles[i])) is[i] = 0;
  for (const { byUnit, postings: holders } of layers.filter((layer) => layer.personal && isSomebodys(layer))) {
    for (const i of members)
      for (let r = byUnit.start[i]; r < byUnit.start[i + 1]; r++) {
        const v = byUnit.value[r];
        for (let p = holders.start[v]; p < holders.start[v + 1]; p++) is[holders.unit[p]] = 0;
      }
  }
  const units: number[] = [];
  for (let i = 0; i < is.length; i++) if (is[i] === 1) units.push(i);
  return units.length === 0 ? NOBODY : { is, units };
}

/** How many units outside a group hold a value, those whom it copied left out. */
export function strangersHolding(
  { postings }: Layer,
  value: number,
  holdersInside: number,
  { is, units }: CopiedPeople,
): number {
  let count = postings.start[value + 1] - postings.start[value] - holdersInside;
  if (units.length === 0) return count;
  for (let p = postings.start[value]; p < postings.start[value + 1]; p++) count -= is[postings.unit[p]];
  return count;
}
