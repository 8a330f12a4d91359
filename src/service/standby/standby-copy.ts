/**
 * The standby copy: what a node needs to answer gateways when it starts without PostgreSQL, in one file of its data directory. It has
 * the keys that the node confirmed, as hashes and with gateway scopes only, the decisions in force and the active policy. The layout is
 * in docs/formats/data-directory.md. Leaves out when it is written (standby.ts).
 */
import { createHash } from 'node:crypto';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeyCopy } from '../../access/key-cache.ts';
import type { IndexCopy } from '../decisions/decision-index.ts';

export interface StandbyCopy {
  /** ms since the epoch: when it was written. */
  readonly saved: number;
  readonly keys: readonly KeyCopy[];
  /** Document of the active policy. */
  readonly policy: object;
  readonly index: IndexCopy;
}

/** What a copy belongs to; one of another tenant or identity key is not used. */
export interface StandbyOwner {
  readonly tenant: string;
  /** Check value of the identity key. */
  readonly keyCheck: string;
}

export const STANDBY_FILE = 'standby.ndjson';
const FORMAT = 'stillwatch-standby-1';
/** Largest file that is read, bytes; a copy that would be larger is not written. */
const MOST_BYTES = 512 * 1024 * 1024;
/** Lines hashed and written at once. */
const BATCH = 2_000;

/**
 * Writes the copy in the place of the last one: complete and durable, or not at all.
 * @returns false if it would be too large; the last one is removed then
 */
export async function writeStandbyCopy(directory: string, owner: StandbyOwner, copy: StandbyCopy): Promise<boolean> {
  const path = join(directory, STANDBY_FILE);
  const draft = `${path}.new`;
  const file = await open(draft, 'w', 0o600);
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for (const text of batches(owner, copy)) {
      hash.update(text);
      bytes += Buffer.byteLength(text);
      if (bytes > MOST_BYTES) break;
      await file.writeFile(text);
    }
    await file.writeFile(`${JSON.stringify({ sha256: hash.digest('hex') })}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  if (bytes > MOST_BYTES) {
    await rm(draft, { force: true });
    await rm(path, { force: true });
    return false;
  }
  await rename(draft, path);
  return true;
}

/** Reads the copy; null if there is none, if it is damaged, or if it belongs to another tenant or identity key. */
export async function readStandbyCopy(directory: string, owner: StandbyOwner): Promise<StandbyCopy | null> {
  const path = join(directory, STANDBY_FILE);
  let text: string;
  try {
    if ((await stat(path)).size > MOST_BYTES) return null;
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const lastLine = text.lastIndexOf('\n', text.length - 2) + 1;
  const content = text.slice(0, lastLine);
  const sha256 = createHash('sha256').update(content).digest('hex');
  if (lastLine === 0 || text.slice(lastLine) !== `${JSON.stringify({ sha256 })}\n`) return null;
  // We wrote it, and its checksum is right.
  const [head, ...lines] = content.split('\n').filter(Boolean);
  const { format, tenant, key_check: keyCheck, saved, policy, cursor, floor } = JSON.parse(head as string);
  if (format !== FORMAT || tenant !== owner.tenant || keyCheck !== owner.keyCheck) return null;
  const parts = { key: [] as never[], unit: [] as never[], campaign: [] as never[], grants: [] as never[] };
  for (const line of lines) {
    const [kind, value] = JSON.parse(line) as [keyof typeof parts, never];
    parts[kind].push(value);
  }
  const { key, unit, campaign, grants } = parts;
  return { saved, keys: key, policy, index: { cursor, floor, units: unit, campaigns: campaign, grants } };
}

/** The lines of a copy but for the last, in texts of some thousand lines. */
function* batches(owner: StandbyOwner, { saved, keys, policy, index }: StandbyCopy): Generator<string> {
  const { cursor, floor, units, campaigns, grants } = index;
  const { tenant, keyCheck } = owner;
  yield `${JSON.stringify({ format: FORMAT, tenant, key_check: keyCheck, saved, policy, cursor, floor })}\n`;
  for (const [kind, values] of Object.entries({ key: keys, unit: units, campaign: campaigns, grants })) {
    for (let at = 0; at < values.length; at += BATCH) {
      yield values
        .slice(at, at + BATCH)
        .map((value) => `${JSON.stringify([kind, value])}\n`)
        .join('');
    }
  }
}
