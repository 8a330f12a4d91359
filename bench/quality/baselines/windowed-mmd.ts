/**
 * Baseline: the windowed two-sample test of Liu et al. (arXiv 2606.05725). A window of queries is compared with a benign
 * reference by maximum mean discrepancy (Gretton et al., JMLR 2012), and flagged when the distance is beyond the 99.7 %
 * point of benign windows against the same reference.
 *
 * Followed: RBF kernel with the median heuristic, calibration on benign windows only, a false-positive rate of 0.3 %.
 * Different: queries are points by feature hashing of words and character trigrams (hashed-text.ts), not by the
 * bge-small embedding model; the kernel is approximated by random Fourier features (Rahimi & Recht, NIPS 2007), which
 * makes a window's mean embedding one vector; windows hold up to 256 of an account's queries, not 1,500, since an
 * account that sends six a day would take nine months to fill one, and thresholds are set for each window size.
 *
 * The method needs a benign history, and is given the best one there is: the accounts that truth calls honest. They are
 * dealt into two folds, and each account is tested against the other fold, never against itself.
 *
 * Two variants. "accounts": an account a window, and benign windows are mixtures of all benign queries, as published.
 * "pooled", an improvement of ours: windows are pooled over accounts tied by cards and addresses (shared-values.ts), and
 * a benign window for k accounts is made of k whole benign accounts, so that a person's own habits are no anomaly.
 */
import { createRng, type Rng } from '../../../src/base/rng.ts';
import type { AccountInput } from '../../../src/model/wire.ts';
import type { BaselineContext, BaselineDetector, BaselineResult, Seen } from './baseline.ts';
import { hashText, type TextShape } from './hashed-text.ts';
import { drawFourierMap, type FourierMap } from './random-features.ts';
import { SharedBy } from './shared-by.ts';
import { shareRecords } from './shared-values.ts';

const TEXT: TextShape = { width: 128, words: 2, characters: 3 };
const FEATURES = 96;
const READ_CHARACTERS = 1_200;
/** Most queries of an account that are kept, drawn evenly from all of them. */
const KEPT = 256;
const LEAST_WINDOW = 8;
const NULL_WINDOWS = 400;
const FALSE_POSITIVE_RATE = 0.003;
const FOLDS = 2;

interface Queries {
  seen: number;
  readonly points: Float32Array[];
}

type Windows = 'accounts' | 'pooled';

export function createWindowedMmd(context: BaselineContext): BaselineDetector {
  const rng = createRng(`${context.seed}/mmd`);
  const queries = new Map<string, Queries>();
  const sets = new SharedBy();
  return {
    add({ account, system, user, ip }: Seen) {
      let own = queries.get(account);
      if (own === undefined) {
        own = { seen: 0, points: [] };
        queries.set(account, own);
      }
      if (ip === null) sets.add(account);
      else sets.share(account, `ip ${ip}`);
      own.seen++;
      // Reservoir sampling (Vitter 1985): every query of the account is kept with the same chance.
      const slot = own.points.length < KEPT ? own.points.length : rng.int(own.seen);
      if (slot >= KEPT) return;
      const point = new Float32Array(TEXT.width);
      const instructions = system.slice(0, READ_CHARACTERS / 2);
      hashText(`${instructions}\n${user}`.slice(0, READ_CHARACTERS), TEXT, point);
      own.points[slot] = point;
    },
    finish(accounts: readonly AccountInput[]): BaselineResult[] {
      shareRecords(sets, accounts);
      const names = [...queries.keys()].sort();
      const map = drawFourierMap(samplePoints(queries, names, rng), TEXT.width, FEATURES, rng);
      const features = new Map(
        names.map((name) => [name, (queries.get(name) as Queries).points.map((point) => map.features(point))]),
      );
      const fold = new Map(names.map((name) => [name, rng.int(FOLDS)]));
      const test = (windows: Windows, groups: readonly (readonly string[])[]): BaselineResult => {
        const scores = new Map<string, number>(names.map((name) => [name, 0]));
        for (let tested = 0; tested < FOLDS; tested++) {
          const benign = names.filter((name) => context.honest.has(name) && fold.get(name) !== tested);
          const reference = new Reference(benign, features, windows, map, rng);
          for (const group of groups) {
            const members = group.filter((name) => fold.get(name) === tested && features.has(name));
            if (members.length === 0) continue;
            // A pool is one window, whichever folds its accounts are in; who is tested gets its score.
            const score = reference.score(
              group.flatMap((name) => features.get(name) ?? []),
              group.length,
            );
            for (const name of members) scores.set(name, score);
          }
        }
        return { scores, threshold: 0.5, groups: groups.filter((group) => group.length >= 3) };
      };
      return [
        test(
          'accounts',
          names.map((name) => [name]),
        ),
        test('pooled', sets.sets()),
      ];
    },
  };
}

/** A benign fold: its mean embedding, and how far benign windows of each size lie from it. */
class Reference {
  private readonly mean: Float64Array;
  private readonly pool: readonly Float32Array[];
  private readonly perAccount: readonly (readonly Float32Array[])[];
  private readonly thresholds = new Map<string, number>();
  private readonly windows: Windows;
  private readonly map: FourierMap;
  private readonly rng: Rng;

  constructor(
    benign: readonly string[],
    features: ReadonlyMap<string, readonly Float32Array[]>,
    windows: Windows,
    map: FourierMap,
    rng: Rng,
  ) {
    this.perAccount = benign.map((name) => features.get(name) ?? []).filter((own) => own.length >= LEAST_WINDOW);
    this.pool = this.perAccount.flat();
    this.mean = map.mean(this.pool);
    this.windows = windows;
    this.map = map;
    this.rng = rng;
  }

  /** 0..1; 0.5 is the threshold. 0 when there are too few queries to test or no benign history. */
  score(window: readonly Float32Array[], accounts: number): number {
    if (window.length < LEAST_WINDOW || this.perAccount.length < 2) return 0;
    // Sizes are powers of two, so that few thresholds serve all windows.
    const size = Math.min(KEPT, 2 ** Math.floor(Math.log2(window.length)));
    const distance = this.distance(draw(window, size, this.rng));
    const ratio = distance / this.threshold(size, Math.min(accounts, size));
    return ratio / (1 + ratio);
  }

  private threshold(size: number, accounts: number): number {
    const key = this.windows === 'accounts' ? `${size}` : `${size}/${accounts}`;
    let threshold = this.thresholds.get(key);
    if (threshold === undefined) {
      const distances = new Float64Array(NULL_WINDOWS);
      for (let k = 0; k < NULL_WINDOWS; k++) distances[k] = this.distance(this.benignWindow(size, accounts));
      distances.sort();
      threshold = distances[Math.ceil((1 - FALSE_POSITIVE_RATE) * NULL_WINDOWS) - 1];
      this.thresholds.set(key, threshold);
    }
    return threshold;
  }

  private benignWindow(size: number, accounts: number): readonly Float32Array[] {
    if (this.windows === 'accounts') return Array.from({ length: size }, () => this.rng.pick(this.pool));
    const chosen = Array.from({ length: accounts }, () => this.rng.pick(this.perAccount));
    return Array.from({ length: size }, (_, k) => this.rng.pick(chosen[k % accounts]));
  }

  /** Squared distance of the mean embeddings; it falls with the window's size, and so do the thresholds. */
  private distance(window: readonly Float32Array[]): number {
    const mean = this.map.mean(window);
    let sum = 0;
    for (let i = 0; i < mean.length; i++) sum += (mean[i] - this.mean[i]) ** 2;
    return sum;
  }
}

/** Without replacement: a partial Fisher-Yates shuffle. */
function draw<T>(list: readonly T[], size: number, rng: Rng): T[] {
  const copy = [...list];
  for (let k = 0; k < size; k++) {
    const other = k + rng.int(copy.length - k);
    [copy[k], copy[other]] = [copy[other], copy[k]];
  }
  return copy.slice(0, size);
}

/** Points for the median heuristic, over all accounts. */
function samplePoints(queries: ReadonlyMap<string, Queries>, names: readonly string[], rng: Rng): Float32Array[] {
  const points: Float32Array[] = [];
  for (let k = 0; k < 400 && names.length > 0; k++) points.push(rng.pick((queries.get(rng.pick(names)) as Queries).points));
  return points;
}
