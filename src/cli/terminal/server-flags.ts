/** The addresses of servers on a command line: options, or the environment, where a password is not seen by other users. */
import type { ServerAddresses } from '../../store/servers/server-migrations.ts';
import type { Io } from './io.ts';

export interface ServerFlags {
  readonly clickhouseUrl?: string;
  readonly postgresUrl?: string;
  readonly cluster?: string;
}

/** An option wins over the environment; an empty value is none. */
export function serversOf(flags: ServerFlags, env: Io['env']): ServerAddresses {
  return {
    clickhouseUrl: flags.clickhouseUrl || env.STILLWATCH_CLICKHOUSE_URL || undefined,
    postgresUrl: flags.postgresUrl || env.STILLWATCH_POSTGRES_URL || undefined,
    cluster: flags.cluster || env.STILLWATCH_CLUSTER || undefined,
  };
}
