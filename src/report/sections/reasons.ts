/** What would change a verdict, and which other campaigns share suppliers or accounts with this one. */
import type { Campaign } from '../../model/finding.ts';
import { type Html, html } from '../escape.ts';
import { capital, identifier, list, number, percent, plural, spacedWords } from '../format.ts';

export function wouldChange(campaign: Campaign): Html | null {
  const found = campaign.would_change ?? [];
  if (found.length === 0) return null;
  return html`<div><h4>What would change this</h4><p class="muted small">Computed again with the same weights and policy: if the named evidence turned out to have a harmless explanation.</p><ul class="reasons">${found.map(
    (change) =>
      html`<li>${capital(change.if)}: <strong>${capital(change.action)}</strong>, confidence ${percent(change.confidence)}</li>`,
  )}</ul></div>`;
}

export function relatedCampaigns(campaign: Campaign): Html | null {
  const related = campaign.related ?? [];
  if (related.length === 0) return null;
  return html`<div><h4>Shares with other campaigns</h4><p class="muted small">Shared infrastructure proves a supplier, not a customer: these stay campaigns of their own.</p><ul class="reasons">${related.map(
    ({ id, shared, accounts_in_both: both }) => {
      const parts = shared.map(({ kind, values }) => `${number(values)} × ${spacedWords(kind)}`);
      if (both > 0) parts.push(`${plural(both, 'account')} that send the texts of both`);
      return html`<li>${identifier(id)}: ${list(parts)}</li>`;
    },
  )}</ul></div>`;
}
