import { runInNewContext, Script } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { barWidth } from './charts/marks.ts';
import { CLIENT_SCRIPT, ROW_LOGIC, type TableData, type TableRow } from './script.ts';

interface RowLogic {
  sortRows(rows: readonly TableRow[], column: string, direction: string): TableRow[];
  filterRows(data: TableData, text: string, action: string): TableRow[];
  describe(from: number, to: number, found: number, total: number): string;
  barWidth(share: number): string;
}

const logic = runInNewContext(`(() => {${ROW_LOGIC} return { sortRows, filterRows, describe, barWidth }; })()`) as RowLogic;

const data: TableData = {
  actions: ['Allow', 'Watch', 'Review', 'Verify', 'Limit', 'Suspend'],
  reasons: ['Shared card', 'one rhythm'],
  rows: [
    ['beta', '', 0.9, 4, [0, 1]],
    ['alpha', 'u-1', 0.9, 5, [1]],
    ['gamma', '', 0.2, 2, []],
  ],
};
const names = (rows: readonly TableRow[]): string[] => Array.from(rows, (row) => row[0]);

describe('the script of the report', () => {
  it('is valid and cannot end its block early', () => {
    expect(() => new Script(CLIENT_SCRIPT)).not.toThrow();
    expect(CLIENT_SCRIPT).not.toMatch(/<\/|<!--|\r|\0/);
  });

  it('makes no markup from text, evaluates nothing, asks for nothing and stores nothing', () => {
    expect(CLIENT_SCRIPT).not.toMatch(
      /innerHTML|outerHTML|insertAdjacent|document\.write|eval|Function\(|fetch|XMLHttp|Storage|cookie|import\(/,
    );
  });

  it('draws bars as the document does', () => {
    for (const share of [-1, 0, 0.001, 0.3337, 1, 2]) expect(logic.barWidth(share)).toBe(barWidth(share));
  });
});

describe('sorting', () => {
  it('orders by each column both ways, with ties by account', () => {
    expect(names(logic.sortRows(data.rows, 'risk', 'descending'))).toEqual(['alpha', 'beta', 'gamma']);
    expect(names(logic.sortRows(data.rows, 'risk', 'ascending'))).toEqual(['gamma', 'alpha', 'beta']);
    expect(names(logic.sortRows(data.rows, 'action', 'descending'))).toEqual(['alpha', 'beta', 'gamma']);
    expect(names(logic.sortRows(data.rows, 'account', 'descending'))).toEqual(['gamma', 'beta', 'alpha']);
    expect(names(logic.sortRows(data.rows, 'reasons', 'descending'))).toEqual(['beta', 'alpha', 'gamma']);
  });

  it('leaves the rows it was given as they were', () => {
    logic.sortRows(data.rows, 'account', 'ascending');
    expect(names(data.rows)).toEqual(['beta', 'alpha', 'gamma']);
  });
});

describe('filtering', () => {
  it('finds every word in account, end user or reason, in any case', () => {
    expect(names(logic.filterRows(data, ' SHARED  rhythm ', ''))).toEqual(['beta']);
    expect(names(logic.filterRows(data, 'u-1', ''))).toEqual(['alpha']);
    expect(names(logic.filterRows(data, 'nobody', ''))).toEqual([]);
  });

  it('takes what is typed as text, not as a pattern', () => {
    expect(names(logic.filterRows(data, '.*', ''))).toEqual([]);
  });

  it('narrows to an action', () => {
    expect(names(logic.filterRows(data, '', '2'))).toEqual(['gamma']);
  });

  it('says what is shown', () => {
    expect(logic.describe(1, 15, 1204, 2000)).toBe('1–15 of 1,204, filtered from 2,000');
    expect(logic.describe(1, 3, 3, 3)).toBe('1–3 of 3');
    expect(logic.describe(1, 0, 0, 3)).toBe('No matching accounts.');
  });
});
