import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readStandbyCopy, STANDBY_FILE, type StandbyCopy, writeStandbyCopy } from './standby-copy.ts';

const OWNER = { tenant: 'default', keyCheck: 'c0ffee' };
const ROW = {
  id: 'k1',
  tenant: 'default',
  label: 'gateway',
  scopes: 'ingest',
  secret_hash: 'f00',
  created: 1,
  created_by: 'system',
  expires: null,
  last_used: null,
  revoked: null,
  replaced_by: null,
};
const COPY: StandbyCopy = {
  saved: 1_800_000_000_000,
  keys: [{ row: ROW, confirmed: 1_799_999_999_000 }],
  policy: { version: 'default-2' },
  index: {
    cursor: 7_000,
    floor: 3,
    units: Array.from({ length: 5_000 }, (_, k) => ({
      account: `account "${k}"\u2028`,
      sub_account: null,
      seq: k + 1,
      until: 9,
      items: '[]',
    })),
    campaigns: [],
    grants: [['acme', []]],
  },
};

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'standby-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

it('is read as it was written, by its owner alone', async () => {
  const path = folder();
  expect(await readStandbyCopy(path, OWNER)).toBeNull();
  expect(await writeStandbyCopy(path, OWNER, COPY)).toBe(true);
  expect(await readStandbyCopy(path, OWNER)).toEqual(COPY);
  expect(statSync(join(path, STANDBY_FILE)).mode & 0o777).toBe(0o600);
  expect(await readStandbyCopy(path, { ...OWNER, tenant: 'other' })).toBeNull();
  expect(await readStandbyCopy(path, { ...OWNER, keyCheck: 'bad' })).toBeNull();
});

it('is not used when a byte of it changed or its end is missing', async () => {
  const path = folder();
  await writeStandbyCopy(path, OWNER, COPY);
  const file = join(path, STANDBY_FILE);
  const text = readFileSync(file, 'utf8');
  for (const damaged of [
    text.replace('"ingest"', '"decide"'),
    text.slice(0, -20),
    text.slice(0, text.length / 2),
    '',
    '\n',
  ]) {
    writeFileSync(file, damaged);
    expect(await readStandbyCopy(path, OWNER)).toBeNull();
  }
});
