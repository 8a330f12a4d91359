/**
 * How long a decision takes: about one exchange in process, and over HTTP against an empty route of the same server. Load
 * comes from a process of its own; both routes in turn, several rounds, and the median of each round's ratio counts.
 *
 *   npx tsx bench/decisions/main.ts [--in-process]
 */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { addDecisionRoutes } from '../../src/api/routes/decisions.ts';
import { type Api, createServer } from '../../src/api/server.ts';
import { compilePolicy } from '../../src/decide/policy/policy.ts';
import { createIdentityHasher } from '../../src/ingest/identity-hasher.ts';
import { ExchangeDecider } from '../../src/service/decisions/decide-exchange.ts';
import { type DecisionService, openDecisions } from '../../src/service/decisions/decisions.ts';
import { openDataDirectory } from '../../src/store/directory/data-directory.ts';
import { campaignFound, decideOn, foundOf, listening, person } from '../../test/detection-fixture.ts';

const ACCOUNTS = 20_000;
const CAMPAIGNS = 500;
const EXCHANGES = 20_000;
const WARM = 5_000;
const PROMPTS = 5_000;
const ROUNDS = 7;
const SECONDS = 2;

/** English as people write it, by the word. */
const WORDS = readFileSync(new URL('../../docs/concepts.md', import.meta.url), 'utf8').split(/[^A-Za-z]+/);

let state = 7;
const draw = (below: number): number => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state % below;
};

function prompt(chars: number): string {
  let text = '';
  while (text.length < chars) text += `${WORDS[draw(WORDS.length)]}${draw(12) === 0 ? '.' : ''} `;
  // As a parser hands it on, in one piece.
  return Buffer.from(text.slice(0, chars)).toString();
}

const hex = () =>
  draw(2 ** 32)
    .toString(16)
    .padStart(8, '0');

async function main(): Promise<void> {
  const opened = await openDataDirectory();
  if (!opened.ok) throw new Error(opened.problem.message);
  const heard = listening();
  const db = await opened.value.database();
  const decisions = await openDecisions({ db, clock: Date.now, audit: heard, events: heard });
  const began = performance.now();
  await decideOn(
    decisions,
    foundOf(
      Array.from({ length: CAMPAIGNS }, (_, c) =>
        campaignFound({
          id: `C-${c}`,
          confidence: 0.6,
          tied: Array.from({ length: ACCOUNTS / CAMPAIGNS }, (_, k) => `account-${c}-${k}`),
          segments: Array.from({ length: 24 }, () => hex() + hex()),
        }),
      ),
    ),
  );
  console.log(`${ACCOUNTS} decisions from one look: ${((performance.now() - began) / 1000).toFixed(1)} s`);
  inProcess(decisions);
  if (!process.argv.includes('--in-process')) await overHttp(decisions);
  await opened.value.close();
}

function inProcess(decisions: DecisionService): void {
  const scoring = compilePolicy({
    format: 1,
    version: 'scoring',
    rules: [
      {
        name: 'elicits',
        at: 'request',
        when: 'exchange.intents.reasoning_elicitation >= 0.999 && exchange.max_tokens > 100000',
        give: { action: 'verify' },
        reason: 'R',
      },
    ],
  });
  if (!scoring.ok) throw new Error(scoring.problem.message);
  const decider = new ExchangeDecider(decisions.index);
  // Made before: what making them leaves behind is not the decision's to clear away.
  const exchanges = Array.from({ length: PROMPTS }, () => ({
    account: `account-${draw(CAMPAIGNS)}-${draw(80)}`,
    model: 'm',
    request: { messages: [{ role: 'user', content: prompt(4096) }], max_tokens: 1000 },
  }));
  for (const [name, policy] of [
    ['default policy', decisions.activePolicy()],
    ['a request rule that reads scores', scoring.value],
  ] as const) {
    const took: number[] = [];
    let preempted = 0;
    for (let k = 0; k < WARM + EXCHANGES; k++) {
      const exchange = exchanges[k % PROMPTS];
      const switches = process.resourceUsage().involuntaryContextSwitches;
      const from = process.hrtime.bigint();
      decider.decide(policy, exchange, Date.now());
      const micros = Number(process.hrtime.bigint() - from) / 1000;
      if (k < WARM) continue;
      if (process.resourceUsage().involuntaryContextSwitches === switches) took.push(micros);
      else preempted++;
    }
    took.sort((a, b) => a - b);
    const at = (share: number) => took[Math.floor(share * took.length)].toFixed(1);
    console.log(
      `in process, 4 KB prompt, ${name}: p50 ${at(0.5)} µs, p90 ${at(0.9)} µs, p99 ${at(0.99)} µs (${took.length} decisions; ${preempted} during which another process had the core are left out)`,
    );
  }
}

async function overHttp(decisions: DecisionService): Promise<void> {
  const caller = { ok: true as const, value: person('gate', 'analyst') };
  const app: Api = await createServer(
    {
      authenticator: { authenticate: async () => caller },
      bodyLimit: 1_000_000,
      // One caller asks as often as it can.
      limits: { gateway: 1e9, key: 1e9, person: 1e9 },
    },
    (api) => {
      const hasher = createIdentityHasher(new Uint8Array(32).fill(1));
      const storedId = (id: string): string => hasher.pseudonym(id).id;
      addDecisionRoutes(api, { decisions, clock: Date.now, random: Math.random, storedId });
      api.get('/v1/empty', { config: { access: { scope: 'decide' } } }, async () => ({}));
    },
  );
  await app.listen({ host: '127.0.0.1', port: 0 });
  const base = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const empty = await load(`${base}/v1/empty`);
    const decision = await load(`${base}/v1/decisions/account-7-7`);
    ratios.push(decision / empty);
    console.log(
      `over HTTP: empty route ${empty.toFixed(0)}/s, decision ${decision.toFixed(0)}/s, ratio ${(decision / empty).toFixed(2)}`,
    );
  }
  ratios.sort((a, b) => a - b);
  console.log(`median ratio ${ratios[Math.floor(ROUNDS / 2)].toFixed(2)}`);
  await app.close();
}

async function load(url: string): Promise<number> {
  const autocannon = fileURLToPath(import.meta.resolve('autocannon'));
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [autocannon, '-j', '-c', '32', '-d', String(SECONDS), url],
    { maxBuffer: 2 ** 24 },
  );
  const report = JSON.parse(stdout) as { requests: { average: number }; non2xx: number; errors: number };
  if (report.non2xx + report.errors > 0) throw new Error(`${report.non2xx + report.errors} requests failed`);
  return report.requests.average;
}

await main();
