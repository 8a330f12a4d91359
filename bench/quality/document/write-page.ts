/** The page and its pictures on disk. Pictures of an earlier run that this one does not have are removed. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from './page.ts';
import { IMAGE_FOLDER } from './section.ts';

export function writePage(folder: string, page: Page): string {
  const images = join(folder, IMAGE_FOLDER);
  mkdirSync(images, { recursive: true });
  for (const name of readdirSync(images))
    if (name.endsWith('.svg') && !page.images.has(name)) rmSync(join(images, name));
  for (const [name, svg] of page.images) replace(join(images, name), svg);
  const path = join(folder, 'evaluation.md');
  replace(path, page.markdown);
  return path;
}

function replace(path: string, content: string): void {
  if (existsSync(`${path}.part`)) rmSync(`${path}.part`);
  writeFileSync(`${path}.part`, content);
  renameSync(`${path}.part`, path);
}
