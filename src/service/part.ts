/** The interfaces of the parts of the service, which start, stop, report their health and count what they do. */

/** A part that is degraded can still work: what requests meet is not what fails, or not yet. */
export type Readiness =
  | { readonly ready: true; readonly degraded?: string; readonly note?: string }
  | { readonly ready: false; readonly reason: string };

/** Numbers, or records of numbers such as counts by reason. operations/metric-table.ts maps them to metrics. */
export type PartStats = Readonly<Record<string, number | Readonly<Record<string, number>>>>;

export interface ServicePart {
  /** A single word; also the name of its statistics in the metric table. */
  readonly name: string;
  /** Resolves when the part works. Until then, `/readyz` returns 503. */
  start?(): Promise<void>;
  /** Starts nothing new and finishes its work. @param deadline ms by the monotonic clock */
  stop?(deadline: number): Promise<void>;
  /** Whether the part can work. `/readyz` shows the reasons to anyone: sentences without confidential data. */
  ready?(): Readiness | Promise<Readiness>;
  stats?(): PartStats;
}

/** Accepts connections. Opened before the parts start, so that health checks work, and closed before they stop. */
export interface Listener {
  readonly name: string;
  /** Opens it. @returns its URL */
  open(): Promise<string>;
  /** Refuses new connections and finishes running requests; aborts them at `deadline`, ms by the monotonic clock. */
  close(deadline: number): Promise<void>;
}
