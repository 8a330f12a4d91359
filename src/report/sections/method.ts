/** Version, times and parameters of the run: enough to repeat it with the same result. */
import { compactPlural, duration, plural } from '../../base/format.ts';
import type { RunSummary } from '../../model/summary.ts';
import { shareList } from '../charts/shares.ts';
import { type Html, html } from '../escape.ts';
import { fallbackText } from '../glossary.ts';
import { capital, spacedWords, timeElement } from '../words.ts';

/** @param generatedAt RFC 3339 */
export function methodSection(summary: RunSummary, generatedAt: string): Html {
  const stages = Object.entries(summary.stages).filter(([, ms]) => ms > 0);
  const all = stages.reduce((sum, [, ms]) => sum + ms, 0);
  const parameters = Object.entries(summary.parameters);
  const fallbacks = fallbackText(summary.detours);
  return html`<section id="method" aria-labelledby="method-title">
<div class="section-head"><h2 id="method-title">Versions and parameters</h2><p>The same input, version and parameters give the same findings.</p></div>
<div class="two"><div class="panel"><h3 class="plain-title">This run</h3><dl class="terms"><dt>Stillwatch</dt><dd>${summary.version}</dd><dt>Report generated</dt><dd>${timeElement(generatedAt)}</dd><dt>First exchange</dt><dd>${
    summary.window === null ? 'none' : timeElement(summary.window.from)
  }</dd><dt>Last exchange</dt><dd>${summary.window === null ? 'none' : timeElement(summary.window.to)}</dd><dt>In the store</dt><dd>${compactPlural(summary.totals.exchanges, 'exchange')}, ${plural(summary.totals.accounts, 'account')}, ${plural(summary.totals.units, 'unit')} assessed (accounts and router end users)</dd></dl></div>
<div class="panel"><h3 class="plain-title">Time by stage</h3>${
    stages.length === 0
      ? html`<p class="muted small">Not measured.</p>`
      : html`<p class="muted small">${duration(all)} in total.</p>${shareList(stages.map(([name, ms]) => ({ name: capital(spacedWords(name)), share: ms / all, value: duration(ms) })))}`
  }${
    fallbacks === null
      ? null
      : html`<p class="muted small">Slower fallback paths used: ${fallbacks}. The findings are the same.</p>`
  }</div></div>
<div class="panel"><h3 class="plain-title">Parameters</h3>${
    parameters.length === 0
      ? html`<p class="muted small">All parameters have their default values.</p>`
      : html`<dl class="terms pairs">${parameters.map(([name, value]) => html`<dt class="mono">${name}</dt><dd class="num">${parameter(value)}</dd>`)}</dl>`
  }</div>
</section>`;
}

function parameter(value: string | number | boolean): string {
  return typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value);
}
