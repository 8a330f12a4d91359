/**
 * The names behind the hashes of units, models and surfaces. A name that is written again is replaced at a merge. In a
 * cluster every server has all names, so that a shard joins its own rows with them.
 */
import { clusterTable, everywhereEngine, onCluster } from '../table-layout.ts';
import type { ExchangeMigration } from './migration.ts';

export const migration: ExchangeMigration = {
  number: 2,
  name: 'names',
  statements: (layout) => {
    const [table, engine] =
      layout.kind === 'cluster'
        ? [`${clusterTable(layout, 'names')} ${onCluster(layout)}`, everywhereEngine(layout, 'names')]
        : ['names', 'ReplacingMergeTree'];
    return [
      `CREATE TABLE IF NOT EXISTS ${table} (
       kind LowCardinality(String),
       hash UInt64,
       account String,
       sub_account Nullable(String),
       name String
     ) ENGINE = ${engine} ORDER BY (kind, hash)`,
    ];
  },
};
