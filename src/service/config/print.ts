/** Prepares a configuration for printing: complete, with secrets masked. */
import { configKeys } from './keys.ts';
import type { Config } from './schema.ts';

const MASK = '********';

/** A copy of the configuration in which every secret that is set reads `********`. */
export function maskedConfig(config: Config): object {
  const secrets = new Set(configKeys().flatMap((key) => (key.secret ? [key.path] : [])));
  const mask = (value: unknown, path: string): unknown => {
    if (secrets.has(path)) return value === undefined ? undefined : MASK;
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, child]) => [name, mask(child, path === '' ? name : `${path}.${name}`)]),
    );
  };
  return mask(config, '') as object;
}
