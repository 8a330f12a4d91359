/**
 * The settings as a flat list, derived from the schema: the name of each in the file and in the environment, its kind,
 * its default, and whether it is a secret.
 */
import { z } from 'zod';
import { assert } from '../../base/assert.ts';
import { Config } from './schema.ts';

/** `json`: a list, or a value that may be of several kinds. */
export type KeyKind = 'text' | 'number' | 'boolean' | 'json';

export interface ConfigKey {
  /** Name in the file: `listen.port`. */
  readonly path: string;
  /** Name in the environment: `STILLWATCH_LISTEN_PORT`. */
  readonly variable: string;
  readonly kind: KeyKind;
  /** Never printed; its value may also come from the file that `<variable>_FILE` names. */
  readonly secret: boolean;
  readonly description: string;
  /** Default value; absent if there is none. */
  readonly fallback?: unknown;
  /** Must be set as soon as any other setting of its section is. */
  readonly required: boolean;
}

/** The parts of zod's JSON Schema output that are read here. */
interface Node {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
  readonly description?: string;
  readonly default?: unknown;
  readonly writeOnly?: boolean;
}

/** The published JSON Schema of a configuration file. */
export function configSchema(): Node & { readonly $schema?: string } {
  return z.toJSONSchema(Config, { io: 'input' }) as Node;
}

/** The environment variable of a setting: `STILLWATCH_` and its path in capitals, joined by `_`. */
export function variableOf(path: string): string {
  return `STILLWATCH_${path.replaceAll('.', '_').toUpperCase()}`;
}

/** All settings, in the order of the schema. */
export function configKeys(): ConfigKey[] {
  const keys: ConfigKey[] = [];
  const walk = (node: Node, path: readonly string[]): void => {
    for (const [name, child] of Object.entries(node.properties ?? {})) {
      const full = [...path, name];
      if (child.properties !== undefined) walk(child, full);
      else keys.push(keyOf(child, full, node.required?.includes(name) === true));
    }
  };
  walk(configSchema(), []);
  const variables = new Set(keys.map((key) => key.variable));
  assert(variables.size === keys.length, 'every setting has its own variable');
  return keys;
}

function keyOf(node: Node, path: readonly string[], required: boolean): ConfigKey {
  assert(node.description !== undefined, `${path.join('.')} is described`);
  return {
    path: path.join('.'),
    variable: variableOf(path.join('.')),
    kind: KINDS[node.type ?? ''] ?? 'json',
    secret: node.writeOnly === true,
    description: node.description,
    ...('default' in node ? { fallback: node.default } : {}),
    required,
  };
}

const KINDS: Readonly<Record<string, KeyKind>> = {
  string: 'text',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
};
