/** Access over a data directory, for the commands that look after keys and the audit log while no service runs. */
import { type Access, createAccess } from '../../access/access.ts';
import type { Result } from '../../base/problem.ts';
import type { CommandContext } from '../terminal/context.ts';
import { openExistingData } from '../terminal/existing-data.ts';

/** Opens the directory, does the work and closes it. */
export async function withAccess<T>(
  path: string,
  { io }: CommandContext,
  work: (access: Access) => Promise<Result<T>>,
): Promise<Result<T>> {
  const opened = await openExistingData(path, io.clock);
  if (!opened.ok) {
    const { problem } = opened;
    if (problem.code !== 'data_directory_locked') return opened;
    return {
      ok: false,
      problem: {
        ...problem,
        hint: 'If `stillwatch serve` runs on it, ask it instead: /v1/keys and /v1/audit do the same. Else wait until it is done.',
      },
    };
  }
  try {
    const access = createAccess(await opened.value.database(), { clock: io.clock });
    const done = await work(access);
    await access.close();
    return done;
  } finally {
    await opened.value.close();
  }
}
