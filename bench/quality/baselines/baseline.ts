/**
 * A baseline detector reads the exchanges of a world in order, then the account records, and returns
 * a score per account, the threshold its authors use, and groups where it has them. Baselines share nothing with
 * Stillwatch's own detection; each file names what it follows and where it had to differ.
 */
import type { AccountInput } from '../../../src/model/wire.ts';

/** One exchange as a gateway log shows it. */
export interface Seen {
  readonly account: string;
  /** ms since the epoch. */
  readonly time: number;
  readonly system: string;
  /** The last user message. */
  readonly user: string;
  readonly ip: string | null;
  readonly ja4: string | null;
  readonly userAgent: string | null;
  readonly outputTokens: number;
}

export interface BaselineResult {
  /** 0..1 an account; accounts without exchanges may be missing. */
  readonly scores: ReadonlyMap<string, number>;
  /** From this score on the baseline flags an account. */
  readonly threshold: number;
  readonly groups: readonly (readonly string[])[];
}

export interface BaselineDetector {
  add(seen: Seen): void;
  /** One result a variant, in the order in which its kind lists them. */
  finish(accounts: readonly AccountInput[]): readonly BaselineResult[];
}

/** What some baselines get that a log does not have. */
export interface BaselineContext {
  readonly seed: string;
  /** Accounts that truth calls honest: the benign history that a calibrated test asks for. */
  readonly honest: ReadonlySet<string>;
}

export interface BaselineKind {
  /** Variants read the exchanges together and are judged apart. */
  readonly variants: readonly { readonly name: string; readonly title: string }[];
  readonly create: (context: BaselineContext) => BaselineDetector;
}
