/** A group with what every family of evidence says of it, and the verdict. */
import type { Evidence } from '../../model/finding.ts';
import type { Group } from '../group/group.ts';
import type { Openness } from '../group/openness.ts';
import type { GroupConfidence } from './confidence.ts';

/** A group with its evidence and the verdict. */
export interface TestedGroup {
  readonly group: Group;
  readonly evidence: readonly Evidence[];
  readonly open: Openness;
  readonly verdict: GroupConfidence;
}
