import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { describeApi } from './api-document.ts';
import { generatedPath, openApiFiles } from './write-openapi.ts';

interface Described {
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>;
}

interface DescribedOperation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { readonly schema: object }>> }>>;
}

const HIDDEN = ['GET /v1/openapi.json', 'GET /v1/docs'];
const SAFE = new Set(['GET', 'HEAD']);
/** Where a key may come as the password of basic credentials: nowhere else. */
const TAKES_BASIC = new Set(['/api/public/otel/v1/traces']);

/** Where a key may come in a header of its own: nowhere else. */
const TAKES_KEY_HEADER = new Set(['/v1/check']);
/** Other methods and paths of a check are answered like GET, whose description says so. */
const isCheckToo = (method: string, url: string) => url === '/v1/check/*' || (url === '/v1/check' && method !== 'GET');

const { document, routes } = await describeApi();
const { paths, tags } = document as Described;

function operationOf(method: string, url: string): DescribedOperation | undefined {
  return paths[url.replaceAll(/:([A-Za-z_]+)/g, '{$1}')]?.[method.toLowerCase()];
}

/** What an operation lacks, by the access and the method of its route. */
function lackOf(route: (typeof routes)[number]): string[] {
  const operation = operationOf(route.method, route.url);
  if (operation === undefined) return ['an operation'];
  const lacks: string[] = [];
  const need = (holds: boolean, what: string): void => {
    if (!holds) lacks.push(what);
  };
  need(/^[a-z][A-Za-z]{2,40}$/.test(operation.operationId ?? ''), 'an operationId in camelCase');
  need(operation.tags?.length === 1 && tags.some(({ name }) => name === operation.tags?.[0]), 'a known tag');
  need((operation.summary ?? '').length > 5, 'a summary');
  const statuses = Object.keys(operation.responses);
  need(
    statuses.some((status) => /^[23]/.test(status)),
    'a success',
  );
  const { access } = route;
  const scopes = typeof access === 'object' ? [access.scope] : [];
  const expected =
    access === 'open'
      ? []
      : [
          ...(typeof access === 'object' && access.person !== undefined ? [] : [{ key: scopes }]),
          ...(TAKES_BASIC.has(route.url) ? [{ basic: scopes }] : []),
          ...(TAKES_KEY_HEADER.has(route.url) ? [{ keyHeader: scopes }] : []),
          { session: scopes },
        ];
  need(JSON.stringify(operation.security) === JSON.stringify(expected), 'its scope');
  const required = ['400', '500'];
  if (access !== 'open') required.push('401', '429', '503');
  if (typeof access === 'object') required.push('403');
  if (!SAFE.has(route.method)) required.push('408', '413', '415');
  if (route.url.includes(':')) required.push('414');
  for (const status of required) need(statuses.includes(status), `status ${status}`);
  for (const [status, { content }] of Object.entries(operation.responses)) {
    if (Number(status) < 400 || route.url === '/readyz') continue;
    const schema = content?.['application/problem+json']?.schema;
    need(JSON.stringify(schema) === '{"$ref":"#/components/schemas/Problem"}', `the problem of ${status}`);
  }
  return lacks;
}

describe('the OpenAPI document', () => {
  it('has for every route an id, a tag, its scope, and every status that it can give', () => {
    const shown = routes.filter(
      ({ method, url }) => method !== 'HEAD' && !HIDDEN.includes(`${method} ${url}`) && !isCheckToo(method, url),
    );
    expect(shown.length).toBeGreaterThan(60);
    const lacking = shown.map((route) => [`${route.method} ${route.url}`, lackOf(route)] as const);
    expect(lacking.filter(([, lacks]) => lacks.length > 0)).toEqual([]);
    const ids = shown.map(({ method, url }) => operationOf(method, url)?.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('is published as it is, and so is what is made from it', async () => {
    for (const [path, text] of await openApiFiles())
      expect(readFileSync(generatedPath(path), 'utf8') === text, `${path} is stale: run npm run openapi`).toBe(true);
  });

  it('lints clean with the recommended rules of Redocly, examples included', async () => {
    const { stdout } = await promisify(execFile)(
      generatedPath('node_modules/.bin/redocly'),
      ['lint', '--format=json', 'docs/reference/openapi.json'],
      {
        cwd: generatedPath('.'),
        env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
        maxBuffer: 8_000_000,
      },
    ).catch((error: { stdout: string }) => error);
    const { problems } = JSON.parse(stdout) as { problems: { ruleId: string; message: string }[] };
    expect(problems.map(({ ruleId, message }) => `${ruleId}: ${message}`)).toEqual([]);
  });
});
