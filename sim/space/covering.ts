/**
 * A covering design, one row at a time: each row is the candidate that covers the most pairs of levels not seen yet, then
 * the most triples (the greedy of AETG: Cohen, Dalal, Fredman and Patton, IEEE TSE 23(7), 1997). Rows do not depend on how
 * many follow, so a longer design begins with a shorter one.
 */
import type { Rng } from '../../src/base/rng.ts';

/** Levels by factor. */
export type Factors = Readonly<Record<string, readonly string[]>>;
export type DesignRow = Readonly<Record<string, string>>;

export interface Coverage {
  readonly covered: number;
  /** Combinations that some coherent row can have, as far as the search could tell. */
  readonly possible: number;
}

const CANDIDATES = 24;
const TRIES = 60;

export class Covering {
  private readonly names: readonly string[];
  private readonly factors: Factors;
  private readonly coherent: (row: DesignRow) => boolean;
  /** Uncovered combinations of each strength, as 'i=level&j=level'. */
  private readonly open: readonly [Set<string>, Set<string>];
  private readonly total: readonly [number, number];
  private readonly impossible: [number, number] = [0, 0];

  constructor(factors: Factors, coherent: (row: DesignRow) => boolean) {
    this.factors = factors;
    this.names = Object.keys(factors);
    this.coherent = coherent;
    const pairs = new Set<string>();
    const triples = new Set<string>();
    const { names } = this;
    for (let a = 0; a < names.length; a++)
      for (let b = a + 1; b < names.length; b++)
        for (const x of this.levels(a))
          for (const y of this.levels(b)) {
            pairs.add(`${a}=${x}&${b}=${y}`);
            for (let c = b + 1; c < names.length; c++)
              for (const z of this.levels(c)) triples.add(`${a}=${x}&${b}=${y}&${c}=${z}`);
          }
    this.open = [pairs, triples];
    this.total = [pairs.size, triples.size];
  }

  /** The next row. Where `within` limits factors to some levels, the row keeps to them. */
  next(rng: Rng, within: Partial<Factors> = {}): DesignRow {
    const free = Object.keys(within).length === 0;
    let best = this.best(rng, within, free);
    // Late in a design, every combination that was tried can turn out to be impossible. It is struck off then, so this ends.
    while (best === null && free && this.open[1].size > 0) best = this.best(rng, within, free);
    best ??= this.best(rng, within, false);
    if (best === null) throw new Error('invariant broken: no coherent row within the given levels');
    this.take(best);
    return best;
  }

  /** The candidate that covers most; null when none is coherent. */
  private best(rng: Rng, within: Partial<Factors>, seeded: boolean): DesignRow | null {
    let best: DesignRow | null = null;
    let most = -1;
    for (let i = 0; i < CANDIDATES; i++) {
      const row = this.candidate(rng, within, seeded);
      if (row === null) continue;
      const news = this.gain(row);
      if (news > most) {
        best = row;
        most = news;
      }
    }
    return best;
  }

  /** Coverage of pairs and of triples. */
  coverage(): { pairs: Coverage; triples: Coverage } {
    const of = (k: 0 | 1): Coverage => ({
      covered: this.total[k] - this.open[k].size - this.impossible[k],
      possible: this.total[k] - this.impossible[k],
    });
    return { pairs: of(0), triples: of(1) };
  }

  private levels(factor: number): readonly string[] {
    return this.factors[this.names[factor] as string] as readonly string[];
  }

  /** A coherent row around an uncovered combination; a combination that fits into none is struck off. */
  private candidate(rng: Rng, within: Partial<Factors>, seeded: boolean): DesignRow | null {
    const strength = this.open[0].size > 0 ? 0 : 1;
    const seed = seeded ? nth(this.open[strength], rng) : undefined;
    const fixed = seed === undefined ? {} : this.parse(seed);
    const tries = seed === undefined ? 40 * TRIES : 10 * TRIES;
    for (let i = 0; i < tries; i++) {
      const row: Record<string, string> = {};
      for (const name of this.names)
        row[name] = fixed[name] ?? rng.pick(within[name] ?? (this.factors[name] as readonly string[]));
      if (this.coherent(row)) return row;
    }
    if (seed !== undefined) {
      this.open[strength].delete(seed);
      this.impossible[strength]++;
    }
    return null;
  }

  private gain(row: DesignRow): number {
    let gain = 0;
    this.each(row, (key, strength) => {
      if (this.open[strength].has(key)) gain += strength === 0 ? 1_000 : 1;
    });
    return gain;
  }

  private take(row: DesignRow): void {
    this.each(row, (key, strength) => this.open[strength].delete(key));
  }

  private each(row: DesignRow, visit: (key: string, strength: 0 | 1) => void): void {
    const { names } = this;
    const parts = names.map((name, i) => `${i}=${row[name]}`);
    for (let a = 0; a < names.length; a++)
      for (let b = a + 1; b < names.length; b++) {
        const pair = `${parts[a]}&${parts[b]}`;
        visit(pair, 0);
        for (let c = b + 1; c < names.length; c++) visit(`${pair}&${parts[c]}`, 1);
      }
  }

  private parse(key: string): Record<string, string> {
    return Object.fromEntries(
      key.split('&').map((part) => {
        const at = part.indexOf('=');
        return [this.names[Number(part.slice(0, at))] as string, part.slice(at + 1)];
      }),
    );
  }
}

/** One of the first few hundred elements: walking a large set to its middle for each candidate would be slow. */
function nth(set: ReadonlySet<string>, rng: Rng): string | undefined {
  let left = rng.int(Math.max(1, Math.min(set.size, 400)));
  for (const key of set) if (left-- === 0) return key;
  return undefined;
}
