/**
 * Makes an empty record store of this version's schema and packs it, so that a run unpacks one instead of making it:
 * PostgreSQL's initdb takes 3.5 seconds of CPU and the migrations 0.4, unpacking 0.3. Part of a build (ensure.mjs), since
 * it belongs to the installed PGlite.
 *
 *   node scripts/write-record-template.mjs FILE
 */
import { renameSync, writeFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { Kysely } from 'kysely';
import { pgliteDialect } from '../dist/src/store/records/pglite-dialect.js';
import { migrateRecordStore } from '../dist/src/store/records/record-migrations.js';

const file = process.argv[2];
const database = await PGlite.create();
const migrated = await migrateRecordStore(new Kysely({ dialect: pgliteDialect(database) }));
if (!migrated.ok) throw new Error(migrated.problem.message);
const packed = await database.dumpDataDir('gzip');
await database.close();
// Whole or not at all: a build may be killed.
writeFileSync(`${file}.new`, Buffer.from(await packed.arrayBuffer()));
renameSync(`${file}.new`, file);
// The engine leaves an exit code of its own behind.
process.exit(0);
