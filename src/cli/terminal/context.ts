/** What every command receives: streams and clock, the parts that main.ts wires, and colours for both streams. */
import type { analyze } from '../../pipeline/analyze.ts';
import type { StartService } from '../../service/service.ts';
import { type Colors, colorsFor, type Io } from './io.ts';
import type { SimulatorModule } from './simulator.ts';

/** Parts that a command loads when it needs them: `--help` must not wait for an engine. */
export interface Services {
  readonly version: string;
  loadAnalyze(): Promise<typeof analyze>;
  loadServe(): Promise<StartService>;
  /** Absent in builds without the simulator. */
  readonly loadSimulator?: (() => Promise<SimulatorModule>) | undefined;
}

/** The argument of every command. */
export interface CommandContext {
  readonly io: Io;
  readonly services: Services;
  /** Colours on standard output and on standard error. */
  readonly out: Colors;
  readonly err: Colors;
}

/** Adds the colours that each stream supports. */
export function createContext(io: Io, services: Services): CommandContext {
  return { io, services, out: colorsFor(io.stdout, io.env), err: colorsFor(io.stderr, io.env) };
}
