/**
 * Policies and their versions: drafts may be edited, a version that was activated never changes. One is active; up to three
 * are tried beside it (shadow). Compiled ones are kept, since a version's meaning does not change. Leaves out how a change is
 * stored (policy-changes.ts).
 */
import { assert } from '../../base/assert.ts';
import { fail, ok, type Result } from '../../base/problem.ts';
import type { PolicyDocument } from '../../decide/policy/document.ts';
import { compilePolicy, type Policy } from '../../decide/policy/policy.ts';
import { fromStorable, toStorable } from '../../store/records/storable-text.ts';
import type { PolicyRow, PolicyState } from '../../store/records/tables/decisions.ts';
import type { Db } from './ledger.ts';
import {
  activate,
  createDraft,
  editDraft,
  installDefaultPolicy,
  type PoliciesParts,
  type PolicyActor,
  removeDraft,
  setShadow,
} from './policy-changes.ts';
import { noSuchPolicy, notInState } from './policy-problems.ts';

/** Compiled policies that are kept. */
const MOST_COMPILED = 100;

/** A version of a policy with its history. Times are ms since the epoch. */
export interface PolicyInfo {
  readonly version: string;
  readonly state: PolicyState;
  readonly document: PolicyDocument;
  readonly created: number;
  readonly createdBy: string;
  readonly activated: number | null;
  readonly activatedBy: string | null;
}

/** The policies of an installation. Every change is audited. */
export interface Policies {
  /** Gives all versions, the latest first. */
  list(): Promise<PolicyInfo[]>;
  /** Problem code: `not_found`. */
  get(version: string): Promise<Result<PolicyInfo>>;
  /** Stores a new draft. Problem codes: `bad_policy`, `policy_exists`, `policy_limit`. */
  createDraft(document: unknown, by: PolicyActor): Promise<Result<PolicyInfo>>;
  /** Replaces the document of a draft. Problem codes: `bad_policy`, `not_found`, `policy_not_draft`. */
  editDraft(version: string, document: unknown, by: PolicyActor): Promise<Result<PolicyInfo>>;
  /** Problem codes: `not_found`, `policy_not_draft`. */
  removeDraft(version: string, by: PolicyActor): Promise<Result<null>>;
  /**
   * Tries a draft beside the active policy, or no longer. Problem codes: `not_found`, `policy_not_draft`, `policy_limit`.
   */
  setShadow(version: string, on: boolean, by: PolicyActor): Promise<Result<PolicyInfo>>;
  /** Puts a version in the place of the active one, which retires; a retired one may come back. Problem code: `not_found`. */
  activate(version: string, by: PolicyActor): Promise<Result<PolicyInfo>>;
  /** Gives the active policy, compiled. */
  active(): Promise<Policy>;
  /** Gives the policies in shadow, compiled, ordered by version. */
  shadows(): Promise<Policy[]>;
  /** Gives any version, compiled. Problem code: `not_found`. */
  compiled(version: string): Promise<Result<Policy>>;
}

/** Opens the policies; a new installation gets the default one, active. */
export async function openPolicies(parts: PoliciesParts): Promise<Policies> {
  await installDefaultPolicy(parts);
  return storedPolicies(parts);
}

/** The policies of an installation that has some. Asks the record store for nothing yet. */
export function storedPolicies(parts: PoliciesParts): Policies {
  const reader = new PolicyReader(parts.db);
  const get = (version: string) => reader.get(version);

  return {
    list: () => reader.list(),
    get,

    async createDraft(document, by) {
      const created = await createDraft(parts, document, by);
      return created.ok ? get(created.value) : created;
    },

    async editDraft(version, document, by) {
      const edited = await editDraft(parts, version, document, by);
      if (!edited.ok) return edited;
      return edited.value ? get(version) : refuseEdit(await get(version));
    },

    async removeDraft(version, by) {
      const removed = await removeDraft(parts, version, by);
      return removed ? ok(null) : refuseEdit(await get(version));
    },

    async setShadow(version, on, by) {
      const result = await setShadow(parts, version, on, by);
      return result.ok ? get(version) : result;
    },

    async activate(version, by) {
      const result = await activate(parts, version, by);
      return result.ok ? get(version) : result;
    },

    active: () => reader.active(),
    shadows: () => reader.inState('shadow'),
    compiled: (version) => reader.compiled(version),
  };
}

/** Reads stored policies, and keeps those it compiled. */
class PolicyReader {
  private readonly db: Db;
  private readonly cache = new Map<string, { text: string; policy: Policy }>();

  constructor(db: Db) {
    this.db = db;
  }

  async list(): Promise<PolicyInfo[]> {
    const rows = await this.db.selectFrom('policies').selectAll().orderBy('created', 'desc').orderBy('version').execute();
    return rows.map(infoOf);
  }

  async get(version: string): Promise<Result<PolicyInfo>> {
    const found = await this.row(version);
    return found.ok ? ok(infoOf(found.value)) : found;
  }

  async active(): Promise<Policy> {
    const [policy] = await this.inState('active');
    assert(policy !== undefined, 'one policy is always active');
    return policy;
  }

  async inState(state: PolicyState): Promise<Policy[]> {
    const rows = await this.db.selectFrom('policies').selectAll().where('state', '=', state).orderBy('version').execute();
    return rows.map((row) => this.compile(row));
  }

  async compiled(version: string): Promise<Result<Policy>> {
    const found = await this.row(version);
    return found.ok ? ok(this.compile(found.value)) : found;
  }

  private async row(version: string): Promise<Result<PolicyRow>> {
    const found = await this.db
      .selectFrom('policies')
      .selectAll()
      .where('version', '=', toStorable(version))
      .executeTakeFirst();
    return found === undefined ? fail(noSuchPolicy()) : ok(found);
  }

  /** The text is compared as well: a draft keeps its version when it is edited. */
  private compile({ version, document }: PolicyRow): Policy {
    const known = this.cache.get(version);
    if (known?.text === document) return known.policy;
    const made = compilePolicy(JSON.parse(fromStorable(document)));
    assert(made.ok, 'a stored policy was compiled before it was stored');
    if (this.cache.size > MOST_COMPILED) this.cache.clear();
    this.cache.set(version, { text: document, policy: made.value });
    return made.value;
  }
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

/** The problem of editing or removing what is not a draft. */
function refuseEdit(found: Result<PolicyInfo>): Result<never> {
  if (!found.ok) return found;
  return fail(notInState('draft', found.value.state));
}
