/** What the full bench measures, as it is kept in figures.json between runs. */
import type { KernelFigures } from './kernel.ts';
import type { Figures } from './measured.ts';
import type { ProfileFigures } from './profile.ts';

/** Seconds by stage, as a run's summary has them. */
export type Stages = Readonly<Record<string, number>>;

export interface MeasuredAnalysis {
  readonly bytes: number;
  readonly exchanges: number;
  readonly stages: Stages;
  readonly campaigns: readonly { id: string; accounts: number; exchanges: number; confidence: number }[];
  readonly figures: Figures;
}

export interface Versus extends MeasuredAnalysis {
  readonly load: Figures;
  readonly count: Figures;
}

/** The same log, as it reaches an analysis. */
export interface Ways {
  readonly bytes: number;
  readonly file: Figures;
  readonly pipe: Figures;
  readonly gzip: Figures;
}

export interface Machine {
  readonly cores: number;
  readonly cpu: string;
  readonly node: string;
  readonly date: string;
}

export interface Kept {
  /** What each part was measured on last. */
  machines?: Readonly<Record<string, Machine>>;
  load?: Versus;
  long?: Versus;
  ways?: Ways;
  kernel?: KernelFigures;
  profile?: ProfileFigures & { readonly stages: Readonly<Record<string, { cpu: number; wall: number }>> };
  help?: Figures;
  grow?: readonly MeasuredAnalysis[];
  big?: MeasuredAnalysis;
}
