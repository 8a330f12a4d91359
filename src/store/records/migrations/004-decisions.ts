/** Tables for policies, decisions and their inputs, the current decision of each unit, and the records for trying policies. */
import { type Kysely, sql } from 'kysely';

const key = sql`text COLLATE "C"`;

export async function up(db: Kysely<unknown>): Promise<void> {
  await createPolicies(db);
  await createDecisions(db);
  await createCurrentDecisions(db);
  await createTrials(db);
}

async function createPolicies(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('policies')
    .addColumn('version', key, (c) => c.primaryKey())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('document', 'text', (c) => c.notNull())
    .addColumn('created', 'bigint', (c) => c.notNull())
    .addColumn('created_by', 'text', (c) => c.notNull())
    .addColumn('activated', 'bigint')
    .addColumn('activated_by', 'text')
    .execute();
}

async function createDecisions(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('decisions')
    .addColumn('id', key, (c) => c.primaryKey())
    .addColumn('unit', key, (c) => c.notNull())
    .addColumn('account', key, (c) => c.notNull())
    .addColumn('sub_account', key)
    .addColumn('action', 'text', (c) => c.notNull())
    .addColumn('state', key, (c) => c.notNull())
    .addColumn('since', 'bigint', (c) => c.notNull())
    .addColumn('enforce_from', 'bigint', (c) => c.notNull())
    .addColumn('until', 'bigint', (c) => c.notNull())
    .addColumn('ended', 'bigint')
    .addColumn('ended_by', 'text')
    .addColumn('end_reason', 'text')
    .addColumn('campaign', key)
    .addColumn('policy', key, (c) => c.notNull())
    .addColumn('rule', 'text')
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('families', 'text', (c) => c.notNull())
    .addColumn('campaign_inputs', key)
    .addColumn('account_inputs', 'text', (c) => c.notNull())
    .addColumn('inputs_hash', 'text', (c) => c.notNull())
    .addColumn('terms', 'text', (c) => c.notNull())
    .addColumn('proposed_by', 'text', (c) => c.notNull())
    .addColumn('approved_by', 'text', (c) => c.notNull())
    .addColumn('approved', 'bigint')
    .addColumn('previous', key)
    .execute();
  await db.schema.createIndex('decisions_unit').on('decisions').columns(['unit', 'since']).execute();
  await db.schema.createIndex('decisions_state').on('decisions').columns(['state', 'until']).execute();
  await db.schema.createIndex('decisions_campaign').on('decisions').column('campaign').execute();
  await db.schema.createIndex('decisions_inputs').on('decisions').column('campaign_inputs').execute();
  await db.schema
    .createTable('decision_inputs')
    .addColumn('hash', key, (c) => c.primaryKey())
    .addColumn('body', 'text', (c) => c.notNull())
    .execute();
  await sql`CREATE INDEX accounts_granted ON accounts (account) WHERE grants <> '[]'`.execute(db);
}

async function createCurrentDecisions(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('decision_units')
    .addColumn('unit', key, (c) => c.primaryKey())
    .addColumn('account', key, (c) => c.notNull())
    .addColumn('sub_account', key)
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .addColumn('until', 'bigint', (c) => c.notNull())
    .addColumn('items', 'text', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('decision_units_seq').on('decision_units').column('seq').execute();
  await db.schema
    .createTable('decision_sequence')
    .addColumn('name', key, (c) => c.primaryKey())
    .addColumn('value', 'bigint', (c) => c.notNull())
    .addColumn('floor', 'bigint', (c) => c.notNull())
    .addColumn('swept', 'bigint', (c) => c.notNull())
    .execute();
  await sql`INSERT INTO decision_sequence (name, value, floor, swept) VALUES ('decisions', 0, 0, 0)`.execute(db);
}

async function createTrials(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('decision_campaigns')
    .addColumn('campaign', key, (c) => c.primaryKey())
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .addColumn('facts', 'text', (c) => c.notNull())
    .addColumn('anchors', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('decision_looks')
    .addColumn('slot', 'bigint', (c) => c.primaryKey())
    .addColumn('finished', 'bigint', (c) => c.notNull())
    .addColumn('accounts', 'integer', (c) => c.notNull())
    .addColumn('omitted', 'integer', (c) => c.notNull())
    .addColumn('body', 'bytea', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('shadow_decisions')
    .addColumn('policy', key, (c) => c.notNull())
    .addColumn('unit', key, (c) => c.notNull())
    .addColumn('account', key, (c) => c.notNull())
    .addColumn('sub_account', key)
    .addColumn('action', 'text', (c) => c.notNull())
    .addColumn('active_action', 'text', (c) => c.notNull())
    .addColumn('rule', 'text')
    .addPrimaryKeyConstraint('shadow_decisions_pkey', ['policy', 'unit'])
    .execute();
  await db.schema
    .createTable('shadow_looks')
    .addColumn('policy', key, (c) => c.notNull())
    .addColumn('finished', 'bigint', (c) => c.notNull())
    .addColumn('counts', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('shadow_looks_pkey', ['policy', 'finished'])
    .execute();
}
