/** The anchor of the audit log on a PostgreSQL server: several nodes, each with a data directory of its own, on one log. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Access, createAccess } from '../src/access/access.ts';
import type { AuditHead } from '../src/access/audit-chain.ts';
import { runProgram } from '../src/cli/program.ts';
import { createContext } from '../src/cli/terminal/context.ts';
import { claimDirectory } from '../src/store/directory/data-directory.ts';
import { openPostgresRecords, type PostgresRecords } from '../src/store/servers/postgres-records.ts';
import { somebody } from './access-world.ts';
import { NO_POSTGRES, type PostgresDatabase, postgresIsThere, startPostgres } from './postgres/start.ts';

if (!postgresIsThere()) it.skip(`the anchor on a PostgreSQL server: ${NO_POSTGRES}`);

interface Node {
  readonly directory: string;
  readonly access: Access;
  readonly missing: AuditHead[];
  readonly errors: unknown[];
  head(): string;
  close(): Promise<void>;
}

describe.runIf(postgresIsThere())('the anchor on a PostgreSQL server', () => {
  let postgres: PostgresDatabase;
  let root: string;
  const nodes: Node[] = [];
  const clock = () => Date.UTC(2026, 2, 1);

  const startNode = async (name: string): Promise<Node> => {
    const directory = join(root, name);
    const claimed = await claimDirectory({ path: directory, clock });
    const opened = await openPostgresRecords(postgres.url);
    if (!claimed.ok || !opened.ok) throw new Error('the node could not be started');
    claimed.value.complete();
    const records: PostgresRecords = opened.value;
    const missing: AuditHead[] = [];
    const errors: unknown[] = [];
    const access = createAccess(records.database, {
      clock,
      anchor: {
        directory,
        every: 50,
        onMissing: (head) => missing.push(head),
        onError: (error) => errors.push(error),
      },
    });
    const node: Node = {
      directory,
      access,
      missing,
      errors,
      head: () => readFileSync(join(directory, 'audit.head'), 'utf8').trim(),
      async close() {
        await access.close();
        await records.database.destroy();
        await claimed.value.release();
      },
    };
    nodes.push(node);
    return node;
  };
  const write = (node: Node | undefined, subject: string) =>
    node?.access.audit.record({ actor: 'system', action: 'thing.changed', subject });
  const verify = async (node: Node | undefined, env: Record<string, string> = {}) => {
    let out = '';
    const output = {
      columns: 200,
      write: (chunk: string) => {
        out += chunk;
      },
    };
    const io = {
      stdin: Readable.from([]),
      stdout: output,
      stderr: { columns: 200, write: () => {} },
      env: { STILLWATCH_POSTGRES_URL: postgres.url, ...env },
      clock,
      monotonic: clock,
      onInterrupt: () => () => {},
      onCrash: () => () => {},
      exitNow: () => {},
    };
    const none = () => Promise.reject(new Error('not asked for'));
    const context = createContext(io, { version: '9.9.9', loadAnalyze: none, loadServe: none });
    const code = await runProgram(['audit', 'verify', '--data', node?.directory ?? '', '--json'], context);
    return { code, answer: JSON.parse(out) };
  };

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'anchor-test-'));
    postgres = await startPostgres();
    await startNode('a');
    await startNode('b');
  }, 60_000);
  afterAll(async () => {
    await Promise.all(nodes.map((node) => node.close()));
    await postgres.stop();
    rmSync(root, { recursive: true, force: true });
  });

  it('follows the entries of all nodes, and none of them raises an alarm', async () => {
    await Promise.all(Array.from({ length: 120 }, (_, k) => write(nodes[k % 2], `t${k}`)));
    const { hash } = await (nodes[0] as Node).access.audit.head();
    for (const node of nodes) {
      await expect.poll(() => node.head(), { timeout: 10_000 }).toBe(`120:${hash}`);
      expect([node.missing, node.errors, node.access.ready()]).toEqual([[], [], { ready: true }]);
    }
    // One that joins later, and one that only reads.
    const late = await startNode('c');
    await expect.poll(() => late.head(), { timeout: 10_000 }).toBe(`120:${hash}`);
  });

  it('has an entry of a transaction of others once it is committed, without waiting for the next', async () => {
    const [node] = nodes as [Node];
    await node.access.keys.create({ label: 'k', scopes: ['ingest'] }, somebody);
    const { seq, hash } = await node.access.audit.head();
    await expect.poll(() => node.head(), { timeout: 10_000 }).toBe(`${seq}:${hash}`);
  });

  it('shows on every node, and to the command while they run, that the log was cut off', async () => {
    expect(await verify(nodes[1])).toMatchObject({ code: 0, answer: { entries: 121 } });
    for (const sql of [
      'ALTER TABLE audit_log DISABLE TRIGGER audit_log_append_only',
      'DELETE FROM audit_log WHERE seq > 100',
      'ALTER TABLE audit_log ENABLE TRIGGER audit_log_append_only',
    ])
      await postgres.run(sql);
    for (const node of nodes) {
      await expect.poll(() => node.access.ready().degraded, { timeout: 10_000 }).toContain('cut off');
      expect(node.access.stats().auditAnchorMissing).toBe(1);
      expect((await node.access.verifyAudit()).anchorFound).toBe(false);
    }
    // Entries that follow hide nothing.
    for (let k = 0; k < 30; k++) await write(nodes[0], `after ${k}`);
    const { code, answer } = await verify(nodes[1]);
    expect([code, answer.error.code]).toEqual([4, 'audit_shortened']);
    expect(nodes[0]?.head()).toMatch(/^121:/);
  });

  it('refuses a directory that does not exist, and a server that is not there', async () => {
    expect((await verify({ ...(nodes[0] as Node), directory: join(root, 'none') })).answer.error.code).toBe(
      'data_directory_absent',
    );
    const { code } = await verify(nodes[0], { STILLWATCH_POSTGRES_URL: 'postgres://x@127.0.0.1:1/x' });
    expect(code).toBe(4);
  });
});
