/** `stillwatch migrate`: opens a data directory, which applies the migrations it lacks, and says which those were. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fail, ok, type Result } from '../base/problem.ts';
import { openDataDirectory } from '../store/data-directory.ts';
import { readVersion } from '../store/directory-files.ts';
import type { ExchangeStore } from '../store/exchange-store.ts';
import type { Context } from './context.ts';
import { EXIT } from './exit-codes.ts';
import { plural } from './numbers.ts';
import { reportProblem } from './problems.ts';
import { printable } from './text.ts';

export interface MigrateFlags {
  readonly data: string;
  readonly json?: boolean;
}

interface Migrated {
  readonly directory: string;
  /** Schema number of the exchange store before and after. The record store migrates in the same opening. */
  readonly from: number;
  readonly to: number;
  readonly applied: readonly string[];
}

export async function runMigrate(flags: MigrateFlags, context: Context): Promise<number> {
  const { io, out } = context;
  const json = flags.json === true;
  const result = await migrate(flags.data, context);
  if (!result.ok) return reportProblem(result.problem, context, json);
  const { directory, from, to, applied } = result.value;
  if (json) io.stdout.write(`${JSON.stringify(result.value)}\n`);
  else {
    const step =
      from === to
        ? `schema ${to}, nothing to do`
        : `schema ${from} to ${to}, ${plural(applied.length, 'migration')}: ${applied.join(', ')}`;
    io.stdout.write(`${out.green('ok')}  ${printable(directory, 300)}: ${step}\n`);
  }
  return EXIT.ok;
}

async function migrate(path: string, { io }: Context): Promise<Result<Migrated>> {
  const directory = resolve(path);
  const present = existsSync(directory) ? readVersion(directory) : ok(false);
  if (!present.ok) return present;
  if (!present.value) {
    // Opening would make one, and a mistyped path would then look migrated.
    return fail({
      code: 'data_directory_absent',
      message: 'expected a data directory, got a path without one',
      where: directory,
      hint: 'Pass the folder that `stillwatch analyze --data` was given; analyze makes a new one by itself.',
    });
  }
  const started = io.clock();
  const opened = await openDataDirectory({ path: directory, clock: io.clock });
  if (!opened.ok) return opened;
  try {
    return ok({ directory, ...(await exchangeSchema(opened.value.exchanges, started)) });
  } finally {
    await opened.value.close();
  }
}

/** The store writes down when each migration was applied: those since `started` are of this opening. */
async function exchangeSchema(
  exchanges: ExchangeStore,
  started: number,
): Promise<Omit<Migrated, 'directory'>> {
  const rows = await exchanges.rows<{ number: number; name: string; fresh: number }>(
    'SELECT number, name, applied_ms >= {started:Int64} AS fresh FROM migrations ORDER BY number',
    { started: String(started) },
  );
  const highest = (list: typeof rows): number => list.reduce((most, row) => Math.max(most, row.number), 0);
  const applied = rows.filter((row) => row.fresh === 1);
  return {
    from: highest(rows.filter((row) => row.fresh === 0)),
    to: highest(rows),
    applied: applied.map((row) => `${String(row.number).padStart(3, '0')}-${row.name}`),
  };
}
