/** How the report came about: version, times, parameters. Enough to run it again and get the same. */
import type { RunSummary } from '../../model/summary.ts';
import { shareList } from '../charts/shares.ts';
import { type Html, html } from '../escape.ts';
import { capital, compactPlural, duration, moment, plural, spacedWords } from '../format.ts';

export function methodSection(summary: RunSummary, generatedAt: string): Html {
  const stages = Object.entries(summary.stages).filter(([, ms]) => ms > 0);
  const all = stages.reduce((sum, [, ms]) => sum + ms, 0);
  const parameters = Object.entries(summary.parameters);
  const detours = Object.entries(summary.detours);
  return html`<section id="method" aria-labelledby="method-title">
<div class="section-head"><h2 id="method-title">Versions and parameters</h2><p>The same input, version and parameters give the same findings.</p></div>
<div class="two"><div class="panel"><h3 class="plain-title">This run</h3><dl class="terms"><dt>Stillwatch</dt><dd>${summary.version}</dd><dt>Report made</dt><dd>${moment(generatedAt)}</dd><dt>Exchanges from</dt><dd>${
    summary.window === null ? 'no exchange' : moment(summary.window.from)
  }</dd><dt>Exchanges to</dt><dd>${summary.window === null ? 'no exchange' : moment(summary.window.to)}</dd><dt>In the store</dt><dd>${compactPlural(summary.totals.exchanges, 'exchange')}, ${plural(summary.totals.accounts, 'account')}, ${plural(summary.totals.units, 'unit')} judged (an account, or a router’s end user)</dd></dl></div>
<div class="panel"><h3 class="plain-title">Time by stage</h3>${
    stages.length === 0
      ? html`<p class="muted small">Not measured.</p>`
      : html`<p class="muted small">${duration(all)} in all.</p>${shareList(stages.map(([name, ms]) => ({ name: capital(spacedWords(name)), share: ms / all, value: duration(ms) })))}`
  }${
    detours.length === 0
      ? null
      : html`<p class="muted small">Longer than it might: ${detours.map(([name, times]) => `${spacedWords(name)} (${times})`).join(', ')}. The findings are the same.</p>`
  }</div></div>
<div class="panel"><h3 class="plain-title">Parameters</h3>${
    parameters.length === 0
      ? html`<p class="muted small">All at their defaults.</p>`
      : html`<dl class="terms pairs">${parameters.map(([name, value]) => html`<dt class="mono">${name}</dt><dd class="num">${parameter(value)}</dd>`)}</dl>`
  }</div>
</section>`;
}

function parameter(value: string | number | boolean): string {
  return typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value);
}
