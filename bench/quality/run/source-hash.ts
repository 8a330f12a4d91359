/**
 * One hash over everything that decides what a cell's row says: the detector, the simulator, the baselines and the measuring.
 * Tests, pages and the drawing of charts are not part of it, so that a better sentence costs no run.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDERS = ['src', 'sim', 'scripts/corpus', 'bench/quality/cell', 'bench/quality/baselines'];

export function hashSources(root: string): string {
  const hash = createHash('sha256');
  for (const folder of FOLDERS) addFolder(hash, root, folder);
  return hash.digest('hex').slice(0, 16);
}

export function hashFile(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 16);
}

function addFolder(hash: ReturnType<typeof createHash>, root: string, folder: string): void {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) addFolder(hash, root, path);
    else if (/\.(ts|json)$/.test(entry.name) && !entry.name.endsWith('.test.ts'))
      hash
        .update(path)
        .update('\0')
        .update(readFileSync(join(root, path)))
        .update('\0');
  }
}
