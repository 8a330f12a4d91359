/**
 * The steps that offline and live backups share: writing the encrypted key, and the manifest that makes a backup complete.
 */
import { writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, type Result } from '../../base/problem.ts';
import { VERSION } from '../../base/version.ts';
import type { StoreCounts } from '../../store/directory/store-export.ts';
import { BACKUP_FORMAT, hashFiles, MANIFEST_FILE, type Manifest, SEALED_KEY_FILE } from './manifest.ts';
import { keyCheck, sealKey } from './sealed-key.ts';

export interface DraftKey {
  readonly bytes: Uint8Array;
  /** If undefined, the key is left out. */
  readonly passphrase: string | undefined;
}

/** Writes the key encrypted with its passphrase, if there is one. Problem code: `passphrase_short`. */
export async function writeSealedKey(draft: string, { bytes, passphrase }: DraftKey): Promise<Result<undefined>> {
  if (passphrase === undefined) return ok(undefined);
  const sealed = await sealKey(bytes, passphrase);
  if (!sealed.ok) return sealed;
  writeFileSync(join(draft, SEALED_KEY_FILE), sealed.value, { mode: 0o600 });
  return ok(undefined);
}

/**
 * Makes all files of a draft durable and writes its manifest.
 * @param created time of the snapshot, ms since the epoch
 */
export async function finishDraft(draft: string, counts: StoreCounts, key: DraftKey, created: number): Promise<Manifest> {
  const files = await hashFiles(draft);
  for (const file of files) await syncFile(join(draft, file.path));
  const manifest: Manifest = {
    format: BACKUP_FORMAT,
    created: new Date(created).toISOString(),
    version: VERSION,
    schemas: counts.schemas,
    exchange_tables: counts.exchangeTables,
    record_tables: counts.recordTables,
    audit: counts.audit,
    key: { state: key.passphrase === undefined ? 'left_out' : 'sealed', check: keyCheck(key.bytes) },
    files,
  };
  writeFileSync(join(draft, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
  await syncFile(join(draft, MANIFEST_FILE));
  return manifest;
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
