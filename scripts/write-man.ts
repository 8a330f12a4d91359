/** Writes man/stillwatch.1 from the definitions of the commands (`npm run man`); a test fails while the file is stale. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { manPage } from './man-page.ts';

/** Where the page is. */
export const MAN_FILE = fileURLToPath(new URL('../man/stillwatch.1', import.meta.url));

async function main(): Promise<void> {
  const text = await manPage();
  const before = await readFile(MAN_FILE, 'utf8').catch(() => '');
  await mkdir(dirname(MAN_FILE), { recursive: true });
  if (before !== text) await writeFile(MAN_FILE, text);
  console.log(`${before === text ? 'current' : 'written'}  man/stillwatch.1`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
