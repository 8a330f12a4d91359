import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { docsPage, PAGE_POLICY, type ShownDocument } from './docs-page.ts';
import { createServer } from './server.ts';

const nobody = { authenticate: async () => ({ ok: false, problem: { code: 'unauthenticated', message: 'no' } }) as const };

it('the page shows each operation with its access, and loads nothing but its own style sheet', async () => {
  const app = await createServer({ authenticator: nobody, bodyLimit: 1_000 }, (api) => {
    api.get(
      '/v1/things/:id',
      {
        config: { access: { scope: 'read' }, problems: ['not_found'] },
        schema: {
          operationId: 'getThing',
          summary: 'Get a thing',
          tags: ['campaigns'],
          params: z.object({ id: z.string() }),
          response: { 200: z.object({ size: z.number() }) },
        },
      },
      async () => ({ size: 1 }),
    );
  });
  const answer = await app.inject('/v1/docs');
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(answer.headers['content-security-policy']).toBe(PAGE_POLICY);
  expect(PAGE_POLICY).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/=]{44}'; /);
  const style = /<style>(.*)<\/style>/s.exec(answer.body)?.[1] ?? '';
  expect(PAGE_POLICY).toContain(createHash('sha256').update(style).digest('base64'));
  expect(answer.body).not.toMatch(/<script|<img|<link|\bstyle=|\bon\w+=|\bsrc=|https?:/);
  for (const shown of ['/v1/things/{id}', 'getThing', 'requires the scope read', 'not_found'])
    expect(answer.body).toContain(shown);
  await app.close();
});

it('escapes every text of the document', () => {
  const hostile = '<script>alert("&")</script>';
  const document: ShownDocument = {
    info: { title: hostile, version: hostile, description: hostile },
    tags: [{ name: hostile, description: hostile }],
    paths: {
      [hostile]: {
        [hostile]: {
          operationId: hostile,
          summary: hostile,
          tags: [hostile],
          parameters: [{ name: hostile, in: hostile, description: hostile, schema: { pattern: hostile } }],
          responses: { [hostile]: { description: hostile, content: { [hostile]: { schema: { $ref: `/${hostile}` } } } } },
        },
      },
    },
    components: { schemas: { [hostile]: { description: hostile } } },
  };
  expect(docsPage(document)).not.toContain('<script');
});
