import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { boxes, pictures, roomsOf } from './architecture-picture.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const { RANKS } = createRequire(import.meta.url)('./ranks.cjs') as { RANKS: readonly (readonly string[])[] };

describe('the architecture picture', () => {
  it('has a box for every folder of src, and no other', () => {
    const folders = readdirSync(`${ROOT}src`, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => `src/${name}`);
    expect(
      boxes()
        .map(({ folder }) => folder)
        .sort(),
    ).toEqual(folders.sort());
  });

  it('is drawn from ranks whose folders and files exist', () => {
    const missing = RANKS.flat().filter((name) => !existsSync(`${ROOT}${name}`) && !existsSync(`${ROOT}${name}.ts`));
    expect(missing).toEqual([]);
  });

  it('names the rooms of a folder as they are on disk', () => {
    expect(roomsOf('src/store')).toEqual(['directory', 'exchanges', 'records', 'servers']);
  });

  it('is committed as it is drawn, light and dark (npm run architecture)', () => {
    for (const [path, svg] of pictures()) expect(readFileSync(path, 'utf8'), path).toBe(svg);
  });
});
