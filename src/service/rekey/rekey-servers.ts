/**
 * Changes the key of a ClickHouse and a PostgreSQL server that no node works on. The next key is in a file before anything
 * changes, and the record store says that a change is under way, so that no node starts in between; the exchanges follow,
 * then the accounts together with the word that the key is the new one. Stopped anywhere, it is done again with the same
 * file, and goes on where it was.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Kysely } from 'kysely';
import type { Clock } from '../../base/clock.ts';
import { fail, ok, type Problem, ProblemError, type Result } from '../../base/problem.ts';
import { newIdentityKey, writeWhole } from '../../store/directory/directory-files.ts';
import { engineProblem } from '../../store/exchanges/clickhouse-engine.ts';
import {
  beginRekey,
  checkOf,
  endRekey,
  isUnderKey,
  KEY_BYTES,
  parseIdentityKey,
  pendingRekey,
} from '../../store/records/identity-key.ts';
import { recordProblem } from '../../store/records/record-store.ts';
import type { RecordTables } from '../../store/records/record-tables.ts';
import { openHttpEngine } from '../../store/servers/http-engine.ts';
import { type LeaderLocks, NODE_LEAD, postgresLeadership } from '../../store/servers/leader.ts';
import { openPostgresRecords } from '../../store/servers/postgres-records.ts';
import { rekeyServerExchanges, rekeyServerRecords } from '../../store/servers/rekey-servers.ts';
import { migrateServers } from '../../store/servers/server-migrations.ts';
import { keyCheck } from '../backup/sealed-key.ts';
import { journalProblem } from './rekey.ts';

export interface RekeyServersOptions {
  readonly clickhouseUrl: string;
  readonly postgresUrl: string;
  readonly cluster: string | undefined;
  /** The key that nodes have now, as their configuration has it. */
  readonly identityKey: string;
  /** Gets the next key when it is not there; holds it when a change goes on. */
  readonly newKeyFile: string;
  /** Data directories of nodes, whose journals must be empty. */
  readonly nodes: readonly string[];
  readonly clock: Clock;
  /** Called between steps; for tests, which stop there. */
  readonly onStep?: (step: 'next key' | 'exchanges' | 'records') => void;
}

export interface RekeyedServers {
  readonly new_key_file: string;
  /** Keys in it: it was changed one time less. */
  readonly keys: number;
  /** Whether it went on with a change that had been stopped, or was complete. */
  readonly resumed: boolean;
}

/** Most bytes of a file with a key: 64 keys in hexadecimal. */
const FILE_BYTES = 8_192;

export async function rekeyServers(options: RekeyServersOptions): Promise<Result<RekeyedServers>> {
  const { clickhouseUrl, postgresUrl } = options;
  if (options.cluster !== undefined) return fail(clusterProblem());
  const current = parseIdentityKey(options.identityKey);
  if (!current.ok) return current;
  for (const node of options.nodes) {
    const waiting = journalProblem(resolve(node));
    if (waiting !== null) return fail(waiting);
  }
  const migrated = await migrateServers({ clickhouseUrl, postgresUrl }, options.clock);
  if (!migrated.ok) return migrated;
  const leadership = await postgresLeadership(postgresUrl);
  if (!leadership.ok) return leadership;
  try {
    return await alone(leadership.value, options, current.value);
  } catch (error) {
    if (error instanceof ProblemError) return fail(error.problem);
    // A file that cannot be written is the command line's to tell of.
    if (typeof (error as NodeJS.ErrnoException).path === 'string') throw error;
    return fail(engineProblem('be brought under a new key', error, true).problem);
  } finally {
    await leadership.value.close();
  }
}

async function alone(
  leadership: LeaderLocks,
  options: RekeyServersOptions,
  current: Uint8Array,
): Promise<Result<RekeyedServers>> {
  // While a node runs, somebody has it.
  const lead = await leadership.tryLead(NODE_LEAD, () => {});
  if (lead === null) return fail(nodesProblem());
  const records = await openPostgresRecords(options.postgresUrl);
  if (!records.ok) return records;
  try {
    return await change(records.value.database, options, current);
  } finally {
    await records.value.store.close();
  }
}

async function change(
  db: Kysely<RecordTables>,
  { clickhouseUrl, newKeyFile, onStep }: RekeyServersOptions,
  current: Uint8Array,
): Promise<Result<RekeyedServers>> {
  const path = resolve(newKeyFile);
  const resumed = existsSync(path);
  // Nodes may have the new key already when the command is given once more.
  const next = resumed ? readNext(path, current) : ok(Buffer.concat([newIdentityKey(), current]));
  if (!next.ok) return next;
  const before = next.value.subarray(KEY_BYTES);
  const pending = await pendingRekey(db);
  if (pending !== null && pending !== checkOf(next.value)) return fail(otherChange(path));
  const under = (await isUnderKey(db, before)) ?? true;
  if (!under && !(await isUnderKey(db, next.value))) return fail(otherKey());
  if (!resumed) writeWhole(path, `${Buffer.from(next.value).toString('hex')}\n`);
  const key = next.value.subarray(0, KEY_BYTES);
  const mark = keyCheck(next.value);
  if (under) await beginRekey(db, next.value);
  onStep?.('next key');

  const engine = await openHttpEngine({ url: clickhouseUrl });
  if (!engine.ok) return engine;
  try {
    await rekeyServerExchanges(engine.value, key, mark);
  } finally {
    await engine.value.close();
  }
  onStep?.('exchanges');
  try {
    await rekeyServerRecords(db, key, mark, (tx) => endRekey(tx, next.value));
  } catch (error) {
    throw new ProblemError(recordProblem('be brought under a new key', error));
  }
  onStep?.('records');
  return ok({ new_key_file: path, keys: next.value.length / KEY_BYTES, resumed });
}

/** The keys in the file: one more than there are now, or, when the change is complete, those that there are. */
function readNext(path: string, current: Uint8Array): Result<Uint8Array> {
  if (statSync(path).size > FILE_BYTES) return fail(notNext(path));
  const parsed = parseIdentityKey(readFileSync(path, 'utf8'));
  if (!parsed.ok) return fail(notNext(path));
  const next = Buffer.from(parsed.value);
  const follows = next.subarray(KEY_BYTES).equals(current);
  const is = next.length > KEY_BYTES && next.equals(current);
  return follows || is ? ok(next) : fail(notNext(path));
}

function notNext(path: string): Problem {
  return {
    code: 'rekey_file_other',
    message: 'Expected a new key with the present one behind it, got a file with something else.',
    where: path,
    hint: 'Name a file that is not there, and one is made; or the one that the change was begun with.',
  };
}

function otherChange(path: string): Problem {
  return {
    code: 'rekey_unfinished',
    message: 'Expected the key that a change was begun with before, got another.',
    where: path,
    hint: 'Pass the --new-key-file of that change: part of the stores is under its key.',
  };
}

function otherKey(): Problem {
  return {
    code: 'identity_key_mismatch',
    message: 'Expected the identity key that these stores are under, got another one.',
    hint: 'Set STILLWATCH_IDENTITY_KEY as nodes have it. Nothing was changed.',
  };
}

function nodesProblem(): Problem {
  return {
    code: 'rekey_in_use',
    message: 'Expected servers that no node works on, got some on which one leads.',
    hint: 'Stop every node in good order, so that its journal is empty; nothing was changed.',
  };
}

function clusterProblem(): Problem {
  return {
    code: 'rekey_cluster',
    message: 'Expected one ClickHouse server, got a cluster.',
    hint: 'The key of stores on a cluster cannot be changed; begin with new stores, or live with the key.',
  };
}
