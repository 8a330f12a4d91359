/**
 * What detection runs find, as the record store has it: decided under the policy in force, and stored with the events that
 * report it, so that every node gives the same answers. When another policy comes into force, the last run is decided
 * again under it, without another detection. Only the node that leads writes. Leaves out when to run (schedule.ts) and
 * what decisions follow (detection-listener.ts).
 */
import type { Kysely } from 'kysely';
import type { Clock } from '../../base/clock.ts';
import { ProblemError } from '../../base/problem.ts';
import { VERSION } from '../../base/version.ts';
import { isTold } from '../../decide/account-lines.ts';
import type { DecidedFindings } from '../../decide/decide.ts';
import { endedCampaigns } from '../../detect/campaign/campaign-ids.ts';
import type { DetectionResult } from '../../detect/campaign/finding.ts';
import { keepTextIds } from '../../detect/text/text-ids.ts';
import type { Campaign } from '../../model/finding.ts';
import type { Lineage } from '../../model/lineage.ts';
import type { RunSummary } from '../../model/summary.ts';
import type { TextUnderReview } from '../../model/text-under-review.ts';
import { type RecordStore, recordProblem } from '../../store/records/record-store.ts';
import type { RecordTables } from '../../store/records/record-tables.ts';
import type { DetectionListener } from '../detection-listener.ts';
import type { Outbox } from '../events/outbox.ts';
import { createAccountFindings } from './account-findings.ts';
import { actionEvents, campaignEvents, type Told } from './campaign-events.ts';
import { rewriteActions } from './decided-again.ts';
import { type CoveredWindow, windowParameters } from './detection-window.ts';
import type { DetectionRun } from './run-protocol.ts';
import { textEvents } from './text-events.ts';

export interface KeeperParts {
  readonly records: Pick<RecordStore, 'lineages' | 'lastRun' | 'saveRun'>;
  readonly db: Kysely<RecordTables>;
  readonly outbox: Pick<Outbox, 'appendWithin' | 'wake'>;
  readonly listener: DetectionListener;
  readonly clock: Clock;
  /** What the summary of a run says of its parameters, but for the policy. */
  readonly parameters: RunSummary['parameters'];
}

/** A run that this process has decided and stored. */
interface StoredRun {
  readonly detection: DetectionResult;
  readonly started: number;
  readonly finished: number;
  /** The version that decided it last. */
  readonly policy: string;
}

/** What is remembered from one run to the next. */
interface Memory {
  readonly lineages: readonly Lineage[];
  readonly told: Told;
  readonly texts: readonly TextUnderReview[];
  /** Null when the last run was another process's. */
  readonly run: StoredRun | null;
}

export class FindingsKeeper {
  private readonly parts: KeeperParts;
  private readonly accountFindings: ReturnType<typeof createAccountFindings>;
  private memory: Memory | null = null;
  /** Counts calls of {@link forget}: work that one comes in the middle of remembers nothing. */
  private era = 0;

  constructor(parts: KeeperParts) {
    this.parts = parts;
    this.accountFindings = createAccountFindings(parts.db);
  }

  /** Gives the lineages that the last run left, whichever node made it. */
  async lineages(): Promise<readonly Lineage[]> {
    this.memory ??= await this.recall();
    return this.memory.lineages;
  }

  /** Forgets the last run: another node may have made one since, or what is stored is uncertain. */
  forget(): void {
    this.memory = null;
    this.era++;
  }

  /**
   * Decides on a run under the policy in force and stores it. Resolves when the decisions that follow are stored too.
   *
   * @param started ms since the epoch: when the run began
   * @param covered the window that it read
   */
  async keep(run: DetectionRun, started: number, covered: CoveredWindow): Promise<void> {
    const before = this.memory ?? (await this.recall());
    const { era } = this;
    const { records, outbox, listener, clock } = this.parts;
    const { lineages } = run;
    const detection = { ...run.detection, texts: keepTextIds(run.detection.texts, before.texts) };
    const finished = clock();
    const decided = await listener.evaluate(detection, finished);
    const campaigns = { ...decided.findings.campaigns, ended: endedCampaigns(lineages) };
    const events = [
      ...campaignEvents(campaigns.campaigns, before.told, before.lineages, lineages, finished),
      ...textEvents(detection.texts, before.texts, campaigns.campaigns, finished),
    ];
    this.memory = null;
    await this.writeAccounts(decided.findings);
    await records.saveRun(
      { started, finished, summary: this.summaryOf(run, campaigns.window, covered, decided.policy), campaigns },
      lineages.filter((lineage) => lineage.ended !== undefined),
      { alongside: (tx) => outbox.appendWithin(tx, events) },
    );
    outbox.wake();
    this.remember(era, {
      lineages,
      told: toldOf(campaigns.campaigns),
      texts: detection.texts,
      run: { detection, started, finished, policy: decided.policy },
    });
    await listener.onDetection(decided);
  }

  /**
   * Decides on the last run again if another policy has come into force since, and stores what changed.
   *
   * @returns the version that decided; null when there is nothing to decide again
   */
  async decideAgain(): Promise<string | null> {
    const memory = this.memory;
    if (memory === null || memory.run === null) return null;
    const { listener, outbox, clock, db } = this.parts;
    const { era } = this;
    const { run } = memory;
    if ((await listener.versionInForce()) === run.policy) return null;
    const decided = await listener.evaluate(run.detection, run.finished);
    const { campaigns } = decided.findings.campaigns;
    const events = actionEvents(campaigns, memory.told, clock());
    this.memory = null;
    const written = await this.storing(() =>
      db.transaction().execute(async (tx) => {
        if (!(await rewriteActions(tx, run, campaigns, decided.policy))) return false;
        await outbox.appendWithin(tx, events);
        return true;
      }),
    );
    // Another node leads by now, and has decided on a run of its own.
    if (!written) return null;
    outbox.wake();
    await this.writeAccounts(decided.findings);
    this.remember(era, { ...memory, told: toldOf(campaigns), run: { ...run, policy: decided.policy } });
    await listener.onDetection(decided);
    return decided.policy;
  }

  private remember(era: number, memory: Memory): void {
    if (era === this.era) this.memory = memory;
  }

  private async recall(): Promise<Memory> {
    const { records } = this.parts;
    this.accountFindings.forget();
    const last = await records.lastRun();
    return {
      lineages: await records.lineages(),
      told: toldOf(last?.campaigns.campaigns ?? []),
      texts: last?.campaigns.texts_under_review ?? [],
      run: null,
    };
  }

  private async writeAccounts({ accounts }: DecidedFindings): Promise<void> {
    const kept = accounts.filter(isTold);
    await this.storing(() => this.accountFindings.replace(kept));
  }

  /** Gives what the record store throws as a problem: its own words may quote data. */
  private async storing<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw new ProblemError(recordProblem('store the findings', error));
    }
  }

  private summaryOf(run: DetectionRun, window: RunSummary['window'], covered: CoveredWindow, policy: string): RunSummary {
    return {
      version: VERSION,
      input: { ...NOTHING_READ, warnings: covered.warnings },
      totals: { exchanges: run.exchanges, accounts: run.senders, units: run.detection.units },
      window,
      stages: { link: Math.round(run.loading), detect: Math.round(run.detecting) },
      detours: {},
      parameters: { policy, ...this.parts.parameters, ...windowParameters(covered) },
    };
  }
}

function toldOf(campaigns: readonly Campaign[]): Told {
  return new Map(campaigns.map(({ id, action, severity }) => [id, { action, severity }]));
}

/** A run of the service reads the store, not a log. */
const NOTHING_READ: RunSummary['input'] = {
  files: 0,
  bytes: 0,
  records: 0,
  exchanges: 0,
  accounts: 0,
  releases: 0,
  duplicates: 0,
  rejected: 0,
  rejectedByReason: {},
  ignoredByReason: {},
  notes: {},
  unknownFields: { records: 0, fields: {}, unnamed: 0 },
  formats: {},
};
