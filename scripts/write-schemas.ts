/**
 * Writes docs/formats/{exchange,account,release}.schema.json from the schemas of src/model/wire.ts, and the configuration's
 * schema and page from src/service/config/schema.ts. Run after changing them; a test fails while the published files are
 * behind.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { z } from 'zod';
import { Account, Exchange, Release } from '../src/model/wire.ts';
import { configSchema } from '../src/service/config/keys.ts';
import { configurationPage } from './configuration-page.ts';

const SCHEMAS = {
  exchange: {
    schema: Exchange,
    title: 'Exchange',
    description: 'One request to a language model and its answer.',
  },
  account: { schema: Account, title: 'Account', description: 'Who is billed.' },
  release: { schema: Release, title: 'Release', description: 'When a model became available.' },
} as const;

/** What is published, by its path from docs/formats: the JSON Schemas of a log (before times are read), and the configuration. */
export function publishedSchemas(): Map<string, string> {
  const files = new Map<string, string>();
  for (const [name, { schema, title, description }] of Object.entries(SCHEMAS)) {
    const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input' });
    const document = { $schema, title: `Stillwatch wire format 1: ${title}`, description, ...rest };
    files.set(`${name}.schema.json`, `${JSON.stringify(document)}\n`);
  }
  const { $schema, ...rest } = configSchema();
  const config = {
    $schema,
    title: 'Stillwatch configuration',
    description: 'The file that `stillwatch serve --config` reads.',
    ...rest,
  };
  files.set('config.schema.json', `${JSON.stringify(config)}\n`);
  files.set('../reference/configuration.md', configurationPage());
  return files;
}

/** Where a published file is. */
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
