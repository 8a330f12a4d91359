/**
 * When the store took a row in, by the engine's clock: who reads with several queries bounds them all by one moment and sees
 * one state, whatever comes in meanwhile (src/aggregate/window-store.ts). Rows from before were taken in at 0. Leaves the fingerprint
 * as it is: no worker writes the column, the engine fills it in.
 *
 * A default is computed when a row without it is read: rows from before get their 0 written while that is the default.
 */
import { alterExchanges } from '../table-layout.ts';
import type { ExchangeMigration } from './migration.ts';

export const migration: ExchangeMigration = {
  number: 4,
  name: 'taken',
  statements: (layout) =>
    alterExchanges(layout, [
      'ADD COLUMN IF NOT EXISTS taken Int64 DEFAULT 0 CODEC(ZSTD(1))',
      'MATERIALIZE COLUMN taken SETTINGS mutations_sync = 2',
      'MODIFY COLUMN taken Int64 DEFAULT toUnixTimestamp64Milli(now64(3)) CODEC(ZSTD(1))',
    ]),
};
