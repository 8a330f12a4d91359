/** docs/formats/fingerprint.md shows the layout to readers of stored rows: its table must be the code's. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  emptyFingerprint,
  FINGERPRINT_COLUMNS,
  FINGERPRINT_STRIDE,
  FINGERPRINT_VERSION,
  FLAGS,
  OFFSET,
  SCRIPTS,
} from './fingerprint-layout.ts';

const PAGE = readFileSync(new URL('../../docs/formats/fingerprint.md', import.meta.url), 'utf8');
const BYTES: Readonly<Record<string, number>> = { UInt8: 1, UInt16: 2, UInt32: 4, UInt64: 8, Int64: 8 };

function layoutTable(): string {
  const lines = ['| offset | bytes | column | type | |', '| ---: | ---: | --- | --- | --- |'];
  for (const column of FINGERPRINT_COLUMNS) {
    const slots = 'slots' in column ? column.slots : 0;
    const bytes = (BYTES[column.type] as number) * Math.max(1, slots);
    const type = slots > 0 ? `${column.type} × ${slots}` : column.type;
    lines.push(`| ${OFFSET[column.name]} | ${bytes} | \`${column.name}\` | ${type} | ${column.comment} |`);
  }
  return lines.join('\n');
}

/** The first table behind a heading. */
function tableUnder(heading: string): string {
  const at = PAGE.indexOf(`\n## ${heading}\n`);
  if (at < 0) return `no heading '${heading}'`;
  return (
    PAGE.slice(at)
      .match(/(?:^\|.*\n)+/m)?.[0]
      .trimEnd() ?? 'no table'
  );
}

describe('the fingerprint page', () => {
  it('has the layout table of the code, row by row', () => {
    expect(tableUnder('Layout')).toBe(layoutTable());
  });

  it('has the flags of the code', () => {
    const rows = Object.entries(FLAGS).map(([name, value]) => `| ${value} | \`${name}\` |`);
    const shown = tableUnder('Flags')
      .split('\n')
      .slice(2)
      .map((line) => `${line.split('|').slice(0, 3).join('|')}|`);
    expect(shown).toEqual(rows);
  });

  it('says the version, the width and the scripts', () => {
    expect(PAGE).toContain(`version ${FINGERPRINT_VERSION}`);
    expect(PAGE).toContain(`${FINGERPRINT_STRIDE} bytes`);
    expect(PAGE).toContain(SCRIPTS.map((name) => `\`${name}\``).join(', '));
  });
});

describe('an empty fingerprint', () => {
  it('holds its version, the length byte of each array, and nothing else', () => {
    const row = emptyFingerprint();
    expect(row).toHaveLength(FINGERPRINT_STRIDE);
    const expected = new Uint8Array(FINGERPRINT_STRIDE);
    expected[0] = FINGERPRINT_VERSION;
    for (const column of FINGERPRINT_COLUMNS) {
      if ('slots' in column) expected[OFFSET[column.name] - 1] = column.slots;
    }
    expect(row).toEqual(expected);
  });

  it('leaves no byte between columns, nor after the last', () => {
    let next = 0;
    for (const column of FINGERPRINT_COLUMNS) {
      const slots = 'slots' in column ? column.slots : 0;
      expect(OFFSET[column.name]).toBe(next + (slots > 0 ? 1 : 0));
      next = OFFSET[column.name] + (BYTES[column.type] as number) * Math.max(1, slots);
    }
    expect(next).toBe(FINGERPRINT_STRIDE);
  });
});
