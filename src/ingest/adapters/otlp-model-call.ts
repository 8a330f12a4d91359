/**
 * Tells what a span is: a model call, something else, or a model call that cannot be read. Instrumentation marks model calls in
 * different ways; the first mark that is there decides.
 */
import { asCount, asString } from '../values.ts';
import type { Fault } from './adapter.ts';
import { firstOf, isInputEvent, readOtlpModel } from './otlp-content.ts';
import type { Attributes } from './otlp-values.ts';

/** What a span is. */
export type SpanVerdict =
  | { readonly is: 'call' }
  /** Not a model call, with the reason it is counted under. */
  | { readonly is: 'other'; readonly reason: 'other_span' | 'outer_span' | 'not_a_generation' }
  | { readonly is: 'unreadable'; readonly fault: Fault };

const CALL: SpanVerdict = { is: 'call' };
const OTHER_SPAN: SpanVerdict = { is: 'other', reason: 'other_span' };
const OUTER_SPAN: SpanVerdict = { is: 'other', reason: 'outer_span' };
const NOT_A_GENERATION: SpanVerdict = { is: 'other', reason: 'not_a_generation' };

const GENERATIONS = new Set(['chat', 'generate_content', 'text_completion', 'completion', 'messages', 'responses']);
/** Operations of the GenAI conventions that produce no text of a model, or contain spans that do. */
const OTHER_OPERATIONS =
  /embed|tool|agent|workflow|retriev|rerank|search|memory|image|speech|transcri|moderation|evaluat|guardrail|plan|task/i;
const GENERATIVE_PREFIXES = ['gen_ai.', 'llm.', 'ai.', 'langfuse.observation.'] as const;
const GENERATIVE_NAMES = new Set(['openinference.span.kind', 'traceloop.span.kind']);

/** By the names alone: the content itself is read once, when the exchange is made. */
const CONTENT =
  /^(?:gen_ai\.(?:input\.messages|system_instructions|prompt(?:\.\d+\..*)?)|llm\.(?:prompts|input_messages)\.\d+\..*|ai\.prompt(?:\.messages)?|input\.value|traceloop\.entity\.input|langfuse\.observation\.input)$/;
/** Content that only a model call has: tools and agents have inputs too. */
const MODEL_CONTENT =
  /^(?:gen_ai\.(?:input\.messages|output\.messages|system_instructions|(?:prompt|completion)(?:\.\d+\..*)?)|llm\.(?:prompts|completions|input_messages|output_messages)\.\d+\..*|ai\.prompt\.messages)$/;
/** Attributes of a request to a model or of its answer. */
const CALL_SIGNS = /^(?:gen_ai\.(?:request|response|usage)|llm\.(?:request|response|usage|token_count)|ai\.usage)\./;

const TOKENS = /usage|token_count/;

/** Whether any attribute is one of generative-AI instrumentation. */
export function isGenerative(a: Attributes): boolean {
  for (const key of a.keys()) {
    if (GENERATIVE_NAMES.has(key) || GENERATIVE_PREFIXES.some((prefix) => key.startsWith(prefix))) return true;
  }
  return false;
}

/** Whether a span carries its prompt, in attributes or in events. */
export function hasContent(a: Attributes, events: readonly { readonly name: string }[]): boolean {
  for (const name of a.keys()) if (CONTENT.test(name)) return true;
  return events.some((event) => isInputEvent(event.name));
}

/** What a span with these attributes, its resource's among them, is. */
export function judgeSpan(a: Attributes): SpanVerdict {
  if (!isGenerative(a)) return OTHER_SPAN;
  const vercel = asString(a.get('ai.operationId'));
  // generateText wraps doGenerate and repeats its prompt: only the inner one is the exchange.
  if (vercel !== undefined) {
    if (/\.do(Generate|Stream)$/.test(vercel)) return CALL;
    return /^ai\.(?:generate|stream)/.test(vercel) ? OUTER_SPAN : NOT_A_GENERATION;
  }
  const operation = asString(a.get('gen_ai.operation.name'));
  if (operation !== undefined) return byOperation(operation, a);
  const kind = asString(firstOf(a, 'openinference.span.kind'));
  if (kind !== undefined) return kind.toUpperCase() === 'LLM' ? CALL : NOT_A_GENERATION;
  const type = asString(a.get('langfuse.observation.type'));
  if (type !== undefined && !marked(a)) return type.toLowerCase() === 'generation' ? CALL : NOT_A_GENERATION;
  const request = asString(a.get('llm.request.type'));
  if (request !== undefined) return /^(?:chat|completion)$/.test(request) ? CALL : NOT_A_GENERATION;
  if (readOtlpModel(a) !== undefined) return CALL;
  return withoutModel(a);
}

function byOperation(operation: string, a: Attributes): SpanVerdict {
  if (GENERATIONS.has(operation)) return CALL;
  // Frameworks add operations of their own: such a span is a call if it has what only calls have.
  return !OTHER_OPERATIONS.test(operation) && hasModelContent(a) ? CALL : NOT_A_GENERATION;
}

/** Whether instrumentation other than Langfuse's says that the span is a call: Langfuse may add its attributes to any span. */
function marked(a: Attributes): boolean {
  return firstOf(a, 'llm.request.type', 'gen_ai.request.model', 'gen_ai.response.model') !== undefined;
}

function withoutModel(a: Attributes): SpanVerdict {
  if (hasModelContent(a)) return CALL;
  // What frameworks say of workflows and tasks.
  if (a.has('traceloop.span.kind')) return NOT_A_GENERATION;
  const signs = [...a.keys()].filter((name) => CALL_SIGNS.test(name));
  if (signs.length === 0) return NOT_A_GENERATION;
  if (signs.some((name) => TOKENS.test(name) && (asCount(a.get(name)) ?? 0) > 0)) return CALL;
  return {
    is: 'unreadable',
    fault: {
      reason: 'unreadable_model_call',
      field: 'attributes',
      expected: 'an operation, a model, token counts or messages beside the other attributes of a model call',
      got: 'none of them',
    },
  };
}

function hasModelContent(a: Attributes): boolean {
  for (const name of a.keys()) if (MODEL_CONTENT.test(name)) return true;
  return false;
}
