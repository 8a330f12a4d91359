/**
 * Refuses query parameters that a route does not have, and bodies where a route takes none: a filter that is misspelt must
 * never mean "all". Leaves out unknown fields of bodies, which their schemas refuse (problem-answer.ts), the records of
 * ingest and the bodies of providers, where unknown fields are left out, and `/v1/check`, which gateways ask with the query and
 * body of their clients.
 */
import type { FastifyInstance, RouteOptions } from 'fastify';
import { z } from 'zod';
import { assert } from '../base/assert.ts';
import { type Problem, ProblemError } from '../base/problem.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** 'any' for a route whose parameters somebody else defines, or that has no use for any. Absent: only those of its schema. */
    query?: 'any';
    /** Names of the query parameters; set here from the schema. */
    queryNames?: readonly string[];
  }
}

/** Registers the checks. Call it after the access hook, so that only callers with access learn which parameters exist. */
export function addStrictRequests(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    // Paths without a route and preflights have no schema.
    if (route.schema === undefined) return;
    route.config = { ...route.config, queryNames: queryNamesOf(route) };
  });
  app.addHook('onRequest', async ({ query, routeOptions: { config } }) => {
    if (config.queryNames === undefined || config.query === 'any') return;
    const names = config.queryNames;
    const unknown = Object.keys(query as object).find((name) => !names.includes(name));
    if (unknown !== undefined) throw new ProblemError(unknownParameter(unknown, names));
  });
  app.addHook('preValidation', async ({ body, routeOptions: { config, schema } }) => {
    if (config.queryNames === undefined || schema?.body !== undefined) return;
    const isEmpty = body === undefined || body === null || (typeof body === 'object' && Object.keys(body).length === 0);
    if (!isEmpty) throw new ProblemError(unexpectedBody());
  });
}

function queryNamesOf({ schema, url }: RouteOptions): readonly string[] {
  const query = schema?.querystring;
  if (query === undefined) return [];
  assert(query instanceof z.ZodObject, `the query parameters of ${url} are an object`);
  return Object.keys(query.shape);
}

/** Whether a name from a request looks like a mistyped one, and may be repeated. Others may be secrets in the wrong place. */
export function isMistyped(name: string): boolean {
  return /^\w{1,40}$/.test(name);
}

function unknownParameter(name: string, names: readonly string[]): Problem {
  return {
    code: 'unknown_parameter',
    message: `Expected only query parameters that this route has, got ${isMistyped(name) ? `"${name}"` : 'another one'}.`,
    where: isMistyped(name) ? `query/${name}` : 'query',
    hint: names.length === 0 ? 'This route has no query parameters.' : `This route has: ${names.join(', ')}.`,
  };
}

function unexpectedBody(): Problem {
  return {
    code: 'unknown_field',
    message: 'Expected no body, got one with content.',
    where: 'body',
    hint: 'This route takes no body. Leave it out or send {}.',
  };
}
