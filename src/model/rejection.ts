/** A line that was set aside: one line of rejected.ndjson. It names the place and the shape of what came, never the text. */
export interface Rejection {
  readonly file: string;
  /** 1-based line, or element of a JSON array; 0 when it is about the whole file. */
  readonly line: number;
  /** Dotted path of the field, or '' for the whole record. */
  readonly field: string;
  readonly expected: string;
  /** A description (type, length), never the value of a field that may hold personal data. */
  readonly got: string;
  /** Stable reason code, counted in the summary: invalid_json, schema, line_too_long, too_deep, invalid_utf8, truncated … */
  readonly reason: string;
}
