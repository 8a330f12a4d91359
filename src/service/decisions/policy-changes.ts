/**
 * Changes to policies: drafts are created, edited and removed, tried in shadow, and activated. Each change runs alone and is
 * stored with its audit entry. Leaves out reading policies back (policies.ts).
 */
import type { Principal } from '../../access/principal.ts';
import type { Clock } from '../../base/clock.ts';
import { fail, ok, type Result } from '../../base/problem.ts';
import { DEFAULT_DOCUMENT } from '../../decide/policy/default-document.ts';
import type { PolicyDocument } from '../../decide/policy/document.ts';
import { compilePolicy, type Policy } from '../../decide/policy/policy.ts';
import { toStorable } from '../../store/records/storable-text.ts';
import type { PolicyRow, PolicyState } from '../../store/records/tables/decisions.ts';
import { changeDecisions, type LedgerParts } from './ledger.ts';
import { noSuchPolicy, notInState, policyExists, tooManyPolicies } from './policy-problems.ts';

const MOST_SHADOWS = 3;
const MOST_POLICIES = 1_000;
/** Largest document as JSON, characters. */
const MOST_CHARS = 128 * 1_024;

/** Who changes a policy, as the audit entry names them. */
export type PolicyActor = Pick<Principal, 'kind' | 'id'>;

export interface PoliciesParts extends LedgerParts {
  readonly clock: Clock;
}

/** Stores the default policy if it is missing, and activates it if no policy is active. */
export async function installDefaultPolicy(parts: PoliciesParts): Promise<void> {
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
}

/**
 * Stores a new draft. Problem codes: `bad_policy`, `policy_exists`, `policy_limit`.
 *
 * @returns its version
 */
export async function createDraft(parts: PoliciesParts, document: unknown, by: PolicyActor): Promise<Result<string>> {
  const checked = check(document);
  if (!checked.ok) return checked;
  const { document: draft, version } = checked.value;
  return changeDecisions(parts, async ({ tx, record }): Promise<Result<string>> => {
    const { count } = await tx
      .selectFrom('policies')
      .select((eb) => eb.fn.countAll<number | string>().as('count'))
      .executeTakeFirstOrThrow();
    if (Number(count) >= MOST_POLICIES) return fail(tooManyPolicies(`${MOST_POLICIES} policies`));
    const made = await tx
      .insertInto('policies')
      .values(rowOf(draft, 'draft', parts.clock(), by.id))
      .onConflict((c) => c.column('version').doNothing())
      .returning('version')
      .execute();
    if (made.length === 0) return fail(policyExists());
    record({ actor: by, action: 'policy.drafted', subject: version });
    return ok(version);
  });
}

/**
 * Replaces the document of a draft. Problem code: `bad_policy`, also if the document is of another version.
 *
 * @returns whether the version is a draft; if not, nothing changed
 */
export async function editDraft(
  parts: PoliciesParts,
  version: string,
  document: unknown,
  by: PolicyActor,
): Promise<Result<boolean>> {
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
  const edited = await changeDecisions(parts, async ({ tx, record }) => {
    const rows = await tx
      .updateTable('policies')
      .set({ document: text })
      .where('version', '=', version)
      .where('state', '=', 'draft')
      .returning('version')
      .execute();
    if (rows.length > 0) record({ actor: by, action: 'policy.edited', subject: version });
    return rows.length > 0;
  });
  return ok(edited);
}

/**
 * Removes a draft.
 *
 * @returns whether the version was a draft; if not, nothing changed
 */
export async function removeDraft(parts: PoliciesParts, version: string, by: PolicyActor): Promise<boolean> {
  return changeDecisions(parts, async ({ tx, record }) => {
    const rows = await tx
      .deleteFrom('policies')
      .where('version', '=', toStorable(version))
      .where('state', '=', 'draft')
      .returning('version')
      .execute();
    if (rows.length > 0) record({ actor: by, action: 'policy.removed', subject: version });
    return rows.length > 0;
  });
}

/**
 * Moves a draft into shadow, or back; moving it back deletes what it decided in shadow. Does nothing if it is there already.
 * Problem codes: `not_found`, `policy_not_draft`, `policy_limit`.
 */
export async function setShadow(parts: PoliciesParts, version: string, on: boolean, by: PolicyActor): Promise<Result<null>> {
  return changeDecisions(parts, async ({ tx, record }): Promise<Result<null>> => {
    const [from, to] = on ? (['draft', 'shadow'] as const) : (['shadow', 'draft'] as const);
    const rows = await tx.selectFrom('policies').select(['version', 'state']).execute();
    const one = rows.find((candidate) => candidate.version === version);
    if (one === undefined) return fail(noSuchPolicy());
    if (one.state === to) return ok(null);
    if (one.state !== from) return fail(notInState(from, one.state));
    if (on && rows.filter((candidate) => candidate.state === 'shadow').length >= MOST_SHADOWS) {
      return fail(tooManyPolicies(`${MOST_SHADOWS} policies in shadow`));
    }
    await tx.updateTable('policies').set({ state: to }).where('version', '=', version).execute();
    record({ actor: by, action: on ? 'policy.shadowed' : 'policy.unshadowed', subject: version });
    if (on) return ok(null);
    await tx.deleteFrom('shadow_decisions').where('policy', '=', version).execute();
    await tx.deleteFrom('shadow_looks').where('policy', '=', version).execute();
    return ok(null);
  });
}

/**
 * Activates a version and retires the active one. Does nothing if the version is active already. Problem code: `not_found`.
 */
export async function activate(parts: PoliciesParts, version: string, by: PolicyActor): Promise<Result<null>> {
  const now = parts.clock();
  return changeDecisions(parts, async ({ tx, record }): Promise<Result<null>> => {
    const rows = await tx.selectFrom('policies').select(['version', 'state']).execute();
    const one = rows.find((candidate) => candidate.version === version);
    if (one === undefined) return fail(noSuchPolicy());
    const before = rows.find((candidate) => candidate.state === 'active')?.version ?? null;
    if (before === version) return ok(null);
    await tx.updateTable('policies').set({ state: 'retired' }).where('state', '=', 'active').execute();
    await tx
      .updateTable('policies')
      .set({ state: 'active', activated: now, activated_by: by.id })
      .where('version', '=', version)
      .execute();
    await tx.deleteFrom('shadow_decisions').where('policy', '=', version).execute();
    record({ actor: by, action: 'policy.activated', subject: version, detail: { before } }, [
      { type: 'policy.activated', time: now, data: { policy: version, before } },
    ]);
    return ok(null);
  });
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
