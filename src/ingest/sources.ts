/**
 * Finds the files that a run reads: the given paths, with directories searched recursively in a fixed order. Skipped files are
 * listed, so that they can be reported.
 */
import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { glob } from 'tinyglobby';
import { fail, ok, type Result } from '../base/problem.ts';
import { isRemote, parseRemote, type RemoteSource, type SourceEnvironment } from './tables/location.ts';

export interface Source {
  /** '-' is standard input. */
  path: string;
  /** Bytes on disk; 0 when not known. */
  size: number;
  /** Of a remote source, whose path is what may be shown of its address. */
  remote?: RemoteSource;
}

export interface SourcePlan {
  sources: Source[];
  totalBytes: number;
  /** Paths that are not read, and why. */
  skipped: { path: string; reason: string }[];
}

/** Deepest nesting of directories that is walked. */
const MAX_DEPTH = 32;

/**
 * Plans what to read. Directories are walked recursively, sorted by name; hidden entries, links to directories
 * and what Bedrock stores beside its logs are passed over. A path that is not there is a problem, as is
 * naming nothing that can be read. The same file named twice is read once.
 * Patterns such as `logs/*.parquet` and remote sources are taken as well.
 * @param env where credentials of remote sources may be
 */
export async function planSources(paths: readonly string[], env: SourceEnvironment = {}): Promise<Result<SourcePlan>> {
  const plan: SourcePlan = { sources: [], totalBytes: 0, skipped: [] };
  const seen = new Set<string>();
  if (paths.length === 0) {
    return fail({
      code: 'no_input',
      message: 'expected at least one path, got none',
      hint: 'name files or directories with request logs, or - for standard input',
    });
  }
  for (const path of paths) {
    if (path === '-') {
      if (!seen.has('-')) plan.sources.push({ path, size: 0 });
      seen.add('-');
      continue;
    }
    if (isRemote(path)) {
      const parsed = parseRemote(path, env);
      if (!parsed.ok) return parsed;
      plan.sources.push({ path: parsed.value.shown, size: 0, remote: parsed.value });
      continue;
    }
    try {
      const matches = await matching(path);
      for (const match of matches) await addFile(match, (await stat(match)).size, plan, seen);
      if (matches.length > 0) continue;
      const info = await stat(path);
      if (info.isDirectory()) await walk(path, plan, seen, 0);
      else await addFile(path, info.isFile() ? info.size : 0, plan, seen);
    } catch (error) {
      return fail(pathProblem(path, error));
    }
  }
  if (plan.sources.length === 0) {
    return fail({
      code: 'no_input',
      message: `expected files to read, got none${plan.skipped.length > 0 ? ` (${plan.skipped.length} skipped)` : ''}`,
      where: paths.join(', '),
      hint: 'name files, or a directory with files that are not hidden',
    });
  }
  return ok(plan);
}

/** Files that a pattern matches, in order; none if the path is no pattern or the name of something that is there. */
async function matching(path: string): Promise<string[]> {
  if (!/[*?]/.test(path) || (await stat(path).catch(() => undefined)) !== undefined) return [];
  const found = await glob(path, { onlyFiles: true, expandDirectories: false });
  return found.sort();
}

async function addFile(path: string, size: number, plan: SourcePlan, seen: Set<string>): Promise<void> {
  const real = await realpath(path);
  if (seen.has(real)) {
    plan.skipped.push({ path, reason: 'named twice' });
    return;
  }
  seen.add(real);
  plan.sources.push({ path, size });
  plan.totalBytes += size;
}

async function walk(directory: string, plan: SourcePlan, seen: Set<string>, depth: number): Promise<void> {
  const entries = await readdir(directory, { withFileTypes: true });
  // By code unit, not by locale: the same order on every machine.
  entries.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  for (const entry of entries) {
    const path = join(directory, entry.name);
    const reason = passedOver(entry.name, path);
    if (reason !== undefined) {
      plan.skipped.push({ path, reason });
      continue;
    }
    const info = entry.isSymbolicLink() ? await stat(path).catch(() => undefined) : undefined;
    if (entry.isDirectory()) {
      if (depth < MAX_DEPTH) await walk(path, plan, seen, depth + 1);
      else plan.skipped.push({ path, reason: 'nested too deep' });
    } else if (entry.isFile() || info?.isFile()) {
      await addFile(path, (info ?? (await stat(path))).size, plan, seen);
    } else if (info?.isDirectory()) plan.skipped.push({ path, reason: 'a link to a directory' });
    else plan.skipped.push({ path, reason: 'not a regular file' });
  }
}

function passedOver(name: string, path: string): string | undefined {
  if (name.startsWith('.')) return 'hidden';
  if (!path.includes('BedrockModelInvocationLogs') && !name.includes('bedrock-logs-permission')) return undefined;
  if (/(^|[/\\])data$/.test(path) || /_(input|output)\.json\.gz$/.test(name)) return 'a body that Bedrock stored apart';
  return /permission-?check/.test(name) ? 'the file Bedrock checks its permission with' : undefined;
}

function pathProblem(path: string, error: unknown): { code: string; message: string; where: string; hint: string } {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return {
      code: 'path_not_found',
      message: 'expected a file or directory, got a path that does not exist',
      where: path,
      hint: 'check the path; standard input is -',
    };
  }
  return {
    code: 'path_unreadable',
    message: `expected a readable file or directory, got ${code ?? 'an error'} from the system`,
    where: path,
    hint: 'check its permissions',
  };
}
