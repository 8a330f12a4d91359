/** What was read, in which formats, and what was set aside, with reasons and samples: nothing is dropped silently. */
import { bytes, compact, compactPlural, count, plural } from '../../base/format.ts';
import type { InputWarning } from '../../model/input-warnings.ts';
import type { Rejection } from '../../model/rejection.ts';
import type { InputSummary } from '../../model/summary.ts';
import { shareList } from '../charts/shares.ts';
import { type Html, html } from '../escape.ts';

const MOST_SAMPLES = 20;

/** @param samples the first rejected records; the texts of a log are never among their fields */
export function inputSection(input: InputSummary, samples: readonly Rejection[]): Html {
  const figures: [string, string, string][] = [
    ['Read', bytes(input.bytes), `${plural(input.files, 'file')}, ${compactPlural(input.records, 'record')}`],
    ['New exchanges', compact(input.exchanges), 'added by this run'],
    ['Account records', compact(input.accounts), `and ${plural(input.releases, 'release')}`],
    ['Duplicates', compact(input.duplicates), 'ids already stored, not counted again'],
    ['Rejected', compact(input.rejected), input.rejected === 0 ? 'no record' : 'listed in rejected.ndjson'],
  ];
  return html`<section id="input" aria-labelledby="input-title">
<div class="section-head"><h2 id="input-title">Input</h2></div>
<dl class="kpis">${figures.map(
    ([name, value, note]) => html`<div><dt>${name}</dt><dd>${value}</dd><dd class="note">${note}</dd></div>`,
  )}</dl>
${
  input.rejected === 0
    ? html`<div class="panel"><p><strong>Every record was read.</strong> None was set aside.</p></div>`
    : rejected(input, samples)
}
${warnings(input.warnings ?? [])}${tallies(input)}
</section>`;
}

function warnings(found: readonly InputWarning[]): Html | null {
  if (found.length === 0) return null;
  return html`<div class="panel"><h3 class="plain-title">Check the input: ${plural(found.length, 'warning')}</h3><ul>${found.map(
    ({ message, advice }) => html`<li><strong>${message}</strong> ${advice}</li>`,
  )}</ul></div>`;
}

function rejected(input: InputSummary, samples: readonly Rejection[]): Html {
  const shown = samples.slice(0, MOST_SAMPLES);
  return html`<div class="panel long"><h3 class="plain-title">Rejected: ${plural(input.rejected, 'record')}</h3><p class="muted small">The rest of the log was read. Samples show the place and shape of a record, never its text.</p>${tally(input.rejectedByReason)}${
    shown.length === 0
      ? null
      : html`<div class="scroller" tabindex="0" role="region" aria-label="Samples of rejected records"><table><thead><tr><th scope="col">File</th><th scope="col" class="number">Line</th><th scope="col">Field</th><th scope="col">Expected</th><th scope="col">Got</th><th scope="col">Reason</th></tr></thead><tbody>${shown.map(
          (sample) =>
            html`<tr><th scope="row"><bdi class="id">${sample.file}</bdi></th><td class="number">${sample.line === 0 ? 'file' : count(sample.line)}</td><td><bdi class="id">${sample.field === '' ? 'record' : sample.field}</bdi></td><td>${sample.expected}</td><td>${sample.got}</td><td><code>${sample.reason}</code></td></tr>`,
        )}</tbody></table></div>${
          input.rejected > shown.length
            ? html`<p class="muted small">The first ${count(shown.length)} of ${count(input.rejected)}; all are in rejected.ndjson.</p>`
            : null
        }`
  }</div>`;
}

function tallies(input: InputSummary): Html | null {
  const { unknownFields } = input;
  const panels: [string, string, Readonly<Record<string, number>>][] = [
    ['Formats', 'Records by detected format.', input.formats],
    ['Ignored', 'Valid records that contain no exchange.', input.ignoredByReason],
    ['Notes', 'Omitted fields and other minor repairs; the record itself was accepted.', input.notes],
    [
      'Unknown fields',
      `Fields that no rule reads, in ${plural(unknownFields.records, 'accepted record')}: check them for misspellings.`,
      { ...unknownFields.fields, '(other)': unknownFields.unnamed },
    ],
  ];
  const filled = panels.filter(([, , counts]) => Object.values(counts).some((count) => count > 0));
  return filled.length === 0
    ? null
    : html`<div class="three">${filled.map(
        ([title, meaning, counts]) =>
          html`<div class="panel"><h3 class="plain-title">${title}</h3><p class="muted small">${meaning}</p>${tally(counts)}</div>`,
      )}</div>`;
}

/** Counts by code, largest first, as bars of their sum. */
function tally(counts: Readonly<Record<string, number>>): Html {
  const entries = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const sum = entries.reduce((all, [, count]) => all + count, 0);
  return shareList(
    entries.map(([name, count]) => ({
      name: html`<code>${name}</code>`,
      share: count / sum,
      value: compact(count),
    })),
  );
}
