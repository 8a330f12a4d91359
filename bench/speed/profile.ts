/** Where a worker's time goes: a CPU profile of one thread that reads blocks of a log, its functions grouped by purpose. */
import { openSync, readSync, statSync } from 'node:fs';
import type { Profiler } from 'node:inspector';
import { Session } from 'node:inspector/promises';
import { join } from 'node:path';
import { fileRanges } from '../../src/ingest/ranges.ts';
import { BlockReader } from '../../src/pipeline/block-reader.ts';

const BLOCKS = 24;
const INTERVAL_US = 1000;

/** Purposes by what stands in a function's name or file; the first that fits. */
const PURPOSES: readonly (readonly [string, RegExp])[] = [
  ['JSON: strings, members, numbers', /assembly\/(scan|exchange|tools)|text\/lengthOf/],
  ['words, shingles, anchors', /assembly\/words|pieces\/compute/],
  ['classifier: terms and probabilities', /assembly\/terms|row\/probability/],
  ['hashes of texts and ids', /pieces\/feed|assembly\/hash|row\/(feed|identities|hash|put)/],
  [
    'texts that came before: look-up, recall, keeping',
    /pieces\/(readPiece|keep|recall|memoSlot)|text\/(byteHash|sameBytes)/,
  ],
  ['shape', /assembly\/shape/],
  ['skeleton', /assembly\/skeleton/],
  ['choosing anchors of the block', /assembly\/mining/],
  ['outlines', /outline|splitWords|mining\.ts|RegExp/i],
  ['names and keyed hashes', /assembly\/intern|Hmac|name-book|identity\.ts|crypto/],
  ['escapes, the rest of a row', /assembly\//],
  ['reading the file', /^read |^readSync /],
  ['garbage collection', /garbage/],
];

export interface ProfileFigures {
  /** MB of log a second of one thread. */
  readonly mb: number;
  /** Shares of the time by purpose, 0..1, the largest first. */
  readonly shares: readonly { readonly purpose: string; readonly share: number }[];
}

/** Profiles a reader that is warm: the first blocks are left out. */
export async function profileReader(log: string): Promise<ProfileFigures> {
  const file = join(log, 'exchanges.ndjson');
  const reader = new BlockReader({ identityKey: new Uint8Array(32), now: Date.UTC(2030, 0) });
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: INTERVAL_US });
  let block = 0;
  let bytes = 0;
  let cpu = process.cpuUsage();
  warmCache(file);
  for await (const range of fileRanges(file, {})) {
    if (block++ === 2) {
      await session.post('Profiler.start');
      cpu = process.cpuUsage();
      bytes = 0;
    }
    reader.read(range);
    bytes += range.to - range.from;
    if (block === BLOCKS) break;
  }
  const { user, system } = process.cpuUsage(cpu);
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  return { mb: bytes / (user + system), shares: group(profile) };
}

/** Reads the file once, so that a disk is not what is profiled. */
function warmCache(file: string): void {
  const descriptor = openSync(file, 'r');
  const buffer = Buffer.alloc(1 << 24);
  const most = Math.min(statSync(file).size, BLOCKS * buffer.length);
  for (let at = 0; at < most; at += buffer.length) readSync(descriptor, buffer, 0, buffer.length, at);
}

function group(profile: Profiler.Profile): ProfileFigures['shares'] {
  const names = new Map(
    profile.nodes.map(({ id, callFrame }) => [
      id,
      `${callFrame.functionName} ${callFrame.url.split('/').slice(-2).join('/')}`,
    ]),
  );
  const spent = new Map<string, number>();
  let all = 0;
  profile.samples?.forEach((id, i) => {
    const name = names.get(id) ?? '';
    if (/^\((idle|program|root)\)/.test(name)) return;
    const purpose = PURPOSES.find(([, pattern]) => pattern.test(name))?.[0] ?? 'other';
    const time = profile.timeDeltas?.[i] ?? 0;
    spent.set(purpose, (spent.get(purpose) ?? 0) + time);
    all += time;
  });
  return [...spent].map(([purpose, time]) => ({ purpose, share: time / all })).sort((a, b) => b.share - a.share);
}
