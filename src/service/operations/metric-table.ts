/**
 * The metrics that come from the counts of parts: which number of which part becomes which metric. Names follow
 * Prometheus: base units, `_total` for what only grows. docs/operations.md and the dashboard are compared with it.
 */

export interface MetricSpec {
  readonly name: `stillwatch_${string}`;
  readonly help: string;
  readonly kind: 'counter' | 'gauge';
  /** The part and the key of its stats(). */
  readonly part: string;
  readonly stat: string;
  /** The stat is numbers by word: the label that the word goes to. */
  readonly label?: string;
  /** The stat is in ms: divided into seconds. */
  readonly ms?: true;
}

export const METRICS: readonly MetricSpec[] = [
  {
    name: 'stillwatch_ingest_exchanges_total',
    help: 'Exchanges acknowledged for the first time.',
    kind: 'counter',
    part: 'intake',
    stat: 'accepted',
  },
  {
    name: 'stillwatch_ingest_duplicates_total',
    help: 'Exchanges that were there already.',
    kind: 'counter',
    part: 'intake',
    stat: 'duplicates',
  },
  {
    name: 'stillwatch_ingest_rejected_total',
    help: 'Records set aside, by reason.',
    kind: 'counter',
    part: 'intake',
    stat: 'rejected',
    label: 'reason',
  },
  {
    name: 'stillwatch_ingest_refused_total',
    help: 'Requests refused because something was full, by what.',
    kind: 'counter',
    part: 'intake',
    stat: 'refused',
    label: 'reason',
  },
  {
    name: 'stillwatch_ingest_in_flight_bytes',
    help: 'Bytes of requests worked on.',
    kind: 'gauge',
    part: 'intake',
    stat: 'inFlightBytes',
  },
  {
    name: 'stillwatch_ingest_lag_seconds',
    help: 'Age of the oldest acknowledged exchange that is not in the exchange store.',
    kind: 'gauge',
    part: 'intake',
    stat: 'lagMs',
    ms: true,
  },
  {
    name: 'stillwatch_journal_bytes',
    help: 'Size of the journal.',
    kind: 'gauge',
    part: 'intake',
    stat: 'journalBytes',
  },
  {
    name: 'stillwatch_journal_limit_bytes',
    help: 'Size at which the journal is full.',
    kind: 'gauge',
    part: 'intake',
    stat: 'journalLimitBytes',
  },
  {
    name: 'stillwatch_detection_leader',
    help: '1 on the node that looks.',
    kind: 'gauge',
    part: 'detection',
    stat: 'leader',
  },
  {
    name: 'stillwatch_detection_looks_total',
    help: 'Looks at the exchanges, by result.',
    kind: 'counter',
    part: 'detection',
    stat: 'looks',
    label: 'result',
  },
  {
    name: 'stillwatch_detection_seconds_total',
    help: 'Time spent looking.',
    kind: 'counter',
    part: 'detection',
    stat: 'spentMs',
    ms: true,
  },
  {
    name: 'stillwatch_detection_last_duration_seconds',
    help: 'How long the last look took.',
    kind: 'gauge',
    part: 'detection',
    stat: 'lastMs',
    ms: true,
  },
  {
    name: 'stillwatch_detection_unseen_age_seconds',
    help: 'Age of the oldest stored exchange that no look has seen.',
    kind: 'gauge',
    part: 'detection',
    stat: 'unseenMs',
    ms: true,
  },
  {
    name: 'stillwatch_campaigns',
    help: 'Campaigns in the last look.',
    kind: 'gauge',
    part: 'detection',
    stat: 'campaigns',
  },
  {
    name: 'stillwatch_decisions',
    help: 'Decisions in force, by action.',
    kind: 'gauge',
    part: 'decisions',
    stat: 'inForce',
    label: 'action',
  },
  {
    name: 'stillwatch_decisions_served_total',
    help: 'Answers to who asked for a decision, by action.',
    kind: 'counter',
    part: 'decisions',
    stat: 'served',
    label: 'action',
  },
  {
    name: 'stillwatch_decisions_awaiting_approval',
    help: 'Decisions that wait for a second person.',
    kind: 'gauge',
    part: 'decisions',
    stat: 'proposed',
  },
  {
    name: 'stillwatch_events_pending',
    help: 'Events that some webhook has not taken yet.',
    kind: 'gauge',
    part: 'events',
    stat: 'pending',
  },
  {
    name: 'stillwatch_webhook_deliveries_total',
    help: 'Deliveries to webhooks, by result.',
    kind: 'counter',
    part: 'events',
    stat: 'deliveries',
    label: 'result',
  },
  {
    name: 'stillwatch_store_errors_total',
    help: 'Calls that a store refused, by store.',
    kind: 'counter',
    part: 'stores',
    stat: 'errors',
    label: 'store',
  },
  {
    name: 'stillwatch_retention_deleted_total',
    help: 'Rows deleted because of their age, by table.',
    kind: 'counter',
    part: 'retention',
    stat: 'deleted',
    label: 'table',
  },
  {
    name: 'stillwatch_retention_runs_total',
    help: 'Deletions by age, by result.',
    kind: 'counter',
    part: 'retention',
    stat: 'runs',
    label: 'result',
  },
  {
    name: 'stillwatch_log_suppressed_total',
    help: 'Log lines counted instead of written, because many were alike.',
    kind: 'counter',
    part: 'log',
    stat: 'suppressed',
  },
];
