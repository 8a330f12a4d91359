/** What would change the action of a campaign, and which other campaigns share suppliers or accounts with it. */
import { count, plural, score } from '../../base/format.ts';
import type { Campaign } from '../../model/finding.ts';
import { type Html, html } from '../escape.ts';
import { capital, identifier, list, spacedWords } from '../words.ts';

/** The outcome without each of the named evidence; null when there is none. */
export function wouldChange(campaign: Campaign): Html | null {
  const found = campaign.would_change ?? [];
  if (found.length === 0) return null;
  return html`<div><h4>What would change this</h4><p class="muted small">The result with the same weights and policy if the named evidence turned out to be harmless.</p><ul class="reasons">${found.map(
    (change) =>
      html`<li>${capital(change.if)}: <strong>${capital(change.action)}</strong>, confidence ${score(change.confidence)}</li>`,
  )}</ul></div>`;
}

/** What the campaign shares with others; null when nothing. */
export function relatedCampaigns(campaign: Campaign): Html | null {
  const related = campaign.related ?? [];
  if (related.length === 0) return null;
  return html`<div><h4>Shared with other campaigns</h4><p class="muted small">Shared infrastructure shows a common supplier, not a common operator: these remain separate campaigns.</p><ul class="reasons">${related.map(
    ({ id, shared, accounts_in_both: both }) => {
      const parts = shared.map(({ kind, values }) => `${count(values)} × ${spacedWords(kind)}`);
      if (both > 0) parts.push(`${plural(both, 'account')} that ${both === 1 ? 'sends' : 'send'} segments of both`);
      return html`<li>${identifier(id)}: ${list(parts)}</li>`;
    },
  )}</ul></div>`;
}
