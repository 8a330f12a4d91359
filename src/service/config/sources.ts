/**
 * Reads a configuration: the file, then variables of the environment over it, then the schema. Everything wrong is told
 * at once, each with where it came from, what was expected and what came; values of secrets are never repeated. A key
 * or variable that nobody knows is an error: a mistyped limit must not silently be no limit.
 */
import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import type { Problem } from '../../base/problem.ts';
import { type ConfigKey, configKeys } from './keys.ts';
import { nearest } from './nearest.ts';
import { Config } from './schema.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export type ConfigResult =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly Problem[] };

const PREFIX = 'STILLWATCH_';
/** Names the file, when the command line does not. */
const FILE_VARIABLE = `${PREFIX}CONFIG`;
/** Variables of ours that are no configuration of the service. */
const OTHERS: ReadonlySet<string> = new Set(
  ['CONFIG', 'TMPDIR', 'DEBUG', 'FUZZ'].map((name) => `${PREFIX}${name}`),
);
/** Kubernetes tells every pod of a service named stillwatch about it in variables of these names. */
const KUBERNETES = /^STILLWATCH_(SERVICE_(HOST|PORT(_\w+)?)|PORT(_\d+_\w+)?)$/;
/** Most bytes of a configuration file, and of a file that holds one secret. */
const FILE_BYTES = 1024 * 1024;
const SECRET_BYTES = 16 * 1024;

/** @param file as given on the command line; absent: STILLWATCH_CONFIG, or no file */
export function readConfig(environment: Environment, file?: string): ConfigResult {
  const keys = configKeys();
  const problems: Problem[] = [];
  const origins = new Map<string, string>();
  const path = file ?? (environment[FILE_VARIABLE] || undefined);
  const tree = path === undefined ? {} : readTree(path, problems);
  if (tree === null) return { ok: false, problems };
  readEnvironment(environment, keys, tree, origins, problems);

  const parsed = Config.safeParse(tree, { reportInput: true });
  if (parsed.success) {
    return problems.length === 0 ? { ok: true, config: parsed.data } : { ok: false, problems };
  }
  const where = (at: string): string =>
    origins.get(at) ?? [...origins].find(([key]) => key.startsWith(`${at}.`))?.[1] ?? placeIn(path, at);
  for (const issue of parsed.error.issues) problems.push(...explain(issue, keys, where));
  return { ok: false, problems };
}

type Tree = { [key: string]: unknown };

function readTree(path: string, problems: Problem[]): Tree | null {
  let text: string;
  try {
    text = readBounded(path, FILE_BYTES);
  } catch (error) {
    problems.push({
      code: 'config_unreadable',
      message: `Expected a configuration file, got ${reasonOf(error)}.`,
      where: path,
      hint: 'Check the path given by --config or STILLWATCH_CONFIG, and that this user may read it.',
    });
    return null;
  }
  try {
    const value: unknown = JSON.parse(text);
    if (isTree(value)) return value;
  } catch {
    // The parser's own message quotes the file, which may hold a secret.
  }
  problems.push({
    code: 'config_unreadable',
    message: 'Expected one JSON object, got something else.',
    where: path,
    hint: 'Comments and trailing commas are not JSON. docs/formats/config.schema.json lets an editor check it.',
  });
  return null;
}

function readEnvironment(
  environment: Environment,
  keys: readonly ConfigKey[],
  tree: Tree,
  origins: Map<string, string>,
  problems: Problem[],
): void {
  const known = new Map<string, ConfigKey>();
  for (const key of keys) {
    known.set(key.variable, key);
    if (key.secret) known.set(`${key.variable}_FILE`, key);
  }
  for (const [variable, given] of Object.entries(environment)) {
    // An empty variable is how compose files and shells leave one out.
    if (!variable.startsWith(PREFIX) || given === undefined || given === '') continue;
    if (OTHERS.has(variable) || KUBERNETES.test(variable)) continue;
    const key = known.get(variable);
    if (key === undefined) {
      const names = [...known.keys()].map((name) => name.slice(PREFIX.length));
      problems.push(unknownKey(variable, names, variable));
      continue;
    }
    if (variable !== key.variable) {
      if (environment[key.variable]) {
        problems.push({
          code: 'config_invalid',
          message: `Expected ${key.variable} or ${variable}, got both.`,
          where: variable,
          hint: 'Unset one of them.',
        });
        continue;
      }
      const secret = readSecret(variable, given, problems);
      if (secret !== null) place(tree, key.path, secret);
    } else {
      place(tree, key.path, toValue(given, key));
    }
    origins.set(key.path, variable);
  }
}

/** Text of a variable as the value it stands for; what does not look like one is left to the schema to refuse. */
function toValue(text: string, key: ConfigKey): unknown {
  if (key.kind === 'number') return /^-?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : text;
  if (key.kind === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
  if (key.kind === 'json') {
    try {
      return JSON.parse(text);
    } catch {
      return text;
    }
  }
  return text;
}

function readSecret(variable: string, path: string, problems: Problem[]): string | null {
  try {
    return readBounded(path, SECRET_BYTES).replace(/\r?\n$/, '');
  } catch (error) {
    problems.push({
      code: 'config_unreadable',
      message: `Expected a file with a secret, got ${reasonOf(error)}.`,
      where: variable,
      hint: 'The variable names a file that this user may read.',
    });
    return null;
  }
}

function readBounded(path: string, most: number): string {
  const bytes = readFileSync(path);
  if (bytes.length > most) throw new Error(`more than ${most} bytes`);
  return bytes.toString('utf8').replace(/^\uFEFF/, '');
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
}

/** Sets a value in a tree. A section that the file made something else is replaced: the schema says what it should be. */
function place(tree: Tree, path: string, value: unknown): void {
  const names = path.split('.');
  const last = names.pop() as string;
  let at = tree;
  for (const name of names) {
    const next = Object.hasOwn(at, name) ? at[name] : undefined;
    if (isTree(next)) at = next;
    else {
      const made: Tree = {};
      at[name] = made;
      at = made;
    }
  }
  at[last] = value;
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function placeIn(file: string | undefined, path: string): string {
  return file === undefined ? path : path === '' ? file : `${file}: ${path}`;
}

type Issue = z.core.$ZodIssue;

function* explain(
  issue: Issue,
  keys: readonly ConfigKey[],
  where: (path: string) => string,
): Generator<Problem> {
  const path = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    for (const name of issue.keys) {
      const full = path === '' ? name : `${path}.${name}`;
      const all = keys.flatMap((key) => [key.path, key.path.split('.')[0] as string]);
      yield unknownKey(full, [...new Set(all)], where(full));
    }
    return;
  }
  const key = keys.find((one) => one.path === path);
  yield {
    code: 'config_invalid',
    message: `Expected ${expectedBy(issue)}, got ${gotBy(issue, key?.secret === true)}.`,
    where: where(path),
    ...(key === undefined ? {} : { hint: key.description }),
  };
}

function expectedBy(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return ARTICLES[issue.expected] ?? issue.expected;
    case 'too_small':
      return issue.origin === 'string' ? 'some text' : `at least ${issue.minimum}`;
    case 'too_big':
      return `at most ${issue.maximum}`;
    case 'invalid_value':
      return `one of ${issue.values.map(String).join(', ')}`;
    case 'invalid_format':
      return issue.format === 'url' ? 'a complete address' : `text of the form ${String(issue.pattern)}`;
    case 'invalid_union':
      return 'a value of another kind';
    case 'custom':
      return issue.message;
    default:
      return 'another value';
  }
}

const ARTICLES: Readonly<Record<string, string>> = {
  string: 'text',
  array: 'a list',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'a section in braces',
};

function gotBy(issue: Issue, secret: boolean): string {
  const { input } = issue;
  if (input === undefined) return 'nothing';
  if (input === null) return 'null';
  if (Array.isArray(input)) return 'a list';
  if (typeof input === 'object') return 'a section';
  if (secret) return `${typeof input === 'string' ? `${input.length} characters` : `a ${typeof input}`}`;
  return typeof input === 'string' ? `'${input.slice(0, 80)}'` : String(input);
}

function unknownKey(name: string, known: readonly string[], where: string): Problem {
  // Of variables without what all of them begin with: it would make any two look alike.
  const prefix = name.startsWith(PREFIX) ? PREFIX : '';
  const close = nearest(name.slice(prefix.length), known);
  return {
    code: 'config_unknown',
    message: `Expected a key of the configuration, got ${name.slice(0, 80)}.`,
    where,
    hint:
      close === null
        ? 'docs/reference/configuration.md lists them.'
        : `Did you mean ${prefix}${close}? docs/reference/configuration.md lists them all.`,
  };
}
