/**
 * Writes docs/reference/library/ with TypeDoc: what `stillwatch` and `stillwatch/client` export, from their TSDoc comments
 * (`npm run reference`). A test fails while the pages are stale.
 */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  Application,
  ArrayType,
  type Context,
  Converter,
  type DeclarationReflection,
  LiteralType,
  type ProjectReflection,
  ReferenceType,
  ReflectionKind,
  ReflectionType,
  type SomeType,
  TypeOperatorType,
  UnionType,
} from 'typedoc';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Where the pages are. */
export const REFERENCE_FOLDER = join(ROOT, 'docs', 'reference', 'library');

/** The text of each page, by its name. */
export async function libraryReference(): Promise<Map<string, string>> {
  const out = await mkdtemp(join(tmpdir(), 'stillwatch-reference-'));
  try {
    const app = await Application.bootstrapWithPlugins({
      entryPoints: ['src/library/index.ts'].map((path) => join(ROOT, path)),
      tsconfig: join(ROOT, 'src', 'library', 'tsconfig.json'),
      // The compiler checks all of it elsewhere.
      skipErrorChecking: true,
      plugin: ['typedoc-plugin-markdown'],
      readme: 'none',
      name: 'The library',
      disableSources: true,
      excludeExternals: true,
      // Types of other packages, and inner types that have no name of their own.
      validation: { notExported: false, invalidLink: true, notDocumented: false },
      treatValidationWarningsAsErrors: true,
      logLevel: 'Warn',
      ...({
        router: 'module',
        hidePageHeader: true,
        hideBreadcrumbs: true,
        useCodeBlocks: true,
        expandObjects: true,
        parametersFormat: 'table',
        interfacePropertiesFormat: 'table',
        typeAliasPropertiesFormat: 'table',
        classPropertiesFormat: 'table',
        propertyMembersFormat: 'table',
        typeDeclarationFormat: 'table',
        typeDeclarationVisibility: 'compact',
      } as object),
    });
    // Before what is left out is listed.
    app.converter.on(Converter.EVENT_RESOLVE_BEGIN, (context: Context) => nameTypes(context.project));
    const project = await app.convert();
    if (project === undefined) throw new Error('TypeDoc could not read the library; it said why, above.');
    app.validate(project);
    if (app.logger.hasErrors() || app.logger.hasWarnings()) throw new Error('TypeDoc found faults in the comments, above.');
    app.options.setValue('out', out);
    await app.generateOutputs(project);
    const pages = new Map<string, string>();
    for (const name of (await readdir(out, { recursive: true })).sort()) {
      if (name.endsWith('.md')) pages.set(name, await readFile(join(out, name), 'utf8'));
    }
    return pages;
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}

/**
 * Types that are inferred from a schema carry no names inside. Wherever an object has the fields of an exported type, its name is put
 * back. The schemas themselves, which share the names of the types, are left out.
 */
function nameTypes(project: ProjectReflection): void {
  const interfaces = project.getChildrenByKind(ReflectionKind.Interface);
  const byFields = new Map(interfaces.map((one) => [fieldsOf(one), one]));
  for (const alias of project.getChildrenByKind(ReflectionKind.TypeAlias)) {
    if (interfaces.some(({ name }) => name === alias.name)) project.removeReflection(alias);
  }
  const named = (type: SomeType): SomeType => {
    if (type instanceof ArrayType) return new ArrayType(named(type.elementType));
    if (type instanceof TypeOperatorType) return new TypeOperatorType(named(type.target), type.operator);
    if (type instanceof UnionType) return new UnionType(literalsLast(type.types.map(named)));
    if (!(type instanceof ReflectionType)) return type;
    const target = byFields.get(fieldsOf(type.declaration));
    if (target !== undefined) return ReferenceType.createResolvedReference(target.name, target, project);
    for (const child of type.declaration.children ?? []) if (child.type !== undefined) child.type = named(child.type);
    return type;
  };
  for (const one of interfaces) {
    for (const child of one.children ?? []) {
      // That of the schema, which is no value.
      child.defaultValue = undefined;
      if (child.type !== undefined) child.type = named(child.type);
    }
  }
}

function fieldsOf({ children = [] }: Pick<DeclarationReflection, 'children'>): string {
  return children
    .map(({ name }) => name)
    .sort()
    .join();
}

/** The compiler gives members of a union in an order that depends on what else it has read. */
function literalsLast(types: readonly SomeType[]): SomeType[] {
  const key = (type: SomeType): string => (type instanceof LiteralType ? String(type.value) : '');
  return types.toSorted((a, b) => key(a).localeCompare(key(b)));
}

async function main(): Promise<void> {
  for (const [name, text] of await libraryReference()) {
    const path = join(REFERENCE_FOLDER, name);
    const before = await readFile(path, 'utf8').catch(() => '');
    if (before !== text) await writeFile(path, text);
    console.log(`${before === text ? 'current' : 'written'}  docs/reference/library/${name}`);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
