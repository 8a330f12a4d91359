/** The addresses of servers, from options or from the environment, where other users cannot read a password. */
import type { ServerAddresses } from '../../store/servers/server-migrations.ts';
import type { Io } from './io.ts';

/** Options of commands that can work on servers. */
export interface ServerFlags {
  readonly clickhouseUrl?: string;
  readonly postgresUrl?: string;
  readonly cluster?: string;
}

/** An option overrides the environment; an empty value counts as absent. */
export function serversOf(flags: ServerFlags, env: Io['env']): ServerAddresses {
  return {
    clickhouseUrl: flags.clickhouseUrl || env.STILLWATCH_CLICKHOUSE_URL || undefined,
    postgresUrl: flags.postgresUrl || env.STILLWATCH_POSTGRES_URL || undefined,
    cluster: flags.cluster || env.STILLWATCH_CLUSTER || undefined,
  };
}
