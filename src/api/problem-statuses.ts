/** The HTTP status of each problem code. docs/reference/errors.md explains the codes. */

/** A code that is not listed is an internal failure: 500. */
export const PROBLEM_STATUSES = {
  bad_request: 400,
  unknown_parameter: 400,
  unknown_field: 400,
  unauthenticated: 401,
  forbidden: 403,
  cross_site: 403,
  not_found: 404,
  request_timeout: 408,
  conflict: 409,
  too_large: 413,
  path_too_long: 414,
  unsupported_media_type: 415,
  too_many_requests: 429,
  headers_too_large: 431,
  unavailable: 503,
  record_store_broken: 503,
  webhook_target_refused: 400,
  bad_policy: 422,
  rule_of_two: 422,
  policy_exists: 409,
  policy_not_draft: 409,
  policy_limit: 409,
  decision_state: 409,
  too_many_decisions: 422,
  same_person: 403,
  cursor_too_old: 410,
  account_suspended: 403,
  account_limited: 429,
  backup_off: 409,
  backup_running: 409,
  backup_folder_unusable: 503,
  internal: 500,
} as const satisfies Readonly<Record<string, number>>;

/** A code with which the service answers requests. */
export type ProblemCode = keyof typeof PROBLEM_STATUSES;
