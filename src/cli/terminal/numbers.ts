/** Numbers as people read them: fixed locale, so that output does not depend on the machine. */

import { DAY, HOUR, MINUTE } from '../../base/clock.ts';

/** Made when the first number is printed: it takes a tenth of the time of `--help`. */
let grouped: Intl.NumberFormat | undefined;

/** 12345 -> 12,345 */
export function count(value: number): string {
  grouped ??= new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
  return grouped.format(value);
}

/** count and noun: 1 account, 2 accounts. */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** Decimal units, as disks and networks are sold: 71.2 MB. */
export function bytes(value: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let unit = 0;
  let rest = value;
  while (rest >= 999.5 && unit < units.length - 1) {
    rest /= 1000;
    unit++;
  }
  return `${unit > 0 && rest < 99.95 ? rest.toFixed(1) : rest.toFixed(0)} ${units[unit]}`;
}

/** 0.071 s, 12.3 s, 4 min 05 s, 2 h 03 min */
export function duration(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 59.95) return `${seconds < 0.1 ? seconds.toFixed(3) : seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
  return `${Math.floor(whole / 3600)} h ${String(Math.floor((whole % 3600) / 60)).padStart(2, '0')} min`;
}

/** How long after: 45 min, 6 h, 1 d 12 h. */
export function age(ms: number): string {
  const minutes = Math.round(ms / MINUTE);
  if (minutes < 60) return `${minutes} min`;
  // Rounded once, so that a minute short of a day is a day and not 24 hours.
  const whole = minutes * MINUTE;
  const [days, hours, rest] = [Math.floor(whole / DAY), Math.floor((whole % DAY) / HOUR), minutes % 60];
  if (days > 0) return hours === 0 ? `${count(days)} d` : `${count(days)} d ${hours} h`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

const UNITS: Readonly<Record<string, number>> = { m: MINUTE, h: HOUR, d: DAY };

/** '30m', '6h', '1d' in ms; null for anything else. Whole numbers only, so that steps fall on whole minutes. */
export function parseDuration(text: string): number | null {
  const [, amount, unit] = /^([1-9]\d{0,6})([mhd])$/.exec(text.trim()) ?? [];
  return amount === undefined || unit === undefined ? null : Number(amount) * (UNITS[unit] as number);
}

/** 0.9231 -> 92.3 %. Never rounds a miss up to 100 % or a hit down to 0 %. */
export function percent(share: number, digits = 1): string {
  const text = (share * 100).toFixed(digits);
  const step = 10 ** -digits;
  if (share > 0 && Number(text) === 0) return `<${step.toFixed(digits)} %`;
  if (share < 1 && Number(text) === 100) return `>${(100 - step).toFixed(digits)} %`;
  return `${text} %`;
}

/** '2026-02-03T00:00:00Z' -> '3 Feb 2026'; anything that is not a time comes back as a dash. */
export function day(iso: string): string {
  const time = Date.parse(iso);
  if (Number.isNaN(time)) return '-';
  const date = new Date(time);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** '2026-02-03T06:00:00Z' -> '3 Feb 2026, 06:00 UTC'. */
export function moment(iso: string): string {
  const time = Date.parse(iso);
  return Number.isNaN(time) ? '-' : `${day(iso)}, ${new Date(time).toISOString().slice(11, 16)} UTC`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
