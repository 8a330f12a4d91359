/** Opens the access records of a data directory, for commands that work on keys and the audit log while no service runs. */
import { type Access, createAccess } from '../../access/access.ts';
import type { Result } from '../../base/problem.ts';
import type { CommandContext } from '../terminal/context.ts';
import { openExistingData } from '../terminal/existing-data.ts';

/** Opens the directory, does the work and closes the directory. A problem of either comes back as the result. */
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
        hint: 'If `stillwatch serve` is running on it, use its API instead: /v1/keys and /v1/audit/verify. Otherwise wait until the other process has finished.',
      },
    };
  }
  try {
    const access = createAccess(await opened.value.database(), {
      clock: io.clock,
      anchor: { directory: opened.value.path },
    });
    const done = await work(access);
    await access.close();
    return done;
  } finally {
    await opened.value.close();
  }
}
