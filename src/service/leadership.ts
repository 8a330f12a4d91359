/** Which node does the work that only one node may do, such as detection and sending webhooks. */

export interface Leadership {
  isLeader(): boolean;
  /** Calls `listener` when this node starts or stops leading. @returns a function that removes it */
  onChange(listener: (leads: boolean) => void): () => void;
}

/** The leadership of a single node, which always leads. */
export const ALONE: Leadership = { isLeader: () => true, onChange: () => () => {} };
