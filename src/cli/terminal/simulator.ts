/**
 * The simulator as the command line sees it. It lives outside src/ and is handed in by the launcher, so that
 * nothing that detects can reach the words and constants of the worlds it is tested on.
 */
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

export interface SimulatedGroup {
  readonly accounts: number;
  readonly exchanges: number;
}

export interface SimulatorResult {
  readonly files: readonly string[];
  readonly exchanges: number;
  readonly accounts: number;
  readonly campaigns: readonly (SimulatedGroup & { readonly name: string })[];
  readonly honest: readonly (SimulatedGroup & { readonly group: string })[];
}

export interface SimulatorModule {
  readonly WORLDS: readonly { readonly name: string; readonly description: string }[];
  simulate(options: SimulatorOptions): Promise<SimulatorResult>;
}
