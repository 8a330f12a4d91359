/**
 * OTLP/JSON values: attributes are lists of {key, value: {stringValue | intValue | …}}. Read here into plain
 * values by name; tools that write attributes as a
 * plain object are read too.
 */
import { asArray, asNumber, asObject, asString, type JsonObject } from '../values.ts';

export type Attributes = ReadonlyMap<string, unknown>;

/** Most attributes of one span that are read: OpenLLMetry writes several for each message. */
const MAX_ATTRIBUTES = 65_536;

/** The attributes of several lists in order of precedence. */
export function readAttributes(...lists: unknown[]): Map<string, unknown> {
  const attributes = new Map<string, unknown>();
  for (const list of lists) {
    for (const [key, value] of pairs(list)) {
      if (value !== undefined && value !== null && value !== '' && !attributes.has(key)) attributes.set(key, value);
    }
  }
  return attributes;
}

function pairs(list: unknown): Iterable<[string, unknown]> {
  if (list instanceof Map) return list as Map<string, unknown>;
  const entries = asArray(list);
  if (entries === undefined) {
    const object = asObject(list);
    return object === undefined
      ? []
      : Object.keys(object)
          .slice(0, MAX_ATTRIBUTES)
          .map((key) => [key, object[key]]);
  }
  return entries.slice(0, MAX_ATTRIBUTES).flatMap((entry): [string, unknown][] => {
    const object = asObject(entry);
    const key = asString(object?.key);
    return key === undefined ? [] : [[key, anyValue(object?.value)]];
  });
}

/** AnyValue as a plain value; lists and maps with their members. The depth is bounded where the line was read. */
export function anyValue(value: unknown): unknown {
  const object = asObject(value);
  if (object === undefined) return value;
  if (object.stringValue !== undefined) return object.stringValue;
  if (object.intValue !== undefined) return asNumber(object.intValue);
  if (object.doubleValue !== undefined) return asNumber(object.doubleValue);
  if (object.boolValue !== undefined) return object.boolValue;
  const list = asObject(object.arrayValue);
  if (list !== undefined) return (asArray(list.values) ?? []).map(anyValue);
  const map = asObject(object.kvlistValue);
  if (map !== undefined) return plainObject(pairs(map.values));
  return Object.keys(object).length === 0 ? undefined : object;
}

function plainObject(entries: Iterable<[string, unknown]>): JsonObject {
  const object: Record<string, unknown> = Object.create(null);
  for (const [key, value] of entries) object[key] = value;
  return object;
}

/**
 * Attributes that spell out a list, `prefix.0.role`, `prefix.0.message.content`, as objects in order.
 * Indices beyond the limit are left out; names below an index nest at the dots.
 */
export function readIndexed(attributes: Attributes, prefix: string, limit: number): JsonObject[] {
  const items = new Map<number, Record<string, unknown>>();
  const start = `${prefix}.`;
  for (const [key, value] of attributes) {
    if (!key.startsWith(start)) continue;
    const path = key.slice(start.length).split('.');
    const index = Number(path[0]);
    if (!Number.isInteger(index) || index < 0 || index >= limit || path.length < 2 || path.length > 16) continue;
    let item = items.get(index);
    if (item === undefined) {
      item = Object.create(null) as Record<string, unknown>;
      items.set(index, item);
    }
    setPath(item, path.slice(1), value);
  }
  return [...items.entries()].sort((a, b) => a[0] - b[0]).map(([, item]) => listify(item));
}

function setPath(target: Record<string, unknown>, path: readonly string[], value: unknown): void {
  let here = target;
  for (const step of path.slice(0, -1)) {
    const next = asObject(here[step]) as Record<string, unknown> | undefined;
    if (next === undefined) {
      const made = Object.create(null) as Record<string, unknown>;
      here[step] = made;
      here = made;
    } else here = next;
  }
  here[path[path.length - 1]] = value;
}

/** Objects whose keys are all indices become arrays: contents.0, tool_calls.1 … */
function listify(object: Record<string, unknown>): JsonObject {
  for (const key of Object.keys(object)) {
    const child = asObject(object[key]) as Record<string, unknown> | undefined;
    if (child === undefined || Object.getPrototypeOf(child) !== null) continue;
    const inner = listify(child);
    const indices = Object.keys(inner);
    object[key] = indices.every((index) => /^\d{1,4}$/.test(index)) ? indices.map((index) => inner[index]) : inner;
  }
  return object;
}
