/**
 * Spans of what the service does, as the code that does it sees them: names and plain figures, nothing of anybody's. What
 * becomes of them is service/operations/tracing.ts; without it {@link NO_TRACES} stands in, which costs a call.
 */

/** No prompt, key, account, address or URL: words of ours, counts and codes. */
export type SpanAttributes = Readonly<Record<string, string | number | boolean>>;

/** A span that is under way. */
export interface Span {
  set(attributes: SpanAttributes): void;
  /** Marks it as failed, with a code. */
  fail(code: string): void;
}

/** One that is over when it is told, for what was measured elsewhere. */
export interface PastSpan {
  readonly name: string;
  readonly attributes: SpanAttributes;
  /** ms since the epoch. */
  readonly start: number;
  readonly end: number;
  /** Code of its failure. */
  readonly failed?: string | undefined;
  /** A request that came from outside, perhaps with a W3C traceparent of the caller's. */
  readonly request?: { readonly traceparent: string | null } | undefined;
}

export interface Tracer {
  /** Does `work` in a span, within the one that it is called in. What it throws marks the span as failed, by code alone. */
  span<T>(name: string, attributes: SpanAttributes, work: (span: Span) => Promise<T>): Promise<T>;
  /** Tells of a span, within the one that it is called in. */
  past(span: PastSpan): void;
}

const NO_SPAN: Span = { set() {}, fail() {} };

export const NO_TRACES: Tracer = {
  span: (_name, _attributes, work) => work(NO_SPAN),
  past() {},
};
