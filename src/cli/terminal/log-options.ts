/** How a log is read, as options of every command that reads one: --format, --map and --map-file. */
import { readFile } from 'node:fs/promises';
import { Option } from 'commander';
import { parse } from 'yaml';
import { fail, ok, type Result } from '../../base/problem.ts';
import { FORMAT_NAMES } from '../../ingest/format.ts';
import { type FieldMapping, mappingFrom, mergeMappings, parseMapping } from '../../ingest/tables/field-mapping.ts';

export interface MappingFlags {
  readonly map?: readonly string[];
  readonly mapFile?: string;
}

/** Largest file of a mapping, in bytes. */
const MOST_BYTES = 1024 * 1024;

/** The three options, in the order in which help lists them; `--map` may be given several times. */
export function logOptions(): [format: Option, map: Option, mapFile: Option] {
  return [
    new Option('--format <name>', 'the format of every file')
      .choices(['auto', ...FORMAT_NAMES])
      .default('auto', 'auto, from the content of each file'),
    new Option(
      '--map <target=field,...>',
      'fields that have other names than those that are looked for: account=customer_id,text=prompt,time=ts; an expression in ClickHouse SQL works too (may be repeated)',
    ).argParser((text: string, before: string[] | undefined) => [...(before ?? []), text]),
    new Option('--map-file <file>', 'the same as a file in YAML or JSON; --map wins over it'),
  ];
}

/** The mapping of a command line; empty if it has none. */
export async function readMapping(flags: MappingFlags): Promise<Result<FieldMapping>> {
  const mappings: FieldMapping[] = [];
  if (flags.mapFile !== undefined) {
    const file = await mappingFile(flags.mapFile);
    if (!file.ok) return file;
    mappings.push(file.value);
  }
  for (const text of flags.map ?? []) {
    const parsed = parseMapping(text);
    if (!parsed.ok) return parsed;
    mappings.push(parsed.value);
  }
  return ok(mergeMappings(mappings));
}

async function mappingFile(path: string): Promise<Result<FieldMapping>> {
  let value: unknown;
  try {
    const text = await readFile(path, 'utf8');
    value = text.length > MOST_BYTES ? undefined : parse(text, { maxAliasCount: 0 });
  } catch {
    value = undefined;
  }
  const mapping = mappingFrom(value);
  return mapping.ok ? mapping : fail({ ...mapping.problem, where: path });
}
