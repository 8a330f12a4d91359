/**
 * Reads a configuration: first the file, then environment variables, which override it, then the schema. All mistakes are
 * reported at once, each with its origin, what was expected and what was found; values of secrets are never repeated. An
 * unknown setting or environment variable is an error: a mistyped limit must not silently mean no limit.
 */
import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import type { Problem } from '../../base/problem.ts';
import { type ConfigKey, configKeys, variableOf } from './keys.ts';
import { nearest } from './nearest.ts';
import { Config } from './schema.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export type ConfigResult =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly Problem[] };

const PREFIX = 'STILLWATCH_';
/** Path of the configuration file, unless the command line gives one. */
const FILE_VARIABLE = `${PREFIX}CONFIG`;
/** Variables with our prefix that are not settings of the service. */
const OTHERS: ReadonlySet<string> = new Set(['CONFIG', 'KEY', 'TMPDIR', 'DEBUG', 'FUZZ'].map((name) => `${PREFIX}${name}`));
/** Variables of these names are set by Kubernetes in every pod that can see a service named stillwatch. */
const KUBERNETES = /^STILLWATCH_(SERVICE_(HOST|PORT(_\w+)?)|PORT(_\d+_\w+)?)$/;
/** Settings that were renamed, old name to new: the old one is refused like any unknown setting, with the new one as hint. */
const RENAMED: ReadonlyMap<string, string> = new Map([
  ['detection.every_ms', 'detection.min_interval_ms'],
  ['stop.delay_ms', 'stop.drain_delay_ms'],
  ['backups.keep', 'backups.keep_count'],
]);
/** Maximum size in bytes of a configuration file, and of a file that holds one secret. */
const FILE_BYTES = 1024 * 1024;
const SECRET_BYTES = 16 * 1024;

/**
 * Reads and checks the configuration of the service.
 * @param file path given on the command line; if absent, STILLWATCH_CONFIG names the file, or there is none
 * @returns the configuration with all defaults filled in, or every problem found: codes `config_unreadable`,
 *   `config_invalid` and `config_unknown`
 */
export function readConfig(environment: Environment, file?: string): ConfigResult {
  const keys = configKeys();
  const problems: Problem[] = [];
  const origins = new Map<string, string>();
  const path = file ?? (environment[FILE_VARIABLE] || undefined);
  const tree = path === undefined ? {} : readTree(path, problems);
  if (tree === null) return { ok: false, problems };
  readEnvironment(environment, keys, tree, origins, problems);
  const where = (at: string): string =>
    origins.get(at) ?? [...origins].find(([key]) => key.startsWith(`${at}.`))?.[1] ?? placeIn(path, at);
  return checkTree(tree, keys, where, problems);
}

/**
 * Checks settings that a program gives as a value, of the form that the configuration file has. Neither a file nor the environment
 * is read.
 * @returns as {@link readConfig} does
 */
export function checkSettings(settings: unknown): ConfigResult {
  return checkTree(settings, configKeys(), (at) => (at === '' ? 'settings' : at), []);
}

function checkTree(
  tree: unknown,
  keys: readonly ConfigKey[],
  where: (path: string) => string,
  problems: Problem[],
): ConfigResult {
  const parsed = Config.safeParse(tree, { reportInput: true });
  if (parsed.success) {
    return problems.length === 0 ? { ok: true, config: parsed.data } : { ok: false, problems };
  }
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
      hint: 'Check the path given by --config or STILLWATCH_CONFIG, and that this user can read the file.',
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
    hint: 'JSON allows neither comments nor trailing commas. With docs/formats/config.schema.json, an editor can check the file.',
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
      const now = renamedVariables().get(variable);
      problems.push(unknownSetting(variable, names, variable, now));
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

/** The value that a variable's text denotes; text of another form is passed on for the schema to refuse. */
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
      hint: 'The variable must name a file that this user can read.',
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

/** Sets a value in a tree. If the file has something other than a section on the way, it is replaced. */
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

function* explain(issue: Issue, keys: readonly ConfigKey[], where: (path: string) => string): Generator<Problem> {
  const path = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    for (const name of issue.keys) {
      const full = path === '' ? name : `${path}.${name}`;
      const all = keys.flatMap((key) => [key.path, key.path.split('.')[0] as string]);
      yield unknownSetting(full, [...new Set(all)], where(full), RENAMED.get(full));
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
      return issue.format === 'url' ? 'a complete URL' : `text of the form ${String(issue.pattern)}`;
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

/** @param renamed the setting's new name, if it was renamed */
function unknownSetting(name: string, known: readonly string[], where: string, renamed: string | undefined): Problem {
  const message = `Expected a setting that exists, got ${name.slice(0, 80)}.`;
  if (renamed !== undefined) {
    return { code: 'config_unknown', message, where, hint: `It was renamed: use ${renamed}.` };
  }
  // The common prefix of all variables would make any two of them seem close.
  const prefix = name.startsWith(PREFIX) ? PREFIX : '';
  const close = nearest(name.slice(prefix.length), known);
  return {
    code: 'config_unknown',
    message,
    where,
    hint:
      close === null
        ? 'docs/reference/configuration.md lists all settings.'
        : `Did you mean ${prefix}${close}? docs/reference/configuration.md lists all settings.`,
  };
}

function renamedVariables(): Map<string, string> {
  return new Map([...RENAMED].map(([old, now]) => [variableOf(old), variableOf(now)]));
}
