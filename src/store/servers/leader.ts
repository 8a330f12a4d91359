/**
 * One leader among the nodes, for each name: whoever holds a session's advisory lock of the PostgreSQL server. The lock
 * lies on a connection of its own and goes with it; the holder asks over it again and again and is told when it is gone.
 * A holder that is cut off knows within {@link PULSE}; the server gives its lock away only after {@link SERVER_PATIENCE}, so
 * that the old leader stops before the new one starts. Embedded, the one process leads.
 *
 * Not a fence: a process that is halted and goes on may write until its next heartbeat. What a leader writes must bear
 * being written twice. Needs a connection to the server itself: a pooler that shares sessions shares their locks.
 */
import type { Client, ClientConfig } from 'pg';
import { assert } from '../../base/assert.ts';
import { ProblemError, type Result } from '../../base/problem.ts';
import { recordProblem } from '../records/record-store.ts';
import { postgresConnection } from './postgres-connection.ts';

export interface Lead {
  readonly name: string;
  /** False from the moment at which the lock is known to be lost, or was given back. */
  held(): boolean;
  /** Gives the lock back. May be called again, and after it was lost. */
  resign(): Promise<void>;
}

export interface LeaderLocks {
  /** Leads from now on, or null if another does. `lost` is called once, when the lock is gone without resign(). */
  tryLead(name: string, lost: () => void): Promise<Lead | null>;
  /** Runs `work` while nobody else runs any under this name; waits for its turn. */
  alone<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** Gives every lock back. */
  close(): Promise<void>;
}

/** In ms: how often the holder asks the server, and how long it waits for an answer. */
export interface Pulse {
  readonly heartbeat: number;
  readonly patience: number;
}

const PULSE: Pulse = { heartbeat: 5_000, patience: 5_000 };
/** In seconds: how long the server waits for a silent connection, and between its questions to it. */
const SERVER_PATIENCE = { idle: 10, interval: 5, count: 3 } as const;
/** Nodes take turns at the migrations of the exchange store, which has no lock of its own. */
export const MIGRATION_LEAD = 'exchange-store-migrations';
/** Every node stands for it: whoever has it does what one node alone may do. */
export const NODE_LEAD = 'leader';
/** Keeps our locks apart from those that others take in the same database. */
const LOCK_SPACE = 'stillwatch';

/** Leadership of a process that is the only one. */
export function soleLeadership(): LeaderLocks {
  const leads = new Map<string, Lead>();
  const turns = new Map<string, Promise<unknown>>();
  return {
    async tryLead(name) {
      if (leads.has(name)) return null;
      const lead: Lead = {
        name,
        held: () => leads.get(name) === lead,
        async resign() {
          if (lead.held()) leads.delete(name);
        },
      };
      leads.set(name, lead);
      return lead;
    },
    alone(name, work) {
      const mine = (turns.get(name) ?? Promise.resolve()).then(work, work);
      turns.set(name, mine);
      return mine;
    },
    async close() {
      leads.clear();
    },
  };
}

/** Leadership by a PostgreSQL server; connects when somebody wants to lead. */
export async function postgresLeadership(url: string, pulse = PULSE): Promise<Result<LeaderLocks>> {
  const config = await postgresConnection(url);
  if (!config.ok) return config;
  const { default: pg } = await import('pg');
  const connect = async (): Promise<Client> => openSession(new pg.Client(sessionConfig(config.value)));
  const leads = new Set<Lead>();

  return {
    ok: true,
    value: {
      async tryLead(name, lost) {
        const client = await connect();
        try {
          if (!(await lock(client, name, false))) {
            await client.end();
            return null;
          }
        } catch (error) {
          await client.end().catch(() => {});
          throw new ProblemError(recordProblem('elect a leader', error));
        }
        const lead = holdLead(client, name, pulse, () => {
          leads.delete(lead);
          lost();
        });
        leads.add(lead);
        return lead;
      },

      async alone(name, work) {
        const client = await connect();
        try {
          await lock(client, name, true);
        } catch (error) {
          await client.end().catch(() => {});
          throw new ProblemError(recordProblem('wait for its turn', error));
        }
        try {
          return await work();
        } finally {
          await client.end().catch(() => {});
        }
      },

      async close() {
        await Promise.all([...leads].map((lead) => lead.resign()));
        leads.clear();
      },
    },
  };
}

function sessionConfig(config: ClientConfig): ClientConfig {
  return { ...config, application_name: 'stillwatch leader' };
}

async function openSession(client: Client): Promise<Client> {
  // Without a listener a connection that breaks would end the process; holdLead() listens as well.
  client.on('error', () => {});
  try {
    await client.connect();
    const { idle, interval, count } = SERVER_PATIENCE;
    await client.query(
      `SET tcp_keepalives_idle = ${idle}; SET tcp_keepalives_interval = ${interval}; SET tcp_keepalives_count = ${count}`,
    );
    return client;
  } catch (error) {
    await client.end().catch(() => {});
    throw new ProblemError(recordProblem('elect a leader', error));
  }
}

/** Takes the lock of a name if it is free; with `wait` when it is. */
async function lock(client: Client, name: string, wait: boolean): Promise<boolean> {
  assert(name.length > 0, 'a lead has a name');
  const key = `${LOCK_SPACE}:${name}`;
  if (wait) {
    await client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [key]);
    return true;
  }
  const { rows } = await client.query('SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS held', [key]);
  return rows[0]?.held === true;
}

/** Watches over a lock that is held. */
function holdLead(client: Client, name: string, pulse: Pulse, lost: () => void): Lead {
  let mine = true;
  let asking: NodeJS.Timeout | null = null;

  const letGo = (): boolean => {
    const was = mine;
    mine = false;
    if (asking !== null) clearTimeout(asking);
    return was;
  };
  const lose = (): void => {
    if (!letGo()) return;
    // Whatever state the connection is in, this node must not keep the lock that it does not believe in.
    client.end().catch(() => {});
    lost();
  };
  const ask = async (): Promise<void> => {
    const answer = client.query({ text: 'SELECT 1', query_timeout: pulse.patience } as { text: string });
    await answer.then(plan, lose);
  };
  const plan = (): void => {
    if (!mine) return;
    asking = setTimeout(() => void ask(), pulse.heartbeat);
    asking.unref();
  };

  client.on('error', lose);
  client.on('end', lose);
  plan();
  return {
    name,
    held: () => mine,
    async resign() {
      if (letGo()) await client.end().catch(() => {});
    },
  };
}
