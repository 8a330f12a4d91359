import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { emptyFingerprint } from '../../model/fingerprint-layout.ts';
import { type DataDirectory, openDataDirectory } from './data-directory.ts';
import { currentProcess } from './process-identity.ts';

/** Each test opens both engines; up to 65 s on a very busy machine. */
const TEST_TIMEOUT = 240_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

let root: string;
let before: string | undefined;

beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'directory-test-')));
});
afterAll(() => {
  rmSync(root, { recursive: true });
});
beforeEach(() => {
  before = process.env.STILLWATCH_TMPDIR;
  process.env.STILLWATCH_TMPDIR = join(root, 'tmp');
  rmSync(join(root, 'tmp'), { recursive: true, force: true });
  mkdirSync(join(root, 'tmp'));
});
afterEach(() => {
  if (before === undefined) delete process.env.STILLWATCH_TMPDIR;
  else process.env.STILLWATCH_TMPDIR = before;
});

async function open(path?: string): Promise<DataDirectory> {
  const opened = await openDataDirectory(path === undefined ? {} : { path });
  if (!opened.ok) throw new Error(`${opened.problem.code}: ${opened.problem.message}`);
  return opened.value;
}

async function refusal(path: string): Promise<string> {
  const opened = await openDataDirectory({ path });
  if (opened.ok) await opened.value.close();
  return opened.ok ? 'opened' : opened.problem.code;
}

/** Runs a module in a Node of its own, as the command line does. */
function inAnotherProcess(script: string, ...args: string[]): string {
  const options = { encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } } as const;
  const run = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script, ...args], options);
  if (run.status !== 0) throw new Error(run.stderr);
  return run.stdout.trim();
}

describe('a temporary data directory', () => {
  it('works and leaves nothing behind', async () => {
    const data = await open();
    expect(data.temporary).toBe(true);
    expect(data.path.startsWith(join(root, 'tmp'))).toBe(true);
    expect(statSync(data.path).mode & 0o077).toBe(0);
    await data.exchanges.insert(emptyFingerprint(), 1);
    await data.records.upsertReleases([{ model: 'm', released: 1 }]);
    expect([await data.exchanges.count(), await data.records.releases()]).toEqual([1, [{ model: 'm', released: 1 }]]);
    await Promise.all([data.close(), data.close()]);
    expect(readdirSync(join(root, 'tmp'))).toEqual([]);
  });

  it('closes at once while its record store is still being made, and leaves nothing behind', async () => {
    const data = await open();
    const waiting = data.records.accountCount();
    const outcome = expect(waiting).rejects.toMatchObject({ problem: { code: 'store_closed' } });
    await data.close();
    await outcome;
    expect(readdirSync(join(root, 'tmp'))).toEqual([]);
  });

  it('has a key of its own each time', async () => {
    const keys = [];
    for (let i = 0; i < 2; i++) {
      const data = await open();
      keys.push(Buffer.from(data.identityKey).toString('hex'));
      await data.close();
    }
    expect(keys[0]).toHaveLength(64);
    expect(keys[0]).not.toBe(keys[1]);
  });

  it('tells its key before its stores are open', async () => {
    const told: Uint8Array[] = [];
    let open = false;
    const opened = await openDataDirectory({
      onKey: (key) => {
        expect(open).toBe(false);
        told.push(key);
      },
    });
    open = true;
    if (!opened.ok) throw new Error(opened.problem.message);
    expect(told).toEqual([opened.value.identityKey]);
    await opened.value.close();
  });

  it('is swept by the next start when its process died, while foreign and living ones stay', async () => {
    const leave = (name: string, holder: object | null): void => {
      mkdirSync(join(root, 'tmp', name, 'chdb'), { recursive: true });
      if (holder !== null) writeFileSync(join(root, 'tmp', name, 'lock'), JSON.stringify(holder));
    };
    const self = { ...currentProcess(), token: 't', since: '' };
    leave('stillwatch-scratch-dead', { ...self, pid: 999_999_999 });
    leave('stillwatch-scratch-alive', self);
    leave('stillwatch-scratch-starting', null);
    leave('something-else', { ...self, pid: 999_999_999 });
    const data = await open();
    await data.close();
    expect(readdirSync(join(root, 'tmp')).sort()).toEqual([
      'something-else',
      'stillwatch-scratch-alive',
      'stillwatch-scratch-starting',
    ]);
  });
});

describe('a named data directory', () => {
  it('keeps its rows and its key, the key for this user only', async () => {
    const path = join(root, 'a', 'kept');
    const first = await open(path);
    await first.exchanges.insert(emptyFingerprint(), 1);
    await first.records.saveSetting('x', 1);
    await first.close();
    expect(readdirSync(path).sort()).toEqual(['chdb', 'identity.key', 'pglite', 'spool', 'version.json']);
    expect(statSync(join(path, 'identity.key')).mode & 0o777).toBe(0o600);

    const second = await open(path);
    expect(second.temporary).toBe(false);
    expect(second.identityKey).toEqual(first.identityKey);
    expect(await second.exchanges.count()).toBe(1);
    expect(await second.records.setting('x')).toBe(1);

    // Twice in one process, and from another one.
    expect(await refusal(path)).toBe('data_directory_locked');
    const script = `
      import { pathToFileURL } from 'node:url';
      const { openDataDirectory } = await import(pathToFileURL(process.argv[1]).href);
      console.log(JSON.stringify(await openDataDirectory({ path: process.argv[2] })));`;
    const answer = inAnotherProcess(script, join(import.meta.dirname, 'data-directory.ts'), path);
    expect(JSON.parse(answer)).toMatchObject({
      ok: false,
      problem: { code: 'data_directory_locked', message: expect.stringContaining(`process ${process.pid} `) },
    });
    // The refused process has not taken the lock away.
    expect(await refusal(path)).toBe('data_directory_locked');
    await second.close();
  });

  it('is refused, and left unlocked, when its schema, layout or key is not ours to use', async () => {
    const path = join(root, 'refused');
    const data = await open(path);
    await data.exchanges.rows("INSERT INTO migrations SELECT 99, 'later', 0 SETTINGS max_threads = 1");
    await data.close();
    expect(await refusal(path)).toBe('store_schema_newer');
    expect(existsSync(join(path, 'lock'))).toBe(false);

    const key = readFileSync(join(path, 'identity.key'));
    writeFileSync(join(path, 'identity.key'), key.subarray(1));
    expect(await refusal(path)).toBe('identity_key_damaged');
    rmSync(join(path, 'identity.key'));
    expect(await refusal(path)).toBe('identity_key_missing');
    writeFileSync(join(path, 'version.json'), '{"format":2,"created":""}');
    expect(await refusal(path)).toBe('data_directory_newer');
    writeFileSync(join(path, 'version.json'), '');
    expect(await refusal(path)).toBe('data_directory_damaged');
    expect(existsSync(join(path, 'lock'))).toBe(false);
  });

  it('is refused with a key other than that of its hashes', async () => {
    const path = join(root, 'other-key');
    const data = await open(path);
    await data.database();
    await data.close();
    const file = join(path, 'identity.key');
    const kept = readFileSync(file);
    writeFileSync(file, Buffer.alloc(32, 7));
    expect(await refusal(path)).toBe('identity_key_mismatch');
    writeFileSync(file, kept);
    expect(await refusal(path)).toBe('opened');
  });

  it('is refused, and untouched, when it cannot be one', async () => {
    const full = join(root, 'full');
    mkdirSync(full);
    writeFileSync(join(full, 'thesis.txt'), 'mine');
    expect(await refusal(full)).toBe('data_directory_foreign');
    expect(readdirSync(full)).toEqual(['thesis.txt']);
    expect(await refusal(join(full, 'thesis.txt'))).toBe('data_directory_unusable');
    expect(await refusal(join(root, 'what?'))).toBe('data_directory_name');
  });

  it('is refused where nothing can be written, for root too', async () => {
    // A path below a file: no user can make a directory there.
    const file = join(root, 'a-file');
    writeFileSync(file, '');
    expect(await refusal(join(file, 'data'))).toBe('data_directory_unusable');
  });
});

it('loads no engine until a directory is opened', () => {
  const script = `
    import { pathToFileURL } from 'node:url';
    await import(pathToFileURL(process.argv[1]).href);
    const shared = process.report.getReport().sharedObjects.join();
    const cached = (await import('node:module')).createRequire(process.argv[1]).cache;
    console.log(/chdb/.test(shared + Object.keys(cached).join()), process.memoryUsage().rss < 250e6);`;
  expect(inAnotherProcess(script, join(import.meta.dirname, 'data-directory.ts'))).toBe('false true');
});
