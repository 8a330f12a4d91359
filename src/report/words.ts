/** Words, spans of time and identifiers as the report writes them; figures are written by base/format.ts. */
import { DAY } from '../base/clock.ts';
import { day, moment } from '../base/format.ts';
import { type Html, html } from './escape.ts';

/** "a", "a and b", "a, b and c". */
export function list(items: readonly string[]): string {
  if (items.length <= 1) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`;
}

/** agentic_tool_use -> agentic tool use. */
export function spacedWords(name: string): string {
  return name.replaceAll('_', ' ');
}

/** The text with its first letter in upper case. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** ms since the epoch, or null when the text is not a time. */
export function parseTime(text: string): number | null {
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : ms;
}

/** "2026-02-03 14:05 UTC" as a time element; a dash when the text is not a time. */
export function timeElement(text: string): Html {
  const ms = parseTime(text);
  if (ms === null) return html`-`;
  return html`<time datetime="${new Date(ms).toISOString()}">${moment(ms)}</time>`;
}

/** "2026-02-03 to 2026-02-17", or the one day. */
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
