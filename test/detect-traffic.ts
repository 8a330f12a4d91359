/** How the traffic of test worlds is built: the columns of detection’s input that test/detect-input.ts does not make itself. */

import { type Attempts, type Frames, type Presentations, type Shapes, SKETCH_WIDTH } from '../src/aggregate/detect-input.ts';
import { createRng } from '../src/base/rng.ts';

/** The parts of a unit or a segment of test/detect-input.ts that are read here. */
interface Built {
  readonly spread: number;
  readonly truncated: number;
  readonly sampled: number;
  readonly traced: number;
  readonly encoded: number;
}
interface Framed {
  readonly frames?: readonly number[];
}
interface Signing {
  readonly signatures?: { presented: number; otherSession?: number; edited?: number; trimmed?: number };
}
interface Refused {
  readonly refused: number;
  readonly intents: { readonly reasoning_elicitation?: number };
  readonly structures?: readonly number[];
}

/** Mean logarithm of a request's length in every test world. */
const LOG_BODY = 6;

export function shapes(rows: readonly Built[], exchanges: Float64Array): Shapes {
  const sums = (of: (t: Built) => number) => Float64Array.from(rows, (row, i) => exchanges[i] * of(row));
  return {
    logBody: sums(() => LOG_BODY),
    logBodySquares: sums((t) => LOG_BODY ** 2 + t.spread ** 2),
    truncated: sums((t) => t.truncated),
    sampled: sums((t) => t.sampled),
    traced: sums((t) => t.traced),
    encoded: sums((t) => t.encoded),
  };
}

export function frames(units: readonly Framed[], exchanges: Float64Array): Frames {
  const rows = units.flatMap((u, i) =>
    (u.frames ?? [0, 0, 0, 0].map((_, k) => Number(k === i % 4))).flatMap((share, frame) =>
      share > 0 ? [[i, frame, share * exchanges[i]]] : [],
    ),
  );
  return {
    unit: Uint32Array.from(rows, (r) => r[0]),
    frame: Uint32Array.from(rows, (r) => r[1]),
    exchanges: Float64Array.from(rows, (r) => r[2]),
  };
}

export function presentations(units: readonly Signing[]): Presentations {
  const column = (of: (s: NonNullable<Signing['signatures']>) => number | undefined) =>
    Float64Array.from(units, (u) => (u.signatures ? (of(u.signatures) ?? 0) : 0));
  return {
    inSessions: column((s) => s.presented),
    otherSession: column((s) => s.otherSession),
    compared: column((s) => s.presented),
    edited: column((s) => s.edited),
    trimmed: column((s) => s.trimmed),
  };
}

/** Signs of a structure are drawn from its number, as the engine draws them from its hash. */
export function attempts(units: readonly Refused[], exchanges: Float64Array): Attempts {
  const refused = units.map((u, i) => Math.round(exchanges[i] * u.refused));
  const unit = units.map((_, i) => i).filter((i) => refused[i] > 0);
  const sketch = new Float64Array(unit.length * SKETCH_WIDTH);
  unit.forEach((i, r) => {
    const structures = units[i].structures;
    for (let n = 0; n < refused[i]; n++) {
      const rng = createRng(structures ? `structure ${structures[n % structures.length]}` : `attempt ${i} ${n}`);
      for (let k = 0; k < SKETCH_WIDTH; k++) sketch[r * SKETCH_WIDTH + k] += rng.chance(0.5) ? 1 : -1;
    }
  });
  return {
    unit: Uint32Array.from(unit),
    refused: Float64Array.from(unit, (i) => refused[i]),
    elicitation: Float64Array.from(unit, (i) => refused[i] * (units[i].intents.reasoning_elicitation ?? 0)),
    sketch,
  };
}
