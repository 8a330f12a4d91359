/** What every command is given: the outside, the parts that main.ts wires, and colours for both streams. */
import type { analyze } from '../../pipeline/analyze.ts';
import type { StartService } from '../../service/service.ts';
import { type Colors, colorsFor, type Io } from './io.ts';
import type { SimulatorModule } from './simulator.ts';

/** Parts are loaded when a command needs them: `--help` must not wait for an engine. */
export interface Services {
  readonly version: string;
  loadAnalyze(): Promise<typeof analyze>;
  loadServe(): Promise<StartService>;
  /** Absent where the simulator is not shipped. */
  readonly loadSimulator?: (() => Promise<SimulatorModule>) | undefined;
}

export interface CommandContext {
  readonly io: Io;
  readonly services: Services;
  /** Colours on standard output and on standard error. */
  readonly out: Colors;
  readonly err: Colors;
}

export function createContext(io: Io, services: Services): CommandContext {
  return { io, services, out: colorsFor(io.stdout, io.env), err: colorsFor(io.stderr, io.env) };
}
