/**
 * Reads refused requests unit by unit, with a sketch of how alike their instruction skeletons are
 * (evidence/technique-search/structures.ts). Refusals are few: the query reads no other rows' columns.
 */
import { FLAGS, SKELETON_SLOTS } from '../model/fingerprint-layout.ts';
import { INTENTS } from '../model/vocabulary.ts';
import { type DetectSource, type Index, interleave } from './columns.ts';
import { type Attempts, SKETCH_WIDTH } from './detect-input.ts';

const ELICITATION = INTENTS.indexOf('reasoning_elicitation') + 1;

/** Each slot of the skeleton gives as many signs as fill the sketch, from different bits of a hash of its value. */
const SIGNS = SKETCH_WIDTH / SKELETON_SLOTS;
const SKETCH = Array.from({ length: SKETCH_WIDTH }, (_, k) => {
  const hash = `cityHash64(skeleton[${1 + Math.floor(k / SIGNS)}])`;
  return `toFloat64(sum(toInt64(bitAnd(bitShiftRight(${hash}, ${17 * (k % SIGNS)}), 1)) * 2 - 1)) AS sketch_${k}`;
});

/** Reads the refused requests of each unit. */
export async function loadAttempts(source: DetectSource, unitSql: string, at: Index): Promise<Attempts> {
  const sketch = SKETCH.map((_, k) => ({ name: `sketch_${k}`, type: 'Float64' as const }));
  const columns = await source.exchanges.columns(
    `SELECT ${unitSql} AS u, toFloat64(count()) AS refused_n, sum(intents[${ELICITATION}]) / 255 AS elicitation, ${SKETCH.join(', ')}
     FROM exchanges WHERE bitAnd(flags, ${FLAGS.refused}) != 0 GROUP BY u ORDER BY u`,
    [
      { name: 'u', type: 'UInt64' },
      { name: 'refused_n', type: 'Float64' },
      { name: 'elicitation', type: 'Float64' },
      ...sketch,
    ],
  );
  const unit = at(columns.u as BigUint64Array);
  return {
    unit,
    refused: columns.refused_n as Float64Array,
    elicitation: columns.elicitation as Float64Array,
    sketch: interleave(columns, sketch, unit.length),
  };
}
