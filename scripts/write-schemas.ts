/**
 * Writes docs/formats/{exchange,account,release}.schema.json from the schemas of src/model/wire.ts. Run after
 * changing them; a test fails while the published files are behind.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { z } from 'zod';
import { Account, Exchange, Release } from '../src/model/wire.ts';

const SCHEMAS = {
  exchange: {
    schema: Exchange,
    title: 'Exchange',
    description: 'One request to a language model and its answer.',
  },
  account: { schema: Account, title: 'Account', description: 'Who is billed.' },
  release: { schema: Release, title: 'Release', description: 'When a model became available.' },
} as const;

/** The JSON Schema of what a log may hold (before times are read), by file name. */
export function publishedSchemas(): Map<string, string> {
  const files = new Map<string, string>();
  for (const [name, { schema, title, description }] of Object.entries(SCHEMAS)) {
    const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input' });
    const document = { $schema, title: `Stillwatch wire format 1: ${title}`, description, ...rest };
    files.set(`${name}.schema.json`, `${JSON.stringify(document, null, 2)}\n`);
  }
  return files;
}

/** Where the published schema of a name is. */
export function schemaPath(name: string): string {
  return fileURLToPath(new URL(`../docs/formats/${name}`, import.meta.url));
}

async function main(): Promise<void> {
  for (const [name, text] of publishedSchemas()) {
    const before = await readFile(schemaPath(name), 'utf8').catch(() => '');
    if (before !== text) await writeFile(schemaPath(name), text);
    console.log(`${before === text ? 'current' : 'written'}  docs/formats/${name}`);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
