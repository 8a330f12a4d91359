/**
 * The typed client of the HTTP API: `import { createClient } from 'stillwatch/client'`. Its types are generated from the
 * OpenAPI document (schema.ts); requests and responses are fetch's. Leaves out retries, which callers decide on.
 */
import createFetchClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './schema.ts';

/** The client: one method for each HTTP method, typed by path. */
export type StillwatchClient = Client<paths>;

/** The shared schemas by name, such as `Schemas['Decision']`. */
export type Schemas = components['schemas'];

export interface ConnectionOptions {
  /** Address of the service, such as `https://stillwatch.example`. */
  readonly baseUrl: string;
  /** API key. Absent for the open routes, and in browsers, which send the cookie of their session. */
  readonly key?: string;
  /** Used in place of the global fetch, for a proxy or a time limit. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

/**
 * A client of one service. Requests resolve to `{ data, error, response }`: `error` is a problem document when the status
 * is 400 or higher. They reject only if there is no response at all.
 */
export function createClient({ baseUrl, key, fetch }: ConnectionOptions): StillwatchClient {
  return createFetchClient<paths>({
    baseUrl,
    ...(key === undefined ? {} : { headers: { authorization: `Bearer ${key}` } }),
    ...(fetch === undefined ? {} : { fetch }),
  });
}
