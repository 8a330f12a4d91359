/**
 * Leader election among nodes, by name: the leader holds a session-level advisory lock of the PostgreSQL server. The lock belongs
 * to a connection of its own, over which the holder sends heartbeats. A holder that loses the connection notices within
 * {@link PULSE}; the server releases its lock only after {@link SERVER_PATIENCE}, so the old leader stops before a new one starts.
 * With embedded stores, the single process always leads.
 *
 * This is not fencing: a process that is suspended and resumed can write until its next heartbeat, so writes of a leader must be
 * safe to repeat. Requires a direct connection to the server: a connection pooler would share the locks among sessions.
 */
import type { Client, ClientConfig } from 'pg';
import { assert } from '../../base/assert.ts';
import { ProblemError, type Result } from '../../base/problem.ts';
import { recordProblem } from '../records/record-store.ts';
import { postgresConnection } from './postgres-connection.ts';

export interface Lead {
  readonly name: string;
  /** False once the lock is known to be lost or was released. */
  held(): boolean;
  /** Releases the lock. Has no effect if it is already released or lost. */
  resign(): Promise<void>;
}

export interface LeaderLocks {
  /**
   * Tries to become the leader. Throws a {@link ProblemError} if the server cannot be reached.
   * @param lost called once if the lock is lost without `resign`
   * @returns null if another node leads
   */
  tryLead(name: string, lost: () => void): Promise<Lead | null>;
  /** Runs `work` exclusively among all nodes, by name; waits for other nodes. */
  alone<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** Releases all locks. */
  close(): Promise<void>;
}

/** Interval of the heartbeats, and how long to wait for a response, ms. */
export interface Pulse {
  readonly heartbeat: number;
  readonly patience: number;
}

const PULSE: Pulse = { heartbeat: 5_000, patience: 5_000 };
/** TCP keep-alive of the server: time before the first probe and between probes in seconds, and number of probes. */
const SERVER_PATIENCE = { idle: 10, interval: 5, count: 3 } as const;
/** Name under which nodes migrate the exchange store one at a time; it has no lock of its own. */
export const MIGRATION_LEAD = 'exchange-store-migrations';
/** Name of the lead for which all nodes are candidates: its holder does the work that only one node may do. */
export const NODE_LEAD = 'leader';
/** Prefix that separates our locks from those of other software in the same database. */
const LOCK_SPACE = 'stillwatch';

/** Leadership without a server, for a single process. */
export function soleLeadership(): LeaderLocks {
  const leads = new Map<string, Lead>();
  const queues = new Map<string, Promise<unknown>>();
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
      const mine = (queues.get(name) ?? Promise.resolve()).then(work, work);
      queues.set(name, mine);
      return mine;
    },
    async close() {
      leads.clear();
    },
  };
}

/** Leadership through a PostgreSQL server. Connects on the first attempt to lead. */
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
  // Without a listener, a broken connection would end the process. holdLead() adds another one.
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

/** Takes a lock if it is free; with `wait`, waits until it is. */
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

/** Sends heartbeats while the lock is held. */
function holdLead(client: Client, name: string, pulse: Pulse, lost: () => void): Lead {
  let mine = true;
  let asking: NodeJS.Timeout | null = null;

  const endLead = (): boolean => {
    const was = mine;
    mine = false;
    if (asking !== null) clearTimeout(asking);
    return was;
  };
  const lose = (): void => {
    if (!endLead()) return;
    // Close the connection in any case, so that this node does not keep a lock that it considers lost.
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
      if (endLead()) await client.end().catch(() => {});
    },
  };
}
