/** What the service is made of: something that may start, stop, say whether it is well, and count what it does. */

export type Readiness = { readonly ready: true } | { readonly ready: false; readonly reason: string };

/** Plain numbers, or numbers by a word (a reason, an action): operations/metric-table.ts makes metrics of them. */
export type PartStats = Readonly<Record<string, number | Readonly<Record<string, number>>>>;

export interface ServicePart {
  /** One word; the name of its stats in the metric table. */
  readonly name: string;
  /** Resolves when it works; a part that is not there yet keeps `/readyz` at 503. */
  start?(): Promise<void>;
  /** Finishes what it has begun by `deadline` (ms since the epoch), and begins nothing new. */
  stop?(deadline: number): Promise<void>;
  /** The reason is read by whoever can reach `/readyz`: one sentence, nothing of anybody's. */
  ready?(): Readiness | Promise<Readiness>;
  stats?(): PartStats;
}

/** Where requests come in: opened before the parts start, so that health can be asked, and closed before they stop. */
export interface Listener {
  readonly name: string;
  /** Gives the address it listens on. */
  open(): Promise<string>;
  /** No new connection; requests that run are finished until `deadline`, then cut off. */
  close(deadline: number): Promise<void>;
}
