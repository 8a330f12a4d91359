/**
 * Writes docs/reference/openapi.json, the document that a service publishes at /v1/openapi.json, and src/client/schema.ts,
 * its types for the client. Run after changing a route (`npm run openapi`); a test fails while they are stale.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { describeApi } from './api-document.ts';

const TYPES_HEADER = `/** Types of the HTTP API, generated from its OpenAPI document by \`npm run openapi\`. Do not edit. */\n`;

/** The text of each generated file, by its path from the root of the repository. */
export async function openApiFiles(): Promise<Map<string, string>> {
  const { document } = await describeApi();
  const types = astToString(await openapiTS(document as OpenAPI3, { defaultNonNullable: false }));
  return new Map([
    ['docs/reference/openapi.json', `${JSON.stringify(document, null, 1)}\n`],
    ['src/client/schema.ts', `${TYPES_HEADER}${types}`],
  ]);
}

/** Where a generated file is. */
export function generatedPath(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.url));
}

async function main(): Promise<void> {
  for (const [path, text] of await openApiFiles()) {
    const before = await readFile(generatedPath(path), 'utf8').catch(() => '');
    if (before !== text) await writeFile(generatedPath(path), text);
    console.log(`${before === text ? 'current' : 'written'}  ${path}`);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
