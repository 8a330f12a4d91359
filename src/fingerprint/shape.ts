/**
 * Shape features of a request's text in one pass over its character codes: share of code-like lines, main script,
 * and how much worked-out reasoning the input itself carries. Long texts are sampled (SLICES slices of SLICE_CHARS),
 * so the cost is bounded (about 4.5 ns a character, at most 14 us a text). It looks at form only; what the text asks for is the classifier's business.
 */
import { SCRIPTS } from '../model/fingerprint-layout.ts';
import { countEncoded } from './encoded.ts';

export interface ShapeFeatures {
  /** 0..1: code-like lines among all lines with text. */
  codeShare: number;
  /** Index into SCRIPTS. A shape of the text, never evidence against anyone. */
  script: number;
  /** 0..1: worked-out reasoning present in the input (a trace to clean, grade or continue). */
  reasoningInInput: number;
  /** 0..1: text that is encoded or cannot be read. */
  encoded: number;
  images: number;
  tools: number;
  toolResults: number;
  turns: number;
}

export function createShape(): ShapeFeatures {
  return { codeShare: 0, script: 0, reasoningInInput: 0, encoded: 0, images: 0, tools: 0, toolResults: 0, turns: 0 };
}

export const SLICES = 4;
export const SLICE_CHARS = 768;
const SAMPLED_CHARS = SLICES * SLICE_CHARS;
export const SCRIPT_STRIDE = 5;

// Character classes, beyond the scripts (1 .. SCRIPTS.length - 1) that letters carry.
export const OTHER = 0;
export const DIGIT = 9;
export const SPACE = 10;
export const NEWLINE = 11;
/** Rare in prose: braces, operators. */
export const CODE = 12;
export const STOP = 13;
export const LESS = 14;
export const BACKSLASH = 15;
export const CHARACTER_CLASSES = buildClasses();

/** Words that open a sentence when somebody reasons aloud, by hash. Reflective ones rarely open any other sentence. */
export const REFLECTIVE = starters('wait hmm alternatively actually hold oops okay hang mmm aha');
export const CONNECTIVE = starters(
  'so therefore thus hence then since now next finally because step substituting first second third suppose let we thinking plugging',
);
/** 等 (wait) 让 (let me) 首 (first) 所 (so) 因 (because) 那 (then) 接 (next) 嗯 (hm). */
const HAN_STARTERS = new Set([0x7b49, 0x8ba9, 0x9996, 0x6240, 0x56e0, 0x90a3, 0x63a5, 0x55ef]);
/** Names of tags that hold reasoning; the text between such a pair is a trace, a lone mention is an instruction. */
export const TAGS = starters('think thinking reasoning thought thoughts scratchpad analysis cot rationale trace');
/** A pair of tags with less than this between them is a format example, not a trace. */
export const TRACE_CHARS = 160;

/** What the pass counts; one object reused, so that a call allocates nothing. */
const tally = {
  lines: 0,
  codeLines: 0,
  sentences: 0,
  reflective: 0,
  connective: 0,
  traceChars: 0,
  inFence: false,
  tagOpenedAt: -1,
  scripts: new Uint32Array(16),
  looked: 0,
  encoded: 0,
};

/**
 * Fills codeShare, script, reasoningInInput and encoded of `out` from the first `count` texts; leaves the counts of
 * parts, tools and turns as the caller set them.
 * @param sent the texts as they were sent, which alone tell what is encoded
 */
export function textShape(
  texts: readonly string[],
  count: number,
  out: ShapeFeatures,
  sent: readonly string[] = texts,
): void {
  reset();
  for (let i = 0; i < count; i++) {
    sample(texts[i], scan);
    sample(sent[i], countSentEncoded);
  }
  out.codeShare = tally.lines === 0 ? 0 : tally.codeLines / tally.lines;
  out.script = mainScript();
  out.reasoningInInput = reasoning();
  out.encoded = tally.looked === 0 ? 0 : tally.encoded / tally.looked;
}

function reset(): void {
  tally.lines = 0;
  tally.codeLines = 0;
  tally.sentences = 0;
  tally.reflective = 0;
  tally.connective = 0;
  tally.traceChars = 0;
  tally.scripts.fill(0);
  tally.looked = 0;
  tally.encoded = 0;
}

/** Hands a text to `look`, or slices of a long one. */
function sample(text: string, look: (text: string, from: number, to: number) => void): void {
  if (text.length <= SAMPLED_CHARS) {
    look(text, 0, text.length);
    return;
  }
  const stride = (text.length - SLICE_CHARS) / (SLICES - 1);
  for (let s = 0; s < SLICES; s++) {
    const from = Math.floor(s * stride);
    look(text, from, from + SLICE_CHARS);
  }
}

function countSentEncoded(text: string, from: number, to: number): void {
  countEncoded(text, from, to, tally);
}

function scan(text: string, from: number, to: number): void {
  const { scripts } = tally;
  // A fence or tag that opened between two slices is unknown: each slice is judged by itself.
  tally.inFence = false;
  tally.tagOpenedAt = -1;
  // One character in SCRIPT_STRIDE says as much about the script as all of them.
  for (let i = from; i < to; i += SCRIPT_STRIDE) scripts[CHARACTER_CLASSES[text.charCodeAt(i)]]++;
  let symbols = 0;
  let backslashes = 0;
  let firstAt = -1;
  let lineAt = from;
  let sentenceStart = true;
  for (let i = from; i < to; i++) {
    const kind = CHARACTER_CLASSES[text.charCodeAt(i)];
    if (kind < DIGIT) {
      if (sentenceStart) {
        if (firstAt < 0) firstAt = i;
        if (kind !== OTHER) {
          startSentence(text, i);
          sentenceStart = false;
        }
      }
      continue;
    }
    if (kind === SPACE) continue;
    if (kind === NEWLINE) {
      if (firstAt >= 0) endLine(text, lineAt, firstAt, i, symbols, backslashes);
      symbols = backslashes = 0;
      firstAt = -1;
      lineAt = i + 1;
      sentenceStart = true;
      continue;
    }
    if (firstAt < 0) firstAt = i;
    if (kind === STOP) sentenceStart = true;
    else if (kind === CODE) symbols++;
    else if (kind === BACKSLASH) backslashes++;
    else if (kind === LESS) {
      symbols++;
      tag(text, i);
    }
  }
  if (firstAt >= 0) endLine(text, lineAt, firstAt, to, symbols, backslashes);
  if (tally.tagOpenedAt >= 0) tally.traceChars += Math.max(0, to - tally.tagOpenedAt - TRACE_CHARS);
}

/** Decides whether a line is code. Prose in JSON strings, formulas in TeX and bare tags are not. */
function endLine(text: string, lineAt: number, firstAt: number, end: number, symbols: number, backslashes: number): void {
  const first = text.charCodeAt(firstAt);
  if (first === 0x60 && text.charCodeAt(firstAt + 1) === 0x60 && text.charCodeAt(firstAt + 2) === 0x60) {
    // A fence line is neither code nor prose.
    tally.inFence = !tally.inFence;
    return;
  }
  tally.lines++;
  if (tally.inFence) {
    tally.codeLines++;
    return;
  }
  let lastAt = end - 1;
  while (CHARACTER_CLASSES[text.charCodeAt(lastAt)] === SPACE) lastAt--;
  const last = text.charCodeAt(lastAt);
  const length = lastAt - firstAt + 1;
  // A quote opens a JSON member; two or more backslashes without a statement's end are TeX.
  if (first === 0x22 || length < 2 || (backslashes >= 2 && last !== 0x3b)) return;
  const bareTag = first === 0x3c && last === 0x3e && symbols <= 2;
  if (bareTag) return;
  const indent = firstAt - lineAt;
  const endsStatement = last === 0x3b || last === 0x7b || last === 0x7d;
  const dense = symbols >= 2 && symbols * 8 >= length;
  const indented = indent >= 2 && symbols >= 2 && symbols * 14 >= length;
  const opensBlock = indent === 0 && last === 0x3a && symbols >= 2;
  if ((endsStatement && (symbols >= 2 || indent >= 2)) || dense || indented || opensBlock) tally.codeLines++;
}

function startSentence(text: string, at: number): void {
  tally.sentences++;
  const code = text.charCodeAt(at);
  if (code >= 0x4e00 && code <= 0x9fff) {
    if (HAN_STARTERS.has(code)) tally.connective++;
    return;
  }
  const hash = letterHash(text, at);
  if (REFLECTIVE.has(hash)) tally.reflective++;
  else if (CONNECTIVE.has(hash)) tally.connective++;
}

function tag(text: string, at: number): void {
  const closing = text.charCodeAt(at + 1) === 0x2f;
  if (!TAGS.has(letterHash(text, closing ? at + 2 : at + 1))) return;
  if (!closing) tally.tagOpenedAt = at;
  else if (tally.tagOpenedAt >= 0) {
    tally.traceChars += Math.max(0, at - tally.tagOpenedAt - TRACE_CHARS);
    tally.tagOpenedAt = -1;
  }
}

/** Hash of the run of Latin letters (case folded, at most 13) at a position. */
function letterHash(text: string, at: number): number {
  let hash = 0;
  for (let i = at; i < at + 13; i++) {
    const lower = text.charCodeAt(i) | 32;
    if (!(lower >= 97 && lower <= 122)) break;
    hash = (Math.imul(hash, 31) + lower) | 0;
  }
  return hash;
}

function starters(words: string): Set<number> {
  return new Set(words.split(' ').map((word) => letterHash(word, 0)));
}

function mainScript(): number {
  const { scripts } = tally;
  let best = 0;
  let bestCount = 0;
  for (let s = 1; s < SCRIPTS.length; s++) {
    // A Han or Hangul character carries about as much as two letters or more.
    const weight = s === 3 || s === 4 || s === 5 ? 2 : 1;
    if (scripts[s] * weight > bestCount) {
      best = s;
      bestCount = scripts[s] * weight;
    }
  }
  // Japanese mixes Han with kana; Chinese has no kana.
  if (best === 3 && scripts[4] * 8 > scripts[3]) return 4;
  return best;
}

/**
 * Saturating sum of the three signs. Connectives open sentences in ordinary prose too, so they count by their
 * excess over one sentence in five, and only from a handful on.
 */
function reasoning(): number {
  const traced = Math.min(2, tally.traceChars / 300);
  const reflective = 0.45 * Math.max(0, tally.reflective - 0.02 * tally.sentences);
  const excess = tally.connective - Math.max(2, tally.sentences * 0.2);
  const connective = excess <= 0 ? 0 : 0.14 * excess;
  return 1 - Math.exp(-(traced + reflective + connective));
}

function buildClasses(): Uint8Array {
  const classes = new Uint8Array(65536);
  const scripts: [number, RegExp][] = [
    [1, /\p{Script=Latin}/u],
    [2, /\p{Script=Cyrillic}/u],
    [3, /\p{Script=Han}/u],
    [4, /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
    [5, /\p{Script=Hangul}/u],
    [6, /\p{Script=Arabic}/u],
    [7, /\p{Script=Devanagari}/u],
    [8, /\p{L}/u],
  ];
  for (let code = 128; code < 65536; code++) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    const char = String.fromCharCode(code);
    classes[code] = scripts.find(([, pattern]) => pattern.test(char))?.[0] ?? OTHER;
  }
  for (let code = 0; code < 128; code++) {
    const char = String.fromCharCode(code);
    if (/[a-zA-Z]/.test(char)) classes[code] = 1;
    else if (/[0-9]/.test(char)) classes[code] = DIGIT;
    else if ('{}()[];=>_&$@+'.includes(char)) classes[code] = CODE;
  }
  for (const char of ' \t\r\u00a0\u3000') classes[char.charCodeAt(0)] = SPACE;
  for (const char of '.!?:。！？') classes[char.charCodeAt(0)] = STOP;
  classes[0x0a] = NEWLINE;
  classes[0x3c] = LESS;
  classes[0x5c] = BACKSLASH;
  return classes;
}
