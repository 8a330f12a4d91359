/** Findings that were never written to files, in the shape in which src/evaluate reads them from files. */
import { toAccountLines } from '../../../src/decide/account-lines.ts';
import type { DecidedFindings } from '../../../src/decide/decide.ts';
import type { FoundFiles, FoundUnit } from '../../../src/evaluate/found.ts';
import { unitId } from '../../../src/model/unit-id.ts';
import type { BaselineResult } from '../baselines/baseline.ts';

const NO_LINES: FoundFiles['lines'] = { lines: 0, bad: 0, firstBad: 0 };

/** A detection of this process. */
export function foundByDetection(decisions: DecidedFindings): FoundFiles {
  const units = new Map<string, FoundUnit>();
  const add = ({ account, subAccount, risk, action }: FoundUnit) =>
    units.set(unitId(account, subAccount), { account, subAccount, risk, action });
  for (const line of toAccountLines(decisions.accounts)) {
    add({ account: line.account, subAccount: null, risk: line.risk, action: line.action });
    for (const user of line.sub_accounts ?? [])
      add({ account: line.account, subAccount: user.sub_account, risk: user.risk, action: user.action });
  }
  return { campaigns: decisions.campaigns.campaigns, units, lines: NO_LINES };
}

/**
 * A baseline's result. Every account above its threshold counts as found and as limited; its groups are findings, and what it
 * flags outside every group is one more finding, so that "found" means the same for all detectors.
 */
export function foundByBaseline({ scores, threshold, groups }: BaselineResult): FoundFiles {
  const units = new Map<string, FoundUnit>();
  const flagged = new Set<string>();
  for (const [account, score] of scores) {
    const over = score >= threshold;
    if (over) flagged.add(account);
    units.set(unitId(account), {
      account,
      subAccount: null,
      risk: Math.min(1, Math.max(0, score)),
      action: over ? 'limit' : 'allow',
    });
  }
  const grouped = new Set<string>();
  const findings: string[][] = [];
  for (const group of groups) {
    const members = group.filter((account) => flagged.has(account));
    if (members.length === 0) continue;
    findings.push(members);
    for (const account of members) grouped.add(account);
  }
  const alone = [...flagged].filter((account) => !grouped.has(account));
  if (alone.length > 0) findings.push(alone);
  return {
    campaigns: findings.map((accounts, k) => ({
      id: `G-${String(k).padStart(4, '0')}`,
      confidence: 1,
      accounts,
      first_seen: '',
      last_seen: '',
      action: 'limit',
    })),
    units,
    lines: NO_LINES,
  };
}
