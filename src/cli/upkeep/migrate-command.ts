/**
 * `stillwatch migrate`: applies the migrations that a data directory or servers lack, and prints them. Opening a data
 * directory migrates it.
 */
import { resolve } from 'node:path';
import { plural } from '../../base/format.ts';
import { fail, ok, type Result } from '../../base/problem.ts';
import type { ExchangeStore } from '../../store/exchanges/exchange-store.ts';
import { migrateServers, type ServerMigration } from '../../store/servers/server-migrations.ts';
import type { CommandContext } from '../terminal/context.ts';
import { openExistingData } from '../terminal/existing-data.ts';
import { EXIT } from '../terminal/exit-codes.ts';
import { reportProblem } from '../terminal/problems.ts';
import { type ServerFlags, serversOf } from '../terminal/server-flags.ts';
import { printable } from '../terminal/text.ts';

/** The options of `migrate`. */
export interface MigrateFlags extends ServerFlags {
  readonly data?: string;
  readonly json?: boolean;
}

interface Migrated {
  readonly directory: string;
  /** Schema number of the exchange store before and after. The record store is migrated along with it. */
  readonly from: number;
  readonly to: number;
  readonly applied: readonly string[];
}

/** Migrates, prints from which schema to which, and returns the exit code. */
export async function runMigrate(flags: MigrateFlags, context: CommandContext): Promise<number> {
  const json = flags.json === true;
  const result = await migrate(flags, context);
  if (!result.ok) return reportProblem(result.problem, context, json);
  const { directory, servers } = result.value;
  if (json) {
    context.io.stdout.write(`${JSON.stringify({ ...directory, ...(servers.length > 0 ? { servers } : {}) })}\n`);
    return EXIT.ok;
  }
  if (directory !== null) writeStep(directory.directory, directory, context);
  for (const one of servers) writeStep(`${one.store}, ${one.server}`, one, context);
  return EXIT.ok;
}

function writeStep(what: string, { from, to, applied }: Omit<Migrated, 'directory'>, { io, out }: CommandContext): void {
  const step =
    from === to
      ? `schema ${to}, up to date`
      : `schema ${from} to ${to}, ${plural(applied.length, 'migration')}: ${applied.join(', ')}`;
  io.stdout.write(`${out.green('ok')}  ${printable(what, 300)}: ${step}\n`);
}

async function migrate(
  flags: MigrateFlags,
  context: CommandContext,
): Promise<Result<{ directory: Migrated | null; servers: ServerMigration[] }>> {
  const servers = serversOf(flags, context.io.env);
  if (flags.data === undefined && servers.clickhouseUrl === undefined && servers.postgresUrl === undefined) {
    return fail({
      code: 'usage',
      message: 'expected --data or the address of a server, got neither',
      hint: 'Pass --data, --clickhouse-url or --postgres-url, or set STILLWATCH_CLICKHOUSE_URL or STILLWATCH_POSTGRES_URL.',
    });
  }
  const directory = flags.data === undefined ? ok(null) : await migrateDirectory(flags.data, context);
  if (!directory.ok) return directory;
  const done = await migrateServers(servers, context.io.clock);
  if (!done.ok) return done;
  return ok({ directory: directory.value, servers: done.value });
}

async function migrateDirectory(path: string, { io }: CommandContext): Promise<Result<Migrated>> {
  const started = io.clock();
  // openDataDirectory creates missing directories, and a mistyped path would then seem to be migrated.
  const opened = await openExistingData(path, io.clock);
  if (!opened.ok) return opened;
  try {
    return ok({ directory: resolve(path), ...(await exchangeSchema(opened.value.exchanges, started)) });
  } finally {
    await opened.value.close();
  }
}

/** The store records when each migration was applied: those since `started` (ms) were applied by this command. */
async function exchangeSchema(exchanges: ExchangeStore, started: number): Promise<Omit<Migrated, 'directory'>> {
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
