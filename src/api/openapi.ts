/**
 * Publishes the routes as an OpenAPI 3.1 document. Schemas come from the routes; this file adds to each operation what its
 * access and method imply: the scope, and the problems it can give. Leaves out examples (openapi-bodies.ts).
 */
import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { assert } from '../base/assert.ts';
import { VERSION } from '../base/version.ts';
import type { RouteAccess } from './access-hook.ts';
import { addBodies, addRecordSchemas } from './openapi-bodies.ts';
import { type Components, OPERATION_TAGS, type Operation, type Response, SECURITY_SCHEMES } from './openapi-parts.ts';
import { PROBLEM_STATUSES, type ProblemCode } from './problem-statuses.ts';

/** What a route declares besides its schemas. */
interface DeclaredRoute {
  readonly access: RouteAccess;
  readonly problems: readonly ProblemCode[];
  readonly paced: boolean;
  readonly hasParams: boolean;
  readonly takesBasic: boolean;
  readonly takesKeyHeader: boolean;
}

interface OpenApiObject {
  paths: Record<string, Record<string, Operation>>;
  components: Components;
}

/** Without the overrides of fastify-type-provider-zod, which lose the text form of a time that is also taken as a number. */
const AS_ZOD = { zodToJsonConfig: { override: () => {} } };

const SAFE: ReadonlySet<string> = new Set(['get', 'head', 'options']);
const PROBLEM = { $ref: '#/components/schemas/Problem' };
const RETRY_AFTER = {
  'retry-after': { description: 'Seconds to wait before the request is repeated.', schema: { type: 'integer' } },
};

/** Collects the routes for `GET /v1/openapi.json`. Call it before adding routes; `app.swagger()` returns the document. */
export async function addOpenApi(app: FastifyInstance): Promise<void> {
  const declared = new Map<string, DeclaredRoute>();
  app.addHook('onRoute', ({ method, url, config, schema }) => {
    if (config?.access === undefined) return;
    const route: DeclaredRoute = {
      access: config.access,
      problems: config.problems ?? [],
      takesBasic: config.basic === true,
      takesKeyHeader: config.keyHeader === true,
      paced: config.access !== 'open' || config.rateLimit !== false,
      hasParams: schema?.params !== undefined,
    };
    for (const one of [method].flat()) declared.set(`${one.toLowerCase()} ${templateOf(url)}`, route);
  });
  const nameSchemas = createJsonSchemaTransformObject(AS_ZOD);
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Stillwatch',
        version: VERSION,
        description: [
          'Detects illicit distillation of a language model in the traffic of its API, and decides how to respond.',
          'Every failure is a problem document (RFC 9457) with a stable `code`. Query parameters and fields of bodies that do not exist are refused with 400; in records of a log and in bodies of providers they are left out.',
          'The scope that an operation requires stands in its security requirement. `x-required-role` means that only a logged-in person of at least this role can call it.',
        ].join('\n\n'),
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/', description: 'The service that publishes this document.' }],
      tags: [...OPERATION_TAGS],
      components: { securitySchemes: SECURITY_SCHEMES },
    },
    transform: createJsonSchemaTransform(AS_ZOD),
    transformObject(document) {
      const object = nameSchemas(document as never) as unknown as OpenApiObject;
      for (const [path, operations] of Object.entries(object.paths)) {
        for (const [method, operation] of Object.entries(operations)) {
          const route = declared.get(`${method} ${path}`);
          assert(route !== undefined, 'every operation of the document is a route');
          describeOperation(method, operation, route);
          addBodies(operation);
        }
      }
      addRecordSchemas(object.components);
      dropUnused(object);
      return object as never;
    },
  });
}

function templateOf(url: string): string {
  return url.replaceAll(/:([A-Za-z_]+)/g, '{$1}');
}

function describeOperation(method: string, operation: Operation, route: DeclaredRoute): void {
  operation.security = securityOf(route);
  if (typeof route.access === 'object' && route.access.person !== undefined)
    operation['x-required-role'] = route.access.person;
  for (const [status, response] of Object.entries(operation.responses)) {
    response.description = response.description === 'Default Response' ? meaningOf(status) : response.description;
    // 204 and the like: the schema says that there is no body.
    if (response.content?.['application/json']?.schema?.type === 'null') delete response.content;
  }
  const byStatus = new Map<string, ProblemCode[]>();
  for (const code of problemsOf(method, route)) {
    const status = String(PROBLEM_STATUSES[code]);
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  for (const [status, codes] of [...byStatus].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    operation.responses[status] ??= problemResponse(status, codes);
}

/** The codes that an operation can give: those of its route, and those that its access and method imply. */
function problemsOf(method: string, { access, problems, paced, hasParams }: DeclaredRoute): ReadonlySet<ProblemCode> {
  const codes = new Set<ProblemCode>(['bad_request', 'unknown_parameter', ...problems, 'internal']);
  if (paced) codes.add('too_many_requests');
  if (hasParams) codes.add('path_too_long');
  if (access !== 'open') codes.add('unauthenticated').add('unavailable');
  if (typeof access === 'object') codes.add('forbidden');
  if (!SAFE.has(method)) {
    codes.add('unknown_field').add('request_timeout').add('too_large').add('unsupported_media_type');
    if (access !== 'open') codes.add('cross_site');
  }
  return codes;
}

function problemResponse(status: string, codes: readonly ProblemCode[]): Response {
  return {
    description: `${meaningOf(status)} Codes: ${codes.map((code) => `\`${code}\``).join(', ')}.`,
    ...(status === '429' || status === '503' ? { headers: RETRY_AFTER } : {}),
    content: { 'application/problem+json': { schema: PROBLEM } },
  };
}

/** In OpenAPI 3.1 the list of a requirement may hold roles for any kind of scheme; here it holds scopes. */
function securityOf({ access, takesBasic, takesKeyHeader }: DeclaredRoute): Operation['security'] {
  if (access === 'open') return [];
  if (access === 'signed-in') return [{ key: [] }, { session: [] }];
  const scopes = [access.scope];
  if (access.person !== undefined) return [{ session: scopes }];
  return [
    { key: scopes },
    ...(takesBasic ? [{ basic: scopes }] : []),
    ...(takesKeyHeader ? [{ keyHeader: scopes }] : []),
    { session: scopes },
  ];
}

const MEANINGS: Readonly<Record<string, string>> = {
  200: 'Success.',
  201: 'Created.',
  202: 'Started.',
  204: 'Done; the response has no body.',
  303: 'Redirects the browser.',
  304: 'Not modified: the response with this ETag is still valid.',
  400: 'The request does not match its schema.',
  401: 'No valid key or session.',
  403: 'The caller lacks the permission.',
  404: 'Nothing has this id.',
  408: 'The request was not complete in time.',
  409: 'Not possible in the current state.',
  410: 'Expired.',
  413: 'The body is too large.',
  414: 'A part of the path is too long.',
  415: 'The route does not accept this Content-Type or Content-Encoding.',
  422: 'The content of the request is not permitted.',
  429: 'Too many requests.',
  500: 'An internal error; nothing was acknowledged.',
  503: 'Temporarily not possible; nothing was acknowledged.',
};

function meaningOf(status: string): string {
  const meaning = MEANINGS[status];
  assert(meaning !== undefined, `status ${status} has a description`);
  return meaning;
}

/** Removes component schemas that nothing refers to: each is generated as an input and as an output. */
function dropUnused({ paths, components }: OpenApiObject): void {
  const used = new Set<string>();
  const open: unknown[] = [paths];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    for (const [key, value] of Object.entries(next)) {
      const name = key === '$ref' && typeof value === 'string' ? value.split('/').at(-1) : undefined;
      if (name === undefined) open.push(value ?? null);
      else if (!used.has(name)) {
        used.add(name);
        open.push(components.schemas[name] ?? null);
      }
    }
  }
  components.schemas = Object.fromEntries(
    Object.entries(components.schemas)
      .filter(([name]) => used.has(name))
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}
