import { describe, expect, it } from 'vitest';
import { definedTwice, exportedDefinitions } from './check-names.ts';

describe('the check of exported names', () => {
  it('finds functions, classes, types, interfaces and constants, and no re-export or local name', () => {
    const text = [
      'export async function read() {}',
      'export class Store {}',
      'export interface Row {}',
      'export type Key = string;',
      "export const A = 1, B = 'export const C = 2';",
      "export { other } from './other.ts';",
      'const local = 3;',
    ].join('\n');
    expect(exportedDefinitions('a.ts', text)).toEqual(['read', 'Store', 'Row', 'Key', 'A', 'B']);
  });

  it('names a definition that two files export, with both', () => {
    const files = new Map([
      ['src/a.ts', 'export const limit = 1;'],
      ['src/b.ts', 'export function limit() {}\nexport type Only = 1;'],
    ]);
    expect([...definedTwice(files)]).toEqual([['limit', ['src/a.ts', 'src/b.ts']]]);
  });

  it('lets a convention repeat its name in its own folder alone', () => {
    const migration = 'export async function up() {}';
    const files = new Map([
      ['src/store/records/migrations/001-a.ts', migration],
      ['src/store/records/migrations/002-b.ts', migration],
    ]);
    expect(definedTwice(files).size).toBe(0);
    files.set('src/a.ts', migration).set('src/b.ts', migration);
    expect(definedTwice(files).get('up')).toEqual(['src/a.ts', 'src/b.ts']);
  });
});
