/**
 * What `exchanges` is asked for: a campaign, one row of its evidence, a text under review or an account, and the narrower part of it
 * that is to be listed. Leaves out reading the log (pipeline/exchanges/).
 */
import { count, plural } from '../../base/format.ts';
import { fail, ok, type Problem, type Result } from '../../base/problem.ts';
import type { Campaign, CampaignsFile, Evidence } from '../../model/finding.ts';
import type { CountedSelection, ExchangeSelection, SelectionsFile } from '../../model/selections.ts';
import type { RowSelection, SelectedUnit } from '../../pipeline/exchanges/row-matcher.ts';
import { accountName, findAccount } from './account-names.ts';

/** The part of a finding that the options ask for. */
export interface TargetFlags {
  readonly found: string;
  readonly evidence?: string;
  readonly account?: string;
  readonly segment?: string;
}

/** What is looked for, in the terms of the reader of logs and in words. */
export interface ExchangeTarget {
  readonly id: string;
  /** What the finding or the row says. */
  readonly says: string;
  /** What all exchanges that are counted have in common, as a predicate: "carry the campaign's own text". */
  readonly predicate: string;
  readonly whole: RowSelection;
  readonly part: RowSelection;
  /** Words for what makes the part narrower; empty if it is the whole. */
  readonly narrowed: readonly string[];
  /** The segments that are marked. */
  readonly marked: readonly string[];
  /** Exchanges of the whole as the analysis counted them; null if it did not. */
  readonly expected: number | null;
  /** Said beneath the count, when the row is not about single exchanges. */
  readonly remark: string | null;
}

const WHOLE_ACCOUNTS = 'The row is about the accounts and not about single exchanges: these are all that they sent.';

/** Resolves an id and the options. Problems: `finding_unknown`, `account_unknown`, `usage`, `found_unreadable`. */
export async function resolveExchangeTarget(
  id: string,
  flags: TargetFlags,
  campaigns: CampaignsFile,
  selections: SelectionsFile,
): Promise<Result<ExchangeTarget>> {
  const campaign = campaigns.campaigns.find((one) => sameId(one.id, id));
  const base = campaign ? campaignTarget(campaign, flags, selections) : await otherTarget(id, flags, campaigns, selections);
  return base.ok ? narrowed(base.value, flags, selections) : base;
}

function sameId(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function campaignTarget(
  campaign: Campaign,
  flags: TargetFlags,
  { campaigns, routers }: SelectionsFile,
): Result<ExchangeTarget> {
  const counted = campaigns.find((one) => one.id === campaign.id);
  if (counted === undefined) return fail(otherRun(campaign.id));
  const units = unitsOf(campaign, new Set(routers));
  const marked = counted.own_text?.selection.segments ?? [];
  const target = (
    { selection, exchanges }: CountedSelection,
    says: string,
    predicate: string,
    remark: string | null,
  ): ExchangeTarget => ({
    id: campaign.id,
    says,
    predicate,
    whole: { units, selection },
    part: { units, selection },
    narrowed: [],
    marked: selection.segments ?? marked,
    expected: exchanges,
    remark,
  });
  if (flags.evidence === undefined) {
    const says = `Campaign ${campaign.id}: ${plural(units.length, 'account')}, ${plural(campaign.exchanges, 'exchange')}.`;
    return ok(
      counted.own_text === null
        ? target(
            { selection: {}, exchanges: campaign.exchanges },
            says,
            'are of its accounts; it has no text of its own',
            null,
          )
        : target(counted.own_text, says, "carry the campaign's own text", null),
    );
  }
  const row = rowOf(campaign, flags.evidence);
  if (!row.ok) return row;
  const { number, evidence } = row.value;
  const selected = counted.rows[number - 1];
  if (selected === undefined || selected.family !== evidence.family) return fail(otherRun(campaign.id));
  const says = `Campaign ${campaign.id}, evidence ${number} (${evidence.family}): ${evidence.summary}`;
  return ok(target(selected, says, predicateOf(selected.selection), remarkOn(evidence, selected.selection)));
}

/** The row that a number (from 1) or a family names. */
function rowOf({ id, evidence }: Campaign, named: string): Result<{ number: number; evidence: Evidence }> {
  const family = named.toLowerCase().replaceAll('-', '_');
  const at = /^\d+$/.test(named) ? Number(named) - 1 : evidence.findIndex((row) => row.family === family);
  if (evidence[at] !== undefined) return ok({ number: at + 1, evidence: evidence[at] });
  const rows = evidence.map((row, r) => `${r + 1} ${row.family}`).join(', ');
  return fail({
    code: 'usage',
    message: `expected a row of evidence of ${id}, got '${named}'`,
    where: '--evidence',
    hint: `It has ${rows}.`,
  });
}

async function otherTarget(
  id: string,
  flags: TargetFlags,
  campaigns: CampaignsFile,
  selections: SelectionsFile,
): Promise<Result<ExchangeTarget>> {
  if (flags.evidence !== undefined)
    return fail({
      code: 'usage',
      message: `expected the id of a campaign with --evidence, got '${id}'`,
      where: '--evidence',
      hint: 'Only campaigns have rows of evidence. For the exchanges of one account behind a row: C-… --evidence N --account ACCOUNT.',
    });
  const text = campaigns.texts_under_review?.find((one) => sameId(one.id, id));
  if (text !== undefined) {
    const counted = selections.texts.find((one) => one.id === text.id);
    if (counted === undefined) return fail(otherRun(text.id));
    const units = unitsOf(text, new Set(selections.routers));
    const { selection, exchanges } = counted;
    return ok({
      id: text.id,
      says: `Text under review ${text.id}: ${plural(units.length, 'account')} and end users send it.`,
      predicate: 'carry the text',
      whole: { units, selection },
      part: { units, selection },
      narrowed: [],
      marked: selection.segments ?? [],
      expected: exchanges,
      remark:
        exchanges === text.exchanges
          ? null
          : `The report counts ${plural(text.exchanges, 'exchange')}, those with the most used part of the text alone.`,
    });
  }
  const account = await findAccount(flags.found, id);
  // An account may have a name that looks like the id of a finding; what is neither was meant as one.
  if (!account.ok)
    return account.problem.code === 'account_unknown' && /^[CT]-/i.test(id) ? fail(unknownFinding(id, campaigns)) : account;
  const { line, subAccount } = account.value;
  const unit: SelectedUnit = subAccount === null ? { account: line.account } : { account: line.account, subAccount };
  return ok({
    id,
    says: subAccount === null ? `Account ${id}.` : `End user ${subAccount} of the router ${line.account}.`,
    predicate: subAccount === null ? 'are of this account' : 'are of this end user',
    whole: { units: [unit], selection: {} },
    part: { units: [unit], selection: {} },
    narrowed: [],
    marked: Object.keys(selections.segments),
    expected: null,
    remark: null,
  });
}

function narrowed(
  target: ExchangeTarget,
  flags: TargetFlags,
  { segments, routers }: SelectionsFile,
): Result<ExchangeTarget> {
  let { units, selection } = target.whole;
  let { marked } = target;
  const words: string[] = [];
  if (flags.account !== undefined) {
    const kept = units.filter((unit) => accountName(unit.account, unit.subAccount) === flags.account);
    const router = routers.includes(flags.account) ? units.filter((unit) => unit.account === flags.account) : [];
    units = kept.length > 0 ? kept : router;
    if (units.length === 0)
      return fail({
        code: 'usage',
        message: `expected an account of ${target.id}, got '${flags.account}'`,
        where: '--account',
        hint: `campaigns.json lists its accounts. An end user of a router is ACCOUNT/SUB.`,
      });
    words.push(`are of ${flags.account}`);
  }
  if (flags.segment !== undefined) {
    const named = flags.segment.toLowerCase();
    const known = target.marked.length > 0 ? target.marked : Object.keys(segments);
    const fits = known.filter((segment) => segment.startsWith(named));
    if (fits.length !== 1)
      return fail({
        code: 'usage',
        message: `expected the id of one segment of ${target.id}, got '${flags.segment}', which is the beginning of ${count(fits.length)}`,
        where: '--segment',
        hint: `Ids have 16 hexadecimal digits, such as ${known[0] ?? '09cfba9213b8c88b'}; campaigns.json and selections.json list them.`,
      });
    selection = { ...selection, segments: fits };
    marked = fits;
    words.push(`carry segment ${fits[0]}`);
  }
  return ok({ ...target, part: { units, selection }, narrowed: words, marked });
}

/** The units of a finding: its accounts and the end users of its routers. A router's own unit has the requests that name no end user. */
function unitsOf(
  { accounts, sub_accounts = [] }: Pick<Campaign, 'accounts' | 'sub_accounts'>,
  routers: ReadonlySet<string>,
): SelectedUnit[] {
  return [
    ...accounts.map((account): SelectedUnit => (routers.has(account) ? { account, subAccount: null } : { account })),
    ...sub_accounts.map(({ account, sub_account }): SelectedUnit => ({ account, subAccount: sub_account })),
  ];
}

function predicateOf({ segments, harvest, refused, signatures, model }: ExchangeSelection): string {
  if (harvest) return segments ? "carry the campaign's own text and ask for training data" : 'ask for training data';
  if (segments) return "carry the campaign's own text";
  if (refused) return 'were refused';
  if (signatures) return 'present a reasoning signature';
  if (model !== undefined) return `went to ${model} in the hours that the row names`;
  return 'are of its accounts';
}

/** How the count relates to the figures of the row, where it is not one of them. */
function remarkOn({ family, detail }: Evidence, selection: ExchangeSelection): string | null {
  if (Object.keys(selection).length === 0) return WHOLE_ACCOUNTS;
  switch (family) {
    case 'intent':
      return 'The row gives a mean probability over the texts of the campaign; these are the exchanges of which it is above one half.';
    case 'focus':
    case 'harvest_shape':
      return 'The row is about these exchanges as a whole.';
    case 'replay':
      return 'The row counts signatures that appear where they were not issued; these are all exchanges that present one.';
    case 'pivot':
      return `Of ${detail.exchanges_by_then ?? 'all'} exchanges of the accounts in that time; the row gives the share.`;
    default:
      return null;
  }
}

function unknownFinding(id: string, { campaigns, texts_under_review: texts = [] }: CampaignsFile): Problem {
  const ids = [...campaigns, ...texts].map((finding) => finding.id);
  return {
    code: 'finding_unknown',
    message: `expected a campaign or a text under review of the analysis, got '${id}'`,
    hint:
      ids.length === 0 ? 'The analysis found none.' : `It has ${ids.slice(0, 12).join(', ')}${ids.length > 12 ? ' …' : ''}.`,
  };
}

function otherRun(id: string): Problem {
  return {
    code: 'found_unreadable',
    message: `expected ${id} in selections.json as in campaigns.json, got files of two analyses`,
    hint: 'Analyse the log again.',
  };
}
