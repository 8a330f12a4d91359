/**
 * `npm run check`: an exported name is defined once. Lists every name that two files export a definition of, and fails if
 * there is one. A name with two meanings makes a reader open the wrong file, and editors import the wrong one. Re-exports and
 * local names are left alone.
 */
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { trackedFiles } from './tracked-files.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

/** Names that a convention gives to many files. Each needs a reason. */
const CONVENTIONS: readonly { readonly name: string; readonly files: RegExp; readonly reason: string }[] = [
  { name: 'up', files: /^src\/store\/records\/migrations\//, reason: 'the interface of a Kysely migration' },
  { name: 'migration', files: /^src\/store\/exchanges\/migrations\//, reason: 'one migration a file' },
];

/** The names of the definitions that a source file exports. */
export function exportedDefinitions(path: string, text: string): string[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false);
  const names = new Set<string>();
  for (const statement of source.statements) {
    if (!ts.canHaveModifiers(statement)) continue;
    if (!ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) continue;
    if (ts.isVariableStatement(statement)) {
      for (const { name } of statement.declarationList.declarations) if (ts.isIdentifier(name)) names.add(name.text);
      continue;
    }
    const { name } = statement as ts.DeclarationStatement;
    if (name !== undefined && ts.isIdentifier(name)) names.add(name.text);
  }
  return [...names];
}

/** Each name that several of these files define, with the files; conventions left out. */
export function definedTwice(files: ReadonlyMap<string, string>): Map<string, string[]> {
  const places = new Map<string, string[]>();
  for (const [path, text] of files) {
    for (const name of exportedDefinitions(path, text)) {
      if (CONVENTIONS.some((rule) => rule.name === name && rule.files.test(path))) continue;
      places.set(name, [...(places.get(name) ?? []), path]);
    }
  }
  return new Map([...places].filter(([, paths]) => paths.length > 1));
}

function main(): void {
  const paths = trackedFiles(ROOT, /^(src|sim|bench|scripts|test)\/.*\.ts$/).filter(
    // The types of the API are generated, under the names of OpenAPI.
    (path) => !path.endsWith('.test.ts') && !path.startsWith('src/wire/assembly/') && path !== 'src/client/schema.ts',
  );
  const files = new Map(paths.map((path) => [path, readFileSync(`${ROOT}${path}`, 'utf8')]));
  const twice = definedTwice(files);
  for (const [name, places] of twice) {
    process.stderr.write(`${name} is exported by ${places.length} files: ${places.join(', ')}. Give each its own name.\n`);
  }
  if (twice.size > 0) process.exit(1);
  process.stdout.write(`${files.size} files, every exported name is defined once\n`);
}

if (process.argv[1] !== undefined && relative(process.argv[1], fileURLToPath(import.meta.url)) === '') main();
