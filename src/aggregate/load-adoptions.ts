/** Reads, for each release in the window, how much of what each unit sent then went to the new model, and since when. */
import { HOUR } from '../base/clock.ts';
import { hash64BigInt } from '../kernels/hash.ts';
import type { ReleaseRecord } from '../model/account-record.ts';
import { valuesOf } from '../model/parameter.ts';
import type { DetectSource, Index } from './columns.ts';
import type { Adoption } from './detect-input.ts';
import { AGGREGATE_PARAMETERS } from './parameters.ts';

const { maxReleases, adoptionHours } = valuesOf(AGGREGATE_PARAMETERS);

/** Reads the adoption of the most recent releases, newest first. */
export async function loadAdoptions(source: DetectSource, unitSql: string, at: Index): Promise<Adoption[]> {
  const releases = (await source.records.releases()).sort((a, b) => b.released - a.released).slice(0, maxReleases);
  return Promise.all(releases.map((release) => loadAdoption(source, unitSql, release, at)));
}

async function loadAdoption(source: DetectSource, unitSql: string, release: ReleaseRecord, at: Index): Promise<Adoption> {
  const { released } = release;
  const moved = `model = toUInt64('${hash64BigInt(release.model)}')`;
  const until = (hours: number) => `time < ${released + hours * HOUR}`;
  const longest = adoptionHours[adoptionHours.length - 1];
  const counts = adoptionHours.map(
    (h) => `toFloat64(countIf(${until(h)})) AS all_${h}, toFloat64(countIf(${until(h)} AND ${moved})) AS moved_${h}`,
  );
  const columns = await source.exchanges.columns(
    `SELECT ${unitSql} AS u, ${counts.join(', ')}, if(moved_${longest} = 0, nan, toFloat64(minIf(time, ${moved}) - ${released})) AS first_use
     FROM exchanges WHERE time >= ${released} AND ${until(longest)} GROUP BY u ORDER BY u`,
    [
      { name: 'u', type: 'UInt64' },
      ...adoptionHours.flatMap((h) => [
        { name: `all_${h}`, type: 'Float64' as const },
        { name: `moved_${h}`, type: 'Float64' as const },
      ]),
      { name: 'first_use', type: 'Float64' },
    ],
  );
  return {
    release,
    unit: at(columns.u as BigUint64Array),
    horizons: adoptionHours.map((hours) => ({
      hours,
      exchanges: columns[`all_${hours}`] as Float64Array,
      onNewModel: columns[`moved_${hours}`] as Float64Array,
    })),
    firstUse: columns.first_use as Float64Array,
  };
}
