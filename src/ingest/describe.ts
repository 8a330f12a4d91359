/** Describes a value by its type and size, never by its content: a rejection must not leak a prompt. */

export function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (typeof value === 'string') return value === '' ? 'an empty string' : `a string of ${value.length} characters`;
  if (typeof value === 'number') return describeNumber(value);
  if (typeof value === 'boolean') return 'a boolean';
  if (Array.isArray(value)) return `an array of ${value.length}`;
  return 'an object';
}

function describeNumber(value: number): string {
  if (!Number.isFinite(value)) return 'a number out of range';
  const sign = value < 0 ? 'a negative ' : 'a ';
  if (!Number.isInteger(value)) return `${sign}number with a fraction`;
  return `${sign}whole number of ${String(Math.abs(value)).length} digits`;
}
