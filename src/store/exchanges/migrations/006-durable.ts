/**
 * Merges and names are synced as inserts of exchanges are. A merge writes rows anew, and what it replaced is deleted, within seconds if
 * it is merged again: unsynced, a power cut took rows with it that had been on the disk. Names were never synced, although the journal
 * forgets them once they are stored. A scratch store lasts for one run and syncs nothing.
 */
import { clusterTable, isScratch, onCluster, storedExchanges, type TableLayout } from '../table-layout.ts';
import type { ExchangeMigration } from './migration.ts';

/** Each bound is off at 0: with 1 every merge counts, whatever its size. */
const SYNCED_MERGES = 'min_rows_to_fsync_after_merge = 1, min_compressed_bytes_to_fsync_after_merge = 1';
const SYNCED_INSERTS = 'fsync_after_insert = 1, fsync_part_directory = 1';

export const migration: ExchangeMigration = {
  number: 6,
  name: 'durable',
  statements: (layout) => {
    if (isScratch(layout)) return [];
    const exchanges = storedExchanges(layout);
    return [
      modify(exchanges.table, exchanges.onCluster, SYNCED_MERGES),
      modify(...namesTable(layout), `${SYNCED_INSERTS}, ${SYNCED_MERGES}`),
    ];
  },
};

function namesTable(layout: TableLayout): [table: string, onCluster: string] {
  return layout.kind === 'cluster' ? [clusterTable(layout, 'names'), onCluster(layout)] : ['names', ''];
}

function modify(table: string, where: string, settings: string): string {
  return `ALTER TABLE ${table} ${where} MODIFY SETTING ${settings}`.replace('  ', ' ');
}
