/** Tables that the embedded engine reads: recognised by their first bytes, or of a remote file by its name. */

const TABLE_FORMATS = ['csv', 'tsv', 'parquet', 'arrow', 'arrow-stream', 'avro', 'orc'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

/** A table and how its values are separated, if they are. */
export interface TableShape {
  readonly format: TableFormat;
  readonly separator?: ',' | ';' | '|';
}

const MAGIC: readonly [string, TableFormat][] = [
  ['50415231', 'parquet'],
  ['4152524f5731', 'arrow'],
  ['ffffffff', 'arrow-stream'],
  ['4f626a01', 'avro'],
  ['4f5243', 'orc'],
];

/** The engine's name of each format. */
export const ENGINE_FORMATS: Readonly<Record<TableFormat, string>> = {
  csv: 'CSVWithNames',
  tsv: 'TSVWithNames',
  parquet: 'Parquet',
  arrow: 'Arrow',
  'arrow-stream': 'ArrowStream',
  avro: 'Avro',
  orc: 'ORC',
};

/** The kind of table that bytes begin; undefined if they begin none. A table of values needs a line of at least three names. */
export function tableShape(head: Uint8Array): TableShape | undefined {
  const hex = Buffer.from(head.subarray(0, 8)).toString('hex');
  const binary = MAGIC.find(([magic]) => hex.startsWith(magic));
  if (binary !== undefined) return { format: binary[1] };
  const line = Buffer.from(head.subarray(0, 16_384))
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .split('\n')[0]
    .trimEnd();
  if (/^\s*[[{<]/.test(line)) return undefined;
  const separators = [',', '\t', ';', '|'] as const;
  const separator = separators.toSorted((a, b) => line.split(b).length - line.split(a).length)[0];
  const names = line.split(separator).map((name) => name.trim().replace(/^"(.*)"$/, '$1'));
  if (names.length < 3 || !names.every((name) => /^[\p{L}_@$][\p{L}\p{N}_ .:/@$()#-]{0,127}$/u.test(name))) return undefined;
  return separator === '\t' ? { format: 'tsv' } : { format: 'csv', separator };
}

/** The kind of table that a file's name promises. */
export function tableByName(name: string): TableFormat | undefined {
  const extension = /\.([a-z]+)(?:\.(?:gz|zst|bz2|xz|lz4|br))?$/i.exec(name)?.[1]?.toLowerCase();
  const others: Readonly<Record<string, TableFormat>> = { feather: 'arrow', arrows: 'arrow-stream', pq: 'parquet' };
  return TABLE_FORMATS.find((format) => format === extension) ?? (extension === undefined ? undefined : others[extension]);
}
