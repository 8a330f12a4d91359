/** A change of decisions, its events and its entry in the audit log: all of them are kept, or none, on both engines. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { campaignFound, decideOn, foundOf, person } from '../../../test/detection-fixture.ts';
import { NO_POSTGRES, postgresIsThere } from '../../../test/postgres/start.ts';
import { type RecordEngine, recordEngines } from '../../../test/record-engines.ts';
import { type AuditLog, createAuditLog } from '../../access/audit-log.ts';
import { verifyAudit } from '../../access/audit-verify.ts';
import { openDataDirectory } from '../../store/directory/data-directory.ts';
import { createOutbox, type Outbox } from '../events/outbox.ts';
import { createSeal } from '../events/seal.ts';
import { startWebhookDelivery } from '../events/webhook-delivery.ts';
import { createWebhookStore } from '../events/webhook-store.ts';
import { resolveName } from '../events/webhook-target.ts';
import { ALONE } from '../leadership.ts';
import { type DecisionService, openDecisions } from './decisions.ts';
import type { LedgerParts } from './ledger.ts';

/** Each test opens a record store, some in a process of their own. */
const TEST_TIMEOUT = 120_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

const START = Date.parse('2026-03-01T00:00:00Z');
const clock = () => START;
const ann = person('ann', 'approver');
const admin = person('admin', 'admin');
const look = foundOf([campaignFound({ confidence: 0.95, tied: ['a', 'b'] })]);

if (!postgresIsThere()) it.skip(`decisions told on a server: ${NO_POSTGRES}`);

describe.each(recordEngines('told'))('on $engine', ({ open, there }) => {
  describe.runIf(there)('a change and what is told of it', () => {
    let engine: RecordEngine;
    let audit: AuditLog;
    let outbox: Outbox;
    let decisions: DecisionService;

    beforeAll(async () => {
      engine = await open();
    });
    afterAll(() => engine.close());
    beforeEach(async () => {
      const { db } = engine;
      for (const table of ['decisions', 'decision_units', 'decision_inputs', 'policies'] as const) {
        await db.deleteFrom(table).execute();
      }
      audit = createAuditLog(db, clock);
      outbox = createOutbox({ db, clock });
      decisions = await openDecisions({ db, clock, audit, events: outbox });
    });

    /** Everything that a change may leave. */
    const kept = async () => ({
      decisions: await engine.db.selectFrom('decisions').selectAll().orderBy('id').execute(),
      units: await engine.db.selectFrom('decision_units').selectAll().orderBy('unit').execute(),
      policies: await engine.db.selectFrom('policies').selectAll().orderBy('version').execute(),
      sequence: await engine.db.selectFrom('decision_sequence').selectAll().execute(),
      events: await outbox.last(),
      audit: (await audit.head()).seq,
    });

    /** Writes, and fails then. */
    const failing = (what: 'audit' | 'events'): LedgerParts => ({
      db: engine.db,
      audit: {
        async recordWithin(tx, entry) {
          await audit.recordWithin(tx, entry);
          if (what === 'audit') throw new Error('the chain failed');
        },
      },
      events: {
        async appendWithin(tx, events) {
          await outbox.appendWithin(tx, events);
          if (what === 'events' && events.length > 0) throw new Error('the outbox failed');
        },
        wake: () => outbox.wake(),
      },
    });

    it.each(['audit', 'events'] as const)(
      'are kept not at all when the %s fails, and whole when it is tried again',
      async (what) => {
        const node = await openDecisions({ ...failing(what), clock });
        const nothing = await kept();
        await expect(decideOn(node, look)).rejects.toThrow('failed');
        expect(await kept()).toEqual(nothing);
        expect(node.index.size).toBe(0);

        await decideOn(decisions, look);
        const before = await kept();
        expect(before.audit).toBe(nothing.audit + 1);
        expect(before.events).toBeGreaterThan(nothing.events);
        const [proposal] = await decisions.pending(null, 1);
        await expect(node.approve(proposal.id, ann)).rejects.toThrow('failed');
        await expect(node.policies.activate(await drafted(), admin)).rejects.toThrow('failed');
        const { policies: _, audit: __, ...same } = before;
        expect(await kept()).toMatchObject(same);
        expect(node.activePolicy().version).toBe('default-4');

        expect((await decisions.approve(proposal.id, ann)).ok).toBe(true);
        const after = await kept();
        expect(after.events).toBe(before.events + 1);
        expect((await audit.page(1))[0]).toMatchObject({ action: 'decision.approved', subject: proposal.id });
        expect((await verifyAudit(engine.db)).broken).toBeNull();
      },
    );

    async function drafted(): Promise<string> {
      const rules = [{ name: 'r', at: 'finding', when: 'campaign.found', give: { action: 'watch' }, reason: 'R' }];
      const made = await decisions.policies.createDraft({ format: 1, version: 'two', rules }, admin);
      if (!made.ok) throw new Error(made.problem.message);
      return made.value.version;
    }

    it('are one chain and one sequence while many nodes decide and others write to the log', async () => {
      const tied = Array.from({ length: 24 }, (_, k) => `many-${k}`);
      await decideOn(decisions, foundOf([campaignFound({ confidence: 0.95, tied })]));
      const nodes = await Promise.all([1, 2, 3].map(() => openDecisions({ db: engine.db, clock, audit, events: outbox })));
      const proposals = await decisions.pending(null, 100);
      expect(proposals).toHaveLength(24);
      const before = await kept();
      const answers = await Promise.all([
        ...proposals.map(({ id }, k) => nodes[k % 3].approve(id, ann)),
        ...proposals.map(({ id }, k) => nodes[(k + 1) % 3].reject(id, admin, 'R')),
        ...proposals.map(async ({ id }) => {
          await audit.record({ actor: 'system', action: 'thing.raced', subject: id });
          return { ok: false };
        }),
      ]);
      // Each was answered once: by whoever came first.
      expect(answers.filter(({ ok }) => ok)).toHaveLength(24);
      const after = await kept();
      expect([after.events - before.events, after.audit - before.audit]).toEqual([24, 48]);
      expect((await verifyAudit(engine.db)).broken).toBeNull();
      const told = await outbox.read(before.events, 100);
      expect(told.events.map(({ id }) => id)).toEqual(Array.from({ length: 24 }, (_, k) => before.events + 1 + k));
    });
  });
});

/** Decides on a look, and is killed when its transaction is committed: before anybody could be told. */
const CHILD = `
import { pathToFileURL } from 'node:url';
const [source, path] = process.argv.slice(1);
const load = (file) => import(pathToFileURL(source + '/' + file).href);
const { openDataDirectory } = await load('../../store/directory/data-directory.ts');
const { createAuditLog } = await load('../../access/audit-log.ts');
const { createOutbox } = await load('../events/outbox.ts');
const { openDecisions } = await load('decisions.ts');
const { campaignFound, decideOn, foundOf } = await load('../../../test/detection-fixture.ts');
const opened = await openDataDirectory({ path });
if (!opened.ok) throw new Error(opened.problem.message);
const db = await opened.value.database();
const clock = () => ${START};
const outbox = createOutbox({ db, clock });
const events = { ...outbox, wake: () => process.kill(process.pid, 'SIGKILL') };
const decisions = await openDecisions({ db, clock, audit: createAuditLog(db, clock), events });
await decideOn(decisions, foundOf([campaignFound({ confidence: 0.95, tied: ['a', 'b'] })]));
console.log('lived on');`;

it('are kept when the process is killed once they are committed, and delivered after the restart', async () => {
  const path = mkdtempSync(join(tmpdir(), 'told-kill-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  const got: { type: string; data: { decisions: { id: string }[] } }[] = [];
  const receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      got.push(JSON.parse(body));
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void receiver.close());
  const rules = { allowPrivate: true, allowHttp: true };
  const opening = async () => {
    const opened = await openDataDirectory({ path });
    if (!opened.ok) throw new Error(opened.problem.message);
    const db = await opened.value.database();
    const outbox = createOutbox({ db, clock });
    const seal = createSeal([Buffer.alloc(32, 1)], randomBytes);
    const webhooks = createWebhookStore({ db, outbox, seal, clock, random: randomBytes, rules });
    return { db, outbox, webhooks, close: opened.value.close };
  };

  const before = await opening();
  const { port } = receiver.address() as AddressInfo;
  expect((await before.webhooks.create(`http://127.0.0.1:${port}/hook`, [])).ok).toBe(true);
  await before.close();

  const args = ['--import', 'tsx', '--input-type=module', '-e', CHILD, import.meta.dirname, path];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  expect(await new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)))).toBe('SIGKILL');

  const { db, outbox, webhooks, close } = await opening();
  const stored = await db.selectFrom('decisions').select('id').execute();
  expect(stored.length).toBeGreaterThanOrEqual(2);
  expect((await createAuditLog(db, clock).page(1))[0]).toMatchObject({ action: 'decisions.made' });
  expect((await verifyAudit(db)).broken).toBeNull();
  const delivery = startWebhookDelivery({
    ...rules,
    db,
    outbox,
    webhooks,
    leadership: ALONE,
    clock,
    chance: () => 0.5,
    resolve: resolveName,
    log: () => {},
  });
  await expect
    .poll(() => new Set(got.flatMap(({ data }) => data.decisions.map(({ id }) => id))), { timeout: 30_000 })
    .toEqual(new Set(stored.map(({ id }) => id)));
  await delivery.close();
  await close();
});
