/** Evidence as rows that a person can check: family, kind, strength, the sentence, and the figures behind it. */
import { count, decimal, score } from '../../base/format.ts';
import type { Campaign, Evidence } from '../../model/finding.ts';
import { bar, kindMark } from '../charts/marks.ts';
import { type Html, html } from '../escape.ts';
import { FAMILY_MEANING, strengthWord } from '../glossary.ts';
import { capital, spacedWords } from '../words.ts';
import { commandLine } from './copy-button.ts';

/** Items of a list that are written out; the rest is counted. */
const MOST_ITEMS = 40;

/** The distinct families with evidence, strongest first. */
export function familiesByKind(evidence: readonly Evidence[]): { relational: string[]; content: string[] } {
  const strongest = sorted(evidence);
  const names = (kind: Evidence['kind']): string[] => [
    ...new Set(strongest.filter((row) => row.kind === kind).map((row) => spacedWords(row.family))),
  ];
  return { relational: names('relational'), content: names('content') };
}

/** All rows of evidence, strongest first. */
export function evidenceRows({ id, evidence }: Pick<Campaign, 'id' | 'evidence'>): Html {
  if (evidence.length === 0) return html`<p class="muted small">No evidence was recorded.</p>`;
  return html`<ul class="evidence">${sorted(evidence).map(
    (row) => html`<li><div class="about"><p class="family">${capital(spacedWords(row.family))}</p>
<p class="kind ${row.kind}">${kindMark(row.kind)}${row.kind}</p>
<p class="strength">${bar(row.strength, row.kind)}<span>${score(row.strength)} ${strengthWord(row.strength)}</span></p></div>
<div><p class="summary">${row.summary}</p>
<details><summary>Figures<span class="visually-hidden"> for ${spacedWords(row.family)}</span></summary><p class="muted small">${capital(spacedWords(row.family))}: ${FAMILY_MEANING[row.family]}.</p>${figures(withLikelihood(row))}</details>${commandLine(`stillwatch exchanges ${id} --evidence ${row.family} --log YOUR-LOG`, `Copy command for its requests, ${spacedWords(row.family)}`)}</div></li>`,
  )}</ul>`;
}

/** The figures, with the row's contribution to the confidence first. */
function withLikelihood({ log_likelihood_ratio: ratio, detail }: Evidence): Evidence['detail'] {
  return ratio === undefined ? detail : { log_likelihood_ratio: Number(ratio.toFixed(2)), ...detail };
}

function sorted(evidence: readonly Evidence[]): Evidence[] {
  return [...evidence].sort((a, b) => b.strength - a.strength || (a.family < b.family ? -1 : a.family > b.family ? 1 : 0));
}

function figures(detail: Evidence['detail']): Html | null {
  const entries = Object.entries(detail);
  if (entries.length === 0) return null;
  return html`<dl class="figures">${entries.map(
    ([name, value]) => html`<dt>${capital(spacedWords(name))}</dt><dd>${figure(value)}</dd>`,
  )}</dl>`;
}

function figure(value: Evidence['detail'][string]): Html | string {
  if (typeof value === 'number') return decimal(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return html`<bdi>${value}</bdi>`;
  if (value.length === 0) return 'none';
  const rest = value.length - MOST_ITEMS;
  return html`${value.slice(0, MOST_ITEMS).map((item, i) => html`${i === 0 ? null : ', '}<bdi>${item}</bdi>`)}${
    rest > 0 ? html` and ${count(rest)} more` : null
  }`;
}
