/**
 * Reads the findings of an analysis from its directory: campaigns.json and accounts.ndjson. It requires only the fields
 * that the evaluation uses, so that findings of other tools can be measured by the same rules.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { fail, ok, type Result } from '../base/problem.ts';
import { AccountFinding, Campaign } from '../model/finding.ts';
import { unitId } from '../model/unit-id.ts';
import { type Action, actionRank } from '../model/vocabulary.ts';
import { type LineCount, readJsonLines } from './json-lines.ts';

const FoundCampaign = Campaign.pick({
  id: true,
  confidence: true,
  accounts: true,
  sub_accounts: true,
  first_seen: true,
  last_seen: true,
  action: true,
});
/** A campaign as campaigns.json has it, as far as it is used here. */
export type FoundCampaign = z.infer<typeof FoundCampaign>;

const FoundFile = z.object({ version: z.literal(1), campaigns: z.array(FoundCampaign) });
const FoundEndUser = z.object({ sub_account: z.string() }).extend(AccountFinding.pick({ risk: true, action: true }).shape);
const FoundAccount = AccountFinding.pick({
  account: true,
  sub_account: true,
  risk: true,
  action: true,
}).extend({
  sub_accounts: z.array(FoundEndUser).optional(),
});

/** An account, or a router's end user, with its risk (0 to 1) and action. */
export interface FoundUnit {
  readonly account: string;
  readonly subAccount: string | null;
  readonly risk: number;
  readonly action: Action;
}

/** The findings of an analysis; units by unit id. */
export interface FoundFiles {
  readonly campaigns: readonly FoundCampaign[];
  readonly units: ReadonlyMap<string, FoundUnit>;
  readonly lines: LineCount;
}

/** Reads both files. Problems: `found_unreadable` and `file_unreadable`. */
export async function readFound(directory: string): Promise<Result<FoundFiles>> {
  const campaigns = await readCampaigns(join(directory, 'campaigns.json'));
  if (!campaigns.ok) return campaigns;

  const units = new Map<string, FoundUnit>();
  // Two lines for one account: the harsher action would be applied.
  const add = (account: string, subAccount: string | null, risk: number, action: Action) => {
    const key = unitId(account, subAccount);
    const before = units.get(key);
    units.set(key, {
      account,
      subAccount,
      risk: Math.max(risk, before?.risk ?? 0),
      action: harsher(action, before?.action ?? 'allow'),
    });
  };
  const lines = await readJsonLines(join(directory, 'accounts.ndjson'), FoundAccount, (line) => {
    add(line.account, line.sub_account ?? null, line.risk, line.action);
    for (const user of line.sub_accounts ?? []) add(line.account, user.sub_account, user.risk, user.action);
  });
  if (!lines.ok) return lines;
  return ok({ campaigns: campaigns.value, units, lines: lines.value });
}

function harsher(a: Action, b: Action): Action {
  return actionRank(a) >= actionRank(b) ? a : b;
}

async function readCampaigns(path: string): Promise<Result<FoundCampaign[]>> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return fail({
      code: 'found_unreadable',
      message: `expected the campaigns.json of an analysis, got ${missing ? 'no such file' : 'a file that is not JSON'}`,
      where: path,
      hint: 'Pass the directory that `stillwatch analyze --out` wrote.',
    });
  }
  const parsed = FoundFile.safeParse(value);
  if (parsed.success) return ok(parsed.data.campaigns);
  const issue = parsed.error.issues[0];
  return fail({
    code: 'found_unreadable',
    message: `expected a campaigns.json of version 1, got another format at '${issue?.path.join('.') ?? ''}'`,
    where: path,
    hint: 'Pass the directory that `stillwatch analyze --out` wrote.',
  });
}
