/**
 * Wires the command line: gives it its streams and clock (those of the process, or a test's) and the parts that its
 * commands load. serve.ts wires the service that `stillwatch serve` runs. The launcher in bin/ adds the simulator, which
 * src/ may not import.
 */
import { VERSION } from './base/version.ts';
import { runProgram } from './cli/program.ts';
import { createContext, type Services } from './cli/terminal/context.ts';
import type { Io } from './cli/terminal/io.ts';
import type { SimulatorModule } from './cli/terminal/simulator.ts';

export { processIo } from './cli/terminal/io.ts';

/** Parts from outside src/. */
export interface Extras {
  /** Loads the simulator; absent in builds without it. */
  readonly simulate?: () => Promise<SimulatorModule>;
}

/** Runs one command line (without node and script) and returns its exit code. */
export function main(argv: readonly string[], io: Io, extras: Extras = {}): Promise<number> {
  const services: Services = {
    version: VERSION,
    loadAnalyze: async () => (await import('./pipeline/analyze.ts')).analyze,
    loadServe: async () => (await import('./serve.ts')).startService,
    loadSimulator: extras.simulate,
  };
  return runProgram(argv, createContext(io, services));
}
