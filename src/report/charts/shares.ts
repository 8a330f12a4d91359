/** Named shares as a list of bars: capabilities, intents, reasons, stages. */
import { type Html, html } from '../escape.ts';
import { bar } from './marks.ts';

interface ShareRow {
  readonly name: Html | string;
  /** 0..1: the bar. */
  readonly share: number;
  /** What is written at its end. */
  readonly value: string;
}

/** The rows in the order given; the caller sorts and cuts. */
export function shareList(rows: readonly ShareRow[]): Html {
  return html`<ul class="share">${rows.map(
    (row) => html`<li><span class="name">${row.name}</span> ${bar(row.share)} <span class="value">${row.value}</span></li>`,
  )}</ul>`;
}
