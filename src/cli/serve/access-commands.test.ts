import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createAccess } from '../../access/access.ts';
import { type DataDirectory, openDataDirectory } from '../../store/directory/data-directory.ts';
import { runProgram } from '../program.ts';
import { createContext } from '../terminal/context.ts';
import { EXIT } from '../terminal/exit-codes.ts';

/** Each test opens a data directory with both engines. */
const TEST_TIMEOUT = 120_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

let root: string;
let data: string;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'access-commands-'));
  data = join(root, 'data');
  await (await open()).close();
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function open(): Promise<DataDirectory> {
  const opened = await openDataDirectory({ path: data });
  if (!opened.ok) throw new Error(opened.problem.message);
  return opened.value;
}

async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const text = { out: '', err: '' };
  const output = (name: 'out' | 'err') => ({
    columns: 100,
    write: (chunk: string) => {
      text[name] += chunk;
    },
  });
  const io = {
    stdin: Readable.from([]),
    stdout: output('out'),
    stderr: output('err'),
    env: {},
    clock: () => Date.parse('2026-03-01T10:00:00Z'),
    monotonic: () => 0,
    onInterrupt: () => () => {},
    onCrash: () => () => {},
    exitNow: () => {},
  };
  const services = {
    version: '9.9.9',
    loadAnalyze: async () => Promise.reject(new Error('not asked for')),
    loadServe: () => Promise.reject(new Error('not here')),
  };
  const code = await runProgram(argv, createContext(io, services));
  return { code, ...text };
}

describe('keys', () => {
  it('are made, used, listed, rotated and revoked, and a token is printed where it is made and nowhere else', async () => {
    const made = await run('keys', 'create', '--data', data, '--label', 'gateway', '--scopes', 'decide,ingest');
    expect(made.code, made.err).toBe(EXIT.ok);
    const token = /swk_\w+/.exec(made.out)?.[0] as string;
    const id = token.split('_')[1] as string;
    expect(made.out).toContain(`key ${id} created: gateway (ingest, decide), until it is revoked`);
    const directory = await open();
    const access = createAccess(await directory.database(), { clock: Date.now });
    expect((await access.ring.prove(token)).ok).toBe(true);
    await access.close();
    await directory.close();

    const rotated = await run('keys', 'rotate', id, '--data', data, '--overlap', '6h', '--json');
    expect(rotated.code, rotated.err).toBe(EXIT.ok);
    const next = JSON.parse(rotated.out);
    expect(next.token).toMatch(/^swk_/);
    const revoked = await run('keys', 'revoke', next.key.id, '--data', data);
    expect(revoked.out).toContain(`key ${next.key.id} (gateway) revoked`);

    const listed = await run('keys', 'list', '--data', data);
    expect(listed.out).toMatch(new RegExp(`${next.key.id} +gateway +ingest decide +never +revoked 2026-03-01`));
    expect(listed.out).toMatch(new RegExp(`${id} .* until 2026-03-01 16:00 UTC`));
    for (const line of listed.out.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
    const json = await run('keys', 'list', '--data', data, '--json');
    expect(JSON.parse(json.out).keys).toHaveLength(2);
    expect(listed.out + json.out).not.toContain('swk_');
  });

  it('that do not exist and directories that are none are problems with an exit code', async () => {
    const unknown = await run('keys', 'revoke', 'nobody', '--data', data, '--json');
    expect(unknown.code).toBe(EXIT.input);
    expect(JSON.parse(unknown.out).error.code).toBe('not_found');
    const absent = await run('keys', 'list', '--data', join(root, 'mistyped'));
    expect(absent.code).toBe(EXIT.environment);
    expect(absent.err).toContain('data_directory_absent');
  });

  it('of a directory that is in use are left to whoever uses it, and the hint says how', async () => {
    const directory = await open();
    const { code, err } = await run('keys', 'list', '--data', data);
    await directory.close();
    expect(code).toBe(EXIT.environment);
    expect(err).toContain('data_directory_locked');
    expect(err).toContain('/v1/keys');
  });
});

describe('audit verify', () => {
  it('prints the head of a whole log, takes it back as proof, and exits with 4 where the log was cut or changed', async () => {
    const whole = await run('audit', 'verify', '--data', data);
    expect(whole.code, whole.err).toBe(EXIT.ok);
    const head = /head (\d+:[0-9a-f]{64})/.exec(whole.out)?.[1] as string;
    const entries = Number(head.split(':')[0]);
    expect(entries).toBeGreaterThanOrEqual(3);
    await run('keys', 'create', '--data', data, '--label', 'later', '--scopes', 'read');
    const later = await run('audit', 'verify', '--data', data, '--head', head, '--json');
    expect(JSON.parse(later.out)).toMatchObject({ entries: entries + 1 });

    const tamper = async (statement: ReturnType<typeof sql>): Promise<void> => {
      const directory = await open();
      const db = await directory.database();
      await sql`ALTER TABLE audit_log DISABLE TRIGGER audit_log_append_only`.execute(db);
      await statement.execute(db);
      await directory.close();
    };
    await tamper(sql`DELETE FROM audit_log WHERE seq >= ${entries}`);
    const shortened = await run('audit', 'verify', '--data', data);
    expect([shortened.code, shortened.err]).toEqual([EXIT.environment, expect.stringContaining('audit_shortened')]);
    const cut = await run('audit', 'verify', '--data', data, '--head', head);
    expect(cut.code).toBe(EXIT.environment);
    expect(cut.err).toContain('audit_head_missing');
    await tamper(sql`UPDATE audit_log SET subject = 'x' WHERE seq = 2`);
    const changed = await run('audit', 'verify', '--data', data, '--json');
    expect(changed.code).toBe(EXIT.environment);
    expect(JSON.parse(changed.out).error).toMatchObject({ code: 'audit_broken', where: 'entry 2' });
  });
});
