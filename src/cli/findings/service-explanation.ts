/**
 * What a running service knows about one account: the finding of its last detection run, the campaign or text behind it, and every
 * decision. Put into the form that results of an analysis have, so that both read alike (explanation.ts).
 */
import { fail, ok, type Problem, ProblemError, type Result } from '../../base/problem.ts';
import { createClient, type Schemas, type StillwatchClient } from '../../client/client.ts';
import type { AccountLine, Campaign, CampaignsFile } from '../../model/finding.ts';
import type { TextUnderReview } from '../../model/text-under-review.ts';
import { keyProblem, otherService, serviceUnreachable } from '../terminal/service-target.ts';
import type { NamedAccount } from './account-names.ts';
import { type AccountExplanation, explain } from './explanation.ts';

/** Where the answer comes from. */
export interface ServiceSource {
  /** Address of the service, without a slash at the end. */
  readonly url: string;
  /** An API key with the scope `read`. */
  readonly key: string;
}

const OPTION = '--from';
/** ms. */
const ANSWER_WITHIN = 30_000;
const MOST_DECISIONS = 100;
/** An end user is ACCOUNT/SUB, and both may have slashes: so many places to cut are tried. */
const MOST_CUTS = 4;

/**
 * Asks a service about an account.
 * @param name the account, or ACCOUNT/SUB for an end user of a router
 * @returns what it knows, or a problem: `service_unreachable`, `service_other`, `key_refused`, `key_scope`, or one of the service's
 */
export async function explainFromService(name: string, source: ServiceSource): Promise<Result<AccountExplanation>> {
  try {
    return ok(await explained(name, source));
  } catch (error) {
    if (error instanceof ProblemError) return fail(error.problem);
    // A page of a proxy or of something else, where JSON was said.
    if (error instanceof SyntaxError) return fail(otherService(source.url, OPTION, 200));
    throw error;
  }
}

async function explained(name: string, { url, key }: ServiceSource): Promise<AccountExplanation> {
  const client = createClient({ baseUrl: url, key, fetch: (request) => fetchFrom(url, request) });
  const ask = new Asked(client, url);
  const { found, named } = await ask.named(name);
  const { account, subAccount } = named;
  const finding = subAccount === null ? found.finding : found.sub_accounts.find((one) => one.sub_account === subAccount);
  const [campaign, text, decisions] = await Promise.all([
    ask.campaign(finding?.campaign ?? null),
    ask.text(finding?.text_under_review),
    ask.decisions(account, subAccount),
  ]);
  const line: AccountLine = {
    ...(found.finding ?? { account, risk: 0, campaign: null, action: 'allow' as const, reasons: [] }),
    account,
    ...(found.sub_accounts.length === 0
      ? {}
      : { sub_accounts: found.sub_accounts.map((one) => ({ ...one, sub_account: one.sub_account ?? '' })) }),
  };
  const findings: CampaignsFile = {
    version: 1,
    window: null,
    campaigns: campaign === null ? [] : [campaign],
    left_alone: [],
    texts_under_review: text === null ? [] : [text],
  };
  // An end user without a finding is not in the line; nothing is known of it but decisions.
  const isKnown = subAccount === null || finding !== undefined;
  const whole = explain({ line: isKnown ? line : { ...EMPTY, account }, subAccount: isKnown ? subAccount : null }, findings);
  return {
    ...whole,
    sub_account: subAccount,
    // The service decides by its own policy: its decisions say by which rule.
    rule: null,
    service: {
      url,
      window: found.window,
      has_finding: finding !== undefined,
      cleared_in: finding?.cleared_in ?? [],
      decisions,
    },
  };
}

const EMPTY: Omit<AccountLine, 'account'> = { risk: 0, campaign: null, action: 'allow', reasons: [] };

/** The requests; each throws a {@link ProblemError} when it is refused. */
class Asked {
  private readonly client: StillwatchClient;
  private readonly url: string;

  constructor(client: StillwatchClient, url: string) {
    this.client = client;
    this.url = url;
  }

  /** The account or end user that a name means: the whole name, unless nothing is known of it and something is of a part. */
  async named(name: string): Promise<{ found: Schemas['AccountFindings']; named: Name }> {
    const whole = await this.finding(name);
    if (isFound(whole)) return { found: whole, named: { account: whole.account, subAccount: null } };
    let cut = name.indexOf('/');
    for (let i = 0; i < MOST_CUTS && cut > 0 && cut < name.length - 1; i++) {
      const found = await this.finding(name.slice(0, cut));
      if (isFound(found)) return { found, named: { account: found.account, subAccount: name.slice(cut + 1) } };
      cut = name.indexOf('/', cut + 1);
    }
    return { found: whole, named: { account: whole.account, subAccount: null } };
  }

  async finding(account: string): Promise<Schemas['AccountFindings']> {
    return this.answer(await this.client.GET('/v1/accounts/{account}/finding', { params: { path: { account } } }));
  }

  /** Null: it is none of the last run any more. */
  async campaign(id: string | null): Promise<Campaign | null> {
    if (id === null) return null;
    const got = await this.client.GET('/v1/campaigns/{id}', { params: { path: { id } } });
    return got.response.status === 404 ? null : (this.answer(got) as Campaign);
  }

  async text(id: string | undefined): Promise<TextUnderReview | null> {
    if (id === undefined) return null;
    const got = await this.client.GET('/v1/texts-under-review/{id}', { params: { path: { id } } });
    return got.response.status === 404 ? null : (this.answer(got) as TextUnderReview);
  }

  async decisions(account: string, subAccount: string | null): Promise<Schemas['Decision'][]> {
    const query = { limit: MOST_DECISIONS, ...(subAccount === null ? {} : { sub_account: subAccount }) };
    const got = await this.client.GET('/v1/decisions/{account}/history', { params: { path: { account }, query } });
    return this.answer(got).decisions;
  }

  private answer<T>({ data, error, response }: { data?: T; error?: unknown; response: Response }): T {
    if (data !== undefined && response.headers.get('content-type')?.includes('json')) return data;
    throw new ProblemError(this.refusal(response.status, error));
  }

  private refusal(status: number, error: unknown): Problem {
    const { code, detail, hint } = (error ?? {}) as Partial<Record<string, unknown>>;
    if (typeof code !== 'string' || typeof detail !== 'string') return otherService(this.url, OPTION, status);
    const problem = { code, message: detail, where: this.url, ...(typeof hint === 'string' ? { hint } : {}) };
    return keyProblem(problem, this.url, 'read') ?? problem;
  }
}

type Name = Pick<NamedAccount, 'subAccount'> & { readonly account: string };

function isFound({ finding, sub_accounts }: Schemas['AccountFindings']): boolean {
  return finding !== undefined || sub_accounts.length > 0;
}

async function fetchFrom(url: string, request: Request): Promise<Response> {
  try {
    // A redirect would hand the key to another address.
    return await fetch(request, { redirect: 'error', signal: AbortSignal.timeout(ANSWER_WITHIN) });
  } catch (error) {
    throw new ProblemError(serviceUnreachable(url, OPTION, error, ANSWER_WITHIN));
  }
}
