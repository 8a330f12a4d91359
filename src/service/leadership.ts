/** Which of several nodes does what only one may do: looks for campaigns, sends webhooks. */

export interface Leadership {
  isLeader(): boolean;
  /** Calls back when this node begins or ceases to lead; gives a function that ends it. */
  onChange(listener: (leads: boolean) => void): () => void;
}

/** A node that is alone leads always. */
export const ALONE: Leadership = { isLeader: () => true, onChange: () => () => {} };
