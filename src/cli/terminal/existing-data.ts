/** Opens a data directory that exists, for commands that must not create one at a mistyped path. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Clock } from '../../base/clock.ts';
import { fail, ok, type Result } from '../../base/problem.ts';
import { type DataDirectory, openDataDirectory } from '../../store/directory/data-directory.ts';
import { readVersion } from '../../store/directory/directory-files.ts';

/**
 * Opens and locks a data directory, and migrates it.
 * @returns `data_directory_absent` when the path has none, or any problem of openDataDirectory
 */
export async function openExistingData(path: string, clock: Clock): Promise<Result<DataDirectory>> {
  const directory = existingDirectory(path);
  return directory.ok ? openDataDirectory({ path: directory.value, clock }) : directory;
}

/** The full path of a data directory that exists; `data_directory_absent` when the path has none. Neither opens nor locks it. */
export function existingDirectory(path: string): Result<string> {
  const directory = resolve(path);
  const present = existsSync(directory) ? readVersion(directory) : ok(false);
  if (!present.ok) return present;
  if (!present.value) {
    return fail({
      code: 'data_directory_absent',
      message: 'expected a data directory, found none at this path',
      where: directory,
      hint: 'Pass the directory that `stillwatch analyze --data` or `stillwatch serve` uses. `analyze --data` creates a new one.',
    });
  }
  return ok(directory);
}
