/** Ids that were stored before they were hashed: they are counted, and the procedure of docs/how-to/operate.md gets rid of them. */
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createIdentityHasher } from '../src/ingest/identity-hasher.ts';
import { countPersonalNames } from '../src/service/operations/stored-names.ts';
import { drained, exchange, type IntakeServer, KEY, ndjson, startIntakeServer } from './intake-server.ts';

/** Makes two data directories. */
const TEST_TIMEOUT = 240_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

const PERSONAL = ['lena.stein@mail.example', '198.51.100.77', '+49 1512 9473806', '2001:db8::77', '(555) 010-9999'];
const OTHERS = ['org-1', '20240620', 'claude@20240620', 'a.b.c', 'v1.2.3', 'team 7 (new)', '[x]'];
const RECORDS = [...PERSONAL, ...OTHERS].flatMap((id, n) => [
  exchange(`a-${n}`, { account: id }),
  exchange(`s-${n}`, { account: 'router', sub_account: id }),
  { account: id, created: '2026-01-01T00:00:00Z', program: 'standard' },
]);

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'stillwatch-before-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A directory that has taken the records in. */
async function filled(path: string, hashIdentifiers: boolean): Promise<{ server: IntakeServer; personal: number }> {
  const server = await startIntakeServer({ drainInterval: 50, hashIdentifiers }, () => ({}), path);
  const headers = { ...KEY, 'content-type': 'application/x-ndjson' };
  const sent = await server.app.inject({ method: 'POST', url: '/v1/exchanges', headers, payload: ndjson(RECORDS) });
  expect(sent.json()).toMatchObject({ accepted: RECORDS.length, rejected: 0 });
  await drained(server.intake);
  return { server, personal: await countPersonalNames(server.directory.exchanges) };
}

/** Files of a directory in which one of the personal ids stands. */
function filesWith(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((file) => {
    const path = join(directory, file);
    return statSync(path).isFile() && PERSONAL.some((id) => readFileSync(path).includes(id));
  });
}

it('are counted where they are stored, and a new directory with the old key has none and the same hashes as new traffic', async () => {
  const old = await filled(join(root, 'old'), false);
  expect(old.personal).toBe(2 * PERSONAL.length);
  const { identityKey } = old.server.directory;
  await old.server.close();
  expect(filesWith(join(root, 'old'))).not.toEqual([]);

  mkdirSync(join(root, 'new'), { mode: 0o700 });
  copyFileSync(join(root, 'old', 'identity.key'), join(root, 'new', 'identity.key'));
  const moved = await filled(join(root, 'new'), true);
  expect(moved.personal).toBe(0);
  const rows = await moved.server.directory.exchanges.rows<{ account: string }>(
    "SELECT DISTINCT account FROM names FINAL WHERE kind = 'unit'",
  );
  const hasher = createIdentityHasher(identityKey);
  const expected = [...PERSONAL.map((id) => hasher.pseudonym(id).id), ...OTHERS, 'router'];
  expect(rows.map(({ account }) => account).sort()).toEqual(expected.sort());
  await moved.server.close();
  expect(filesWith(join(root, 'new'))).toEqual([]);
});
