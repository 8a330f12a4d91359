/**
 * The OpenAPI document as one page of HTML without a script, for people without a tool at hand. Its content security policy
 * allows its own style sheet, by hash, and nothing else.
 */
import { createHash } from 'node:crypto';
import type { JsonSchema, MediaType, Operation } from './openapi-parts.ts';

interface ShownOperation extends Operation {
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly ShownParameter[];
}

interface ShownParameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: JsonSchema;
}

/** What the page shows of an OpenAPI document. */
export interface ShownDocument {
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, ShownOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> };
}

const STYLE = `:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
code,pre{font:14px/1.45 ui-monospace,monospace}pre{overflow:auto;padding:.75rem;border:1px solid #8886;border-radius:4px}
details{border-bottom:1px solid #8884;padding:.4rem 0}summary{cursor:pointer}summary b{display:inline-block;min-width:4.5rem}
table{border-collapse:collapse}td,th{text-align:left;vertical-align:top;padding:.2rem 1rem .2rem 0}`;

/** The Content-Security-Policy of the page. */
export const PAGE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Renders the page. Every text of the document is escaped. */
export function docsPage({ info, tags, paths, components }: ShownDocument): string {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const groups = tags.map(({ name, description }) => {
    const shown = operations.filter(({ operation }) => operation.tags?.includes(name));
    return `<h2 id="${escaped(name)}">${escaped(name)}</h2><p>${text(description)}</p>${shown.map(operationOf).join('')}`;
  });
  const schemas = Object.entries(components.schemas).map(
    ([name, schema]) => `<h3 id="schema-${escaped(name)}">${escaped(name)}</h3>${json(schema)}`,
  );
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(info.title)} API</title><style>${STYLE}</style>
<h1>${escaped(info.title)} API ${escaped(info.version)}</h1>${paragraphs(info.description)}
<p>Machine-readable: <a href="openapi.json">openapi.json</a> (OpenAPI 3.1)</p>
<nav>${tags.map(({ name }) => `<a href="#${escaped(name)}">${escaped(name)}</a>`).join(' · ')} · <a href="#schemas">schemas</a></nav>
${groups.join('\n')}<h2 id="schemas">Schemas</h2>${schemas.join('\n')}</html>`;
}

interface PlacedOperation {
  readonly path: string;
  readonly method: string;
  readonly operation: ShownOperation;
}

function operationOf({ path, method, operation }: PlacedOperation): string {
  const { operationId = '', summary = '', description = '', parameters = [], requestBody, responses } = operation;
  const body = requestBody === undefined ? '' : `<h4>Body</h4>${contentOf(requestBody.content)}`;
  const answers = Object.entries(responses).map(
    ([status, response]) =>
      `<tr><th>${escaped(status)}<td>${text(response.description)} ${Object.values(response.content ?? {})
        .map(linkOf)
        .join(' ')}`,
  );
  const success = Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1].content ?? {};
  return `<details id="${escaped(operationId)}"><summary><b>${escaped(method.toUpperCase())}</b> <code>${escaped(path)}</code> ${text(summary)}</summary>
<p>${text(description)}</p><p><code>${escaped(operationId)}</code>, ${accessOf(operation)}</p>
${parameters.length === 0 ? '' : `<h4>Parameters</h4><table>${parameters.map(parameterOf).join('')}</table>`}${body}
<h4>Responses</h4><table>${answers.join('')}</table>${contentOf(success)}</details>`;
}

function accessOf({ security = [], 'x-required-role': role }: ShownOperation): string {
  if (security.length === 0) return 'open';
  if (role !== undefined) return `requires a logged-in person with the role ${escaped(role)} or higher`;
  const scopes = security.flatMap((requirement) => Object.values(requirement).flat());
  return scopes.length === 0 ? 'requires a key or a session' : `requires the scope ${escaped(scopes[0] ?? '')}`;
}

function parameterOf({ name, in: place, required, description = '', schema }: ShownParameter): string {
  const { description: _, ...rest } = schema ?? {};
  return `<tr><th><code>${escaped(name)}</code><td>${escaped(place)}${required ? ', required' : ''}<td>${text(description)}<td><code>${escaped(JSON.stringify(rest))}</code>`;
}

function contentOf(content: Readonly<Record<string, MediaType>>): string {
  return Object.entries(content)
    .map(([type, media]) => {
      const example = media.example === undefined ? '' : `<p>Example:</p>${json(media.example)}`;
      const schema = linkOf(media);
      return `<p><code>${escaped(type)}</code> ${schema}</p>${schema === '' && media.schema ? json(media.schema) : ''}${example}`;
    })
    .join('');
}

/** A link to the shared schema; empty if the schema has its place here. */
function linkOf({ schema }: MediaType): string {
  const name = typeof schema?.$ref === 'string' ? schema.$ref.split('/').at(-1) : undefined;
  return name === undefined ? '' : `<a href="#schema-${escaped(name)}">${escaped(name)}</a>`;
}

function json(value: unknown): string {
  return `<pre>${escaped(typeof value === 'string' ? value : JSON.stringify(value, null, 2))}</pre>`;
}

function paragraphs(description: string): string {
  return description
    .split('\n\n')
    .map((one) => `<p>${text(one)}</p>`)
    .join('');
}

/** Text with code between backticks. */
function text(plain: string): string {
  return escaped(plain).replaceAll(/`([^`]+)`/g, '<code>$1</code>');
}

function escaped(plain: string): string {
  return plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
