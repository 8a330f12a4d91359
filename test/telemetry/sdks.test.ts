/**
 * Real client SDKs and instrumentation against the service: each makes one model call, and its exchange is in the store with its
 * prompt, answer, model, tokens, caller and time.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createAccess } from '../../src/access/access.ts';
import { createAuthenticator } from '../../src/api/authenticator.ts';
import { createSite } from '../../src/api/site.ts';
import { systemClock } from '../../src/base/clock.ts';
import { drained, type IntakeServer, startIntakeServer } from '../intake-server.ts';
import { MODEL, MODEL_ANSWER, type ModelServer, PROMPT, SYSTEM, startModelServer, TOKENS } from './model-server.ts';

/** Starts a process for each SDK; they load thousands of modules. */
const TEST_TIMEOUT = 120_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

const PROCESS = fileURLToPath(new URL('./sdk-process.ts', import.meta.url));

/** What each must give: where its caller is found, and what it sends of spans that are no model calls. */
const SDKS = [
  { name: 'langfuse', title: "Langfuse's SDK", source: 'user.id', session: true, ignored: { not_a_generation: 1 } },
  {
    name: 'vercel',
    title: 'the AI SDK of Vercel',
    source: 'ai.telemetry.metadata.*',
    session: true,
    ignored: { outer_span: 1 },
  },
  { name: 'agents', title: "OpenAI's Agents SDK with OpenInference", source: 'user.id', session: false, ignored: {} },
  { name: 'openinference', title: 'OpenInference', source: 'metadata{}', session: false, ignored: {} },
  {
    name: 'openllmetry',
    title: 'OpenLLMetry',
    source: 'parent: enduser.id',
    session: false,
    ignored: { other_span: 1 },
  },
  {
    name: 'anthropic',
    title: "Anthropic's SDK with OpenInference",
    source: 'llm.invocation_parameters{}',
    session: false,
    ignored: {},
  },
] as const;

let root: string;
let model: ModelServer;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'stillwatch-sdks-'));
  model = await startModelServer();
});
afterAll(async () => {
  await model.close();
  rmSync(root, { recursive: true, force: true });
});

/** Everything that the store knows of its exchanges. */
async function stored({ directory, intake }: IntakeServer): Promise<Record<string, unknown>[]> {
  await drained(intake);
  return directory.exchanges.rows(
    `SELECT input_tokens, output_tokens, prompt_chars, system_chars, output_chars, toInt64(time) AS time, session != 0 AS session,
       u.account AS account, u.sub_account AS sub_account, m.name AS model
     FROM exchanges
     LEFT JOIN (SELECT * FROM names FINAL WHERE kind = 'unit') AS u ON u.hash = exchanges.unit
     LEFT JOIN (SELECT * FROM names FINAL WHERE kind = 'model') AS m ON m.hash = exchanges.model`,
  );
}

describe.sequential('the telemetry of', () => {
  let server: IntakeServer;
  let address: string;
  let key: string;
  let seen = 0;
  beforeAll(async () => {
    server = await startIntakeServer(
      { drainInterval: 50 },
      () => ({}),
      join(root, 'data'),
      {},
      async (directory) => {
        const access = createAccess(await directory.database(), { clock: systemClock });
        key = (await access.keys.create({ label: 'sdk', scopes: ['ingest'] }, 'system')).token;
        return createAuthenticator({ ...access, site: createSite('http://127.0.0.1') });
      },
    );
    address = await server.app.listen({ host: '127.0.0.1', port: 0 });
  });
  afterAll(() => server.close());

  for (const { name, title, source, session, ignored } of SDKS) {
    it(`${title} becomes one whole exchange`, async () => {
      const before = server.intake.stats();
      const begun = Date.now();
      const child = await promisify(execFile)(
        process.execPath,
        ['--import', 'tsx', PROCESS, name, model.url, address, key],
        { env: { ...process.env, LANGFUSE_TRACING_ENVIRONMENT: 'test' } },
      );
      expect(child.stderr).toBe('');
      const after = server.intake.stats();
      const rows = await stored(server);
      expect(rows).toHaveLength(seen + 1);
      seen = rows.length;
      const own = rows.find(({ time }) => Number(time) >= begun);
      expect(own).toMatchObject({
        account: 'mira',
        model: MODEL,
        input_tokens: TOKENS.input,
        output_tokens: TOKENS.output,
        prompt_chars: PROMPT.length + SYSTEM.length,
        system_chars: SYSTEM.length,
        output_chars: MODEL_ANSWER.length,
        session: session ? 1 : 0,
      });
      expect(Number(own?.time)).toBeLessThanOrEqual(Date.now());
      expect(difference(after.callersBySource, before.callersBySource)).toEqual({ [source]: 1 });
      expect(difference(after.ignoredByReason, before.ignoredByReason)).toEqual(ignored);
      expect([after.rejected, after.unknownFieldRecords]).toEqual([0, 0]);
    });
  }
});

function difference(after: Readonly<Record<string, number>>, before: Readonly<Record<string, number>>) {
  const entries = Object.entries(after).map(([key, n]) => [key, n - (before[key] ?? 0)] as const);
  return Object.fromEntries(entries.filter(([, n]) => n > 0));
}
