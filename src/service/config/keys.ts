/**
 * The keys of a configuration as a flat list, read off the schema: what the environment calls each, whether it is a
 * secret, what it may be. The environment's rule: STILLWATCH_ and the path in capitals, joined by `_`.
 */
import { z } from 'zod';
import { assert } from '../../base/assert.ts';
import { Config } from './schema.ts';

/** `json`: lists, and what may be of several kinds. */
export type KeyKind = 'text' | 'number' | 'boolean' | 'json';

export interface ConfigKey {
  /** As in the file: `listen.port`. */
  readonly path: string;
  readonly variable: string;
  readonly kind: KeyKind;
  /** May come from a file named by `<variable>_FILE`, and is never printed. */
  readonly secret: boolean;
  readonly description: string;
  /** Absent: there is none. */
  readonly fallback?: unknown;
  /** Must be given when anything of its section is. */
  readonly required: boolean;
}

/** JSON Schema as zod writes it; the parts that are read here. */
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
  assert(variables.size === keys.length, 'no two keys have one variable');
  return keys;
}

function keyOf(node: Node, path: readonly string[], required: boolean): ConfigKey {
  assert(node.description !== undefined, `${path.join('.')} is described`);
  return {
    path: path.join('.'),
    variable: `STILLWATCH_${path.join('_').toUpperCase()}`,
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
