/**
 * The simulator as the command line sees it. It lies outside src/ and the launcher passes it in, so that detection cannot
 * reach the words and constants of the worlds it is tested on.
 */
/** The options of a world; sim/index.ts says what each does. */
export interface SimulatorOptions {
  world: string;
  scale: number;
  seed: number;
  out: string;
  mix?: number;
  paraphrase?: number;
  infrastructure?: string;
  rate?: number;
  accounts?: number;
  honest?: number;
  days?: number;
  labelNoise?: number;
  text?: string;
  textFold?: string;
  compress?: 'none' | 'gzip';
  signal?: AbortSignal;
  onProgress?: (done: number, total: number) => void;
}

/** Size of one campaign or honest group. */
export interface SimulatedGroup {
  readonly accounts: number;
  readonly exchanges: number;
}

/** What was written. */
export interface SimulatorResult {
  readonly files: readonly string[];
  readonly exchanges: number;
  readonly accounts: number;
  readonly campaigns: readonly (SimulatedGroup & { readonly name: string })[];
  readonly honest: readonly (SimulatedGroup & { readonly group: string })[];
}

/** What sim/index.ts exports. `simulate` throws a ProblemError for options out of range and when the signal fires. */
export interface SimulatorModule {
  readonly WORLDS: readonly { readonly name: string; readonly description: string }[];
  simulate(options: SimulatorOptions): Promise<SimulatorResult>;
}
