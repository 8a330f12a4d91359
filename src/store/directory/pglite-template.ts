/**
 * An empty record store as the build packed it (scripts/write-record-template.mjs): a gzipped tar of PGlite's directory with
 * the schema of its version; a newer one migrates it as it would any other. From sources without a build there is none,
 * and the directory is made by PostgreSQL's initdb.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { assert } from '../../base/assert.ts';

const NAME = 'record-template.tar.gz';
/** Beside this file in a build; from sources, in the build beside them. */
const PLACES = [`./${NAME}`, `../../../dist/src/store/directory/${NAME}`];
/** Most bytes that are unpacked: the template has 40 MB. */
const MOST = 256 * 1024 * 1024;
/** Files written before the event loop gets a turn. */
const AT_ONCE = 32;

/** Path of the template, or null if it has not been built. */
export function recordTemplate(): string | null {
  for (const place of PLACES) {
    const path = fileURLToPath(new URL(place, import.meta.url));
    if (existsSync(path)) return path;
  }
  return null;
}

/** Unpacks a template into `directory`, which is made. `stopped` is asked now and then. */
export async function unpackTemplate(template: string, directory: string, stopped: () => boolean): Promise<void> {
  const tar = await promisify(gunzip)(readFileSync(template), { maxOutputLength: MOST });
  let written = 0;
  for (const { name, kind, bytes } of entriesOf(tar)) {
    const path = normalize(join(directory, name));
    assert(`${path}/`.startsWith(`${normalize(directory)}/`), 'the template stays in its directory');
    if (kind === DIRECTORY) mkdirSync(path, { recursive: true, mode: 0o700 });
    else {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      writeFileSync(path, bytes, { mode: 0o600 });
    }
    if (++written % AT_ONCE === 0) await setImmediate();
    if (stopped()) return;
  }
}

const BLOCK = 512;
const FILE = '0';
const DIRECTORY = '5';

interface Entry {
  readonly name: string;
  readonly kind: string;
  readonly bytes: Uint8Array;
}

/** Files and directories of a tar archive in the ustar format (POSIX.1-1988); other kinds are not in a template. */
function* entriesOf(tar: Buffer): Generator<Entry> {
  for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0; ) {
    const text = (from: number, to: number): string => tar.toString('latin1', at + from, at + to).replace(/\0.*$/s, '');
    const kind = text(156, 157) || FILE;
    assert(kind === FILE || kind === DIRECTORY, `the template has files and directories, got kind ${kind}`);
    const size = Number.parseInt(text(124, 136).trim() || '0', 8);
    const prefix = text(345, 500);
    const from = at + BLOCK;
    yield {
      name: prefix === '' ? text(0, 100) : `${prefix}/${text(0, 100)}`,
      kind,
      bytes: tar.subarray(from, from + size),
    };
    at = from + Math.ceil(size / BLOCK) * BLOCK;
  }
}
