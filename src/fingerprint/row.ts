/** Writes one exchange's fingerprint row (model/fingerprint-layout.ts). All numbers are clamped to their column. */
import { fmix32, hash64, hashed } from '../kernels/hash.ts';
import { textHash } from '../kernels/text-hash.ts';
import {
  emptyFingerprint,
  FINGERPRINT_STRIDE,
  FLAGS,
  ISSUED_SLOTS,
  OFFSET,
  PRESENTED_SLOTS,
  SKELETON_SLOTS,
} from '../model/fingerprint-layout.ts';
import { unitHashInput } from '../model/unit-id.ts';
import { CAPABILITIES, INTENTS } from '../model/vocabulary.ts';
import type { Exchange } from '../model/wire.ts';
import { readContextDigests } from './context-digest.ts';
import type { PromptText } from './prompt-text.ts';
import type { Choice } from './segments.ts';
import type { ShapeFeatures } from './shape.ts';

const EMPTY = emptyFingerprint();
const NOT_ASKED = 255;
const GOLDEN = 0x9e3779b1;
/** Leads of one exchange's signatures, and what they need of its system text; used again for the next. */
const digests: number[] = [];
const system = { chars: 0, hash: 0 };

/** Keyed hashes of what identifies a client; made by the identity hasher. */
export interface ClientKeys {
  readonly ip: Half64;
  readonly net: Half64;
  readonly userAgent: Half64;
  readonly ja4: Half64;
}
export interface Half64 {
  readonly hi: number;
  readonly lo: number;
}

export interface Scores {
  readonly capabilities: Uint8Array;
  readonly intents: Uint8Array;
  readonly skeleton: Uint32Array;
}

/** Rows of a block. The bytes grow by doubling; `count` rows are filled. */
export class RowWriter {
  private buffer = new Uint8Array(FINGERPRINT_STRIDE * 1024);
  private view = new DataView(this.buffer.buffer);
  count = 0;

  /** Starts a row for an exchange: everything that does not depend on the rest of its block. */
  add(exchange: Exchange, text: PromptText, shape: ShapeFeatures, scores: Scores, client: ClientKeys): void {
    const base = this.nextRow();
    const view = this.view;

    this.hash(base + OFFSET.id, exchange.id);
    view.setBigInt64(base + OFFSET.time, BigInt(exchange.time), true);
    this.hash(base + OFFSET.unit, unitHashInput(exchange.account, exchange.sub_account));
    this.hash(base + OFFSET.account, exchange.account);
    if (exchange.session) this.hash(base + OFFSET.session, `${exchange.account}\u0000${exchange.session}`);
    this.hash(base + OFFSET.model, exchange.model);
    if (exchange.surface) this.hash(base + OFFSET.surface, exchange.surface);
    this.half(base + OFFSET.ip, client.ip);
    this.half(base + OFFSET.net, client.net);
    view.setUint32(base + OFFSET.asn, exchange.client?.asn ?? 0, true);
    this.half(base + OFFSET.user_agent, client.userAgent);
    this.half(base + OFFSET.ja4, client.ja4);
    if (text.systemText) this.text(base + OFFSET.system, text.systemText);
    system.chars = text.systemText.length;
    system.hash = hashed.lo ^ hashed.hi;
    this.body(base + OFFSET.body, text);
    for (let k = 0; k < SKELETON_SLOTS; k++) view.setUint32(base + OFFSET.skeleton + 4 * k, scores.skeleton[k], true);
    this.buffer.set(scores.capabilities.subarray(0, CAPABILITIES.length), base + OFFSET.capabilities);
    this.buffer.set(scores.intents.subarray(0, INTENTS.length), base + OFFSET.intents);
    this.numbers(base, exchange, text, shape);
    this.signatures(base, exchange, text);
  }

  /** The filled rows, valid until the next is added. */
  get rows(): Uint8Array {
    return this.buffer.subarray(0, this.count * FINGERPRINT_STRIDE);
  }

  /** The filled rows as a copy of their own, and an empty writer. */
  take(): Uint8Array {
    const rows = this.rows.slice();
    this.count = 0;
    return rows;
  }

  private nextRow(): number {
    const base = this.count * FINGERPRINT_STRIDE;
    if (base + FINGERPRINT_STRIDE > this.buffer.length) {
      const grown = new Uint8Array(this.buffer.length * 2);
      grown.set(this.buffer);
      this.buffer = grown;
      this.view = new DataView(grown.buffer);
    }
    this.buffer.set(EMPTY, base);
    this.count++;
    return base;
  }

  private numbers(base: number, exchange: Exchange, text: PromptText, shape: ShapeFeatures): void {
    const { view, buffer } = this;
    const { request, response, usage } = exchange;
    const u32 = (offset: number, value: number | null | undefined) =>
      view.setUint32(base + offset, clamp(value, 4294967295), true);
    const u16 = (offset: number, value: number | null | undefined) =>
      view.setUint16(base + offset, clamp(value, 65535), true);
    u32(OFFSET.prompt_chars, text.promptChars);
    u32(OFFSET.system_chars, text.systemChars);
    u32(OFFSET.output_chars, response?.text?.length);
    u32(OFFSET.input_tokens, usage?.input_tokens);
    u32(OFFSET.output_tokens, usage?.output_tokens);
    u32(OFFSET.cache_read_tokens, usage?.cache_read_tokens);
    u32(OFFSET.reasoning_tokens, usage?.reasoning_tokens);
    u32(OFFSET.max_tokens, request.max_tokens ?? request.max_completion_tokens);
    u32(OFFSET.latency_ms, exchange.latency_ms);
    u16(OFFSET.turns, text.turns);
    u16(OFFSET.tools, text.tools);
    u16(OFFSET.tool_results, text.toolResults);
    u16(OFFSET.images, text.images);
    u16(OFFSET.flags, flagsOf(exchange, text));
    u16(OFFSET.status, exchange.status);
    buffer[base + OFFSET.code_share] = byte(shape.codeShare);
    buffer[base + OFFSET.script] = shape.script;
    buffer[base + OFFSET.reasoning_in_input] = byte(shape.reasoningInInput);
    buffer[base + OFFSET.encoded] = byte(shape.encoded);
    buffer[base + OFFSET.temperature] =
      request.temperature == null ? NOT_ASKED : clamp(request.temperature * 100, NOT_ASKED - 1);
    buffer[base + OFFSET.n] = clamp(request.n ?? 1, 255);
  }

  /** What the request says anew: the last user message, and what is enclosed; that alone once the message has been answered. */
  private body(at: number, { lastUser, lastUserNew, enclosed }: PromptText): void {
    const texts = enclosed.filter((text) => text !== '');
    let lo = 0;
    let hi = 0;
    if (lastUser !== '' && (lastUserNew || texts.length === 0)) {
      textHash(lastUser);
      ({ lo, hi } = hashed);
    }
    for (const text of texts) {
      textHash(text);
      lo = mixed(lo, hashed.lo);
      hi = mixed(hi, hashed.hi);
    }
    this.half(at, { lo, hi });
  }

  private signatures(base: number, exchange: Exchange, text: PromptText): void {
    const issued = exchange.response?.signatures ?? [];
    for (let k = 0; k < Math.min(ISSUED_SLOTS, issued.length); k++) this.text(base + OFFSET.issued + 8 * k, issued[k]);
    const presented = text.signatures;
    if (issued.length + presented.length === 0) return;
    readContextDigests(exchange.request, text.signedIn, system, digests);
    for (let k = 0; k < Math.min(PRESENTED_SLOTS, presented.length); k++) {
      const from = presented.length - 1 - k;
      this.text(base + OFFSET.presented + 8 * k, presented[from]);
      this.view.setUint32(base + OFFSET.presented_after + 4 * k, digests[from], true);
    }
    if (issued.length > 0) this.view.setUint32(base + OFFSET.issued_after, digests[presented.length], true);
  }

  private hash(at: number, value: string): void {
    hash64(value);
    this.half(at, hashed);
  }

  private text(at: number, value: string): void {
    textHash(value);
    this.half(at, hashed);
  }

  private half(at: number, value: Half64): void {
    this.view.setUint32(at, value.lo, true);
    this.view.setUint32(at + 4, value.hi, true);
  }
}

/** Adds to the row at `base` what the mining of its whole block found. */
export function setAnchors(view: DataView, base: number, choice: Choice): void {
  for (let k = 0; k < choice.count; k++) {
    view.setUint32(base + OFFSET.anchors + 8 * k, choice.lo[k], true);
    view.setUint32(base + OFFSET.anchors + 8 * k + 4, choice.hi[k], true);
  }
  view.setUint8(base + OFFSET.shared, choice.shared);
  view.setUint8(base + OFFSET.invariant_share, byte(choice.invariantShare));
}

function mixed(before: number, next: number): number {
  return fmix32(Math.imul(before, GOLDEN) ^ next) >>> 0;
}

function flagsOf(exchange: Exchange, text: PromptText): number {
  const { request, response } = exchange;
  let flags = 0;
  if (request.stream) flags |= FLAGS.stream;
  if (request.logprobs) flags |= FLAGS.logprobs;
  if (asksForThinking(request.thinking) || request.reasoning_effort) flags |= FLAGS.thinkingAsked;
  if (text.followUp) flags |= FLAGS.followUp;
  if (response) {
    flags |= FLAGS.hasResponse;
    if (response.thinking) flags |= FLAGS.thinkingReturned;
    if (isRefused(response)) flags |= FLAGS.refused;
    if (response.stop_reason === 'max_tokens' || response.stop_reason === 'length') flags |= FLAGS.truncated;
  }
  return flags;
}

/** Whether an answer refuses the request. */
export function isRefused(response: Exchange['response']): boolean {
  if (!response) return false;
  return response.refused === true || response.stop_reason === 'refusal' || response.stop_reason === 'content_filter';
}

/** Of the field `thinking` of a request. */
export function asksForThinking(thinking: unknown): boolean {
  if (thinking === null || thinking === undefined || thinking === false) return false;
  return !(typeof thinking === 'object' && 'type' in thinking && thinking.type === 'disabled');
}

function clamp(value: number | null | undefined, max: number): number {
  return value == null || !(value > 0) ? 0 : Math.min(max, Math.round(value));
}

function byte(share: number): number {
  return Math.round(255 * Math.min(1, Math.max(0, share)));
}
