import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { heldClock, openRecords, type RecordsWorld, somebody } from '../../test/access-world.ts';
import { type AuditAnchor, createAuditAnchor } from './audit-anchor.ts';
import { type AuditHead, canonicalJson, EMPTY, entryHash, formatHead, parseHead } from './audit-chain.ts';
import { type AuditLog, createAuditLog } from './audit-log.ts';
import { verifyAudit } from './audit-verify.ts';

let world: RecordsWorld;
let log: AuditLog;
let directory: string;

beforeAll(async () => {
  world = await openRecords();
});
afterAll(() => world.close());

/** As whoever owns the table could: without the trigger. */
async function tamper(statement: ReturnType<typeof sql>): Promise<void> {
  await sql`ALTER TABLE audit_log DISABLE TRIGGER audit_log_append_only`.execute(world.db);
  await statement.execute(world.db);
  await sql`ALTER TABLE audit_log ENABLE TRIGGER audit_log_append_only`.execute(world.db);
}

afterEach(() => rmSync(directory, { recursive: true }));
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'audit-test-'));
  await tamper(sql`DELETE FROM audit_log`);
  log = createAuditLog(world.db, heldClock());
});

function withAnchor(): { anchor: AuditAnchor; anchored: { missing: AuditHead[] } } {
  const anchored = { missing: [] as AuditHead[] };
  const onMissing = (head: AuditHead): number => anchored.missing.push(head);
  const anchor = createAuditAnchor(world.db, { directory, onMissing });
  log = createAuditLog(world.db, heldClock(), anchor);
  return { anchor, anchored };
}

async function write(count: number): Promise<void> {
  for (let k = 1; k <= count; k++)
    await log.record({ actor: somebody, action: 'thing.changed', subject: `t${k}`, detail: { k } });
}

describe('the audit log', () => {
  it('gives entries back page by page, the newest first, whatever characters they have', async () => {
    await write(3);
    await log.record({
      actor: 'system',
      action: 'thing.made',
      subject: 'a\u0000\ud800',
      detail: { b: '\u0000', a: 1 },
    });
    const page = await log.page(2);
    expect(page.map((entry) => entry.seq)).toEqual([4, 3]);
    expect(page[0]).toMatchObject({
      actor: { kind: 'system', id: 'system' },
      subject: 'a\u0000\ud800',
      detail: { a: 1, b: '\u0000' },
      previous: page[1]?.hash,
    });
    expect((await log.page(2, 3)).map((entry) => entry.seq)).toEqual([2, 1]);
    expect(await verifyAudit(world.db)).toMatchObject({ entries: 4, broken: null });
  });

  it('is hashed as its format says: SHA-256 over the hash before and netstrings', async () => {
    await write(1);
    const [entry] = await log.page(1);
    const fields = ['stillwatch-audit-1', '1', '1772359200000', 'person', 'tester', 'thing.changed', 't1', '{"k":1}'];
    const bytes = Buffer.concat([
      Buffer.alloc(32),
      Buffer.from(fields.map((field) => `${Buffer.byteLength(field)}:${field},`).join('')),
    ]);
    expect(entry?.hash).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  it('refuses to be changed, emptied or cut by who writes to it', async () => {
    await write(2);
    for (const statement of [
      sql`UPDATE audit_log SET action = 'thing.else' WHERE seq = 1`,
      sql`DELETE FROM audit_log WHERE seq = 2`,
      sql`TRUNCATE audit_log`,
    ])
      await expect(statement.execute(world.db)).rejects.toThrow('append-only');
    expect((await log.page(10)).length).toBe(2);
  });

  it('is one chain when many write at the same time', async () => {
    const logs = [log, createAuditLog(world.db, heldClock()), createAuditLog(world.db, heldClock())];
    await Promise.all(
      Array.from({ length: 60 }, (_, k) =>
        logs[k % 3]?.record({ actor: 'system', action: 'thing.raced', subject: String(k) }),
      ),
    );
    expect(await verifyAudit(world.db)).toMatchObject({ entries: 60, broken: null });
  });

  it('keeps neither a change nor its entry when either fails', async () => {
    await write(1);
    await expect(
      world.db.transaction().execute(async (tx) => {
        await log.recordWithin(tx, { actor: 'system', action: 'thing.changed', subject: 'x' });
        throw new Error('the change failed');
      }),
    ).rejects.toThrow('the change failed');
    expect((await log.head()).seq).toBe(1);
  });
});

describe('the anchor', () => {
  it('is the head once an entry is answered, and follows entries within transactions', async () => {
    const { anchor, anchored } = withAnchor();
    await write(2);
    expect(anchor.read()).toEqual(await log.head());
    await world.db.transaction().execute(async (tx) => {
      await log.recordWithin(tx, { actor: 'system', action: 'thing.changed', subject: 'x' });
    });
    await expect.poll(() => anchor.read()?.seq).toBe(3);
    expect(anchored.missing).toEqual([]);
  });

  it('shows that the end of the log was cut off, and stays what it was', async () => {
    const { anchor, anchored } = withAnchor();
    await write(5);
    const before = anchor.read();
    expect(await verifyAudit(world.db, undefined, before)).toMatchObject({ broken: null, anchorFound: true });
    await tamper(sql`DELETE FROM audit_log WHERE seq > 3`);
    expect(await verifyAudit(world.db, undefined, anchor.read())).toMatchObject({ broken: null, anchorFound: false });
    await write(3);
    expect([anchor.read(), anchored.missing[0]]).toEqual([before, before]);
    expect(await verifyAudit(world.db, undefined, anchor.read())).toMatchObject({ broken: null, anchorFound: false });
    writeFileSync(join(directory, 'audit.head'), 'damaged');
    expect(await verifyAudit(world.db, undefined, anchor.read())).toMatchObject({ anchorFound: false });
  });
});

describe('the walk of the chain', () => {
  it('finds the first entry that was changed, whichever field', async () => {
    await write(5);
    for (const [column, value] of Object.entries({
      time: 5,
      actor_kind: 'key',
      actor_id: 'else',
      action: 'thing.else',
      subject: 't9',
      detail: '{"k":9}',
      previous: '1'.repeat(64),
      hash: '2'.repeat(64),
    })) {
      const { rows } = await sql<
        Record<string, unknown>
      >`SELECT ${sql.ref(column)} AS was FROM audit_log WHERE seq = 3`.execute(world.db);
      await tamper(sql`UPDATE audit_log SET ${sql.ref(column)} = ${value} WHERE seq = 3`);
      const verdict = await verifyAudit(world.db);
      expect(verdict.broken?.seq, column).toBe(3);
      expect(verdict.entries, column).toBe(2);
      await tamper(sql`UPDATE audit_log SET ${sql.ref(column)} = ${rows[0]?.was} WHERE seq = 3`);
    }
    expect((await verifyAudit(world.db)).broken).toBeNull();
  });

  it('finds an entry that was taken out, and one that was put before the first', async () => {
    await write(4);
    await tamper(sql`DELETE FROM audit_log WHERE seq = 2`);
    expect((await verifyAudit(world.db)).broken).toMatchObject({
      seq: 2,
      why: expect.stringContaining('missing'),
    });
    await tamper(sql`DELETE FROM audit_log`);
    log = createAuditLog(world.db, heldClock());
    await write(2);
    await tamper(
      sql`INSERT INTO audit_log SELECT -1, time, actor_kind, actor_id, action, subject, detail, previous, hash FROM audit_log WHERE seq = 1`,
    );
    expect((await verifyAudit(world.db)).broken).toMatchObject({ seq: 1 });
  });

  it('sees a tail that was cut off, and a chain that was made anew, only against a head noted before', async () => {
    await write(3);
    const noted = await log.head();
    await write(2);
    const [later] = [await log.head()];
    expect((await verifyAudit(world.db, noted)).expectedFound).toBe(true);
    expect((await verifyAudit(world.db, { seq: null, hash: noted.hash })).expectedFound).toBe(true);
    expect((await verifyAudit(world.db, { seq: 2, hash: noted.hash })).expectedFound).toBe(false);
    await tamper(sql`DELETE FROM audit_log WHERE seq > 4`);
    expect(await verifyAudit(world.db)).toMatchObject({ broken: null, expectedFound: null });
    expect(await verifyAudit(world.db, later)).toMatchObject({ broken: null, expectedFound: false });
    expect((await verifyAudit(world.db, EMPTY)).expectedFound).toBe(true);
  });

  it('goes through more entries than a page holds', async () => {
    let previous = EMPTY.hash;
    const rows = Array.from({ length: 2_050 }, (_, k) => {
      const entry = { seq: k + 1, time: k, action: 'thing.made', subject: String(k), detail: '{}' };
      const hash = entryHash(previous, { ...entry, actorKind: 'system', actorId: 'system' });
      const row = { ...entry, actor_kind: 'system', actor_id: 'system', previous, hash };
      previous = hash;
      return row;
    });
    await world.db.insertInto('audit_log').values(rows).execute();
    expect(await verifyAudit(world.db)).toMatchObject({ entries: 2_050, broken: null });
    await tamper(sql`UPDATE audit_log SET subject = 'x' WHERE seq = 1500`);
    expect((await verifyAudit(world.db)).broken?.seq).toBe(1_500);
  });
});

describe('checkpoints', () => {
  it('are read as they are written', () => {
    const head = { seq: 12, hash: 'ab'.repeat(32) };
    expect(parseHead(formatHead(head))).toEqual(head);
    expect(parseHead('AB'.repeat(32))).toEqual({ seq: null, hash: 'ab'.repeat(32) });
    for (const text of ['', '12', '12:', 'x'.repeat(64), `-1:${'ab'.repeat(32)}`]) expect(parseHead(text)).toBeNull();
  });

  it('do not depend on the order of keys in a detail', () => {
    expect(canonicalJson({ b: [{ d: 1, c: 2 }], a: null })).toBe(canonicalJson({ a: null, b: [{ c: 2, d: 1 }] }));
  });
});
