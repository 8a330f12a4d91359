/** Types of the policy language: what a variable may be, and how the types are named in a message. */

export type ValueType =
  | { readonly kind: 'number' | 'int' | 'bool' }
  /** With `of`: one of these words, and a comparison with another word is a mistake. */
  | { readonly kind: 'string'; readonly of?: readonly string[] }
  | { readonly kind: 'list'; readonly item: ValueType; readonly most: number }
  | { readonly kind: 'record'; readonly fields: FieldTypes };
export type FieldTypes = { readonly [name: string]: ValueType };

/** What an expression works on; records are plain objects with the fields that their type names. */
export type Value = string | number | boolean | readonly Value[] | { readonly [name: string]: Value };

export const NUMBER: ValueType = { kind: 'number' };
export const INT: ValueType = { kind: 'int' };
export const BOOL: ValueType = { kind: 'bool' };
export const STRING: ValueType = { kind: 'string' };

export function oneOfType(of: readonly string[]): ValueType {
  return { kind: 'string', of };
}

/** @param most the longest such list that is ever handed in: it bounds what going through it costs */
export function listOf(item: ValueType, most: number): ValueType {
  return { kind: 'list', item, most };
}

export function recordOf(fields: FieldTypes): ValueType {
  return { kind: 'record', fields };
}

export function typeName(type: ValueType): string {
  if (type.kind === 'list') return `list of ${typeName(type.item)}`;
  if (type.kind === 'int') return 'whole number';
  return type.kind;
}

export function isNumeric(type: ValueType): boolean {
  return type.kind === 'number' || type.kind === 'int';
}

/** Whether two types may be compared for equality: both numeric, both strings, or both bool. */
export function comparable(a: ValueType, b: ValueType): boolean {
  if (isNumeric(a) && isNumeric(b)) return true;
  return a.kind === b.kind && (a.kind === 'string' || a.kind === 'bool');
}
