/** From a log to decisions and back: what the analysis of a made-up world leads to, and what its own requests then meet. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { simulate } from '../sim/index.ts';
import { loadDetectInput } from '../src/aggregate/load-input.ts';
import { decide } from '../src/decide/decide.ts';
import { defaultPolicy } from '../src/decide/policy/default-policy.ts';
import type { DetectionResult } from '../src/detect/campaign/finding.ts';
import { detect } from '../src/detect/detect.ts';
import { Exchange } from '../src/model/wire.ts';
import { type DecisionService, openDecisions } from '../src/service/decisions/decisions.ts';
import { type DataDirectory, openDataDirectory } from '../src/store/directory/data-directory.ts';
import { ANALYSIS_NOW, analyzed, dataDirectory, makeFolder, readLines } from './analysis-run.ts';
import { decideOn, listening } from './detection-fixture.ts';

/** The tests share an analysis of a simulated world. */
const TEST_TIMEOUT = 180_000;
vi.setConfig({ testTimeout: TEST_TIMEOUT });

let root: string;
let log: string[];
let directory: DataDirectory;
let detection: DetectionResult;
let decisions: DecisionService;

beforeAll(async () => {
  root = makeFolder('decisions');
  const world = await simulate({
    world: 'feb-2026',
    scale: 0.001,
    seed: 3,
    days: 5,
    honest: 0.1,
    out: join(root, 'world'),
  });
  const files = world.files.filter((file) => !file.endsWith('truth.ndjson'));
  log = files.filter((file) => /exchanges/.test(file));
  const data = dataDirectory(root, 'data');
  await analyzed({ paths: files, out: join(root, 'out'), data, workers: 2 });
  const opened = await openDataDirectory({ path: data });
  if (!opened.ok) throw new Error(opened.problem.message);
  directory = opened.value;
  detection = detect(await loadDetectInput(directory), { seed: 'test' });
  const heard = listening();
  const db = await directory.database();
  decisions = await openDecisions({ db, clock: () => ANALYSIS_NOW, audit: heard, events: heard });
  await decideOn(decisions, detection);
}, 180_000);

afterAll(async () => {
  await directory?.close();
  rmSync(root, { recursive: true, force: true });
});

describe('decisions on a world', () => {
  it('are those of the analysis, proposals and late ones included', async () => {
    expect(detection.campaigns.length).toBeGreaterThan(0);
    let compared = 0;
    const { accounts } = decide(detection, { policy: defaultPolicy(), now: ANALYSIS_NOW });
    for (const { account, sub_account, action } of accounts) {
      if (action === 'allow') continue;
      const [decision] = await decisions.history(account, sub_account ?? null, 1);
      expect(decision?.action, account).toBe(action);
      const replay = await decisions.replay(decision.id);
      expect(replay.ok && replay.value.same).toBe(true);
      compared++;
    }
    expect(compared).toBeGreaterThan(5);
  });

  it('know a campaign by its text in the requests of its members', async () => {
    const members = new Set(
      detection.campaigns.flatMap((campaign) =>
        campaign.members.filter((member) => member.byContent).map((member) => member.account),
      ),
    );
    const authorised = new Set(
      readLines<{ account: string; group: string }>(join(root, 'world', 'truth.ndjson'))
        .filter(({ group }) => group === 'authorised_distiller')
        .map(({ account }) => account),
    );
    let theirs = 0;
    let known = 0;
    let others = 0;
    let taken = 0;
    for (const line of log.flatMap((file) => readLines<unknown>(file))) {
      const exchange = Exchange.parse(line);
      const answer = decisions.decide({ ...exchange, account: 'somebody-else', sub_account: null });
      if (members.has(exchange.account)) {
        theirs++;
        if (answer.matched.length > 0) known++;
      } else {
        others++;
        if (answer.matched.length > 1 && !authorised.has(exchange.account)) taken++;
      }
    }
    expect(theirs).toBeGreaterThan(100);
    expect(known / theirs).toBeGreaterThan(0.5);
    expect(taken / others).toBeLessThan(0.01);
  });
});
