/**
 * The decisions in force for every account, in memory: loaded at start, and kept up by the numbers of changes. A caller gets an
 * answer for the moment of asking, since time alone ends decisions. Every node has one; it lags what another node wrote
 * until its next refresh.
 */
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { sql } from 'kysely';
import { allows } from '../../aggregate/grants.ts';
import { type CampaignFacts, NO_CAMPAIGN } from '../../decide/policy/facts.ts';
import type { SegmentMarks } from '../../detect/campaign/finding.ts';
import { unitId } from '../../model/unit-id.ts';
import { ACTIONS } from '../../model/vocabulary.ts';
import type { Grant } from '../../model/wire.ts';
import { fromStorable, toStorable } from '../../store/records/storable-text.ts';
import type { DecisionUnitRow } from '../../store/records/tables/decisions.ts';
import { AnchorTable } from './anchor-table.ts';
import { ChangeLog } from './change-log.ts';
import { type Item, itemAt, nextItem } from './current-items.ts';
import type { Db } from './ledger.ts';
import { addHash, BUCKETS, bucketOf, itemHash } from './reconcile-hash.ts';

const PAGE = 5_000;

export interface Entry {
  readonly unit: string;
  readonly account: string;
  readonly subAccount: string | null;
  readonly seq: number;
  /** When the last item ends, or ended. */
  readonly until: number;
  readonly items: readonly Item[];
  readonly bucket: number;
  /** Of each item. */
  readonly hashes: readonly bigint[];
}

export interface Hash {
  /** The number of the last change in it. */
  readonly cursor: number;
  /** ms: what had ended by then is not in it. */
  readonly at: number;
  readonly items: number;
  readonly total: bigint;
  readonly buckets: readonly bigint[];
}

/** A campaign whose text a request may carry. */
export interface KnownCampaign {
  readonly facts: CampaignFacts;
  readonly anchors: readonly SegmentMarks[];
}

/** An index, to be kept on disk. */
export interface IndexCopy {
  readonly cursor: number;
  readonly floor: number;
  /** In the order of their last changes. */
  readonly units: readonly Omit<DecisionUnitRow, 'unit'>[];
  readonly campaigns: readonly (readonly [campaign: string, known: KnownCampaign])[];
  readonly grants: readonly (readonly [account: string, grants: readonly Grant[]])[];
}

export class DecisionIndex {
  private readonly db: Db;
  private readonly entries = new Map<string, Entry>();
  private readonly buckets = Array.from({ length: BUCKETS }, () => new Set<string>());
  private log = new ChangeLog();
  private readonly texts = new Map<string, string>();
  private campaigns = new Map<string, KnownCampaign>();
  private grants = new Map<string, readonly Grant[]>();
  private campaignsSeq = -1;
  private anchorTable = new AnchorTable();
  private hashed: Hash | null = null;
  private refreshing: Promise<void> | null = null;
  private last = 0;
  private lowest = 0;
  refreshes = 0;

  constructor(db: Db) {
    this.db = db;
  }

  /** The number of the last change that is in here. */
  get cursor(): number {
    return this.last;
  }

  /** Changes up to this number may have been forgotten: a reader from before it has to take a snapshot. */
  get floor(): number {
    return this.lowest;
  }

  get size(): number {
    return this.entries.size;
  }

  get campaignCount(): number {
    return this.campaigns.size;
  }

  entry(account: string, subAccount: string | null): Entry | undefined {
    return this.entries.get(unitId(account, subAccount));
  }

  /**
   * What counts for an account at a time; null is allow. For an end user the decision for its account counts as well: the
   * stricter of the two. (Only routers have end users with decisions of their own.)
   */
  at(account: string, subAccount: string | null, time: number): Item | null {
    const own = this.own(account, null, time);
    if (subAccount === null) return own;
    const users = this.own(account, subAccount, time);
    if (own === null || users === null) return own ?? users;
    return ACTIONS.indexOf(own.action) > ACTIONS.indexOf(users.action) ? own : users;
  }

  /** The decision that is to be enforced next for an account or its end user; null if none waits. */
  next(account: string, subAccount: string | null, time: number): Item | null {
    const of = (user: string | null): Item | null => nextItem(this.entry(account, user)?.items ?? [], time);
    const own = of(null);
    const users = subAccount === null ? null : of(subAccount);
    if (own === null || users === null) return own ?? users;
    return own.from <= users.from ? own : users;
  }

  private own(account: string, subAccount: string | null, time: number): Item | null {
    const entry = this.entry(account, subAccount);
    return entry === undefined ? null : itemAt(entry.items, time);
  }

  /** Accounts by the action that counts at a time. */
  standing(time: number): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { items } of this.entries.values()) {
      const action = itemAt(items, time)?.action;
      if (action !== undefined) counts[action] = (counts[action] ?? 0) + 1;
    }
    return counts;
  }

  /** What is known of the accounts of a bucket. */
  *inBucket(bucket: number): Iterable<Entry> {
    for (const unit of this.buckets[bucket]) yield this.entries.get(unit) as Entry;
  }

  /** Entries changed after a number, each once, in the order of their last changes. */
  since(cursor: number, limit: number): Entry[] {
    return this.log.after(cursor, limit, (unit) => this.entries.get(unit));
  }

  campaign(id: string | null): CampaignFacts {
    return (id === null ? undefined : this.campaigns.get(id)?.facts) ?? NO_CAMPAIGN;
  }

  /** Whether the account's contract allows it to distil a model at a time: as its record said at the last refresh. */
  isAuthorised(account: string, model: string, time: number): boolean {
    const grants = this.grants.get(account);
    return grants !== undefined && allows(grants, model, time, time);
  }

  /** The text of campaigns, by its anchors. */
  get anchors(): AnchorTable {
    return this.anchorTable;
  }

  /** Takes in what was written since; calls that come meanwhile wait for the one after. */
  async refresh(): Promise<void> {
    while (this.refreshing !== null) await this.refreshing;
    this.refreshing = this.takeIn().finally(() => {
      this.refreshing = null;
    });
    await this.refreshing;
  }

  /** Over the decisions that have not ended by a time. */
  hash(at: number): Hash {
    if (this.hashed !== null && this.hashed.at === at && this.hashed.cursor === this.last) return this.hashed;
    const buckets = Array.from({ length: BUCKETS }, () => 0n);
    let total = 0n;
    let count = 0;
    for (const { items, bucket, hashes } of this.entries.values()) {
      for (let k = 0; k < items.length; k++) {
        if (items[k].until <= at) continue;
        buckets[bucket] = addHash(buckets[bucket], hashes[k]);
        total = addHash(total, hashes[k]);
        count++;
      }
    }
    this.hashed = { cursor: this.last, at, items: count, total, buckets };
    return this.hashed;
  }

  /** What a node needs to answer without the record store. */
  copy(): IndexCopy {
    const units = [...this.entries.values()].sort((a, b) => a.seq - b.seq);
    return {
      cursor: this.last,
      floor: this.lowest,
      units: units.map(({ account, subAccount, seq, until, items }) => ({
        account: toStorable(account),
        sub_account: subAccount === null ? null : toStorable(subAccount),
        seq,
        until,
        items: toStorable(JSON.stringify(items)),
      })),
      campaigns: [...this.campaigns],
      grants: [...this.grants],
    };
  }

  /** Begins with a copy. The next refresh takes in what was written since. */
  restore({ cursor, floor, units, campaigns, grants }: IndexCopy): void {
    for (const row of units) this.take(row);
    this.last = cursor;
    this.lowest = floor;
    this.campaigns = new Map(campaigns);
    this.indexAnchors();
    this.grants = new Map(grants);
  }

  private async takeIn(): Promise<void> {
    const sequence = await this.db.selectFrom('decision_sequence').selectAll().executeTakeFirstOrThrow();
    // A node that did not hear of what was removed since takes everything anew.
    if (Number(sequence.floor) > this.last) this.clear();
    for (;;) {
      const rows = await this.db
        .selectFrom('decision_units')
        .selectAll()
        .where('seq', '>', this.last)
        .orderBy('seq')
        .limit(PAGE)
        .execute();
      for (const row of rows) this.take(row);
      if (rows.length < PAGE) break;
      await yieldToOthers();
    }
    // A change that is no account's (campaigns) has a number too.
    this.last = Math.max(this.last, Number(sequence.value));
    const floor = Number(sequence.floor);
    if (floor > this.lowest) this.forget(floor, Number(sequence.swept));
    await this.takeCampaigns();
    this.refreshes++;
  }

  private clear(): void {
    this.entries.clear();
    for (const bucket of this.buckets) bucket.clear();
    this.log = new ChangeLog();
    this.last = 0;
  }

  private take(row: Omit<DecisionUnitRow, 'unit'>): void {
    const account = fromStorable(row.account);
    const subAccount = row.sub_account === null ? null : fromStorable(row.sub_account);
    const items = (JSON.parse(fromStorable(row.items)) as Item[]).map((item) => ({
      ...item,
      reason: this.shared(item.reason),
      policy: this.shared(item.policy),
      campaign: item.campaign === null ? null : this.shared(item.campaign),
      rule: item.rule === null ? null : this.shared(item.rule),
    }));
    const seq = Number(row.seq);
    const unit = unitId(account, subAccount);
    const bucket = bucketOf(account);
    this.buckets[bucket].add(unit);
    this.entries.set(unit, {
      unit,
      account,
      subAccount,
      seq,
      until: Number(row.until),
      items,
      bucket,
      hashes: items.map((item) => itemHash(account, subAccount, item)),
    });
    this.log.add(seq, unit);
    this.last = Math.max(this.last, seq);
  }

  /** The same text once, however many accounts have it: a campaign's reason is each member's. */
  private shared(text: string): string {
    const known = this.texts.get(text);
    if (known !== undefined) return known;
    if (this.texts.size > 100_000) this.texts.clear();
    this.texts.set(text, text);
    return text;
  }

  /** Entries whose rows were removed: they have no decision any more, and all readers had time to learn it. */
  private forget(floor: number, swept: number): void {
    this.lowest = floor;
    for (const [unit, { until, bucket }] of this.entries) {
      if (until > swept) continue;
      this.entries.delete(unit);
      this.buckets[bucket].delete(unit);
    }
  }

  private async takeCampaigns(): Promise<void> {
    const newest = await this.db
      .selectFrom('decision_campaigns')
      .select((eb) => [eb.fn.max<number | string | null>('seq').as('seq')])
      .executeTakeFirst();
    const seq = Number(newest?.seq ?? 0);
    if (seq === this.campaignsSeq) return;
    const rows = await this.db.selectFrom('decision_campaigns').selectAll().execute();
    this.campaigns = new Map(
      rows.map((row) => [row.campaign, { facts: JSON.parse(row.facts), anchors: JSON.parse(row.anchors) }]),
    );
    this.indexAnchors();
    const granted = await this.db
      .selectFrom('accounts')
      .select(['account', 'grants'])
      // As the partial index says it.
      .where(sql<boolean>`grants <> '[]'`)
      .execute();
    this.grants = new Map(granted.map((row) => [fromStorable(row.account), JSON.parse(row.grants)]));
    this.campaignsSeq = seq;
  }

  private indexAnchors(): void {
    const table = new AnchorTable();
    for (const [campaign, { anchors }] of this.campaigns) {
      for (const { segment, anchors: marks } of anchors) {
        for (const anchor of marks) table.add(anchor, { campaign, segment });
      }
    }
    this.anchorTable = table;
  }
}
