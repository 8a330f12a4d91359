/** A group with what every family of evidence says of it, and the verdict. */
import type { Evidence } from '../model/finding.ts';
import type { Verdict } from './confidence.ts';
import type { Group } from './group.ts';

export interface TestedGroup {
  readonly group: Group;
  readonly evidence: readonly Evidence[];
  /** 0..1: share of the members whose identity or business was verified. */
  readonly openShare: number;
  readonly verdict: Verdict;
}
