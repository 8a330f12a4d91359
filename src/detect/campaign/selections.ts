/**
 * Which exchanges a finding and each row of its evidence are about, as conditions that can be checked exchange by exchange. Rows
 * about accounts (payment, registration, network, client, timing, failover, sharding) are about everything that their accounts
 * sent. Leaves out counting (aggregate/count-selected.ts).
 */
import type { Adoption } from '../../aggregate/detect-input.ts';
import { HOUR } from '../../base/clock.ts';
import type { Evidence } from '../../model/finding.ts';
import type { ExchangeSelection } from '../../model/selections.ts';
import type { CampaignFinding } from './finding.ts';

/** The selection of a campaign's own text; null if it has none. */
export function ownTextSelection({ ownText }: CampaignFinding): ExchangeSelection | null {
  return ownText === undefined ? null : { segments: ownText.segments.map(({ segment }) => segment) };
}

/** The selection of each row of a campaign's evidence, in their order. */
export function rowSelections(finding: CampaignFinding, adoptions: readonly Adoption[]): ExchangeSelection[] {
  return finding.evidence.map((row) => rowSelection(row, finding, adoptions));
}

function rowSelection(row: Evidence, finding: CampaignFinding, adoptions: readonly Adoption[]): ExchangeSelection {
  const slice: ExchangeSelection = finding.ownText === undefined ? {} : { segments: [...finding.ownText.slice] };
  switch (row.family) {
    case 'segment':
      return ownTextSelection(finding) ?? {};
    case 'intent':
      return { ...slice, harvest: true };
    case 'focus':
    case 'harvest_shape':
      return slice;
    case 'pivot':
      return pivotSelection(row, adoptions);
    case 'replay':
      return { signatures: true };
    case 'technique_search':
      return { refused: true };
    default:
      return {};
  }
}

/** What was sent to the new model up to the hour that the row names. */
function pivotSelection({ detail }: Evidence, adoptions: readonly Adoption[]): ExchangeSelection {
  const { model, hours } = detail;
  const release = adoptions.find((adoption) => adoption.release.model === model)?.release;
  if (release === undefined || typeof hours !== 'number') return {};
  return { model: release.model, from: release.released, to: release.released + hours * HOUR };
}
