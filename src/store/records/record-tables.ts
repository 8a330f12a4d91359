/** The record store's tables as Kysely sees them: the schema after the last migration. */
import type { Generated } from 'kysely';
import type { CampaignEvent } from '../../model/finding.ts';
import type { AccountStatus, Action, Program, Severity, Verification } from '../../model/vocabulary.ts';
import type { ApiKeyRow, AuditRow, PersonRow, SessionRow } from './tables/access.ts';
import type { AccountFindingRow } from './tables/account-findings.ts';
import type {
  DecisionCampaignRow,
  DecisionInputRow,
  DecisionLookRow,
  DecisionRow,
  DecisionSequenceRow,
  DecisionUnitRow,
  PolicyRow,
  ShadowDecisionRow,
  ShadowLookRow,
} from './tables/decisions.ts';
import type { EventRow, EventSequenceRow, WebhookDeliveryRow, WebhookRow } from './tables/events.ts';
import type { TextUnderReviewRow } from './tables/texts-under-review.ts';

export interface AccountRow {
  account: string;
  created: number;
  program: Program;
  email_domain: string | null;
  email: string | null;
  email_shape: string | null;
  phone: string | null;
  phone_block: string | null;
  payment: string[];
  payment_bin: string | null;
  signup_ip: string | null;
  signup_net: string | null;
  signup_ja4: string | null;
  referrer: string | null;
  verification: Verification;
  status: AccountStatus;
  status_time: number | null;
  router: boolean;
  /** JSON text: PostgreSQL's own JSON types refuse U+0000. */
  grants: string;
}

export interface ReleaseRow {
  model: string;
  released: number;
}

export interface RunRow {
  run: Generated<number>;
  started: number;
  finished: number;
  /** JSON text. */
  summary: string;
  /** JSON text: the findings of the run but for its campaigns and its texts under review. */
  findings: string;
}

/** The campaigns of the last run. */
export interface CampaignRow {
  run: number;
  campaign: string;
  position: number;
  confidence: number;
  severity: Severity;
  action: Action;
  /** JSON text: the whole campaign. */
  body: string;
}

export interface CampaignAccountRow {
  campaign: string;
  account: string;
}

/** A campaign that an earlier run found and the last one did not. */
export interface EndedCampaignRow {
  campaign: string;
  /** The run that first missed it. */
  run: number;
  /** JSON text: the lineage (src/model/lineage.ts). */
  body: string;
}

/** What one run said of a campaign, for each run that is kept. */
export interface CampaignRunRow {
  run: number;
  campaign: string;
  /** RFC 3339: the end of the log that the run saw. */
  log_end: string;
  event: CampaignEvent;
  accounts: number;
  exchanges: number;
  confidence: number;
  action: Action;
}

export interface SettingRow {
  name: string;
  /** JSON text. */
  value: string;
}

export interface RecordTables {
  accounts: AccountRow;
  releases: ReleaseRow;
  runs: RunRow;
  campaigns: CampaignRow;
  campaign_accounts: CampaignAccountRow;
  texts_under_review: TextUnderReviewRow;
  ended_campaigns: EndedCampaignRow;
  campaign_runs: CampaignRunRow;
  settings: SettingRow;
  events: EventRow;
  event_sequence: EventSequenceRow;
  webhooks: WebhookRow;
  webhook_deliveries: WebhookDeliveryRow;
  account_findings: AccountFindingRow;
  api_keys: ApiKeyRow;
  people: PersonRow;
  sessions: SessionRow;
  audit_log: AuditRow;
  policies: PolicyRow;
  decisions: DecisionRow;
  decision_inputs: DecisionInputRow;
  decision_units: DecisionUnitRow;
  decision_sequence: DecisionSequenceRow;
  decision_campaigns: DecisionCampaignRow;
  decision_looks: DecisionLookRow;
  shadow_decisions: ShadowDecisionRow;
  shadow_looks: ShadowLookRow;
}
