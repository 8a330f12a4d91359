/**
 * The context that precedes signed answers and presented signatures (fingerprint version 2). Earlier rows know
 * neither: 0, in arrays as long as `presented` so that both are read side by side. In a new directory the table has the
 * columns from the start and nothing happens here.
 */
import { PRESENTED_SLOTS } from '../../../model/fingerprint-layout.ts';
import { alterExchanges } from '../table-layout.ts';
import type { ExchangeMigration } from './migration.ts';

export const migration: ExchangeMigration = {
  number: 3,
  name: 'leads',
  statements: (layout) =>
    alterExchanges(layout, [
      'ADD COLUMN IF NOT EXISTS issued_after UInt32 CODEC(ZSTD(1))',
      `ADD COLUMN IF NOT EXISTS presented_after Array(UInt32)
       DEFAULT [${new Array(PRESENTED_SLOTS).fill(0).join(', ')}] CODEC(ZSTD(1))`,
    ]),
};
