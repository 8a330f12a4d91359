/** What the hashes of units, models and surfaces stand for. A name that is written again replaces itself at a merge. */
import type { ExchangeMigration } from './migration.ts';

export const migration: ExchangeMigration = {
  number: 2,
  name: 'names',
  statements: () => [
    `CREATE TABLE IF NOT EXISTS names (
       kind LowCardinality(String),
       hash UInt64,
       account String,
       sub_account Nullable(String),
       name String
     ) ENGINE = ReplacingMergeTree ORDER BY (kind, hash)`,
  ],
};
