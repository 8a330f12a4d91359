/** Reads the anchors that several units send, what their exchanges are like, which stand together, and their outlines. */
import { ABSENT, HashIndex } from '../kernels/hash-index.ts';
import { ANCHOR_SLOTS, FLAGS } from '../model/fingerprint-layout.ts';
import { CAPABILITIES, INTENTS } from '../model/vocabulary.ts';
import {
  type DetectSource,
  type Index,
  interleave,
  type NumberColumn,
  reorder,
  sortPostings,
  sums,
} from './columns.ts';
import { type Anchors, postingSize, type Shapes } from './input.ts';
import { readShapes, SHAPE_SUMS } from './load-shapes.ts';
import { countTogether } from './together.ts';

/** An anchor counts when at least this many units send it, in at least this many exchanges. */
const MIN_UNITS = 3;
const MIN_EXCHANGES = 6;
const INTENT_MEANS = sums('intents', INTENTS.length, 'avg');
const CAPABILITY_MEANS = sums('capabilities', CAPABILITIES.length, 'avg');
/** Exchanges looked at, about, to learn which anchors stand together. */
const TOGETHER_SAMPLE = 250_000;

export async function loadAnchors(
  source: DetectSource,
  unitSql: string,
  units: number,
  at: Index,
): Promise<{ anchors: Anchors; anchorShapes: Shapes }> {
  // min != max is a cheap necessary condition for "more than one unit": the exact count comes after it.
  const shared = `SELECT a FROM (SELECT arrayJoin(anchors) AS a, ${unitSql} AS u FROM exchanges)
     WHERE a != 0 GROUP BY a HAVING count() >= ${MIN_EXCHANGES} AND min(u) != max(u)`;
  const [stats, uses, sample, outlines] = await Promise.all([
    loadStatistics(source, shared),
    loadUses(source, shared, unitSql),
    loadSample(source),
    loadOutlines(source),
  ]);
  const all = sortPostings(
    new HashIndex(stats.a as BigUint64Array).places(uses.a as BigUint64Array),
    stats.a.length,
    at(uses.u as BigUint64Array),
    units,
    uses.n as Uint32Array,
  );
  const kept = Uint32Array.from({ length: all.values }, (_, a) => a).filter(
    (a) => postingSize(all, a) >= MIN_UNITS,
  );
  const key = BigUint64Array.from(kept, (a) => stats.a[a] as bigint);
  const columns = pickRows(stats, kept);
  const anchors: Anchors = {
    postings: reorder(all, kept),
    key,
    exchanges: columns.n,
    bodies: columns.bodies,
    intents: interleave(columns, INTENT_MEANS.layout, kept.length),
    capabilities: interleave(columns, CAPABILITY_MEANS.layout, kept.length),
    followUps: columns.follow_ups,
    toolResults: columns.tool_results_n,
    refused: columns.refused_n,
    reasoningInInput: columns.reasoning_n,
    outputTokens: columns.output_n,
    together: countTogether(sample, ANCHOR_SLOTS, key),
    outlines: outlinesOf(key, outlines),
  };
  return { anchors, anchorShapes: readShapes(columns) };
}

/** What the exchanges around each anchor are like; anchors ascending. */
function loadStatistics(source: DetectSource, shared: string) {
  return source.exchanges.columns(
    `SELECT arrayJoin(anchors) AS a, toFloat64(count()) AS n, toFloat64(uniq(body)) AS bodies,
       ${INTENT_MEANS.sql}, ${CAPABILITY_MEANS.sql},
       avg(bitAnd(flags, ${FLAGS.followUp}) != 0) AS follow_ups,
       avg(tool_results > 0) AS tool_results_n,
       avg(bitAnd(flags, ${FLAGS.refused}) != 0) AS refused_n,
       avg(reasoning_in_input) / 255 AS reasoning_n,
       avg(output_tokens) AS output_n, ${SHAPE_SUMS.sql}
     FROM exchanges WHERE a IN (${shared}) GROUP BY a ORDER BY a`,
    [
      { name: 'a', type: 'UInt64' },
      { name: 'n', type: 'Float64' },
      { name: 'bodies', type: 'Float64' },
      ...INTENT_MEANS.layout,
      ...CAPABILITY_MEANS.layout,
      { name: 'follow_ups', type: 'Float64' },
      { name: 'tool_results_n', type: 'Float64' },
      { name: 'refused_n', type: 'Float64' },
      { name: 'reasoning_n', type: 'Float64' },
      { name: 'output_n', type: 'Float64' },
      ...SHAPE_SUMS.layout,
    ],
  );
}

/** Columns of doubles with some of their rows. */
function pickRows(columns: Record<string, NumberColumn>, rows: Uint32Array): Record<string, Float64Array> {
  return Object.fromEntries(
    Object.entries(columns)
      .filter(([, values]) => values instanceof Float64Array)
      .map(([name, values]) => [name, Float64Array.from(rows, (r) => values[r] as number)]),
  );
}

/** Who sends each of these anchors. Rows come in no order: four million take the engine 1.0 s to sort, and 0.5 s here. */
function loadUses(source: DetectSource, shared: string, unitSql: string) {
  return source.exchanges.columns(
    `SELECT arrayJoin(anchors) AS a, ${unitSql} AS u, toUInt32(count()) AS n
     FROM exchanges WHERE a IN (${shared}) GROUP BY a, u`,
    [
      { name: 'a', type: 'UInt64' },
      { name: 'u', type: 'UInt64' },
      { name: 'n', type: 'UInt32' },
    ],
  );
}

/** The anchors of a sample of exchanges that the ids' hashes choose. */
async function loadSample(source: DetectSource): Promise<BigUint64Array> {
  const counted = await source.exchanges.rows<{ n: string }>(
    'SELECT toString(count()) AS n FROM exchanges WHERE shared > 0',
  );
  const every = 2 ** Math.max(0, Math.ceil(Math.log2(Number(counted[0]?.n ?? 0) / TOGETHER_SAMPLE)));
  const columns = await source.exchanges.columns(
    `SELECT anchors FROM exchanges WHERE shared > 0 AND id % ${every} = 0`,
    [{ name: 'anchors', type: 'UInt64', slots: ANCHOR_SLOTS }],
  );
  return columns.anchors as BigUint64Array;
}

interface OutlineRow {
  readonly hash: string;
  readonly name: string;
}

function loadOutlines(source: DetectSource): Promise<OutlineRow[]> {
  return source.exchanges.rows(`SELECT toString(hash) AS hash, name FROM names FINAL WHERE kind = 'outline'`);
}

function outlinesOf(key: BigUint64Array, rows: readonly OutlineRow[]): Map<bigint, string> {
  const kept = new HashIndex(key).places(BigUint64Array.from(rows, ({ hash }) => BigInt(hash)));
  const outlines = new Map<bigint, string>();
  rows.forEach(({ name }, r) => {
    if (kept[r] !== ABSENT) outlines.set(key[kept[r]], name);
  });
  return outlines;
}
