/** A data directory that is there already, for commands that must not make one at a mistyped path. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Clock } from '../../base/clock.ts';
import { fail, ok, type Result } from '../../base/problem.ts';
import { type DataDirectory, openDataDirectory } from '../../store/directory/data-directory.ts';
import { readVersion } from '../../store/directory/directory-files.ts';

export async function openExistingData(path: string, clock: Clock): Promise<Result<DataDirectory>> {
  const directory = resolve(path);
  const present = existsSync(directory) ? readVersion(directory) : ok(false);
  if (!present.ok) return present;
  if (!present.value) {
    return fail({
      code: 'data_directory_absent',
      message: 'expected a data directory, got a path without one',
      where: directory,
      hint: 'Pass the folder that `stillwatch analyze --data` was given; analyze makes a new one by itself.',
    });
  }
  return openDataDirectory({ path: directory, clock });
}
