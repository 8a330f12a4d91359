/** The shape of a migration of the exchange store. Forward only: a released one is never edited, a later one corrects it. */
import type { TableLayout } from '../table-layout.ts';

export interface ExchangeMigration {
  /** Counts up from 1 without gaps. */
  readonly number: number;
  readonly name: string;
  /**
   * The statements, in order. ClickHouse has no transaction over them, so each must be harmless when it is run again
   * (IF NOT EXISTS, IF EXISTS): a process that is killed half-way starts the migration over.
   */
  statements(layout: TableLayout): readonly string[];
}
