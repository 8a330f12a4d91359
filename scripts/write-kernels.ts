/**
 * Compiles src/wire/assembly/ to the WebAssembly modules that are committed beside it, so that neither an installation nor
 * a build needs the compiler. Writes src/wire/assembly/layout.ts first, which is not committed: what the kernels share with the rest of the code is
 * defined once, in TypeScript. Run `npm run kernels` after a change; a test compares.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import { AT, STRIDE } from '../src/aggregate/count/row.ts';
import {
  LOG_STEPS,
  MOST_TOKENS,
  SQUARE_STEPS,
  SUMMAND,
  SUMMANDS,
  SUMMED_IN_31_BITS,
  TRACE,
} from '../src/aggregate/count/summands.ts';
import { LIMITS } from '../src/base/limits.ts';
import { SCORED_CAPABILITIES, SCORED_INTENTS } from '../src/fingerprint/classify.ts';
import { FIELD as DIGEST_FIELD } from '../src/fingerprint/context-digest.ts';
import { CELL, CELL_ALPHANUMERICS, RUN_CELLS } from '../src/fingerprint/encoded.ts';
import { OUTLINE_FROM, OUTLINES_A_BLOCK, RECENT_SLOTS } from '../src/fingerprint/mining.ts';
import * as plain from '../src/fingerprint/plain-text.ts';
import { ROLE } from '../src/fingerprint/prompt-text.ts';
import { STEP_CELLS, STEPS_TO } from '../src/fingerprint/score-steps.ts';
import * as segments from '../src/fingerprint/segments.ts';
import * as shape from '../src/fingerprint/shape.ts';
import * as terms from '../src/fingerprint/terms.ts';
import { UNKNOWN_OF_RECORD } from '../src/ingest/unknown-fields.ts';
import { PAGE_UNITS, PAGES_AT, PAIRS, SINGLE, UNSEEN, WORD } from '../src/kernels/fold.ts';
import { HEAD_WORDS, ENDS as SKELETON_ENDS } from '../src/kernels/skeleton.ts';
import { C1, C2, C3, C4 } from '../src/kernels/text-hash.ts';
import { SECOND_PLACE } from '../src/kernels/two-places.ts';
import { BASE_HI, BASE_LO, SHINGLE, WINDOW } from '../src/kernels/winnow.ts';
import { NUMBER_WORD, OFFSET_BASIS, PRIME } from '../src/kernels/words.ts';
import {
  ANCHOR_SLOTS,
  FINGERPRINT_COLUMNS,
  FINGERPRINT_STRIDE,
  FLAGS,
  ISSUED_SLOTS,
  OFFSET,
  PRESENTED_SLOTS,
} from '../src/model/fingerprint-layout.ts';
import { ANSWER, CAPABILITIES, INTENTS } from '../src/model/vocabulary.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const LAYOUT = join(ROOT, 'src/wire/assembly/layout.ts');
/** The modules: the entry of each and the file it is compiled to. */
export const MODULES = [
  { entry: 'src/wire/assembly/wire.ts', output: join(ROOT, 'src/wire/wire.wasm') },
  { entry: 'src/wire/assembly/count.ts', output: join(ROOT, 'src/wire/count.wasm') },
] as const;

/** Member names that the scanner knows: their first eight bytes, their last eight when they are longer, and between. */
const KEYS = [
  ...['id', 'time', 'account', 'sub_account', 'api_key', 'session', 'surface', 'model', 'request', 'response'],
  ...['usage', 'client', 'status', 'latency_ms', 'system', 'messages', 'tools', 'temperature', 'max_tokens'],
  ...['max_completion_tokens', 'n', 'logprobs', 'thinking', 'reasoning_effort', 'stream', 'type', 'role'],
  ...['content', 'tool_calls', 'text', 'signature', 'name', 'tool_use_id', 'tool_result', 'stop_reason'],
  ...['refused', 'signatures', 'input_tokens', 'output_tokens', 'cache_read_tokens', 'reasoning_tokens'],
  ...[
    'ip',
    'asn',
    'country',
    'user_agent',
    'ja4',
    'developer',
    'content_filter',
    'source',
    'data',
    'document',
    'search_result',
  ],
];
/** Values that it knows. */
const WORDS = ['user', 'tool', 'function', 'disabled', 'refusal', 'length'];

/** The text of src/wire/assembly/layout.ts. */
export function layoutSource(): string {
  const lines = [
    '/** Written by scripts/write-kernels.ts from the modules that it imports; do not edit. */',
    '',
    `export const STRIDE: usize = ${FINGERPRINT_STRIDE};`,
    ...FINGERPRINT_COLUMNS.map(({ name }) => `export const OFFSET_${name.toUpperCase()}: usize = ${OFFSET[name]};`),
    `export const ANCHOR_SLOTS: i32 = ${ANCHOR_SLOTS};`,
    `export const ISSUED_SLOTS: i32 = ${ISSUED_SLOTS};`,
    `export const PRESENTED_SLOTS: i32 = ${PRESENTED_SLOTS};`,
    ...textConstants(),
    `export const SCORED_INTENTS: i32 = ${SCORED_INTENTS.length};`,
    `export const SCORED_CAPABILITIES: i32 = ${SCORED_CAPABILITIES.length};`,
    `export const STEP_CELLS: f64 = ${STEP_CELLS};`,
    `export const STEPS_TO: f64 = ${STEPS_TO};`,
    ...countConstants(),
    ...Object.entries(FLAGS).map(([name, bit]) => `export const FLAG_${shout(name)}: u32 = ${bit};`),
    ...KEYS.flatMap((name) => keyConstants(name)),
    ...WORDS.map((word) => `export const WORD_${word.toUpperCase()}: u64 = ${eightBytes(word)};`),
  ];
  return `${lines.join('\n')}\n`;
}

/** Bounds, roles, classes and hash constants of the loops over text, which exist in TypeScript as well. */
function textConstants(): string[] {
  const groups: readonly (readonly [type: string, numbers: Readonly<Record<string, number>>])[] = [
    ['u32', { NUMBER_WORD, OFFSET_BASIS, PRIME, BASE_LO, BASE_HI, SECOND_PLACE, DIGEST_FIELD }],
    ['u32', prefixed('FOLD', { WORD, SINGLE, UNSEEN, PAIRS, PAGE_UNITS, PAGES_AT })],
    ['u32', { TEXT_HASH_C1: C1, TEXT_HASH_C2: C2 >>> 0, TEXT_HASH_C3: C3, TEXT_HASH_C4: C4 >>> 0 }],
    ['i32', { SHINGLE, WINDOW, SKELETON_ENDS, HEAD_WORDS }],
    ['i32', { MAX_MESSAGES: LIMITS.messages, ID_CHARS: LIMITS.idChars, UNKNOWN_OF_RECORD }],
    ['u32', prefixed('ROLE', ROLE)],
    ['i32', pick(terms, 'BLOCK_WORDS', 'SYSTEM_WORDS', 'LAST_USER_WORDS', 'EARLIER_WORDS')],
    ['i32', pick(terms, 'EARLIER_REGIONS', 'ENCLOSED_WORDS', 'ENCLOSED_REGIONS', 'MAX_SPANS', 'MAX_HITS')],
    ['i32', pick(shape, 'SLICES', 'SLICE_CHARS', 'SCRIPT_STRIDE', 'TRACE_CHARS')],
    ['i32', { CELL, CELL_ALPHANUMERICS, RUN_CELLS }],
    ['i32', pick(plain, 'RUN_CHARS', 'LAYERS', 'UNREADABLE_ONE_IN', 'WORDLIKE_ONE_IN')],
    ['u32', { RUN_NO_VALUE: plain.NO_VALUE }],
    ['u32', prefixed('CLASS', pick(shape, 'OTHER', 'DIGIT', 'SPACE', 'NEWLINE', 'CODE'))],
    ['u32', prefixed('CLASS', pick(shape, 'STOP', 'LESS', 'BACKSLASH'))],
    ['i32', pick(segments, 'RARE_SLOTS', 'ENCLOSED_SLOTS', 'RARE_ENCLOSED_SLOTS')],
    ['i32', { RUN_CLASSES: segments.POPULARITY_CLASSES, OUTLINES_A_BLOCK }],
    ['u64', { RUN_PLACES_BITS: Math.log2(segments.PLACES) }],
    ['u32', { OUTLINE_FROM, LATELY: RECENT_SLOTS }],
  ];
  return groups.flatMap(([type, numbers]) =>
    Object.entries(numbers).map(([name, value]) => `export const ${name}: ${type} = ${value};`),
  );
}

function pick<K extends string>(from: Readonly<Record<K, number>>, ...names: readonly K[]): Record<K, number> {
  return Object.fromEntries(names.map((name) => [name, from[name]])) as Record<K, number>;
}

function prefixed(prefix: string, numbers: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(numbers).map(([name, value]) => [`${prefix}_${name.toUpperCase()}`, value]));
}

/** Where the count's rows have what is counted, and where it is added up. */
function countConstants(): string[] {
  const sizes = { stride: STRIDE, ...AT };
  const numbers: readonly (readonly [string, string, number])[] = [
    ...Object.entries(sizes).map(([name, value]) => [name, 'usize', value] as const),
    ...Object.entries(SUMMAND).map(([name, value]) => [`at_${name}`, 'usize', value] as const),
    ['summands', 'usize', SUMMANDS],
    ['intent_count', 'usize', INTENTS.length],
    ['answer', 'usize', ANSWER],
    ['capability_count', 'usize', CAPABILITIES.length],
    ['summed', 'u32', SUMMED_IN_31_BITS],
    ['most_tokens', 'u32', MOST_TOKENS],
    ['trace', 'u32', TRACE],
    ['log_steps', 'f64', LOG_STEPS],
    ['square_steps', 'f64', SQUARE_STEPS],
  ];
  return numbers.map(([name, type, value]) => `export const COUNT_${shout(name)}: ${type} = ${value};`);
}

function shout(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

function keyConstants(name: string): string[] {
  const upper = name.toUpperCase();
  const lines = [`export const KEY_${upper}: u64 = ${eightBytes(name)};`];
  if (name.length > 16) lines.push(`export const MID_${upper}: u64 = ${eightBytes(name.slice(8))};`);
  if (name.length > 8) lines.push(`export const END_${upper}: u64 = ${eightBytes(name.slice(-8))};`);
  return lines;
}

/** The first eight bytes as a little-endian number. */
function eightBytes(text: string): string {
  const bytes = Buffer.alloc(8);
  bytes.write(text.slice(0, 8), 'latin1');
  return `0x${bytes.readBigUInt64LE().toString(16)}`;
}

/** Compiles the sources as they are on disk, with `layout` for src/wire/assembly/layout.ts. */
export async function compileKernels(entry: string, layout: string): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'stillwatch-kernels-'));
  const output = join(folder, 'wire.wasm');
  try {
    const { error, stderr } = await asc.main(
      [
        entry,
        ...['--outFile', output, '--baseDir', ROOT],
        // With the functions' names, so that a profile can be read: 5 KB.
        ...['--runtime', 'stub', '--use', 'abort=', '--noAssert', '--debug'],
        ...['-O3', '--converge', '--enable', 'simd'],
        '--importMemory',
      ],
      {
        readFile: (name: string, baseDir: string) => {
          const path = join(baseDir, name);
          if (path === LAYOUT) return layout;
          try {
            return readFileSync(path, 'utf8');
          } catch {
            return null;
          }
        },
      },
    );
    if (error) throw new Error(`${error.message}\n${stderr.toString()}`);
    return readFileSync(output);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const layout = layoutSource();
  writeFileSync(LAYOUT, layout);
  for (const { entry, output } of MODULES) {
    const wasm = await compileKernels(entry, layout);
    writeFileSync(output, wasm);
    process.stdout.write(`${output}: ${wasm.length} bytes of WebAssembly\n`);
  }
}
