/**
 * Compiles src/wire/assembly/ to the WebAssembly module that is committed beside it, so that neither an installation nor
 * a build needs the compiler. Writes src/wire/assembly/layout.ts first: what the kernels share with the rest of the code is
 * defined once, in src/model. Run `npm run kernels` after a change; a test compares.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import { SCORED_CAPABILITIES, SCORED_INTENTS } from '../src/fingerprint/classify.ts';
import { STEP_CELLS, STEPS_TO } from '../src/fingerprint/score-steps.ts';
import {
  ANCHOR_SLOTS,
  FINGERPRINT_COLUMNS,
  FINGERPRINT_STRIDE,
  FLAGS,
  ISSUED_SLOTS,
  OFFSET,
  PRESENTED_SLOTS,
} from '../src/model/fingerprint-layout.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const LAYOUT = join(ROOT, 'src/wire/assembly/layout.ts');
const ENTRY = 'src/wire/assembly/wire.ts';
/** The compiled module. */
export const MODULE = 'src/wire/wire.wasm';

/** Member names that the scanner knows: their first eight bytes, their last eight when they are longer, and between. */
const KEYS = [
  ...[
    'id',
    'time',
    'account',
    'sub_account',
    'api_key',
    'session',
    'surface',
    'model',
    'request',
    'response',
  ],
  ...['usage', 'client', 'status', 'latency_ms', 'system', 'messages', 'tools', 'temperature', 'max_tokens'],
  ...['max_completion_tokens', 'n', 'logprobs', 'thinking', 'reasoning_effort', 'stream', 'type', 'role'],
  ...['content', 'tool_calls', 'text', 'signature', 'name', 'tool_use_id', 'tool_result', 'stop_reason'],
  ...['refused', 'signatures', 'input_tokens', 'output_tokens', 'cache_read_tokens', 'reasoning_tokens'],
  ...['ip', 'asn', 'country', 'user_agent', 'ja4', 'developer', 'content_filter'],
];
/** Values that it knows. */
const WORDS = ['user', 'tool', 'function', 'disabled', 'refusal', 'length'];

/** The text of src/wire/assembly/layout.ts. */
export function layoutSource(): string {
  const lines = [
    '/** Written by scripts/write-kernels.ts from src/model/fingerprint-layout.ts; do not edit. */',
    '',
    `export const STRIDE: usize = ${FINGERPRINT_STRIDE};`,
    ...FINGERPRINT_COLUMNS.map(
      ({ name }) => `export const OFFSET_${name.toUpperCase()}: usize = ${OFFSET[name]};`,
    ),
    `export const ANCHOR_SLOTS: i32 = ${ANCHOR_SLOTS};`,
    `export const ISSUED_SLOTS: i32 = ${ISSUED_SLOTS};`,
    `export const PRESENTED_SLOTS: i32 = ${PRESENTED_SLOTS};`,
    `export const SCORED_INTENTS: i32 = ${SCORED_INTENTS.length};`,
    `export const SCORED_CAPABILITIES: i32 = ${SCORED_CAPABILITIES.length};`,
    `export const STEP_CELLS: f64 = ${STEP_CELLS};`,
    `export const STEPS_TO: f64 = ${STEPS_TO};`,
    ...Object.entries(FLAGS).map(([name, bit]) => `export const FLAG_${shout(name)}: u32 = ${bit};`),
    ...KEYS.flatMap((name) => keyConstants(name)),
    ...WORDS.map((word) => `export const WORD_${word.toUpperCase()}: u64 = ${eightBytes(word)};`),
  ];
  return `${lines.join('\n')}\n`;
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
export async function compileKernels(layout: string): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'stillwatch-kernels-'));
  const output = join(folder, 'wire.wasm');
  try {
    const { error, stderr } = await asc.main(
      [
        ENTRY,
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
  const wasm = await compileKernels(layout);
  writeFileSync(join(ROOT, MODULE), wasm);
  process.stdout.write(`${MODULE}: ${wasm.length} bytes of WebAssembly\n`);
}
