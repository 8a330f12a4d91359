/**
 * Nesting depth of JSON text without parsing it. V8 parses any depth, but millions of nested arrays cost
 * hundreds of megabytes and what walks them later would overflow the stack, so they are refused first.
 * Only called on text with more than LIMITS.jsonDepth openers, which ordinary records do not have.
 */

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** True if brackets outside strings nest deeper than `limit`. Text that is not JSON may give either answer. */
export function bytesDeeperThan(bytes: Uint8Array, from: number, to: number, limit: number): boolean {
  let depth = 0;
  let inString = false;
  for (let i = from; i < to; i++) {
    const c = bytes[i];
    if (inString) {
      if (c === BACKSLASH) i++;
      else if (c === QUOTE) inString = false;
    } else if (c === QUOTE) inString = true;
    // '[' 0x5b and '{' 0x7b, ']' 0x5d and '}' 0x7d differ in one bit.
    else if ((c | 0x20) === 0x7b) {
      if (++depth > limit) return true;
    } else if ((c | 0x20) === 0x7d) depth--;
  }
  return false;
}

/** The same for JSON held in a string, as gateways nest one body in another. */
export function textDeeperThan(text: string, limit: number): boolean {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (inString) {
      if (c === BACKSLASH) i++;
      else if (c === QUOTE) inString = false;
    } else if (c === QUOTE) inString = true;
    else if (c === 0x7b || c === 0x5b) {
      if (++depth > limit) return true;
    } else if (c === 0x7d || c === 0x5d) depth--;
  }
  return false;
}
