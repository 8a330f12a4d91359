/**
 * Labels: what each account really is. One line per unit: an account, or a router's end user when the line also has a
 * `sub_account`. Equal lines count once. Contradictory lines exclude the unit from every figure, because any choice
 * between them would be a guess. Both are counted.
 */
import { z } from 'zod';
import { fail, ok, type Result } from '../base/problem.ts';
import { unitId } from '../model/unit-id.ts';
import { Truth } from '../model/wire.ts';
import { type LineCount, readJsonLines } from './json-lines.ts';

const TruthLine = Truth.extend({ sub_account: z.string().nullish() });

/** The label of one unit; `campaign` is null for honest traffic. */
export interface Label {
  readonly campaign: string | null;
  readonly group: string;
}

/** All labels of a file, by unit id. */
export interface Labels {
  readonly units: ReadonlyMap<string, Label>;
  readonly lines: LineCount;
  /** Units with contradictory lines: excluded everywhere. */
  readonly conflicting: ReadonlySet<string>;
  readonly repeated: number;
}

/** Reads a file of labels. Problems: `file_unreadable`, and `truth_empty` when no line can be used. */
export async function readLabels(path: string): Promise<Result<Labels>> {
  const units = new Map<string, Label>();
  const conflicting = new Set<string>();
  let repeated = 0;
  const lines = await readJsonLines(path, TruthLine, (line) => {
    const key = unitId(line.account, line.sub_account);
    const before = units.get(key);
    if (before === undefined) units.set(key, { campaign: line.campaign, group: line.group });
    else if (before.campaign === line.campaign && before.group === line.group) repeated++;
    else conflicting.add(key);
  });
  if (!lines.ok) return lines;
  for (const key of conflicting) units.delete(key);
  if (units.size === 0) {
    return fail({
      code: 'truth_empty',
      message: `expected lines {account, campaign or null, group}, got ${lines.value.lines} lines, none of which can be used`,
      where: path,
      hint: 'Pass the truth.ndjson that `stillwatch simulate` wrote, or labels in the same format.',
    });
  }
  return ok({ units, lines: lines.value, conflicting, repeated });
}
