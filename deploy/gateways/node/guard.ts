/**
 * Asks Stillwatch what to do with an account's request, within a deadline. The adapters beside this file (express.ts, fastify.ts,
 * hono.ts) call it before each request.
 */
import { createClient, type Schemas } from 'stillwatch/client';

export type Action = Schemas['DecisionInForce']['action'];

export interface GuardOptions {
  /** Address of Stillwatch, such as `http://127.0.0.1:8787`. */
  readonly baseUrl: string;
  /** A key with the scope `decide`. */
  readonly key: string;
  /** How long an answer is waited for, ms. Default 200. */
  readonly patience?: number;
  /** Refuses requests while Stillwatch does not answer, instead of letting them pass. Default false. */
  readonly failClosed?: boolean;
  /** Called when there was no answer about the account. @param why the status, or the name of the error; no identifier */
  readonly onUnanswered?: (why: string) => void;
}

export interface Verdict {
  /** `unanswered` if there was no answer about the account, `invalid` if an id is none that can be asked about. */
  readonly action: Action | 'unanswered' | 'invalid';
  /** The status to refuse the request with; null to let it pass. */
  readonly refuse: 400 | 403 | 503 | null;
}

/** Whom a request is from, as your own authentication found it. */
export interface Caller {
  /** As the log of the API names it. */
  readonly account: string;
  /** The end user, if the account is a router. */
  readonly subAccount?: string;
}

export type Guard = (caller: Caller) => Promise<Verdict>;

/** What a refused client gets. It does not say why: that would show an attacker what was seen. */
export const REFUSALS = {
  400: { error: { type: 'invalid_request_error', message: 'The account or user of the request has no valid id.' } },
  403: { error: { type: 'permission_error', message: 'This account is suspended.' } },
  503: { error: { type: 'api_error', message: 'The request could not be checked. Try again.' } },
} as const;

/** Problems of an id. A client that chooses its user's id must not pass by choosing one that cannot be asked about. */
const INVALID: ReadonlySet<number> = new Set([400, 404, 414]);

/** Makes a guard. It never rejects. */
export function createGuard({ baseUrl, key, patience = 200, failClosed = false, onUnanswered }: GuardOptions): Guard {
  const client = createClient({ baseUrl, key });
  const unanswered = (why: string): Verdict => {
    onUnanswered?.(why);
    return { action: 'unanswered', refuse: failClosed ? 503 : null };
  };
  return async ({ account, subAccount }) => {
    try {
      const { data, response } = await client.GET('/v1/decisions/{account}', {
        params: { path: { account }, query: subAccount ? { sub_account: subAccount } : {} },
        signal: AbortSignal.timeout(patience),
      });
      if (INVALID.has(response.status)) return { action: 'invalid', refuse: 400 };
      if (data === undefined) return unanswered(String(response.status));
      return { action: data.action, refuse: data.action === 'suspend' ? 403 : null };
    } catch (error) {
      return unanswered((error as Error).name);
    }
  };
}
