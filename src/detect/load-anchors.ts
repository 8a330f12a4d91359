/** Reads the anchors that several units send, what their exchanges are like, which stand together, and their outlines. */
import { ANCHOR_SLOTS, FLAGS } from '../model/fingerprint-layout.ts';
import { CAPABILITIES, INTENTS } from '../model/vocabulary.ts';
import {
  type DetectSource,
  groupPostings,
  type Index,
  interleave,
  type NumberColumn,
  sums,
} from './columns.ts';
import type { Anchors, Shapes, Together } from './input.ts';
import { readShapes, SHAPE_SUMS } from './load-shapes.ts';
import { countTogether } from './together.ts';

/** An anchor counts when at least this many units send it, in at least this many exchanges. */
const MIN_UNITS = 3;
const MIN_EXCHANGES = 6;
/** Exchanges looked at, about, to learn which anchors stand together. */
const TOGETHER_SAMPLE = 250_000;

export async function loadAnchors(
  source: DetectSource,
  unitSql: string,
  at: Index,
): Promise<{ anchors: Anchors; anchorShapes: Shapes }> {
  // min != max is a cheap necessary condition for "more than one unit": the exact count comes after it.
  const shared = `SELECT a FROM (SELECT arrayJoin(anchors) AS a, ${unitSql} AS u FROM exchanges)
     WHERE a != 0 GROUP BY a HAVING count() >= ${MIN_EXCHANGES} AND min(u) != max(u)`;
  const intents = sums('intents', INTENTS.length, 'avg');
  const capabilities = sums('capabilities', CAPABILITIES.length, 'avg');
  const stats = await source.exchanges.columns(
    `SELECT arrayJoin(anchors) AS a, toFloat64(count()) AS n, toFloat64(uniq(body)) AS bodies,
       ${intents.sql}, ${capabilities.sql},
       avg(bitAnd(flags, ${FLAGS.followUp}) != 0) AS follow_ups,
       avg(tool_results > 0) AS tool_results_n,
       avg(bitAnd(flags, ${FLAGS.refused}) != 0) AS refused_n,
       avg(reasoning_in_input) / 255 AS reasoning_n,
       avg(output_tokens) AS output_n, ${SHAPE_SUMS.sql}
     FROM exchanges WHERE a IN (${shared}) GROUP BY a HAVING uniq(${unitSql}) >= ${MIN_UNITS} ORDER BY a`,
    [
      { name: 'a', type: 'UInt64' },
      { name: 'n', type: 'Float64' },
      { name: 'bodies', type: 'Float64' },
      ...intents.layout,
      ...capabilities.layout,
      { name: 'follow_ups', type: 'Float64' },
      { name: 'tool_results_n', type: 'Float64' },
      { name: 'refused_n', type: 'Float64' },
      { name: 'reasoning_n', type: 'Float64' },
      { name: 'output_n', type: 'Float64' },
      ...SHAPE_SUMS.layout,
    ],
  );
  const rows = await source.exchanges.columns(
    `SELECT arrayJoin(anchors) AS a, ${unitSql} AS u, toFloat64(count()) AS n
     FROM exchanges WHERE a IN (${shared}) GROUP BY a, u ORDER BY a, u`,
    [
      { name: 'a', type: 'UInt64' },
      { name: 'u', type: 'UInt64' },
      { name: 'n', type: 'Float64' },
    ],
  );
  const key = stats.a as BigUint64Array;
  const kept = new Set(key);
  const grouped = groupPostings(
    rows.a as BigUint64Array,
    at(rows.u as BigUint64Array),
    rows.n as Float64Array,
    kept,
  );
  const float = (column: NumberColumn) => column as Float64Array;
  const anchors: Anchors = {
    postings: grouped.postings,
    key,
    exchanges: float(stats.n),
    bodies: float(stats.bodies),
    intents: interleave(stats, intents.layout, key.length),
    capabilities: interleave(stats, capabilities.layout, key.length),
    followUps: float(stats.follow_ups),
    toolResults: float(stats.tool_results_n),
    refused: float(stats.refused_n),
    reasoningInInput: float(stats.reasoning_n),
    outputTokens: float(stats.output_n),
    together: await loadTogether(source, key),
    outlines: await loadOutlines(source, kept),
  };
  return { anchors, anchorShapes: readShapes(stats) };
}

/** Counts which anchors stand together, over a sample of exchanges that the ids' hashes choose. */
async function loadTogether(source: DetectSource, key: BigUint64Array): Promise<Together> {
  const counted = await source.exchanges.rows<{ n: string }>(
    'SELECT toString(count()) AS n FROM exchanges WHERE shared > 0',
  );
  const every = 2 ** Math.max(0, Math.ceil(Math.log2(Number(counted[0]?.n ?? 0) / TOGETHER_SAMPLE)));
  const columns = await source.exchanges.columns(
    `SELECT anchors FROM exchanges WHERE shared > 0 AND id % ${every} = 0 ORDER BY id`,
    [{ name: 'anchors', type: 'UInt64', slots: ANCHOR_SLOTS }],
  );
  return countTogether(columns.anchors as BigUint64Array, ANCHOR_SLOTS, key);
}

async function loadOutlines(source: DetectSource, kept: ReadonlySet<bigint>): Promise<Map<bigint, string>> {
  const rows = await source.exchanges.rows<{ hash: string; name: string }>(
    `SELECT toString(hash) AS hash, name FROM names FINAL WHERE kind = 'outline'`,
  );
  const outlines = new Map<bigint, string>();
  for (const { hash, name } of rows) {
    const anchor = BigInt(hash);
    if (kept.has(anchor)) outlines.set(anchor, name);
  }
  return outlines;
}
