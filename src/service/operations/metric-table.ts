/**
 * The metrics that come from the counts of parts: which number of which part becomes which metric. Names follow
 * Prometheus: base units, `_total` for what only grows. docs/how-to/operate.md, the dashboard and the alerts are compared
 * with it.
 */

export interface MetricSpec {
  readonly name: `stillwatch_${string}`;
  readonly help: string;
  readonly kind: 'counter' | 'gauge';
  readonly part: string;
  /** The key of the part's stats(); or, for a label of fixed values, the key of each. */
  readonly stat: string | Readonly<Record<string, string>>;
  /** The label of those values, or of the words of a stat that is numbers by word. */
  readonly label?: string;
  /** The stat is in ms, and becomes seconds. */
  readonly ms?: true;
}

type Row = readonly [
  name: MetricSpec['name'],
  stat: MetricSpec['stat'],
  help: string,
  more?: Pick<MetricSpec, 'label' | 'ms'>,
];

const MS = { ms: true } as const;

/** By part. What ends in `_total` is a counter. */
const TABLE: Readonly<Record<string, readonly Row[]>> = {
  intake: [
    ['stillwatch_ingest_exchanges_total', 'accepted', 'Records acknowledged for the first time.'],
    ['stillwatch_ingest_duplicates_total', 'duplicates', 'Exchanges that were there already.'],
    ['stillwatch_ingest_rejected_total', 'rejectedByReason', 'Records set aside.', { label: 'reason' }],
    [
      'stillwatch_ingest_ignored_total',
      'ignoredByReason',
      'Records that are no exchange.',
      { label: 'reason' },
    ],
    ['stillwatch_ingest_refused_total', 'refused', 'Requests refused whole.', { label: 'code' }],
    ['stillwatch_ingest_received_bytes_total', 'receivedBytes', 'Bytes of bodies as they were sent.'],
    ['stillwatch_ingest_in_flight_bytes', 'inFlightBytes', 'Bytes of requests worked on.'],
    ['stillwatch_ingest_lag_seconds', 'lagMs', 'Age of the oldest thing acknowledged and not stored.', MS],
    ['stillwatch_ingest_drain_failures_total', 'drainFailures', 'Attempts to store that failed.'],
    ['stillwatch_journal_bytes', 'journalBytes', 'Size of the journal.'],
    ['stillwatch_journal_failures_total', 'journalFailures', 'Writes to the journal that failed.'],
    ['stillwatch_journal_damaged_bytes', 'journalDamagedBytes', 'Bytes of the journal that have changed.'],
  ],
  limits: [['stillwatch_journal_limit_bytes', 'journalBytes', 'Size at which the journal is full.']],
  detection: [
    ['stillwatch_detection_leader', 'leads', '1 on the node that looks.'],
    ['stillwatch_detection_looks_total', 'runs', 'Detection runs.'],
    ['stillwatch_detection_failures_total', 'failures', 'Detection runs that failed.'],
    ['stillwatch_detection_last_duration_seconds', 'lastRunMs', 'How long the last detection run took.', MS],
    ['stillwatch_detection_unseen_age_seconds', 'unseenAge', 'Age of the oldest unseen exchange.', MS],
    ['stillwatch_detection_exchanges', 'exchanges', 'Exchanges that the last look saw.'],
    ['stillwatch_detection_counted_exchanges', 'counted', 'Of them, counted one by one for that look alone.'],
    [
      'stillwatch_detection_disturbed_total',
      'disturbed',
      'Looks that counted everything anew: the store had changed otherwise than by more exchanges.',
    ],
    ['stillwatch_campaigns', 'campaigns', 'Campaigns in the last look.'],
  ],
  decisions: [
    ['stillwatch_decisions', 'standing', 'Accounts by the action that stands for them.', { label: 'action' }],
    ['stillwatch_decisions_asked_total', 'asked', 'Exchanges decided before they ran.'],
    ['stillwatch_decisions_cursor', 'cursor', 'Number of the last change that this node knows.'],
  ],
  events: [['stillwatch_events_total', 'appended', 'Events.']],
  webhooks: [
    [
      'stillwatch_webhook_deliveries_total',
      { delivered: 'delivered', failed: 'failed', dead: 'dead' },
      'Deliveries to webhooks; a dead one is given up.',
      { label: 'result' },
    ],
    ['stillwatch_webhooks_disabled_total', 'disabled', 'Webhooks given up after long failure.'],
  ],
  access: [
    [
      'stillwatch_credentials_total',
      { proved: 'proved', refused: 'refused' },
      'Keys that were shown.',
      { label: 'result' },
    ],
  ],
  stores: [
    ['stillwatch_store_errors_total', 'errors', 'Calls that a store refused.', { label: 'store' }],
    ['stillwatch_record_store_waiting', 'recordCallsWaiting', 'Calls that wait for a connection.'],
  ],
  retention: [
    [
      'stillwatch_retention_deleted_total',
      'deleted',
      'Rows deleted because of their age.',
      { label: 'table' },
    ],
    ['stillwatch_retention_runs_total', 'runs', 'Deletions by age.', { label: 'result' }],
    ['stillwatch_retention_last_success_timestamp_seconds', 'lastRunMs', 'When the last one succeeded.', MS],
  ],
  backups: [
    ['stillwatch_backups_total', 'made', 'Backups of the running service.', { label: 'result' }],
    ['stillwatch_backup_running', 'running', '1 while one is being made.'],
    [
      'stillwatch_backup_last_success_timestamp_seconds',
      'lastSuccessMs',
      'When the last complete one was made.',
      MS,
    ],
    ['stillwatch_backup_last_duration_seconds', 'lastDurationMs', 'How long the last one took.', MS],
    ['stillwatch_backup_last_held_seconds', 'lastHeldMs', 'How long it held up storing.', MS],
    ['stillwatch_backup_last_bytes', 'lastBytes', 'Size of the last one.'],
  ],
  tracing: [['stillwatch_trace_spans_total', 'spans', 'Spans for the collector.', { label: 'result' }]],
  log: [['stillwatch_log_suppressed_total', 'suppressed', 'Log lines counted and not written.']],
};

export const METRICS: readonly MetricSpec[] = Object.entries(TABLE).flatMap(([part, rows]) =>
  rows.map(([name, stat, help, more]) => ({
    name,
    help,
    kind: name.endsWith('_total') ? ('counter' as const) : ('gauge' as const),
    part,
    stat,
    ...more,
  })),
);
