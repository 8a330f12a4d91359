/**
 * Policies and their versions: drafts may be edited, a version that was activated never changes. One is active; up to three
 * are tried beside it (shadow). Compiled ones are kept, since a version's meaning does not change.
 */
import type { Principal } from '../../access/principal.ts';
import { assert } from '../../base/assert.ts';
import type { Clock } from '../../base/clock.ts';
import { fail, ok, type Problem, type Result } from '../../base/problem.ts';
import { DEFAULT_DOCUMENT } from '../../decide/policy/default-document.ts';
import type { PolicyDocument } from '../../decide/policy/document.ts';
import { compilePolicy, type Policy } from '../../decide/policy/policy.ts';
import { fromStorable, toStorable } from '../../store/records/storable-text.ts';
import type { PolicyRow, PolicyState } from '../../store/records/tables/decisions.ts';
import { changeDecisions, type LedgerParts } from './ledger.ts';

const MOST_SHADOWS = 3;
const MOST_POLICIES = 1_000;
/** Largest document as JSON, characters. */
const MOST_CHARS = 128 * 1_024;

export interface PolicyInfo {
  readonly version: string;
  readonly state: PolicyState;
  readonly document: PolicyDocument;
  readonly created: number;
  readonly createdBy: string;
  readonly activated: number | null;
  readonly activatedBy: string | null;
}

type Actor = Pick<Principal, 'kind' | 'id'>;

export interface Policies {
  list(): Promise<PolicyInfo[]>;
  get(version: string): Promise<Result<PolicyInfo>>;
  /** Problem codes of what takes a document: `bad_policy`, `policy_exists`, `policy_not_draft`, `not_found`. */
  createDraft(document: unknown, by: Actor): Promise<Result<PolicyInfo>>;
  editDraft(version: string, document: unknown, by: Actor): Promise<Result<PolicyInfo>>;
  removeDraft(version: string, by: Actor): Promise<Result<null>>;
  /** Tries a draft beside the active policy, or no longer. */
  setShadow(version: string, on: boolean, by: Actor): Promise<Result<PolicyInfo>>;
  /** Puts a version in the place of the active one, which retires; a retired one may come back. */
  activate(version: string, by: Actor): Promise<Result<PolicyInfo>>;
  active(): Promise<Policy>;
  shadows(): Promise<Policy[]>;
  /** Any version, compiled. */
  compiled(version: string): Promise<Result<Policy>>;
}

export interface PoliciesParts extends LedgerParts {
  readonly clock: Clock;
}

/** Opens the policies; a new installation gets the default one, active. */
export async function openPolicies(parts: PoliciesParts): Promise<Policies> {
  const { db, clock } = parts;
  await db
    .insertInto('policies')
    .values(rowOf(DEFAULT_DOCUMENT, 'retired', clock(), 'system'))
    .onConflict((c) => c.column('version').doNothing())
    .execute();
  await changeDecisions(parts, async ({ tx }) => {
    const active = await tx.selectFrom('policies').select('version').where('state', '=', 'active').execute();
    if (active.length > 0) return;
    await tx
      .updateTable('policies')
      .set({ state: 'active', activated: clock(), activated_by: 'system' })
      .where('version', '=', DEFAULT_DOCUMENT.version)
      .execute();
  });
  const cache = new Map<string, { text: string; policy: Policy }>();

  const row = async (version: string): Promise<Result<PolicyRow>> => {
    const found = await db
      .selectFrom('policies')
      .selectAll()
      .where('version', '=', toStorable(version))
      .executeTakeFirst();
    return found === undefined ? fail(noSuch()) : ok(found);
  };
  const compileRow = (found: PolicyRow): Policy => {
    const known = cache.get(found.version);
    if (known?.text === found.document) return known.policy;
    const made = compilePolicy(JSON.parse(fromStorable(found.document)));
    assert(made.ok, 'a stored policy was compiled before it was stored');
    if (cache.size > 100) cache.clear();
    cache.set(found.version, { text: found.document, policy: made.value });
    return made.value;
  };
  const inState = async (state: PolicyState) => {
    const rows = await db
      .selectFrom('policies')
      .selectAll()
      .where('state', '=', state)
      .orderBy('version')
      .execute();
    return rows.map(compileRow);
  };
  const get = async (version: string): Promise<Result<PolicyInfo>> => {
    const found = await row(version);
    return found.ok ? ok(infoOf(found.value)) : found;
  };

  return {
    async list() {
      const rows = await db
        .selectFrom('policies')
        .selectAll()
        .orderBy('created', 'desc')
        .orderBy('version')
        .execute();
      return rows.map(infoOf);
    },
    get,

    async createDraft(document, by) {
      const checked = check(document);
      if (!checked.ok) return checked;
      const { document: draft, version } = checked.value;
      const result = await changeDecisions(parts, async ({ tx, record: tell }): Promise<Result<null>> => {
        const { count } = await tx
          .selectFrom('policies')
          .select((eb) => eb.fn.countAll<number | string>().as('count'))
          .executeTakeFirstOrThrow();
        if (Number(count) >= MOST_POLICIES) return fail(tooMany(`${MOST_POLICIES} policies`));
        const made = await tx
          .insertInto('policies')
          .values(rowOf(draft, 'draft', clock(), by.id))
          .onConflict((c) => c.column('version').doNothing())
          .returning('version')
          .execute();
        if (made.length === 0) return fail(exists());
        tell({ actor: by, action: 'policy.drafted', subject: version });
        return ok(null);
      });
      return result.ok ? get(version) : result;
    },

    async editDraft(version, document, by) {
      const checked = check(document);
      if (!checked.ok) return checked;
      if (checked.value.version !== version) {
        return fail({
          code: 'bad_policy',
          message: 'Expected the document of the version in the path, got another one.',
          where: 'version',
        });
      }
      const text = toStorable(JSON.stringify(checked.value.document));
      const edited = await changeDecisions(parts, async ({ tx, record: tell }) => {
        const rows = await tx
          .updateTable('policies')
          .set({ document: text })
          .where('version', '=', version)
          .where('state', '=', 'draft')
          .returning('version')
          .execute();
        if (rows.length > 0) tell({ actor: by, action: 'policy.edited', subject: version });
        return rows.length > 0;
      });
      return edited ? get(version) : refuseEdit(await get(version));
    },

    async removeDraft(version, by) {
      const removed = await changeDecisions(parts, async ({ tx, record: tell }) => {
        const rows = await tx
          .deleteFrom('policies')
          .where('version', '=', toStorable(version))
          .where('state', '=', 'draft')
          .returning('version')
          .execute();
        if (rows.length > 0) tell({ actor: by, action: 'policy.removed', subject: version });
        return rows.length > 0;
      });
      return removed ? ok(null) : refuseEdit(await get(version));
    },

    async setShadow(version, on, by) {
      const result = await changeDecisions(parts, async ({ tx, record: tell }): Promise<Result<null>> => {
        const [from, to] = on ? (['draft', 'shadow'] as const) : (['shadow', 'draft'] as const);
        const rows = await tx.selectFrom('policies').select(['version', 'state']).execute();
        const one = rows.find((candidate) => candidate.version === version);
        if (one === undefined) return fail(noSuch());
        if (one.state === to) return ok(null);
        if (one.state !== from) {
          return fail(notDraft(from, one.state));
        }
        if (on && rows.filter((candidate) => candidate.state === 'shadow').length >= MOST_SHADOWS) {
          return fail(tooMany(`${MOST_SHADOWS} policies in shadow`));
        }
        await tx.updateTable('policies').set({ state: to }).where('version', '=', version).execute();
        tell({ actor: by, action: on ? 'policy.shadowed' : 'policy.unshadowed', subject: version });
        if (on) return ok(null);
        await tx.deleteFrom('shadow_decisions').where('policy', '=', version).execute();
        await tx.deleteFrom('shadow_looks').where('policy', '=', version).execute();
        return ok(null);
      });
      return result.ok ? get(version) : result;
    },

    async activate(version, by) {
      const now = clock();
      const result = await changeDecisions(parts, async ({ tx, record: tell }): Promise<Result<null>> => {
        const rows = await tx.selectFrom('policies').select(['version', 'state']).execute();
        const one = rows.find((candidate) => candidate.version === version);
        if (one === undefined) return fail(noSuch());
        const before = rows.find((candidate) => candidate.state === 'active')?.version ?? null;
        if (before === version) return ok(null);
        await tx.updateTable('policies').set({ state: 'retired' }).where('state', '=', 'active').execute();
        await tx
          .updateTable('policies')
          .set({ state: 'active', activated: now, activated_by: by.id })
          .where('version', '=', version)
          .execute();
        await tx.deleteFrom('shadow_decisions').where('policy', '=', version).execute();
        tell({ actor: by, action: 'policy.activated', subject: version, detail: { before } }, [
          { type: 'policy.activated', time: now, data: { policy: version, before } },
        ]);
        return ok(null);
      });
      return result.ok ? get(version) : result;
    },

    async active() {
      const [policy] = await inState('active');
      assert(policy !== undefined, 'one policy is always active');
      return policy;
    },
    shadows: () => inState('shadow'),
    async compiled(version) {
      const found = await row(version);
      return found.ok ? ok(compileRow(found.value)) : found;
    },
  };
}

function check(document: unknown): Result<Policy> {
  if (JSON.stringify(document)?.length > MOST_CHARS) {
    return fail({ code: 'bad_policy', message: `Expected a document of at most ${MOST_CHARS} characters.` });
  }
  return compilePolicy(document);
}

function rowOf(document: PolicyDocument, state: PolicyState, created: number, by: string): PolicyRow {
  return {
    version: document.version,
    state,
    document: toStorable(JSON.stringify(document)),
    created,
    created_by: by,
    activated: null,
    activated_by: null,
  };
}

function infoOf(row: PolicyRow): PolicyInfo {
  return {
    version: row.version,
    state: row.state,
    document: JSON.parse(fromStorable(row.document)),
    created: Number(row.created),
    createdBy: row.created_by,
    activated: row.activated === null ? null : Number(row.activated),
    activatedBy: row.activated_by,
  };
}

function refuseEdit(found: Result<PolicyInfo>): Result<never> {
  if (!found.ok) return found;
  return fail(notDraft('draft', found.value.state));
}

function noSuch(): Problem {
  return {
    code: 'not_found',
    message: 'Expected a version of a policy that is there, got another one.',
    hint: 'GET /v1/policies lists them.',
  };
}

function exists(): Problem {
  return {
    code: 'policy_exists',
    message: 'Expected a version that is not there yet, got one that is.',
    hint: 'Drafts may be edited; for a change to another version make a new draft.',
  };
}

function notDraft(expected: string, state: PolicyState): Problem {
  return {
    code: 'policy_not_draft',
    message: `Expected a ${expected}, got a policy that is ${state}.`,
    hint: 'What was activated never changes: make a new draft.',
  };
}

function tooMany(most: string): Problem {
  return {
    code: 'policy_limit',
    message: `Expected at most ${most}.`,
    hint: 'Remove drafts, or end a shadow.',
  };
}
