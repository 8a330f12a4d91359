/** The service's routes, as its document has them. */
import type { Schema } from './schema.ts';

export interface OpenApiParameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly schema: Schema;
}

export interface Route {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly OpenApiParameter[];
  /** Of the body; null: it takes none. */
  readonly body: Schema | null;
  readonly types: readonly string[];
  /** Takes records, whatever the schema says. */
  readonly ingest: boolean;
  /** Says itself that it may answer 503. */
  readonly mayBeUnready: boolean;
  /** How often it is asked, beside the others. */
  readonly weight: number;
}

interface Operation {
  readonly parameters?: readonly OpenApiParameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<Record<string, unknown>>;
}

export interface OpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

const INGEST: ReadonlySet<string> = new Set([
  '/v1/exchanges',
  '/v1/accounts',
  '/v1/releases',
  '/v1/litellm',
  '/v1/traces',
  '/api/public/otel/v1/traces',
  '/v1/logs',
]);

/** What is asked most, and what takes long by itself: passwords are hashed, the whole audit log is read. */
const WEIGHTS: Readonly<Record<string, number>> = {
  'POST /v1/exchanges': 10,
  'POST /v1/decide': 15,
  'GET /v1/decisions/{account}': 10,
  'POST /v1/people': 0.1,
  'PATCH /v1/people/{id}': 0.2,
  'POST /v1/session': 0.1,
  'PUT /v1/session/password': 0.1,
  'DELETE /v1/session': 0.2,
  'GET /v1/audit/verify': 0.02,
  'GET /metrics': 0.2,
  'POST /v1/policies/{version}/backtest': 0.1,
  'POST /v1/policies/{version}/activate': 0.1,
};

export function routesOf({ paths }: OpenApiDocument): readonly Route[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([name, operation]) => {
      const method = name.toUpperCase();
      const content = operation.requestBody?.content ?? {};
      return {
        method,
        path,
        parameters: operation.parameters ?? [],
        body: Object.values(content)[0]?.schema ?? null,
        types: Object.keys(content),
        ingest: INGEST.has(path),
        mayBeUnready: '503' in operation.responses,
        weight: WEIGHTS[`${method} ${path}`] ?? 1,
      };
    }),
  );
}
