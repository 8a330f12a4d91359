/**
 * How much of an exchange's text is encoded (fingerprint version 5). Earlier rows do not know: 0, which is what most rows have
 * anyway. In a new directory the table has the column from the start and nothing happens here.
 */
import { alterExchanges } from '../table-layout.ts';
import type { ExchangeMigration } from './migration.ts';

export const migration: ExchangeMigration = {
  number: 5,
  name: 'encoded',
  statements: (layout) => alterExchanges(layout, ['ADD COLUMN IF NOT EXISTS encoded UInt8 CODEC(ZSTD(1))']),
};
