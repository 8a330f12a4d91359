/**
 * The table of fingerprints. Sorted by account and unit, which is how detection reads it and what makes keyed hashes
 * compress: they repeat along an account.
 *
 * Not partitioned. A block that spans two partitions becomes two parts, committed one after the other, and a kill in
 * between would leave half a batch; in one partition a batch is one part, renamed into place at once. In a cluster a batch
 * is divided over the shards anyway and counts as stored when all have it, so there the table is partitioned by day:
 * old days are dropped as files, and copies are looked for within a day.
 */
import { DAY } from '../../../base/clock.ts';
import { type StoreColumn, storeColumns } from '../../../model/fingerprint-layout.ts';
import { clusterTable, onCluster, shardedEngine } from '../table-layout.ts';
import type { ExchangeMigration } from './migration.ts';

/** Hashes that never repeat do not compress: trying costs time on every insert and read. */
const INCOMPRESSIBLE: ReadonlySet<string> = new Set(['id', 'body']);

/**
 * Inserts of usual size (65,536 rows are 25 MB) are written as compact parts: three files to make durable rather than
 * ninety. Merges make wide parts of them.
 */
const WIDE_PART_BYTES = 134_217_728;

export const migration: ExchangeMigration = {
  number: 1,
  name: 'exchanges',
  statements: (layout) => {
    if (layout.kind === 'embedded') {
      return [
        `CREATE TABLE IF NOT EXISTS exchanges ${columns(layout.scratch)}
     ENGINE = MergeTree ORDER BY (account, unit, time)
     SETTINGS min_bytes_for_wide_part = ${WIDE_PART_BYTES}, ${layout.scratch ? SCRATCH_SETTINGS : DURABLE_SETTINGS}`,
      ];
    }
    const settings = `SETTINGS min_bytes_for_wide_part = ${WIDE_PART_BYTES}, ${DURABLE_SETTINGS}`;
    if (layout.kind === 'server') {
      return [
        `CREATE TABLE IF NOT EXISTS exchanges ${columns(false)}
     ENGINE = ReplacingMergeTree ${SERVER_KEY} ${settings}, non_replicated_deduplication_window = ${REMEMBERED_INSERTS}`,
      ];
    }
    const [local, all] = [clusterTable(layout, 'exchanges_local'), clusterTable(layout, 'exchanges')];
    return [
      `CREATE TABLE IF NOT EXISTS ${local} ${onCluster(layout)} ${columns(false)}
     ENGINE = ${shardedEngine(layout, 'exchanges_local')} PARTITION BY intDiv(time, ${DAY}) ${SERVER_KEY}
     ${settings}, replicated_deduplication_window = ${REMEMBERED_INSERTS}`,
      `CREATE TABLE IF NOT EXISTS ${all} ${onCluster(layout)} AS ${local}
     ENGINE = Distributed('${layout.cluster}', '${layout.database}', 'exchanges_local', account)`,
    ];
  },
};

/** The id is part of the sorting key, so that copies of a row fall together, and not of the index in memory. */
const SERVER_KEY = 'PRIMARY KEY (account, unit, time) ORDER BY (account, unit, time, id)';

/** An insert that is sent again is known among so many that came after it. */
const REMEMBERED_INSERTS = 10_000;

function columns(scratch: boolean): string {
  return `(${storeColumns(scratch)
    .map((column) => columnDefinition(column, scratch))
    .join(', ')})`;
}

const DURABLE_SETTINGS = 'fsync_after_insert = 1, fsync_part_directory = 1';

/** A scratch store is written once and read a few times: merging it would cost more than it saves (exchange-store.ts stops merges), so many parts are no reason to slow inserts down. */
const SCRATCH_SETTINGS = 'parts_to_delay_insert = 100000, parts_to_throw_insert = 100000';

function columnDefinition({ name, type, kept }: StoreColumn, scratch: boolean): string {
  return kept ? `${name} ${type} CODEC(${codec(name, scratch)})` : `${name} ${type} EPHEMERAL`;
}

/**
 * Measured on 262,144 made rows of 394 bytes (24,000 accounts): LZ4 165 bytes a row, ZSTD(1) 129, ZSTD(3) 122; T64 under
 * ZSTD gained 2 bytes and cost 10 % of the insert. LZ4 takes a quarter less CPU an insert than ZSTD(1), which is what counts
 * for rows that are gone when the run ends.
 */
function codec(name: string, scratch: boolean): string {
  if (INCOMPRESSIBLE.has(name)) return 'NONE';
  if (scratch) return 'LZ4';
  return name === 'time' ? 'Delta, ZSTD(1)' : 'ZSTD(1)';
}
