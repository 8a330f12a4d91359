/** The files of the repository: what git tracks, and what is new and not ignored. Generated worlds and reports are not among them. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Paths from `root` that match, in the order of their names. Needs git and a checkout. */
export function trackedFiles(root: string, pattern: RegExp): string[] {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '-z'];
  const listed = execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 });
  const paths = listed.split('\0').filter((path) => pattern.test(path) && existsSync(join(root, path)));
  return [...new Set(paths)].sort();
}
