/** A change of key on the real engines: who shared a card or an address is still known, and by the new key alone. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { simulate } from '../../../sim/index.ts';
import { analyzed, firstDifference, makeFolder, readFindings } from '../../../test/analysis-run.ts';
import { systemClock } from '../../base/clock.ts';
import { createIdentityHasher } from '../../ingest/identity-hasher.ts';
import { type DataDirectory, openDataDirectory } from '../../store/directory/data-directory.ts';
import { makeBackup } from '../backup/backup.ts';
import { restoreBackup } from '../backup/restore.ts';
import { rekey } from './rekey.ts';

/** Each test converts a data directory. */
const TEST_TIMEOUT = 180_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

let root: string;
let records: string[];
const at = (name: string): string => join(root, name);

async function opened<T>(path: string, use: (data: DataDirectory) => Promise<T>): Promise<T> {
  const result = await openDataDirectory({ path });
  if (!result.ok) throw new Error(result.problem.code);
  try {
    return await use(result.value);
  } finally {
    await result.value.close();
  }
}

/** Every keyed hash of a directory, to see which are equal to which. */
async function hashesOf(path: string) {
  return opened(path, async (data) => {
    const rows = await data.exchanges.rows<Record<string, string>>(
      'SELECT toString(id) AS id, ip, net, user_agent, ja4 FROM exchanges ORDER BY exchanges.id',
    );
    const accounts = [];
    for await (const page of data.records.accounts()) accounts.push(...page);
    return { rows, accounts, key: data.identityKey };
  });
}

/** Values by when they first come: equal for two lists in which the same places are equal. */
function pattern(values: readonly unknown[]): number[] {
  const first = new Map<unknown, number>();
  return values.map((value, i) => {
    if (!first.has(value)) first.set(value, i);
    return first.get(value) as number;
  });
}

beforeAll(async () => {
  root = makeFolder('rekey');
  const world = await simulate({
    world: 'feb-2026',
    scale: 0.001,
    seed: 3,
    days: 4,
    honest: 0.1,
    out: at('world'),
  });
  records = world.files.filter((file) => /accounts|releases/.test(file));
  await analyzed({
    paths: world.files.filter((file) => !file.includes('truth')),
    out: at('out-first'),
    data: at('data'),
    workers: 2,
  });
  const extra = { account: 'known', created: 1, program: 'standard', verification: 'none', status: 'active' };
  writeFileSync(
    at('extra.ndjson'),
    `${JSON.stringify({ ...extra, payment: ['card-1', 'card-2'], email: 'a.person@example.com', signup_ip: '203.0.113.7' })}\n`,
  );
  await analyzed({ paths: [at('extra.ndjson'), ...records], out: at('out-before'), data: at('data') });
}, 180_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('a change of key', () => {
  it('leaves who shares what as it was, under hashes that are all new', async () => {
    const before = await hashesOf(at('data'));
    expect(await rekey({ data: at('data'), clock: systemClock })).toMatchObject({
      ok: true,
      value: { keys: 2, resumed: false },
    });
    const after = await hashesOf(at('data'));
    expect(after.rows.length).toBe(before.rows.length);
    for (const column of ['ip', 'net', 'user_agent', 'ja4']) {
      const [old, now] = [before, after].map(({ rows }) => rows.map((row) => row[column]));
      expect(pattern(now as unknown[]), column).toEqual(pattern(old as unknown[]));
      const kept = (old as string[]).filter((value, i) => value !== '0' && value === (now as string[])[i]);
      expect(kept, column).toEqual([]);
    }
    const cards = [before, after].map(({ accounts }) => accounts.flatMap((account) => account.payment));
    expect(pattern(cards[1] as unknown[])).toEqual(pattern(cards[0] as unknown[]));
    expect((cards[1] as string[]).some((card) => (cards[0] as string[]).includes(card))).toBe(false);
  });

  it('gives new values the hashes that the stored ones have now', async () => {
    const { accounts, key } = await hashesOf(at('data'));
    expect(key.length).toBe(64);
    const hasher = createIdentityHasher(key);
    const known = accounts.find((account) => account.account === 'known');
    expect(known?.payment).toEqual([hasher.hash('payment', 'card-1'), hasher.hash('payment', 'card-2')]);
    expect(known?.email).toBe(hasher.hash('email', 'aperson@example.com'));
    const { ip } = hasher.ip('203.0.113.7') ?? {};
    expect(known?.signupIp).toBe(ip && ip.hi.toString(16).padStart(8, '0') + ip.lo.toString(16).padStart(8, '0'));
    // Neither the old key nor the new one alone gives them.
    for (const half of [key.subarray(0, 32), key.subarray(32)])
      expect(createIdentityHasher(half).hash('payment', 'card-1')).not.toBe(known?.payment[0]);
  });

  it('finds the same, when the log comes again as well', async () => {
    await analyzed({ paths: [at('extra.ndjson'), ...records], out: at('out-after'), data: at('data') });
    expect(firstDifference(withoutHistory('out-after'), withoutHistory('out-before'))).toBeNull();
  });

  it('stopped anywhere is refused until it has been run again, and then is whole', async () => {
    for (const stop of ['next key', 'exchanges', 'records'] as const) {
      const before = await hashesOf(at('data'));
      const stopped = rekey({
        data: at('data'),
        clock: systemClock,
        onStep: (step) => {
          if (step === stop) throw Object.assign(new Error('stopped'), { syscall: 'test' });
        },
      });
      await expect(stopped).rejects.toThrow('stopped');
      await expect(hashesOf(at('data'))).rejects.toThrow('rekey_unfinished');
      expect(await rekey({ data: at('data'), clock: systemClock })).toMatchObject({
        value: { resumed: true },
      });
      const after = await hashesOf(at('data'));
      expect(after.key.length, stop).toBe(before.key.length + 32);
      const known = after.accounts.find((account) => account.account === 'known');
      expect(known?.payment[0], stop).toBe(createIdentityHasher(after.key).hash('payment', 'card-1'));
      expect(pattern(after.rows.map((row) => row.ip))).toEqual(pattern(before.rows.map((row) => row.ip)));
      expect(after.rows.some((row, i) => row.ip !== '0' && row.ip === before.rows[i]?.ip)).toBe(false);
    }
    expect(readdirSync(at('data'))).not.toContain('identity.key.next');
  });

  it('is made on a directory that was closed while it was being made', async () => {
    const result = await openDataDirectory({ path: at('fresh') });
    if (!result.ok) throw new Error(result.problem.code);
    await result.value.close();
    expect(await rekey({ data: at('fresh'), clock: systemClock })).toMatchObject({ value: { keys: 2 } });
    expect((await hashesOf(at('fresh'))).key.length).toBe(64);
  });

  it('goes into a backup with all its keys', async () => {
    const made = await makeBackup({
      data: at('data'),
      out: at('backup'),
      passphrase: 'correct horse battery',
      clock: systemClock,
    });
    expect(made.ok).toBe(true);
    const key = { kind: 'sealed', passphrase: 'correct horse battery' } as const;
    expect((await restoreBackup({ from: at('backup'), data: at('again'), key, clock: systemClock })).ok).toBe(true);
    expect(readFileSync(join(at('again'), 'identity.key'))).toEqual(readFileSync(join(at('data'), 'identity.key')));
  });

  it('waits for a journal that is not empty', async () => {
    mkdirSync(join(at('data'), 'journal'));
    writeFileSync(join(at('data'), 'journal', 'position'), '');
    writeFileSync(join(at('data'), 'journal', '00000001'), 'x');
    expect(await rekey({ data: at('data'), clock: systemClock })).toMatchObject({
      problem: { code: 'journal_not_empty' },
    });
    expect(existsSync(join(at('data'), 'identity.key.next'))).toBe(false);
    rmSync(join(at('data'), 'journal', '00000001'));
    expect((await rekey({ data: at('data'), clock: systemClock })).ok).toBe(true);
  });
});

/** What the run before found changes the history of a campaign, and nothing else. */
function withoutHistory(out: string): string {
  return readFindings(at(out)).replace(/"history": \{[^}]*\}/g, '');
}
