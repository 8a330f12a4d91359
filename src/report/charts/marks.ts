/**
 * Small drawings that repeat what the words beside them say: bars, the severity gauge, icons. All are hidden
 * from assistive technology, because the figure itself is always in the text. Lengths are SVG attributes: the
 * content security policy of the report allows no style attributes.
 */
import type { FamilyKind, Severity } from '../../model/vocabulary.ts';
import { type Html, html } from '../escape.ts';
import { SEVERITY_LEVEL } from '../glossary.ts';

/** A horizontal bar for a share 0..1. A share above nothing is always seen. */
export function bar(share: number, tone: FamilyKind | 'plain' = 'plain', ticks: readonly number[] = []): Html {
  return html`<svg aria-hidden="true" focusable="false"><rect class="bar-track" width="100%" height="100%" rx="2"/><rect class="bar-fill ${tone}" width="${barWidth(share)}" height="100%" rx="2"/>${ticks.map(
    (at) => html`<line class="tick" x1="${at * 100}%" x2="${at * 100}%" y1="0" y2="100%"/>`,
  )}</svg>`;
}

/** The width attribute of a bar: the browser script draws the same bars. */
export function barWidth(share: number): string {
  const bounded = Math.min(1, Math.max(0, Number.isFinite(share) ? share : 0));
  return bounded === 0 ? '0%' : `${Math.max(1, Math.round(bounded * 1000) / 10)}%`;
}

/** Four rising steps, as many filled as the severity is high. */
export function severityMark(severity: Severity): Html {
  const level = SEVERITY_LEVEL[severity];
  return html`<svg class="level tone-${severity}" viewBox="0 0 16 13" aria-hidden="true" focusable="false">${[
    1, 2, 3, 4,
  ].map(
    (step) =>
      html`<rect class="${step <= level ? 'on' : 'off'}" x="${(step - 1) * 4.2}" y="${12.5 - step * 3}" width="3.2" height="${step * 3}" rx=".6"/>`,
  )}</svg>`;
}

/** A diamond for relational evidence, a disc for content: the same two shapes everywhere. */
export function kindMark(kind: FamilyKind): Html {
  return html`<svg viewBox="0 0 12 12" aria-hidden="true" focusable="false">${
    kind === 'relational'
      ? html`<path fill="currentColor" d="M6 .4 11.6 6 6 11.6.4 6Z"/>`
      : html`<circle fill="currentColor" cx="6" cy="6" r="4.8"/>`
  }</svg>`;
}

/** The pot still. */
export function brandMark(): Html {
  return html`<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false"><path d="M6.5 9.5C4 11 3 13 3 15.2 3 18.4 5.6 21 8.8 21s5.7-2.6 5.7-5.800c0-2.2-1-4.2-3.5-5.700V6.200C11 4.4 12.2 3.5 13.8 3.500c2 0 3.3 1 4.1 2.900l2.6 6.1"/><path d="M6.5 9.500V6.5"/><path d="M3.6 15.500h10.3"/><path d="M20.7 16.200c.9 1.3 1.3 2 1.3 2.800a1.6 1.6 0 0 1-3.2 0c0-.8.6-1.6 1.9-2.800Z" fill="currentColor"/></svg>`;
}

/** Half dark, half light. */
export function themeMark(): Html {
  return html`<svg viewBox="0 0 16 16" aria-hidden="true" focusable="false"><circle cx="8" cy="8" r="6.6" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M8 1.400a6.6 6.6 0 0 1 0 13.200Z" fill="currentColor"/></svg>`;
}

/** A check in a ring: nothing is wrong. */
export function calmMark(): Html {
  return html`<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false"><circle cx="12" cy="12" r="9.5"/><path d="m7.8 12.4 2.9 2.9 5.6-6"/></svg>`;
}
