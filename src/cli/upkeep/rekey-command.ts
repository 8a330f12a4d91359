/** `stillwatch rekey`: changes the identity key of a data directory or of servers. */
import { readFileSync } from 'node:fs';
import { plural } from '../../base/format.ts';
import { fail, ok, type Problem, type Result } from '../../base/problem.ts';
import { rekey } from '../../service/rekey/rekey.ts';
import { rekeyServers } from '../../service/rekey/rekey-servers.ts';
import type { CommandContext } from '../terminal/context.ts';
import { EXIT } from '../terminal/exit-codes.ts';
import { reportProblem } from '../terminal/problems.ts';
import { type ServerFlags, serversOf } from '../terminal/server-flags.ts';
import { printable } from '../terminal/text.ts';

/** The options of `rekey`. */
export interface RekeyFlags extends ServerFlags {
  readonly data?: readonly string[];
  /** For servers only. */
  readonly newKeyFile?: string;
  readonly json?: boolean;
}

/** Changes the key, prints the outcome and returns the exit code. */
export async function runRekey(flags: RekeyFlags, context: CommandContext): Promise<number> {
  if (flags.newKeyFile !== undefined) return runServers(flags, flags.newKeyFile, context);
  const { io, out } = context;
  const json = flags.json === true;
  const [data, more] = flags.data ?? [];
  if (data === undefined || more !== undefined) {
    return reportProblem(usage('expected exactly one --data, or --new-key-file for servers'), context, json);
  }
  const result = await rekey({ data, clock: io.clock });
  if (!result.ok) return reportProblem(result.problem, context, json);
  const { directory, keys, resumed } = result.value;
  if (json) io.stdout.write(`${JSON.stringify(result.value)}\n`);
  else {
    io.stdout.write(
      `${out.green('ok')}  ${printable(directory, 300)}: ${outcome(resumed)}; identity.key has ${plural(keys, 'key')}\n` +
        '    Make a new backup now: an earlier backup needs the key of its time.\n',
    );
  }
  return EXIT.ok;
}

async function runServers(flags: RekeyFlags, newKeyFile: string, context: CommandContext): Promise<number> {
  const { io, out } = context;
  const json = flags.json === true;
  const { clickhouseUrl, postgresUrl, cluster } = serversOf(flags, io.env);
  if (clickhouseUrl === undefined || postgresUrl === undefined) {
    const message = 'expected the addresses of both a ClickHouse and a PostgreSQL server';
    return reportProblem(usage(message), context, json);
  }
  const identityKey = keyOf(io.env);
  if (!identityKey.ok) return reportProblem(identityKey.problem, context, json);
  const result = await rekeyServers({
    clickhouseUrl,
    postgresUrl,
    cluster,
    identityKey: identityKey.value,
    newKeyFile,
    nodes: flags.data ?? [],
    clock: io.clock,
  });
  if (!result.ok) return reportProblem(result.problem, context, json);
  const { new_key_file, keys, resumed } = result.value;
  if (json) io.stdout.write(`${JSON.stringify(result.value)}\n`);
  else {
    const file = printable(new_key_file, 300);
    io.stdout.write(
      `${out.green('ok')}  servers: ${outcome(resumed)}; ${file} has ${plural(keys, 'key')}\n` +
        `    Set STILLWATCH_IDENTITY_KEY_FILE=${file} on every node: they start with this key only. Keep a copy of it.\n`,
    );
  }
  return EXIT.ok;
}

function outcome(resumed: boolean): string {
  return resumed ? 'the interrupted change is complete' : 'every stored hash now uses the new key';
}

/** The current key, from the variables that a node reads. It is no option, since other users of the machine see options. */
function keyOf(env: CommandContext['io']['env']): Result<string> {
  const file = env.STILLWATCH_IDENTITY_KEY_FILE;
  if (env.STILLWATCH_IDENTITY_KEY) return ok(env.STILLWATCH_IDENTITY_KEY);
  if (!file) return fail(usage('expected STILLWATCH_IDENTITY_KEY or STILLWATCH_IDENTITY_KEY_FILE to be set'));
  try {
    return ok(readFileSync(file, 'utf8'));
  } catch (error) {
    return fail({
      code: 'path_unreadable',
      message: `expected a file with a key, got ${(error as NodeJS.ErrnoException).code}`,
      where: file,
      hint: 'Check the path and its mode.',
    });
  }
}

function usage(message: string): Problem {
  return { code: 'usage', message, hint: 'See: stillwatch rekey --help' };
}
