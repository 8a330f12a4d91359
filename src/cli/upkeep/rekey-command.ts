/** `stillwatch rekey`: changes the key of a data directory or of servers, and says so. */
import { readFileSync } from 'node:fs';
import { fail, ok, type Problem, type Result } from '../../base/problem.ts';
import { rekey } from '../../service/rekey/rekey.ts';
import { rekeyServers } from '../../service/rekey/rekey-servers.ts';
import type { CommandContext } from '../terminal/context.ts';
import { EXIT } from '../terminal/exit-codes.ts';
import { plural } from '../terminal/numbers.ts';
import { reportProblem } from '../terminal/problems.ts';
import { type ServerFlags, serversOf } from '../terminal/server-flags.ts';
import { printable } from '../terminal/text.ts';

export interface RekeyFlags extends ServerFlags {
  readonly data?: readonly string[];
  /** Given for servers. */
  readonly newKeyFile?: string;
  readonly json?: boolean;
}

export async function runRekey(flags: RekeyFlags, context: CommandContext): Promise<number> {
  if (flags.newKeyFile !== undefined) return runServers(flags, flags.newKeyFile, context);
  const { io, out } = context;
  const json = flags.json === true;
  const [data, more] = flags.data ?? [];
  if (data === undefined || more !== undefined) {
    return reportProblem(usage('Expected one --data, or --new-key-file for servers.'), context, json);
  }
  const result = await rekey({ data, clock: io.clock });
  if (!result.ok) return reportProblem(result.problem, context, json);
  const { directory, keys, resumed } = result.value;
  if (json) io.stdout.write(`${JSON.stringify(result.value)}\n`);
  else {
    io.stdout.write(
      `${out.green('ok')}  ${printable(directory, 300)}: ${outcome(resumed)}; identity.key has ${plural(keys, 'key')}\n` +
        '    Back it up anew: earlier backups and copies of the key belong together.\n',
    );
  }
  return EXIT.ok;
}

async function runServers(flags: RekeyFlags, newKeyFile: string, context: CommandContext): Promise<number> {
  const { io, out } = context;
  const json = flags.json === true;
  const { clickhouseUrl, postgresUrl, cluster } = serversOf(flags, io.env);
  if (clickhouseUrl === undefined || postgresUrl === undefined) {
    const message = 'Expected the addresses of a ClickHouse and a PostgreSQL server, got one or none.';
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
        `    Nodes start with that one only: STILLWATCH_IDENTITY_KEY_FILE=${file} on each. Keep a copy.\n`,
    );
  }
  return EXIT.ok;
}

function outcome(resumed: boolean): string {
  return resumed ? 'a change that had been begun is complete' : 'every stored hash is under a new key';
}

/** As a node is told it. Not an option: other users of the machine see those. */
function keyOf(env: CommandContext['io']['env']): Result<string> {
  const file = env.STILLWATCH_IDENTITY_KEY_FILE;
  if (env.STILLWATCH_IDENTITY_KEY) return ok(env.STILLWATCH_IDENTITY_KEY);
  if (!file)
    return fail(usage('Expected STILLWATCH_IDENTITY_KEY or STILLWATCH_IDENTITY_KEY_FILE, got neither.'));
  try {
    return ok(readFileSync(file, 'utf8'));
  } catch (error) {
    return fail({
      code: 'path_unreadable',
      message: `Expected a file with a key, got ${(error as NodeJS.ErrnoException).code}.`,
      where: file,
      hint: 'Check the path and its mode.',
    });
  }
}

function usage(message: string): Problem {
  return { code: 'usage', message, hint: 'See: stillwatch rekey --help' };
}
