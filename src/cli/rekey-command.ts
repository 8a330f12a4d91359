/** `stillwatch rekey`: changes the key of a data directory, and says so. */
import { rekey } from '../service/rekey/rekey.ts';
import type { Context } from './context.ts';
import { EXIT } from './exit-codes.ts';
import { plural } from './numbers.ts';
import { reportProblem } from './problems.ts';
import { printable } from './text.ts';

export interface RekeyFlags {
  readonly data: string;
  readonly json?: boolean;
}

export async function runRekey(flags: RekeyFlags, context: Context): Promise<number> {
  const { io, out } = context;
  const json = flags.json === true;
  const result = await rekey({ data: flags.data, clock: io.clock });
  if (!result.ok) return reportProblem(result.problem, context, json);
  const { directory, keys, resumed } = result.value;
  if (json) io.stdout.write(`${JSON.stringify(result.value)}\n`);
  else {
    const how = resumed
      ? 'a change that had been stopped is complete'
      : 'every stored hash is under a new key';
    io.stdout.write(
      `${out.green('ok')}  ${printable(directory, 300)}: ${how}; identity.key has ${plural(keys, 'key')}\n` +
        '    Back it up anew: earlier backups and copies of the key belong together.\n',
    );
  }
  return EXIT.ok;
}
