/**
 * Rotates the identity key of stores on a ClickHouse and a PostgreSQL server while no node uses them. The new key is written to
 * a file before anything changes, and the record store is marked so that no node starts in between. Then the exchanges are
 * converted, and finally the accounts together with the mark. If it is interrupted, running it again with the same file
 * continues where it stopped.
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
  /** The current key, as in the configuration of the nodes. */
  readonly identityKey: string;
  /** File for the new key; if it exists, it has the key of an interrupted rotation. */
  readonly newKeyFile: string;
  /** Data directories of the nodes; their journals must be empty. */
  readonly nodes: readonly string[];
  readonly clock: Clock;
  /** Called after each step; tests interrupt there. */
  readonly onStep?: (step: 'next key' | 'exchanges' | 'records') => void;
}

export interface RekeyedServers {
  readonly new_key_file: string;
  /** Number of keys in it: one more than there were rotations. */
  readonly keys: number;
  /** Whether this continued an interrupted rotation, or found a complete one. */
  readonly resumed: boolean;
}

/** Maximum size of a key file in bytes: 64 keys in hexadecimal. */
const FILE_BYTES = 8_192;

/**
 * Rotates the key.
 * @returns the result, or a problem: `rekey_cluster`, `journal_not_empty`, `rekey_in_use`, `rekey_file_other`,
 *   `rekey_unfinished`, `identity_key_mismatch`, or one of opening the servers. Throws file system errors.
 */
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
    // The command line reports files that cannot be written.
    if (typeof (error as NodeJS.ErrnoException).path === 'string') throw error;
    return fail(engineProblem('be converted to a new key', error, true).problem);
  } finally {
    await leadership.value.close();
  }
}

async function alone(
  leadership: LeaderLocks,
  options: RekeyServersOptions,
  current: Uint8Array,
): Promise<Result<RekeyedServers>> {
  // While any node runs, one of them leads.
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
  // If the command is repeated, nodes may already have the new key.
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
    throw new ProblemError(recordProblem('be converted to a new key', error));
  }
  onStep?.('records');
  return ok({ new_key_file: path, keys: next.value.length / KEY_BYTES, resumed });
}

/** Reads the key file: the current keys with a new one before them or, after a complete rotation, the current keys. */
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
    message: 'Expected a file with a new key followed by the current one, got something else.',
    where: path,
    hint: 'Pass a path that does not exist to generate a new key, or the file of an interrupted rotation.',
  };
}

function otherChange(path: string): Problem {
  return {
    code: 'rekey_unfinished',
    message: 'Expected the new key of the interrupted rotation, got another one.',
    where: path,
    hint: 'Pass the --new-key-file of that rotation: part of the data is already converted to its key.',
  };
}

function otherKey(): Problem {
  return {
    code: 'identity_key_mismatch',
    message: 'Expected the identity key of these stores, got another one.',
    hint: 'Set STILLWATCH_IDENTITY_KEY to the key that the nodes use. Nothing was changed.',
  };
}

function nodesProblem(): Problem {
  return {
    code: 'rekey_in_use',
    message: 'Expected servers that no node uses, got servers with a running node.',
    hint: 'Stop all nodes with SIGTERM, so that their journals are emptied. Nothing was changed.',
  };
}

function clusterProblem(): Problem {
  return {
    code: 'rekey_cluster',
    message: 'Expected one ClickHouse server, got a cluster.',
    hint: 'The key of stores on a cluster cannot be rotated. Start with new stores, or keep the key.',
  };
}
