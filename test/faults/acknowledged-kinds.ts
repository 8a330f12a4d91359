/**
 * Every kind of thing that the service acknowledges. Each makes changes of its kind, remembers what was answered with success,
 * and finds what of that is not there any more.
 */
import type { Rng } from '../../src/base/rng.ts';
import { verifyBackup } from '../../src/service/backup/manifest.ts';
import type { Stores } from '../../src/store/stores.ts';
import { exchange, ndjson } from '../intake-server.ts';
import type { SpawnedService } from './spawned-service.ts';

/** What kinds work with. */
export interface KindParts {
  readonly rng: Rng;
  /** The service that runs now, called with the administrator's key. */
  service(): SpawnedService;
}

export interface AcknowledgedKind {
  readonly name: string;
  /** How many things were acknowledged and must be there. */
  count(): number;
  /** Makes one change; throws if the service does not answer. */
  change(): Promise<void>;
  /** What was acknowledged and is not there, asked of the service. Absent: only the stores know. */
  lost?(): Promise<string[]>;
  /** The same, read from the stores when the service has stopped. */
  lostInStores?(stores: Stores): Promise<string[]>;
}

/** Keys and revocations that are tried in one round: the service slows down an address that sends more bad keys a minute. */
const PROBED = 20;
const PASSWORD = 'harbour ladder violet spoon';
const nameOf = (rng: Rng): string => `n${rng.int(1e9)}`;

async function ask<T>(
  { service }: KindParts,
  method: string,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
): Promise<{ status: number; body: T }> {
  const answer = await service().call(method, path, { body, headers });
  return { status: answer.status, body: answer.body as T };
}

/** All items of a list that comes in pages. */
async function listAll<T>(parts: KindParts, path: string, field: string): Promise<T[]> {
  const items: T[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const query: string = cursor === '' ? '' : `&cursor=${cursor}`;
    const { status, body } = await ask<Record<string, unknown>>(parts, 'GET', `${path}?limit=200${query}`);
    if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
    items.push(...(body[field] as T[]));
    cursor = body.next as string | null;
  }
  return items;
}

const statusFor = async ({ service }: KindParts, token: string): Promise<number> =>
  (await service().call('GET', '/v1/session', { key: token })).status;

/** Keys that are valid and keys that were revoked. */
export function keysKind(parts: KindParts): AcknowledgedKind {
  const { rng } = parts;
  const valid = new Map<string, string>();
  const revoked = new Set<string>();
  return {
    name: 'keys and revocations',
    count: () => valid.size + revoked.size,
    async change() {
      const made = await ask<{ key: { id: string }; token: string }>(parts, 'POST', '/v1/keys', {
        label: nameOf(rng),
        scopes: ['ingest'],
      });
      if (made.status !== 201) return;
      const { key, token } = made.body;
      valid.set(key.id, token);
      if (rng.chance(0.5)) return;
      // Without an answer, or with one that something failed, both may be true.
      valid.delete(key.id);
      const ended = await ask(parts, 'POST', `/v1/keys/${key.id}/revoke`, {});
      if (ended.status === 200) revoked.add(token);
    },
    async lost() {
      const missing: string[] = [];
      for (const [id, token] of [...valid].slice(-PROBED)) {
        const status = await statusFor(parts, token);
        if (status !== 200) missing.push(`key ${id} (${status})`);
      }
      for (const token of [...revoked].slice(-PROBED)) {
        const status = await statusFor(parts, token);
        if (status !== 401) missing.push(`revocation (${status})`);
      }
      const listed = new Set((await listAll<{ id: string }>(parts, '/v1/keys', 'keys')).map(({ id }) => id));
      return [...missing, ...[...valid.keys()].filter((id) => !listed.has(id)).map((id) => `key ${id} (not listed)`)];
    },
  };
}

/** People, whether they are disabled, and their sessions. */
export function peopleKind(parts: KindParts): AcknowledgedKind {
  const { rng } = parts;
  const people = new Map<string, { disabled: boolean | null }>();
  const sessions = new Set<string>();
  const loggedOut = new Set<string>();
  const inSession = async (cookie: string): Promise<number> =>
    (await parts.service().call('GET', '/v1/session', { key: null, headers: { cookie } })).status;
  return {
    name: 'people and sessions',
    count: () => people.size + sessions.size + loggedOut.size,
    async change() {
      const login = nameOf(rng);
      const person = { login, name: login, role: 'analyst', password: PASSWORD };
      const made = await ask<{ id: string }>(parts, 'POST', '/v1/people', person);
      if (made.status !== 201) return;
      const kept: { disabled: boolean | null } = { disabled: false };
      people.set(made.body.id, kept);
      if (rng.chance(0.5)) {
        kept.disabled = null;
        const { status } = await ask(parts, 'PATCH', `/v1/people/${made.body.id}`, { disabled: true });
        if (status === 200) kept.disabled = true;
        return;
      }
      const entered = await logIn(parts, login);
      if (entered === null) return;
      sessions.add(entered.cookie);
      if (rng.chance(0.5)) return;
      sessions.delete(entered.cookie);
      const left = await parts.service().call('DELETE', '/v1/session', { key: null, headers: entered });
      if (left.status === 204) loggedOut.add(entered.cookie);
    },
    async lost() {
      const listed = await listAll<{ id: string; disabled: string | null }>(parts, '/v1/people', 'people');
      const there = new Map(listed.map(({ id, disabled }) => [id, disabled !== null]));
      const missing = [...people]
        .filter(([id, { disabled }]) => !there.has(id) || (disabled !== null && there.get(id) !== disabled))
        .map(([id, { disabled }]) => `person ${id}, disabled ${disabled}, now ${there.get(id)}`);
      for (const cookie of [...sessions].slice(-PROBED)) if ((await inSession(cookie)) !== 200) missing.push('session');
      for (const cookie of [...loggedOut].slice(-PROBED)) if ((await inSession(cookie)) !== 401) missing.push('log-out');
      return missing;
    },
  };
}

/** Logs a person in. @returns the headers of the session's requests; null if it was refused, as more than 20 a minute are */
async function logIn({ service }: KindParts, login: string): Promise<Record<'cookie' | 'x-csrf-token', string> | null> {
  const { status, body, cookie } = await service().call('POST', '/v1/session', {
    key: null,
    body: { login, password: PASSWORD },
  });
  if (status !== 200 || cookie === null) return null;
  return { cookie, 'x-csrf-token': (body as { csrf_token: string }).csrf_token };
}

/** Webhooks that exist, and whether they are active; and some that were deleted. */
export function webhooksKind(parts: KindParts): AcknowledgedKind {
  const { rng } = parts;
  const webhooks = new Map<string, boolean | null>();
  const deleted = new Set<string>();
  return {
    name: 'webhooks',
    count: () => webhooks.size + deleted.size,
    async change() {
      const url = `https://${nameOf(rng)}.invalid/`;
      const made = await ask<{ id: string }>(parts, 'POST', '/v1/webhooks', { url, events: ['webhook.disabled'] });
      if (made.status !== 201) return;
      const { id } = made.body;
      webhooks.set(id, true);
      // Few enough to list.
      if (webhooks.size > PROBED || rng.chance(0.3)) {
        const [oldest] = webhooks.keys();
        webhooks.delete(oldest as string);
        const { status } = await ask(parts, 'DELETE', `/v1/webhooks/${oldest}`);
        if (status === 204) deleted.add(oldest as string);
      } else if (rng.chance(0.5)) {
        webhooks.set(id, null);
        const { status } = await ask(parts, 'POST', `/v1/webhooks/${id}/active`, { active: false });
        if (status === 200) webhooks.set(id, false);
      }
    },
    async lost() {
      const { body } = await ask<{ webhooks: { id: string; active: boolean }[] }>(parts, 'GET', '/v1/webhooks');
      const there = new Map(body.webhooks.map(({ id, active }) => [id, active]));
      return [
        ...[...webhooks]
          .filter(([id, active]) => !there.has(id) || (active !== null && there.get(id) !== active))
          .map(([id, active]) => `webhook ${id}, active ${active}, now ${there.get(id)}`),
        ...[...deleted].filter((id) => there.has(id)).map((id) => `deletion of webhook ${id}`),
      ];
    },
  };
}

/** Account records and releases, which are in no answer of the service. */
export function recordsKind(parts: KindParts): AcknowledgedKind {
  const accounts = new Set<string>();
  const releases = new Set<string>();
  return {
    name: 'account records and releases',
    count: () => accounts.size + releases.size,
    async change() {
      const name = nameOf(parts.rng);
      const [path, line, set] = parts.rng.chance(0.5)
        ? (['/v1/accounts', { account: name, created: '2026-01-01T00:00:00Z', program: 'standard' }, accounts] as const)
        : (['/v1/releases', { model: name, released: '2026-01-01T00:00:00Z' }, releases] as const);
      const { status, body } = await ask<{ accepted: number }>(parts, 'POST', path, ndjson([line]));
      if (status === 200 && body.accepted === 1) set.add(name);
    },
    async lostInStores({ records }) {
      const missing = new Set(accounts);
      for await (const page of records.accounts(1_000)) for (const { account } of page) missing.delete(account);
      const there = new Set((await records.releases()).map(({ model }) => model));
      return [...missing, ...[...releases].filter((model) => !there.has(model))];
    },
  };
}

/** Exchanges: each is a duplicate for ever after, and stored once. */
export function exchangesKind(parts: KindParts): AcknowledgedKind {
  const { rng } = parts;
  const ids = new Set<string>();
  const lineOf = (id: string): string => ndjson([exchange(id, { time: Date.now() })]);
  return {
    name: 'exchanges',
    count: () => ids.size,
    async change() {
      const made = Array.from({ length: 1 + rng.int(20) }, () => nameOf(rng));
      const { status, body } = await ask<{ accepted: number }>(parts, 'POST', '/v1/exchanges', made.map(lineOf).join(''));
      if (status === 200 && body.accepted === made.length) for (const id of made) ids.add(id);
    },
    async lost() {
      const all = [...ids];
      const missing: string[] = [];
      for (let at = 0; at < all.length; at += 5_000) {
        const lines = all.slice(at, at + 5_000).map(lineOf);
        const { status, body } = await ask<{ accepted: number }>(parts, 'POST', '/v1/exchanges', lines.join(''));
        if (status !== 200 || body.accepted > 0) missing.push(`exchanges: ${status} ${JSON.stringify(body)}`);
      }
      return missing;
    },
  };
}

/** Policies: drafts, and which version is in force. */
export function policiesKind(parts: KindParts): AcknowledgedKind {
  const { rng } = parts;
  const versions = new Set<string>();
  /** Versions that may be in force: the last acknowledged, and those that nobody heard of since. */
  let active: string[] = [];
  const rules = [{ name: 'watch', at: 'finding', when: 'campaign.found', give: { action: 'watch' }, reason: 'Watch.' }];
  return {
    name: 'policies',
    count: () => versions.size,
    async change() {
      const version = nameOf(rng);
      const made = await ask(parts, 'POST', '/v1/policies', { format: 1, version, rules });
      if (made.status !== 201) return;
      versions.add(version);
      if (rng.chance(0.3)) {
        versions.delete(version);
        await ask(parts, 'DELETE', `/v1/policies/${version}`);
        return;
      }
      // The default one as well, under which there are proposals.
      const next = rng.chance(0.5) ? version : 'default-4';
      active.push(next);
      const { status } = await ask(parts, 'POST', `/v1/policies/${next}/activate`);
      if (status === 200) active = [next];
    },
    async lost() {
      const { body } = await ask<{ policies: { version: string; state: string }[] }>(parts, 'GET', '/v1/policies');
      const there = new Set(body.policies.map(({ version }) => version));
      const missing = [...versions].filter((version) => !there.has(version)).map((version) => `policy ${version}`);
      const now = body.policies.find(({ state }) => state === 'active')?.version ?? 'none';
      if (active.length > 0 && !active.includes(now)) missing.push(`activation of ${active}: ${now}`);
      return missing;
    },
  };
}

interface DecisionState {
  readonly id: string;
  readonly account: string;
  readonly state: string;
  readonly approved_by: readonly string[];
}

/** Decisions of detection, and what people propose, approve, reject and undo. */
export function decisionsKind(parts: KindParts): AcknowledgedKind {
  const { rng } = parts;
  const decided = new Map<string, DecisionState>();
  let people: { service: SpawnedService; two: Record<string, string>[] } | null = null;
  /** Two approvers, who log in once to each service. */
  const approvers = async (): Promise<Record<string, string>[]> => {
    if (people?.service === parts.service()) return people.two;
    const service = parts.service();
    const two: Record<string, string>[] = [];
    for (const login of ['approver-1', 'approver-2']) {
      await ask(parts, 'POST', '/v1/people', { login, name: login, role: 'approver', password: PASSWORD });
      const entered = await logIn(parts, login);
      if (entered === null) throw new Error(`${login} could not log in`);
      two.push(entered);
    }
    people = { service, two };
    return two;
  };
  const act = async (
    id: string,
    verb: string,
    body: unknown,
    headers?: Record<string, string>,
  ): Promise<DecisionState | null> => {
    const answer = await parts.service().call('POST', `/v1/decisions/${id}/${verb}`, {
      body,
      ...(headers === undefined ? {} : { key: null, headers }),
    });
    if (answer.status !== 200) return null;
    const decision = answer.body as DecisionState;
    decided.set(decision.id, decision);
    return decision;
  };
  return {
    name: 'decisions and approvals',
    count: () => decided.size,
    async change() {
      const [first, second] = await approvers();
      const { body } = await ask<{ entries: { decisions: { id: string }[] }[] }>(
        parts,
        'GET',
        '/v1/decision-snapshot?limit=5000',
      );
      const inForce = body.entries.flatMap(({ decisions }) => decisions);
      if (inForce.length === 0) return;
      const { id } = inForce[rng.int(inForce.length)] as { id: string };
      const reason = nameOf(rng);
      const proposal = await act(id, 'propose', { action: rng.chance(0.5) ? 'watch' : 'allow', reason }, first);
      if (proposal === null) return;
      if (rng.chance(0.2)) await act(proposal.id, 'reject', { reason });
      else if (rng.chance(0.8)) await act(proposal.id, 'approve', { at_once: true }, second);
    },
    async lost() {
      const missing: string[] = [];
      for (const known of [...decided.values()].slice(-PROBED)) {
        const path = `/v1/decisions/${encodeURIComponent(known.account)}/history?limit=100`;
        const { body } = await ask<{ decisions: DecisionState[] }>(parts, 'GET', path);
        const now = body.decisions.find(({ id }) => id === known.id);
        const isKept =
          now !== undefined &&
          known.approved_by.every((person) => now.approved_by.includes(person)) &&
          (known.state === 'proposed' || now.state !== 'proposed') &&
          (known.state !== 'rejected' || now.state === 'rejected');
        if (!isKept) missing.push(`decision ${known.id}: ${known.state}, now ${now?.state}`);
      }
      return missing;
    },
  };
}

/** Events that somebody has read, which must not change, and the head of the audit log. */
export function eventsKind(parts: KindParts): AcknowledgedKind {
  const seen = new Map<number, string>();
  let head = '';
  const pagesAfter = async (after: number, each: (event: { id: number }) => void): Promise<void> => {
    for (let next = after; ; ) {
      const { status, body } = await ask<{ events: { id: number }[]; next: number }>(
        parts,
        'GET',
        `/v1/events?after=${next}&limit=500`,
        undefined,
        { accept: 'application/json' },
      );
      if (status !== 200 || body.events.length === 0) return;
      for (const event of body.events) each(event);
      next = body.next;
    }
  };
  return {
    name: 'events and audit entries',
    count: () => seen.size,
    async change() {
      await pagesAfter(Math.max(0, ...seen.keys()), (event) => seen.set(event.id, JSON.stringify(event)));
      const { status, body } = await ask<{ checkpoint: string }>(parts, 'GET', '/v1/audit/head');
      if (status === 200) head = body.checkpoint;
    },
    async lost() {
      const missing = new Map(seen);
      await pagesAfter(0, (event) => {
        if (missing.get(event.id) === JSON.stringify(event)) missing.delete(event.id);
      });
      const lost = [...missing.keys()].map((id) => `event ${id}`);
      const verdict = await ask<{ whole: boolean }>(parts, 'GET', `/v1/audit/verify?head=${encodeURIComponent(head)}`);
      if (head !== '' && !verdict.body.whole) lost.push(`audit log: ${JSON.stringify(verdict.body)}`);
      return lost;
    },
  };
}

/** Backups of the running service: one that was called complete is, and stays so until enough newer ones are. */
export function backupsKind(parts: KindParts & { readonly folder: string; readonly keep: number }): AcknowledgedKind {
  const complete = new Set<string>();
  const listed = async (): Promise<string[]> => {
    const { status, body } = await ask<{ backups: { id: string }[] }>(parts, 'GET', '/v1/backups');
    return status === 200 ? body.backups.map(({ id }) => id) : [];
  };
  return {
    name: 'backups',
    count: () => complete.size,
    async change() {
      await ask(parts, 'POST', '/v1/backups');
      for (const id of await listed()) complete.add(id);
    },
    async lost() {
      const there = await listed();
      const missing = [...complete]
        .sort()
        .slice(-parts.keep)
        .filter((id) => !there.includes(id) && !there.some((other) => other > id))
        .map((id) => `backup ${id}`);
      for (const id of there) {
        const verified = await verifyBackup(`${parts.folder}/${id}`);
        // Gone meanwhile, since a newer one is complete.
        if (!verified.ok && (await listed()).includes(id)) missing.push(`backup ${id}: ${verified.problem.message}`);
      }
      return missing;
    },
  };
}
