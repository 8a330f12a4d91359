/** How figures, times and words are written in the report: one way each. Times are UTC, always said so. */
import { utcFormat } from 'd3-time-format';
import { DAY, HOUR, MINUTE } from '../base/clock.ts';
import { type Html, html } from './escape.ts';

/** Keeps a figure and its unit on one line. */
const NBSP = '\u00a0';

/** 12,345. Anything that is not a whole number keeps up to three significant decimals. */
export function number(value: number): string {
  if (!Number.isFinite(value)) return 'unknown';
  if (Number.isInteger(value)) return value.toLocaleString('en-US');
  return value.toLocaleString('en-US', {
    maximumFractionDigits: Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 1 ? 2 : 4,
  });
}

/** 12,345, and from a million on 1.2 M or 3.4 bn. */
export function compact(value: number): string {
  const size = Math.abs(value);
  if (size >= 999_950_000) return `${scaled(value / 1e9)}${NBSP}bn`;
  if (size >= 1e6) return `${scaled(value / 1e6)}${NBSP}M`;
  return number(value);
}

function scaled(value: number): string {
  const digits = Math.abs(value) >= 99.95 ? 0 : 1;
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** A share 0..1 as a percentage that never rounds up to all or down to nothing. */
export function percent(share: number): string {
  if (!Number.isFinite(share)) return 'unknown';
  if (share <= 0) return '0%';
  if (share < 0.001) return '<0.1%';
  if (share > 0.999 && share < 1) return '>99.9%';
  const value = share * 100;
  return `${value.toLocaleString('en-US', { maximumFractionDigits: value < 10 || (value > 99 && value < 100) ? 1 : 0 })}%`;
}

/** 1.5 GB, decimal units. */
export function bytes(value: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  let unit = 0;
  let size = value;
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1000;
    unit++;
  }
  return unit === 0
    ? `${number(value)} ${value === 1 ? 'byte' : 'bytes'}`
    : `${size.toLocaleString('en-US', { maximumFractionDigits: size >= 99.5 ? 0 : 1 })} ${units[unit]}`;
}

/** 340 ms, 4.2 s, 3 min 20 s. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${number(Math.floor(seconds / 60))} min ${seconds % 60} s`;
}

/** How long after: 45 min, 6 h, 1 d 12 h. */
export function age(ms: number): string {
  const minutes = Math.round(ms / MINUTE);
  if (minutes < 60) return `${minutes} min`;
  // Rounded once, so that a minute short of a day is a day and not 24 hours.
  const whole = minutes * MINUTE;
  const [days, hours, rest] = [Math.floor(whole / DAY), Math.floor((whole % DAY) / HOUR), minutes % 60];
  if (days > 0) return hours === 0 ? `${number(days)} d` : `${number(days)} d ${hours} h`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

/** "1 account", "1,204 accounts". */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${number(count)}${NBSP}${count === 1 ? one : many}`;
}

/** As {@link plural}, with 1.2 M for large counts. */
export function compactPlural(count: number, one: string, many = `${one}s`): string {
  return `${compact(count)}${NBSP}${count === 1 ? one : many}`;
}

/** "a", "a and b", "a, b and c". */
export function list(items: readonly string[]): string {
  if (items.length <= 1) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`;
}

/** agentic_tool_use -> agentic tool use. */
export function spacedWords(name: string): string {
  return name.replaceAll('_', ' ');
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const dayFormat = utcFormat('%-d %b %Y');
const minuteFormat = utcFormat('%-d %b %Y, %H:%M UTC');

/** ms since the epoch, or null when the text is not a time. */
export function parseTime(text: string): number | null {
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : ms;
}

/** "3 Feb 2026"; text that is not a time is given back as it came. */
export function day(text: string): string {
  const ms = parseTime(text);
  return ms === null ? text : dayOf(ms);
}

export function dayOf(ms: number): string {
  return dayFormat(new Date(ms));
}

/** "3 Feb 2026, 14:05 UTC" as a time element. */
export function moment(text: string): Html {
  const ms = parseTime(text);
  if (ms === null) return html`${text}`;
  return html`<time datetime="${new Date(ms).toISOString()}">${minuteFormat(new Date(ms))}</time>`;
}

/** "3 Feb 2026 to 17 Feb 2026", or the one day. */
export function span(from: string, to: string): string {
  const [first, last] = [day(from), day(to)];
  return first === last ? first : `${first} to ${last}`;
}

/** Calendar days (UTC) that the span touches; null when it is not a span of times. */
export function spanDays(from: string, to: string): number | null {
  const [first, last] = [parseTime(from), parseTime(to)];
  if (first === null || last === null || last < first) return null;
  return Math.floor(last / DAY) - Math.floor(first / DAY) + 1;
}

/** At most `limit` characters, the middle left out: ends tell ids apart. Counts code points, so no pair is split. */
export function shorten(text: string, limit: number): string {
  const points = [...text];
  if (points.length <= limit) return text;
  const tail = Math.floor((limit - 1) / 3);
  return `${points.slice(0, limit - 1 - tail).join('')}…${points.slice(points.length - tail).join('')}`;
}

/** An identifier from a log: isolated, so that its direction does not spill over, and breakable anywhere. */
export function identifier(text: string): Html {
  return html`<bdi class="id">${text}</bdi>`;
}
