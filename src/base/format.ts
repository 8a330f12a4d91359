/**
 * Figures and times as people read them, in one style for the terminal, the report and the benchmark pages:
 *
 * - counts are grouped: `1,234`; large ones may be shortened: `1.2M`, `3.4bn`
 * - shares are percentages without a space: `99.5%`; they never round up to all or down to nothing
 * - confidence and risk are scores of two decimals: `0.97`
 * - sizes are decimal, with a space before the unit: `4.1 GB`
 * - lengths of time have at most two units: `340 ms`, `5 s`, `3 min 20 s`, `1 d 12 h`
 * - days and times are ISO 8601, in UTC: `2026-02-03`, `2026-02-03 14:05 UTC`
 *
 * The locale is fixed, so the output does not depend on the machine. The axes of charts shorten days to `3 Feb`.
 * Leaves out layout (padding, wrapping) and the sentences of findings, which are stored as they were written.
 */
import { DAY, HOUR, MINUTE, SECOND } from './clock.ts';

/** Made when the first number is printed: it takes a tenth of the time of `--help`. */
let grouped: Intl.NumberFormat | undefined;

/** Rounded to a whole number and grouped: 12345.6 -> `12,346`. */
export function count(value: number): string {
  grouped ??= new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
  return grouped.format(value);
}

/** Grouped, with decimals where they matter: none from 100 on, two from 1 on, else four. `unknown` when not finite. */
export function decimal(value: number): string {
  if (!Number.isFinite(value)) return 'unknown';
  const size = Math.abs(value);
  if (Number.isInteger(value) || size >= 100) return count(value);
  return value.toLocaleString('en-US', { maximumFractionDigits: size >= 1 ? 2 : 4 });
}

/** {@link count} below a million; `1.2M` and `3.4bn` above. */
export function compact(value: number): string {
  const size = Math.abs(value);
  if (size >= 999_950_000) return `${scaled(value / 1e9)}bn`;
  if (size >= 1e6) return `${scaled(value / 1e6)}M`;
  return count(value);
}

function scaled(value: number): string {
  const digits = Math.abs(value) >= 99.95 ? 0 : 1;
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** Count and noun: `1 account`, `1,204 accounts`. */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** As {@link plural}, with `1.2M` for large counts. */
export function compactPlural(value: number, one: string, many = `${one}s`): string {
  return `${compact(value)} ${value === 1 ? one : many}`;
}

/**
 * A share of 0 to 1 as a percentage: 0.995 -> `99.5%`. Only nothing is `0%` and only all is `100%`; what lies closer to
 * either than the last digit shows is `<0.1%` or `>99.9%`.
 * @param digits decimals, for columns; by default one below 10% and above 99%, none between
 */
export function percent(share: number, digits?: number): string {
  if (!Number.isFinite(share)) return 'unknown';
  if (share <= 0) return '0%';
  if (share >= 1) return '100%';
  const decimals = digits ?? (share < 0.0995 || share > 0.99 ? 1 : 0);
  const text = (share * 100).toFixed(decimals);
  const step = 10 ** -decimals;
  if (Number(text) === 0) return `<${step.toFixed(decimals)}%`;
  if (Number(text) === 100) return `>${(100 - step).toFixed(decimals)}%`;
  return `${text}%`;
}

/** A confidence, risk or strength of 0 to 1: `0.97`. Only 1 is `1.00` and only 0 is `0.00`: `>0.99`, `<0.01`. */
export function score(value: number): string {
  const text = value.toFixed(2);
  if (value < 1 && text === '1.00') return '>0.99';
  return value > 0 && text === '0.00' ? '<0.01' : text;
}

/** Bytes in decimal units, as disks and networks are sold: `999 B`, `71 MB`, `4.1 GB`. */
export function bytes(value: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let unit = 0;
  let rest = value;
  while (rest >= 999.5 && unit < units.length - 1) {
    rest /= 1000;
    unit++;
  }
  return `${unit === 0 || rest >= 99.95 ? count(rest) : short(rest)} ${units[unit]}`;
}

/** At most one decimal, and none that is zero: 5.04 -> `5`. */
function short(value: number): string {
  return String(Number(value.toFixed(1)));
}

/** A length of time, ms: `340 ms`, `4.2 s`, `3 min 20 s`, `2 h 5 min`, `1 d 12 h`. Rounded to the smaller unit. */
export function duration(ms: number): string {
  if (ms > 0 && ms < 999.5) return `${Math.max(1, Math.round(ms))} ms`;
  if (ms < 59_950) return `${short(ms / SECOND)} s`;
  const seconds = Math.round(ms / SECOND);
  if (seconds < 3_600) return twoUnits(Math.floor(seconds / 60), 'min', seconds % 60, 's');
  const minutes = Math.round(ms / MINUTE);
  if (minutes < 1_440) return twoUnits(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
  const whole = minutes * MINUTE;
  return twoUnits(Math.floor(whole / DAY), 'd', Math.floor((whole % DAY) / HOUR), 'h');
}

function twoUnits(large: number, largeUnit: string, small: number, smallUnit: string): string {
  const first = `${count(large)} ${largeUnit}`;
  return small === 0 ? first : `${first} ${small} ${smallUnit}`;
}

/** The UTC day of an RFC 3339 time or of ms since the epoch: `2026-02-03`. A dash for anything that is not a time. */
export function day(time: string | number): string {
  return isoOf(time)?.slice(0, 10) ?? '-';
}

/** The UTC time of an RFC 3339 time or of ms since the epoch, to the minute: `2026-02-03 14:05 UTC`. Else a dash. */
export function moment(time: string | number): string {
  const iso = isoOf(time);
  return iso === null ? '-' : `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}

function isoOf(time: string | number): string | null {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
