/**
 * Splits JSON that is not one record a line (arrays, pretty-printed or concatenated objects, exports such as
 * {"records": [...]}) into its elements, without parsing and without holding more than one element. It only
 * follows strings and brackets; whether an element is valid JSON shows when it is parsed.
 */
import { LIMITS } from '../base/limits.ts';

/** Keys of an export whose array holds the records. */
export const WRAPPER_KEYS: ReadonlySet<string> = new Set([
  'data',
  'records',
  'Records',
  'batch',
  'logEvents',
  'resourceSpans',
  'resourceLogs',
]);

/** Most wrappers inside each other: an array of {"records": [...]} has two. */
const MAX_OPEN = 8;

export interface SplitterSink {
  /** One element without line breaks. Valid until the next call. */
  element(bytes: Uint8Array): void;
  /** An element that cannot be used; it still has a number. */
  bad(reason: 'invalid_json' | 'line_too_long' | 'too_deep', got: string): void;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const COLON = 0x3a;
const COMMA = 0x2c;
const NEWLINE = 10;
const RETURN = 13;

/** Splits one stream. */
export class JsonSplitter {
  private readonly sink: SplitterSink;
  private readonly maxBytes: number;
  /** Arrays ('[') and wrapper objects ('{') that elements are taken out of. */
  private readonly open: number[] = [];
  private element = new Uint8Array(64 * 1024);
  private length = 0;
  /** Inside an element; otherwise between elements. */
  private inside = false;
  /** What is left of a wrapper object behind its array: read to its end, not handed over. */
  private isTail = false;
  private broken: 'line_too_long' | 'too_deep' | undefined;
  private depth = 0;
  private inString = false;
  private escaped = false;
  private skippingJunk = false;
  /** At depth 1 of an element: the key being read or last read, and whether a ':' came after it. */
  private key = '';
  private keyState: 'before' | 'in' | 'after' | 'value' = 'before';

  constructor(sink: SplitterSink, maxBytes: number = LIMITS.lineBytes) {
    this.sink = sink;
    this.maxBytes = maxBytes;
  }

  /** Takes in bytes in any chunks. */
  add(bytes: Uint8Array): void {
    let start = 0;
    for (let i = 0; i < bytes.length; i++) {
      if (!this.inside) {
        if (this.between(bytes[i])) start = i;
        continue;
      }
      const c = bytes[i];
      if (this.inString) {
        if (c === NEWLINE || c === RETURN) {
          // Not allowed in a string, and would end the line: dropped, with a mark that makes the parser refuse it.
          this.append(bytes, start, i);
          this.append(CONTROL, 0, 1);
          start = i + 1;
        } else if (this.escaped) this.escaped = false;
        else if (c === BACKSLASH) this.escaped = true;
        else if (c === QUOTE) {
          this.inString = false;
          if (this.keyState === 'in') this.keyState = 'after';
        } else if (this.keyState === 'in' && this.key.length < 32) this.key += String.fromCharCode(c);
        if (this.depth === 0 && !this.inString) {
          this.append(bytes, start, i + 1);
          this.finish();
        }
        continue;
      }
      switch (c) {
        case QUOTE:
          this.inString = true;
          if (this.depth === 1 && this.keyState === 'before') {
            this.keyState = 'in';
            this.key = '';
          }
          break;
        case COLON:
          if (this.depth === 1 && this.keyState === 'after') this.keyState = 'value';
          break;
        case COMMA:
          if (this.depth === 1) this.keyState = 'before';
          break;
        case OPEN_ARRAY:
          if (this.opensWrapper()) {
            this.enterWrapper();
            break;
          }
          this.descend();
          break;
        case OPEN_OBJECT:
          this.descend();
          break;
        case CLOSE_OBJECT:
        case CLOSE_ARRAY:
          if (--this.depth === 0) {
            this.append(bytes, start, i + 1);
            this.finish();
          }
          break;
        case NEWLINE:
        case RETURN:
          this.append(bytes, start, i);
          start = i + 1;
          break;
      }
    }
    if (this.inside) this.append(bytes, start, bytes.length);
  }

  /** True if the input ended inside an element or an array. */
  end(): boolean {
    return this.inside || this.open.length > 0;
  }

  /** A byte between elements. True if it begins one. */
  private between(c: number): boolean {
    const structural = c === OPEN_OBJECT || c === OPEN_ARRAY || c === CLOSE_ARRAY || c === COMMA || c === NEWLINE;
    if (this.skippingJunk && !structural) return false;
    this.skippingJunk = false;
    if (c === OPEN_OBJECT || c === QUOTE) {
      this.inside = true;
      this.depth = c === OPEN_OBJECT ? 1 : 0;
      this.inString = c === QUOTE;
      this.keyState = 'before';
      return true;
    }
    if (c === OPEN_ARRAY) {
      if (this.open.length < MAX_OPEN) this.open.push(OPEN_ARRAY);
      else this.junk();
    } else if (c === CLOSE_ARRAY && this.open.length > 0) {
      this.open.pop();
      if (this.open[this.open.length - 1] === OPEN_OBJECT) this.beginTail();
    } else if (c !== COMMA && c !== NEWLINE && c !== RETURN && c !== 0x20 && c !== 0x09) this.junk();
    return false;
  }

  private junk(): void {
    this.skippingJunk = true;
    this.sink.bad('invalid_json', 'text where an object was expected');
  }

  /** `"records": [` at the top of an element, before anything of it was nested. */
  private opensWrapper(): boolean {
    return this.depth === 1 && this.keyState === 'value' && WRAPPER_KEYS.has(this.key) && this.open.length + 2 <= MAX_OPEN;
  }

  private enterWrapper(): void {
    // A tail already has its '{' on the stack.
    if (!this.isTail) this.open.push(OPEN_OBJECT);
    this.open.push(OPEN_ARRAY);
    this.reset();
  }

  private beginTail(): void {
    this.inside = true;
    this.isTail = true;
    this.depth = 1;
    this.keyState = 'value';
    this.key = '';
  }

  private descend(): void {
    this.depth++;
    if (this.depth > LIMITS.jsonDepth) this.broken ??= 'too_deep';
  }

  private finish(): void {
    if (this.isTail) this.open.pop();
    else if (this.broken === 'too_deep') this.sink.bad('too_deep', 'deeper nesting');
    else if (this.broken !== undefined) this.sink.bad(this.broken, `more than ${this.maxBytes} bytes`);
    else this.sink.element(this.element.subarray(0, this.length));
    this.reset();
  }

  private reset(): void {
    this.inside = false;
    this.isTail = false;
    this.broken = undefined;
    this.length = 0;
    this.depth = 0;
    this.inString = false;
    this.escaped = false;
  }

  private append(bytes: Uint8Array, from: number, to: number): void {
    const count = to - from;
    if (count <= 0 || this.isTail || this.broken !== undefined) return;
    if (this.length + count > this.maxBytes) {
      this.broken = 'line_too_long';
      return;
    }
    if (this.length + count > this.element.length) {
      const grown = new Uint8Array(Math.max(this.length + count, this.element.length * 2));
      grown.set(this.element.subarray(0, this.length));
      this.element = grown;
    }
    this.element.set(bytes.subarray(from, to), this.length);
    this.length += count;
  }
}

const CONTROL = Uint8Array.of(1);
