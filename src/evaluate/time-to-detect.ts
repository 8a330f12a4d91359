/**
 * Time to detect, by label: when the replay of an analysis (replay.json) first raised each planted campaign. A campaign is
 * raised in the first step in which most labelled members of a finding at review (limit) or above belong to it. Times run
 * from its first exchange, and shares refer to its exchanges. Both cover only accounts that some step or the final result
 * named, since the replay has no data on others; these are counted as missed. In the medians, a campaign that was never
 * raised counts as never, and with all of its exchanges.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok, type Result } from '../base/problem.ts';
import { type Raised, ReplayFile } from '../model/replay.ts';
import { unitId } from '../model/unit-id.ts';
import type { Labels } from './labels.ts';
import { firstNamed, middle, raisedGroups } from './raised.ts';

/** When one planted campaign was first raised. */
export interface CampaignTime {
  readonly campaign: string;
  readonly accounts: number;
  /** Of them, those that no step named and no finding has in the end. */
  readonly neverNamed: number;
  readonly firstExchange: string | null;
  readonly review: Raised | null;
  readonly limit: Raised | null;
  /** Share of the exchanges in the steps that were sent before their own account was named; null: nothing was sent, or known, by then. */
  readonly unnamedShare: number | null;
}

/** Times of all planted campaigns, their medians, and the honest accounts that were named. */
export interface TimeToDetect {
  readonly stepMs: number;
  readonly complete: boolean;
  readonly campaigns: readonly CampaignTime[];
  /** Over the planted campaigns; a time is null when it is never, or when there is no campaign. */
  readonly median: {
    readonly reviewAfterMs: number | null;
    readonly reviewShare: number | null;
    readonly limitAfterMs: number | null;
    readonly limitShare: number | null;
    readonly unnamedShare: number | null;
  };
  /** Honest accounts that some step named, by group; those named in the end included. */
  readonly honest: readonly { readonly group: string; readonly review: number; readonly limit: number }[];
}

/** Reads replay.json; null when the directory has none, since the log was not replayed. Problem: `found_unreadable`. */
export async function readReplay(directory: string): Promise<Result<ReplayFile | null>> {
  const path = join(directory, 'replay.json');
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ok(null);
    return fail(unreadable(path, 'a file that is not JSON'));
  }
  const parsed = ReplayFile.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  const where = parsed.error.issues[0]?.path.join('.') ?? '';
  return fail(unreadable(path, `another shape at '${where}'`));
}

/** Compares a replay with labels. */
export function timeToDetect(labels: Labels, replay: ReplayFile): TimeToDetect {
  const label = (key: string) => labels.units.get(key);
  const times = new Map(
    raisedGroups(replay, (key) => {
      const known = label(key);
      return known === undefined ? undefined : known.campaign;
    }).map((group) => [group.group, group]),
  );
  const planted = new Map<string, number>();
  for (const { campaign } of labels.units.values()) {
    if (campaign !== null) planted.set(campaign, (planted.get(campaign) ?? 0) + 1);
  }
  const campaigns = [...planted].sort(byName).map(([campaign, accounts]): CampaignTime => {
    const found = times.get(campaign);
    return {
      campaign,
      accounts,
      neverNamed: accounts - (found?.accounts ?? 0),
      firstExchange: found === undefined ? null : new Date(found.firstExchange).toISOString(),
      review: found?.review ?? null,
      limit: found?.limit ?? null,
      // All of what was never seen, unless there was more to be looked at.
      unnamedShare: found === undefined ? (replay.complete ? 1 : null) : found.unnamedShare,
    };
  });
  const after = (raised: (time: CampaignTime) => Raised | null): number | null => {
    const value = middle(campaigns.map((time) => raised(time)?.after_ms ?? Number.POSITIVE_INFINITY));
    return value === Number.POSITIVE_INFINITY ? null : value;
  };
  return {
    stepMs: replay.step_ms,
    complete: replay.complete,
    campaigns,
    median: {
      reviewAfterMs: after((time) => time.review),
      reviewShare: middle(campaigns.map((time) => time.review?.share ?? 1)),
      limitAfterMs: after((time) => time.limit),
      limitShare: middle(campaigns.map((time) => time.limit?.share ?? 1)),
      unnamedShare: middle(campaigns.map((time) => time.unnamedShare).filter((share): share is number => share !== null)),
    },
    honest: honestNamed(labels, replay),
  };
}

function honestNamed(labels: Labels, replay: ReplayFile): TimeToDetect['honest'] {
  const groups = new Map<string, { review: number; limit: number }>();
  const named = firstNamed(replay);
  replay.members.forEach((member, m) => {
    const label = labels.units.get(unitId(member.account, member.sub_account));
    if (label === undefined || label.campaign !== null || (named[m] as number) < 0) return;
    const group = groups.get(label.group) ?? { review: 0, limit: 0 };
    group.review++;
    if (member.limited !== undefined) group.limit++;
    groups.set(label.group, group);
  });
  return [...groups].sort(byName).map(([group, counts]) => ({ group, ...counts }));
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function unreadable(path: string, got: string) {
  return {
    code: 'found_unreadable',
    message: `expected the replay.json of an analysis, got ${got}`,
    where: path,
    hint: 'Pass the folder that `stillwatch analyze --out` wrote, or remove the file.',
  };
}
