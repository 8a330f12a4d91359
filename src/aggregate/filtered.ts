/** Exchanges of which detection sees only some: no query, however nested, gets to the others. */
import type { DetectSource } from './columns.ts';

/** @param condition SQL over the columns of `exchanges`, of numbers alone */
export function filtered(exchanges: DetectSource['exchanges'], condition: string): DetectSource['exchanges'] {
  // The engine puts the filter on the table wherever a query names it, in subqueries too: no query can see past it.
  const bounded = (sql: string): string => `${sql} SETTINGS additional_table_filters = {'exchanges': '${condition}'}`;
  return {
    rows: (sql, params) => exchanges.rows(bounded(sql), params),
    columns: (sql, layout) => exchanges.columns(bounded(sql), layout),
    spool: (sql, layout) => exchanges.spool(bounded(sql), layout),
  };
}
