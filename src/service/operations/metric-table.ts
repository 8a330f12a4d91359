/**
 * Maps the statistics of parts to metrics. Names follow the Prometheus conventions: base units, and `_total` for counters.
 * A test checks docs/how-to/operate.md, the dashboard and the alerts against this table.
 */

export interface MetricSpec {
  readonly name: `stillwatch_${string}`;
  readonly help: string;
  readonly kind: 'counter' | 'gauge';
  readonly part: string;
  /** Key in the part's stats(); for a label with fixed values, the key of each value. */
  readonly stat: string | Readonly<Record<string, string>>;
  /** Name of the label, for fixed values or for a stat that is a record of numbers. */
  readonly label?: string;
  /** The stat is in ms and is converted to seconds. */
  readonly ms?: true;
}

type Row = readonly [
  name: MetricSpec['name'],
  stat: MetricSpec['stat'],
  help: string,
  more?: Pick<MetricSpec, 'label' | 'ms'>,
];

const MS = { ms: true } as const;

/** By part. Metrics whose name ends in `_total` are counters, others gauges. */
const TABLE: Readonly<Record<string, readonly Row[]>> = {
  intake: [
    ['stillwatch_ingest_exchanges_total', 'accepted', 'Records accepted for the first time.'],
    ['stillwatch_ingest_duplicates_total', 'duplicates', 'Exchanges that were already accepted earlier.'],
    ['stillwatch_ingest_rejected_total', 'rejectedByReason', 'Invalid records that were skipped.', { label: 'reason' }],
    ['stillwatch_ingest_ignored_total', 'ignoredByReason', 'Valid records that contain no exchange.', { label: 'reason' }],
    [
      'stillwatch_ingest_callers_total',
      'callersBySource',
      'Exchanges of OpenTelemetry and LiteLLM by the place in which their caller was found; with `none` they are rejected.',
      { label: 'source' },
    ],
    [
      'stillwatch_ingest_hashed_identifiers_total',
      'hashedByKind',
      'Account and user ids that were hashed, since they were mail addresses, IP addresses or phone numbers.',
      { label: 'kind' },
    ],
    [
      'stillwatch_ingest_unknown_field_records_total',
      'unknownFieldRecords',
      'Records in the wire format with fields that no rule reads; the fields are left out, the records are accepted.',
    ],
    [
      'stillwatch_ingest_unknown_fields_total',
      'unknownFields',
      'Those records by field: the 20 most frequent names since the start, and `(other)`.',
      { label: 'field' },
    ],
    [
      'stillwatch_ingest_outside_window_total',
      'outsideWindow',
      'Exchanges, accepted or duplicate, that are older than the detection window.',
    ],
    ['stillwatch_ingest_refused_total', 'refused', 'Requests refused as a whole.', { label: 'code' }],
    ['stillwatch_ingest_received_bytes_total', 'receivedBytes', 'Bytes of request bodies before decompression.'],
    ['stillwatch_ingest_in_flight_bytes', 'inFlightBytes', 'Bytes of requests being processed.'],
    ['stillwatch_ingest_lag_seconds', 'lagMs', 'Age of the oldest record that is in the journal but not in the store.', MS],
    [
      'stillwatch_ingest_drain_failures_total',
      'drainFailures',
      'Failed attempts to move records from the journal into the stores.',
    ],
    ['stillwatch_journal_bytes', 'journalBytes', 'Size of the journal.'],
    ['stillwatch_journal_failures_total', 'journalFailures', 'Failed writes to the journal.'],
    ['stillwatch_journal_damaged_bytes', 'journalDamagedBytes', 'Bytes of the journal that were found damaged and skipped.'],
  ],
  names: [
    [
      'stillwatch_stored_personal_ids',
      'personal',
      'Accounts and end users that were stored under a mail address, an IP address or a phone number when the service started.',
    ],
  ],
  clock: [
    ['stillwatch_clock_steps_total', 'steps', 'Steps of the wall clock of a second or more.', { label: 'direction' }],
    [
      'stillwatch_clock_last_step_seconds',
      'lastStepMs',
      'Size of the last step of the wall clock; negative if it was set back, 0 before the first.',
      MS,
    ],
  ],
  limits: [['stillwatch_journal_limit_bytes', 'journalBytes', 'Maximum size of the journal.']],
  detection: [
    ['stillwatch_detection_leader', 'leads', '1 on the node that runs detection, else 0.'],
    ['stillwatch_detection_looks_total', 'runs', 'Detection runs.'],
    ['stillwatch_detection_failures_total', 'failures', 'Failed detection runs.'],
    ['stillwatch_detection_last_duration_seconds', 'lastRunMs', 'Duration of the last detection run.', MS],
    [
      'stillwatch_detection_outside_window',
      'outOfWindow',
      'Exchanges in the store that are older than the window of the last detection run.',
    ],
    [
      'stillwatch_detection_unseen_age_seconds',
      'unseenAge',
      'Age of the oldest stored exchange that no detection run has covered.',
      MS,
    ],
    ['stillwatch_detection_exchanges', 'exchanges', 'Exchanges in the window of the last detection run.'],
    [
      'stillwatch_detection_counted_exchanges',
      'counted',
      'Exchanges that the last detection run read, as opposed to reusing earlier counts.',
    ],
    [
      'stillwatch_detection_disturbed_total',
      'disturbed',
      'Detection runs that had to read the whole window again, because exchanges were changed or deleted.',
    ],
    [
      'stillwatch_detection_input_warnings',
      'warnings',
      'What is suspicious about the exchanges of the window as a whole: 1 by warning, and absent without one.',
      { label: 'warning' },
    ],
    ['stillwatch_campaigns', 'campaigns', 'Campaigns found by the last detection run.'],
  ],
  decisions: [
    ['stillwatch_decisions', 'standing', 'Accounts by the action currently decided for them.', { label: 'action' }],
    [
      'stillwatch_decisions_asked_total',
      'asked',
      'Requests that gateways asked about before they ran: by `decide` with the request, by `check` for the caller alone.',
      { label: 'by' },
    ],
    ['stillwatch_decisions_cursor', 'cursor', 'Number of the last decision change that this node has read.'],
  ],
  events: [['stillwatch_events_total', 'appended', 'Events recorded.']],
  webhooks: [
    [
      'stillwatch_webhook_deliveries_total',
      { delivered: 'delivered', failed: 'failed', dead: 'dead' },
      'Webhook deliveries; a dead one was given up.',
      { label: 'result' },
    ],
    ['stillwatch_webhooks_disabled_total', 'disabled', 'Webhooks disabled after failing for too long.'],
  ],
  access: [
    ['stillwatch_credentials_total', { proved: 'proved', refused: 'refused' }, 'API keys checked.', { label: 'result' }],
    [
      'stillwatch_credentials_believed_total',
      'believed',
      'API keys accepted without a look-up, because the record store did not answer.',
    ],
    ['stillwatch_key_lookups_total', 'lookups', 'API keys looked up in the record store.'],
    [
      'stillwatch_key_lookup_queries_total',
      { made: 'queries', failed: 'failedQueries' },
      'Queries for API keys, each for a batch of them.',
      { label: 'result' },
    ],
    [
      'stillwatch_audit_anchor_missing',
      'auditAnchorMissing',
      '1 while the audit log does not contain the anchor of this node: it was cut off or replaced.',
    ],
    ['stillwatch_key_lookups_failing', 'lookupsFailing', '1 while API keys cannot be looked up.'],
  ],
  stores: [
    ['stillwatch_store_errors_total', 'errors', 'Failed calls to a store.', { label: 'store' }],
    ['stillwatch_record_store_waiting', 'recordCallsWaiting', 'Calls waiting for a database connection.'],
  ],
  retention: [
    ['stillwatch_retention_deleted_total', 'deleted', 'Expired rows deleted.', { label: 'table' }],
    ['stillwatch_retention_runs_total', 'runs', 'Clean-ups of expired data.', { label: 'result' }],
    ['stillwatch_retention_last_success_timestamp_seconds', 'lastRunMs', 'Time of the last successful clean-up.', MS],
  ],
  backups: [
    ['stillwatch_backups_total', 'made', 'Backups made by the service.', { label: 'result' }],
    ['stillwatch_backup_running', 'running', '1 while a backup is running, else 0.'],
    ['stillwatch_backup_last_success_timestamp_seconds', 'lastSuccessMs', 'Time of the last successful backup.', MS],
    ['stillwatch_backup_last_duration_seconds', 'lastDurationMs', 'Duration of the last backup.', MS],
    ['stillwatch_backup_last_held_seconds', 'lastHeldMs', 'How long the last backup paused writes to the stores.', MS],
    ['stillwatch_backup_last_bytes', 'lastBytes', 'Size of the last backup.'],
  ],
  tracing: [['stillwatch_trace_spans_total', 'spans', 'Spans sent to the collector.', { label: 'result' }]],
  log: [['stillwatch_log_suppressed_total', 'suppressed', 'Repeated log lines that were counted instead of written.']],
};

/** All metrics that are made from statistics of parts. */
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
