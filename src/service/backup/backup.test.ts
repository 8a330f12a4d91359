/** Backup and restore on the real engines: what comes back is the same, or nothing does. */
import { createHash } from 'node:crypto';
import {
  appendFileSync,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { simulate } from '../../../sim/index.ts';
import { analyzed, filesUnder, firstDifference, makeFolder, readFindings } from '../../../test/analysis-run.ts';
import { systemClock } from '../../base/clock.ts';
import { openDataDirectory } from '../../store/directory/data-directory.ts';
import { makeBackup } from './backup.ts';
import type { Manifest } from './manifest.ts';
import { type KeySource, restoreBackup } from './restore.ts';
import { keyCheck, sealKey } from './sealed-key.ts';

/** Each test opens data directories with both engines several times. */
const TEST_TIMEOUT = 180_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

const PASSPHRASE = 'correct horse battery staple';

let root: string;
let data: string;
let records: string[];
let sealed: Manifest;
const at = (name: string): string => join(root, name);

async function backup(out: string, passphrase?: string) {
  return makeBackup({
    data,
    out,
    clock: systemClock,
    ...(passphrase === undefined ? {} : { passphrase }),
  });
}

async function restored(from: string, to: string, key: KeySource): Promise<string> {
  const result = await restoreBackup({ from, data: to, key, clock: systemClock });
  return result.ok ? 'restored' : result.problem.code;
}

beforeAll(async () => {
  root = makeFolder('backup');
  data = at('data');
  const world = await simulate({
    world: 'feb-2026',
    scale: 0.001,
    seed: 2,
    days: 4,
    honest: 0.1,
    out: at('world'),
  });
  records = world.files.filter((file) => /accounts|releases/.test(file));
  await analyzed({
    paths: world.files.filter((file) => !file.includes('truth')),
    out: at('out-first'),
    data,
    workers: 2,
  });
  mkdirSync(join(data, 'journal'));
  writeFileSync(join(data, 'journal', '000001.log'), 'acknowledged');
  const made = await backup(at('sealed'), PASSPHRASE);
  if (!made.ok) throw new Error(JSON.stringify(made.problem));
  sealed = made.value;
}, 180_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('a backup', () => {
  it('has everything of the directory, counted, and the key under its passphrase only', () => {
    expect(sealed.exchange_tables.exchanges).toBeGreaterThan(500);
    expect(sealed.record_tables.accounts).toBeGreaterThan(50);
    expect(sealed.record_tables.runs).toBe(1);
    expect(sealed.files.map((file) => file.path)).toEqual(
      expect.arrayContaining(['files/journal/000001.log', 'identity-key.sealed.json', 'records.tar.gz']),
    );
    const key = readFileSync(join(data, 'identity.key'));
    for (const file of filesUnder(at('sealed'))) {
      const bytes = readFileSync(file);
      expect(bytes.includes(key), file).toBe(false);
      expect(bytes.includes(key.toString('hex')) || bytes.includes(key.toString('base64')), file).toBe(false);
    }
    expect(statSync(at('sealed')).mode & 0o077).toBe(0);
    expect(existsSync(join(data, 'lock'))).toBe(false);
  });

  it('restores to a directory that finds the same', async () => {
    expect(await restored(at('sealed'), at('again'), { kind: 'sealed', passphrase: PASSPHRASE })).toBe('restored');
    expect(readFileSync(join(at('again'), 'identity.key'))).toEqual(readFileSync(join(data, 'identity.key')));
    expect(readFileSync(join(at('again'), 'journal', '000001.log'), 'utf8')).toBe('acknowledged');
    for (const folder of [data, at('again')]) rmSync(join(folder, 'journal'), { recursive: true });
    await analyzed({ paths: records, out: at('out-again'), data: at('again'), workers: 1 });
    await analyzed({ paths: records, out: at('out-kept'), data, workers: 1 });
    expect(firstDifference(readFindings(at('out-again')), readFindings(at('out-kept')))).toBeNull();
    expect(readFindings(at('out-again'))).toContain('"event": "continued"');
  });

  it('without its key asks for it, knows it, and takes a new one only when told to', async () => {
    expect((await backup(at('open'))).ok).toBe(true);
    expect(readdirSync(at('open'))).not.toContain('identity-key.sealed.json');
    expect(await restored(at('open'), at('x'), { kind: 'none' })).toBe('backup_key_needed');
    expect(await restored(at('open'), at('x'), { kind: 'sealed', passphrase: PASSPHRASE })).toBe('backup_key_needed');
    writeFileSync(at('other.key'), Buffer.alloc(32, 1));
    expect(await restored(at('open'), at('x'), { kind: 'file', path: at('other.key') })).toBe('backup_key_wrong');
    expect(existsSync(at('x'))).toBe(false);
    const kept = join(data, 'identity.key');
    expect(await restored(at('open'), at('with-file'), { kind: 'file', path: kept })).toBe('restored');
    expect(await restored(at('open'), at('with-new'), { kind: 'new' })).toBe('restored');
    expect(readFileSync(join(at('with-new'), 'identity.key'))).not.toEqual(readFileSync(kept));
  });

  it('is refused whole when it was forged: links, files of its own, a key that does not fit the data', async () => {
    const key: KeySource = { kind: 'sealed', passphrase: PASSPHRASE };
    const forged = async (name: string, change: (folder: string, manifest: Manifest) => void): Promise<string> => {
      const folder = at(`forged-${name}`);
      cpSync(at('sealed'), folder, { recursive: true });
      const manifest = structuredClone(sealed) as Manifest;
      change(folder, manifest);
      writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
      const result = await restoreBackup({ from: folder, data: at('z'), key, clock: systemClock });
      expect(existsSync(at('z'))).toBe(false);
      return result.ok ? 'restored' : `${result.problem.code}: ${result.problem.message}`;
    };
    /** Puts a file into a backup and its manifest. */
    const add = (folder: string, manifest: Manifest, path: string, bytes: Uint8Array): void => {
      writeFileSync(join(folder, path), bytes);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      manifest.files = [...manifest.files.filter((f) => f.path !== path), { path, bytes: bytes.length, sha256 }];
    };
    const other = Buffer.alloc(32, 7);
    const otherKey = await sealKey(other, PASSPHRASE);
    if (!otherKey.ok) throw new Error(otherKey.problem.message);
    writeFileSync(at('secret'), other);

    expect(await forged('file', (folder, m) => add(folder, m, 'files/identity.key', other))).toContain('no backup has');
    const linked = 'files/journal/secret';
    expect(
      await forged('symbolic', (folder, m) => {
        add(folder, m, linked, other);
        rmSync(join(folder, linked));
        symlinkSync(at('secret'), join(folder, linked));
      }),
    ).toContain('a symbolic link');
    expect(
      await forged('hard', (folder, m) => {
        add(folder, m, linked, other);
        rmSync(join(folder, linked));
        linkSync(at('secret'), join(folder, linked));
      }),
    ).toContain('a hard link');
    expect(
      await forged('size', (_, m) => {
        m.files = m.files.map((file) => ({ ...file, bytes: file.bytes + 1 }));
      }),
    ).toContain('another size');
    expect(
      await forged('key', (folder, m) => {
        add(folder, m, 'identity-key.sealed.json', Buffer.from(otherKey.value));
        m.key.check = keyCheck(other);
      }),
    ).toContain('identity_key_mismatch');
  });

  it('is refused whole when a byte of it is other, missing or too many, or its passphrase is wrong', async () => {
    const key: KeySource = { kind: 'sealed', passphrase: PASSPHRASE };
    expect(await restored(at('sealed'), at('y'), { kind: 'sealed', passphrase: 'wrong passphrase' })).toBe(
      'passphrase_wrong',
    );
    const table = join('exchange-store', 'exchanges.native.zst');
    const harm: Record<string, (folder: string) => void> = {
      changed: (folder) => {
        const bytes = readFileSync(join(folder, table));
        bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] as number) ^ 1;
        writeFileSync(join(folder, table), bytes);
      },
      longer: (folder) => appendFileSync(join(folder, 'records.tar.gz'), 'x'),
      missing: (folder) => rmSync(join(folder, table)),
      unlisted: (folder) => writeFileSync(join(folder, 'files', 'extra'), ''),
      manifest: (folder) => writeFileSync(join(folder, 'manifest.json'), '{"format":1}'),
    };
    for (const [name, spoil] of Object.entries(harm)) {
      cpSync(at('sealed'), at(name), { recursive: true });
      spoil(at(name));
      expect(await restored(at(name), at('y'), key), name).toBe('backup_damaged');
    }
    const text = readFileSync(join(at('sealed'), 'manifest.json'), 'utf8');
    writeFileSync(join(at('manifest'), 'manifest.json'), text.replace('"format": 1', '"format": 2'));
    expect(await restored(at('manifest'), at('y'), key)).toBe('backup_newer');
    writeFileSync(join(at('manifest'), 'manifest.json'), text.replace('files/journal', '../journal'));
    expect(await restored(at('manifest'), at('y'), key)).toBe('backup_damaged');
    rmSync(join(at('manifest'), 'manifest.json'));
    expect(await restored(at('manifest'), at('y'), key)).toBe('backup_absent');
    expect(existsSync(at('y'))).toBe(false);
  });

  it('writes over nothing, and is not made while the directory is in use', async () => {
    const key: KeySource = { kind: 'sealed', passphrase: PASSPHRASE };
    expect(await restored(at('sealed'), data, key)).toBe('backup_target_unusable');
    expect((await backup(at('sealed'), PASSPHRASE)).ok).toBe(false);
    expect(await backup(join(data, 'within'))).toMatchObject({
      ok: false,
      problem: { code: 'backup_target_unusable' },
    });
    expect(await backup(at('short'), 'short')).toMatchObject({ problem: { code: 'passphrase_short' } });
    expect(existsSync(at('short'))).toBe(false);
    const opened = await openDataDirectory({ path: data });
    if (!opened.ok) throw new Error(opened.problem.message);
    expect(await backup(at('meanwhile'))).toMatchObject({ problem: { code: 'data_directory_locked' } });
    await opened.value.close();
    expect(existsSync(at('meanwhile'))).toBe(false);
  });
});
