/** A group with what every family of evidence says of it, and the verdict. */
import type { Evidence } from '../model/finding.ts';
import type { Verdict } from './confidence.ts';
import type { Group } from './group.ts';
import type { Openness } from './openness.ts';

export interface TestedGroup {
  readonly group: Group;
  readonly evidence: readonly Evidence[];
  readonly open: Openness;
  readonly verdict: Verdict;
}
